//! What a work's page shows of its benefit: by use, the signed total with its seal or what was only claimed,
//! and the next thing to do for whom it concerns.

use kernel::id::UnitId;
use kernel::{Actor, Result};
use store::statements;
use ui::parts::{Panel, PanelLine};
use web::Asking;
use works::Card;
use works::uses::{self, Use};

use crate::lifecycle::{State, Step};
use crate::model::Benefit;
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
