//! Carrying it out: milestones, spending, trials; and stopping.

use jiff::civil::Date;
use kernel::{By, Error, Fen, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use crate::actions::{begin, record, settle};
use crate::lifecycle::Step;
use crate::model::{MOST_PARTS, Milestone, PartId, Project, ProjectId, Spending, Trial};
use crate::store::{MILESTONES, REACH, SET_MILESTONE, SPEND, SPENDINGS, TRIALS, TRY};

/// Sets a milestone.
///
/// # Errors
/// As every step; invalid at `due` when it lies outside the project's days.
pub fn set_milestone(tx: &mut Tx<'_>, by: &By, id: ProjectId, title: &str, due: Date) -> Result<Recorded<Project>> {
    let (seen, _) = begin(tx, by, id, Step::SetMilestone)?;
    if due < seen.it.starts || due > seen.it.ends {
        return Err(Error::invalid("due", "project-due-outside"));
    }
    room(tx.all(&MILESTONES, (id,))?.len(), "title")?;
    let new = Milestone {
        id: PartId::new(by.now),
        project: id,
        title: title.to_owned(),
        due,
        reached_on: None,
        note: String::new(),
    };
    tx.execute(&SET_MILESTONE, &new)?;
    let what = json!({ "milestone": new.id, "title": title, "due": due.to_string() });
    Ok(record(tx, by, &seen.it, Step::SetMilestone, &what)?.with(seen.it))
}

/// A milestone is reached; said twice it changes nothing.
///
/// # Errors
/// As every step; not found for a milestone of another project; invalid at `on` for a day to come.
pub fn reach(
    tx: &mut Tx<'_>,
    by: &By,
    id: ProjectId,
    milestone: PartId,
    on: Date,
    note: &str,
) -> Result<Recorded<Project>> {
    let (seen, _) = begin(tx, by, id, Step::Reach)?;
    past(on, by, "on")?;
    if !tx.all(&MILESTONES, (id,))?.iter().any(|one| one.id == milestone) {
        return Err(Error::NotFound);
    }
    if tx.execute(&REACH, (milestone, id, on, note))? == 0 {
        return Ok(ledger::unchanged(seen.it));
    }
    let what = json!({ "milestone": milestone, "on": on.to_string(), "note": note });
    Ok(record(tx, by, &seen.it, Step::Reach, &what)?.with(seen.it))
}

/// Notes money that was spent, or came back.
///
/// # Errors
/// As every step; invalid at `on` for a day to come.
pub fn spend(tx: &mut Tx<'_>, by: &By, id: ProjectId, what: &str, fen: Fen, on: Date) -> Result<Recorded<Project>> {
    let (seen, _) = begin(tx, by, id, Step::Spend)?;
    past(on, by, "on")?;
    room(tx.all(&SPENDINGS, (id,))?.len(), "what")?;
    let new = Spending {
        id: PartId::new(by.now),
        project: id,
        what: what.to_owned(),
        fen,
        on_day: on,
        by_person: by.actor.person,
    };
    tx.execute(&SPEND, &new)?;
    let told = json!({ "spending": new.id, "what": what, "fen": fen, "on": on.to_string() });
    Ok(record(tx, by, &seen.it, Step::Spend, &told)?.with(seen.it))
}

/// Notes what a trial showed.
///
/// # Errors
/// As every step.
pub fn trial(tx: &mut Tx<'_>, by: &By, id: ProjectId, text: &str) -> Result<Recorded<Project>> {
    let (seen, _) = begin(tx, by, id, Step::Try)?;
    room(tx.all(&TRIALS, (id,))?.len(), "text")?;
    let new =
        Trial { id: PartId::new(by.now), project: id, text: text.to_owned(), by_person: by.actor.person, at: by.now };
    tx.execute(&TRY, &new)?;
    Ok(record(tx, by, &seen.it, Step::Try, &json!({ "text": text }))?.with(seen.it))
}

/// Stops it, with the reason.
///
/// # Errors
/// As every step.
pub fn stop(tx: &mut Tx<'_>, by: &By, id: ProjectId, reason: &str) -> Result<Recorded<Project>> {
    let (seen, next) = begin(tx, by, id, Step::Stop)?;
    let it = Project { state: next, closed_at: Some(by.now), ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::Stop, &json!({ "reason": reason }))
}

fn room(there: usize, field: &'static str) -> Result<()> {
    if there < MOST_PARTS {
        return Ok(());
    }
    let reason = Reason::new("project-too-many").with("most", MOST_PARTS);
    Err(Error::Invalid(kernel::Faults::one(field, reason)))
}

fn past(day: Date, by: &By, field: &'static str) -> Result<()> {
    if day > by.now.date() { Err(Error::invalid(field, "project-day-to-come")) } else { Ok(()) }
}
