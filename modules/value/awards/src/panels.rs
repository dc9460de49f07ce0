//! What awards add to the page of a work and of a person.

use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{Result, Role};
use ui::parts::{Panel, PanelLine};
use web::Asking;
use works::uses::{self, Use};
use works::{Card, authors};

use crate::ground::{self, Ground};
use crate::pages::grade;
use crate::policy::{READERS, may_propose};
use crate::queries::{self, ListRow, Narrow};
use crate::rewards::{self, Reward};
use crate::store::{NORMS, load};

/// The awards of a work that the reader may see, its protected norms, and what an officer may propose.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_work(asking: &Asking<'_, '_>, card: &Card) -> Result<Vec<Panel>> {
    let (reader, t) = (asking.reader, asking.t);
    let narrow = Narrow { work: Some(card.id), ..Narrow::default() };
    let mut lines = Vec::new();
    for row in queries::list(reader, asking.actor, narrow)? {
        let number = load(reader, row.id)?.decision.0.grade;
        let mut line = line(asking, &row);
        let taker = row.is_taken_over().then(|| taken_by(asking, &row));
        let words = [number.map(|number| grade(t, number)), taker];
        line.note = words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        lines.push(line);
    }
    let today = asking.now.date();
    let author = authors::includes(reader, card.id, asking.actor.person)?;
    // What the law promises is everybody's to know; whether it was paid, that of who it concerns.
    if author || READERS.iter().any(|role| asking.actor.has_within(*role, &card.place())) {
        lines.extend(rewards::of(reader, card.id)?.iter().map(|reward| promised(asking, reward, today)));
    }
    for norm in reader.all(&NORMS, (card.id,))?.into_iter().filter(|norm| norm.until >= today) {
        let until = t.with1("awards-norm-until", "day", norm.until.to_string()).into_owned();
        let note = t.get("awards-norms").to_owned();
        lines.push(PanelLine { words: norm.norm, note, href: String::new(), chip: Some((until, "")) });
    }
    let mut act = None;
    if asking.actor.has_somewhere(Role::InnovationOfficer) {
        let here = |one: &Use| !one.is_first() && may_propose(asking.actor, &one.place(), false).allowed();
        let taken = uses::of(reader, card.id)?.into_iter().filter(here);
        let taken: Result<Vec<Ground>> = taken.map(|one| ground::load(reader, one.id)).collect();
        for one in std::iter::once(Ground::first(card.clone())).chain(taken?) {
            let asked = format!("/awards/new?{}={}", if one.taken_over { "use" } else { "work" }, one.id);
            if act.is_none() && queries::candidate(reader, asking.actor, one, asking.now)?.is_some() {
                act = Some(("awards-propose-title", asked));
            }
        }
    }
    if lines.is_empty() && act.is_none() {
        return Ok(Vec::new());
    }
    Ok(vec![Panel { title: "awards-title", lines, act }])
}

/// What the law promises for a patent, by when, and whether it was paid.
fn promised(asking: &Asking<'_, '_>, reward: &Reward, today: Date) -> PanelLine {
    let t = asking.t;
    let due = reward.entitlement.due.unwrap_or_default();
    let chip = match reward.rewarded {
        true => (t.get("awards-reward-paid").to_owned(), "ok"),
        false if due < today => (t.with1("awards-reward-late", "day", due.to_string()).into_owned(), "late"),
        false => (t.with1("awards-reward-by", "day", due.to_string()).into_owned(), "soon"),
    };
    PanelLine {
        words: t.with1("awards-reward", "amount", t.money(reward.entitlement.amount.0)).into_owned(),
        note: reward.right.number.clone(),
        href: String::new(),
        chip: Some(chip),
    }
}

/// Somebody's awards: all of one's own, of others what was publicised.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(asking: &Asking<'_, '_>, person: PersonId) -> Result<Vec<Panel>> {
    let narrow = Narrow { person: Some(person), ..Narrow::default() };
    let rows = queries::list(asking.reader, asking.actor, narrow)?;
    let own = person == asking.actor.person;
    let shown = rows.iter().filter(|row| own || row.public_until.is_some());
    let lines: Vec<PanelLine> = shown
        .map(|row| {
            let note = if row.is_taken_over() { taken_by(asking, row) } else { row.serial.clone() };
            PanelLine { words: row.title.clone(), note, ..line(asking, row) }
        })
        .collect();
    if lines.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![Panel { title: "awards-title", lines, act: None }])
}

/// Who took the work over and pays for its use.
fn taken_by(asking: &Asking<'_, '_>, row: &ListRow) -> String {
    asking.t.with1("awards-taken-by", "unit", row.enterprise.as_str()).into_owned()
}

fn line(asking: &Asking<'_, '_>, row: &ListRow) -> PanelLine {
    let t = asking.t;
    PanelLine {
        words: t.money_exact(row.amount.0),
        note: String::new(),
        href: format!("/awards/{}", row.id),
        chip: Some((t.get(&format!("word-award-{}", row.state)).to_owned(), row.state.look())),
    }
}
