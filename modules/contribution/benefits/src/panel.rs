//! What a work's page shows of its benefit: by use, the signed total with its seal or what was only claimed,
//! and the next thing to do for whom it concerns.

use ::store::{Filter, Value, statements};
use kernel::id::{PersonId, UnitId};
use kernel::{Actor, Fen, Result};
use ui::parts::{Panel, PanelLine};
use web::Asking;
use works::uses::{self, Use};
use works::{Card, Kind, WorkId};

use crate::lifecycle::{State, Step};
use crate::model::{Benefit, Worth};
use crate::pages::path;
use crate::policy::{self, Seen};
use crate::store::{of_work, ties};
use crate::view::{day, worth};

/// Most uses that are told one by one.
const MOST: usize = 12;

statements! {
    UNIT_NAME: (UnitId,) => (String,) = "SELECT short_name FROM unit WHERE id = $1";
}

/// The panel of a work; nothing while it is not in use.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_work_page(asking: &Asking<'_, '_>, card: &Card) -> Result<Vec<Panel>> {
    let uses: Vec<Use> = uses::of(asking.reader, card.id)?.into_iter().filter(|one| one.ended_at.is_none()).collect();
    if uses.is_empty() {
        return Ok(Vec::new());
    }
    let mut stated = of_work(asking.reader, card.id)?;
    let mut panel = Panel { title: "benefit-panel", lines: Vec::new(), act: None };
    for work_use in uses.into_iter().take(MOST) {
        let it = stated.iter().position(|it| it.work_use == work_use.id).map(|at| stated.swap_remove(at));
        let (enterprise,) = asking.reader.one(&UNIT_NAME, (work_use.enterprise,))?;
        let ties = ties(asking.reader, card.id, work_use.id, asking.actor.person)?;
        let seen = Seen { work_use, card: card.clone(), it, ties };
        let opens = policy::may_open(asking.actor, &seen.work_use, card, ties);
        if let Some(line) = line(asking, &seen, enterprise, opens) {
            panel.lines.push(line);
        }
        if panel.act.is_none() && opens {
            panel.act = act(asking.actor, &seen);
        }
    }
    let empty = panel.lines.is_empty() && panel.act.is_none();
    Ok(if empty { Vec::new() } else { vec![panel] })
}

/// A work with its signed benefit: what it is, its number and title, money or points.
type Signed = (WorkId, Kind, String, String, Option<Fen>, Option<i64>);

const SIGNED: &str = "SELECT w.id, w.kind, w.serial, w.title, f.fen, f.points FROM work w \
    JOIN work_figure f ON f.work_use = w.id WHERE";

/// The signed benefit of somebody's works at their own enterprise, of those that the reader may see; each
/// leads to its record. Never summed up: a person is no total.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(asking: &Asking<'_, '_>, person: PersonId) -> Result<Vec<Panel>> {
    let mut filter = Filter::new();
    filter.and("EXISTS (SELECT 1 FROM work_author t WHERE t.work = w.id AND t.person = ?)", [Value::Id(person.uuid())]);
    works::sight::visible(&mut filter, asking.actor);
    filter.tail("ORDER BY f.audited_at DESC, w.id LIMIT ?", [Value::Int(MOST as i64)]);
    let found: Vec<Signed> = asking.reader.list(SIGNED, &filter)?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let line = |(id, kind, serial, title, fen, points): Signed| PanelLine {
        words: title,
        note: serial,
        href: kind.path(id),
        chip: Some((worth(asking.t, Worth::of(fen, points)), "ok")),
    };
    Ok(vec![Panel { title: "benefit-panel-person", lines: found.into_iter().map(line).collect(), act: None }])
}

/// One use. Who may not open the statement sees its signed total and nothing that was only claimed.
fn line(asking: &Asking<'_, '_>, seen: &Seen, enterprise: String, opens: bool) -> Option<PanelLine> {
    let t = asking.t;
    let note = t.with1("benefit-since", "day", day(t, seen.work_use.since)).into_owned();
    let href = if opens && seen.it.is_some() { path(seen.work_use.id) } else { String::new() };
    let chip = match &seen.it {
        Some(Benefit { audited: Some(audited), .. }) => (worth(t, Some(*audited)), "ok"),
        Some(it) if it.state == State::Revoked => (t.get("word-revoked").to_owned(), "late"),
        Some(it) if opens => (format!("{} {}", t.get("claimed"), worth(t, it.claimed)), ""),
        _ => return None,
    };
    Some(PanelLine { words: enterprise, note, href, chip: Some(chip) })
}

/// What the reader may do next about this use.
fn act(actor: &Actor, seen: &Seen) -> Option<(&'static str, String)> {
    let may = |step| policy::may(actor, seen, step).allowed();
    let here = path(seen.work_use.id);
    if may(Step::Audit) {
        return Some(("benefit-act-audit", format!("{here}/audit")));
    }
    if may(Step::HandIn) {
        return Some(("benefit-act-state", format!("{here}/statement")));
    }
    let sent_back = seen.it.as_ref().is_some_and(|it| it.state != State::HandedIn);
    (sent_back && may(Step::Restate)).then(|| ("benefit-act-restate", format!("{here}/statement")))
}
