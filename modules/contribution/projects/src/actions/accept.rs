//! Acceptance: handed in, judged by a panel, accepted or sent back.

use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{By, Error, Faults, Reason, Result, Time};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use crate::actions::{begin, record, settle};
use crate::lifecycle::Step;
use crate::model::{Project, ProjectId, panel_accepts};
use crate::store::{CONVENE, DISMISS, JUDGE, JUDGES};

/// The leader hands it in for acceptance; a panel of an earlier round is dismissed.
///
/// # Errors
/// As every step.
pub fn hand_in(tx: &mut Tx<'_>, by: &By, id: ProjectId, result: &str) -> Result<Recorded<Project>> {
    let (seen, next) = begin(tx, by, id, Step::HandIn)?;
    tx.execute(&DISMISS, (id,))?;
    let it = Project { state: next, ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::HandIn, &json!({ "result": result }))
}

/// The officer chooses the panel, or adds to it.
///
/// # Errors
/// As every step; invalid at `people` when nobody is named, or somebody is of another enterprise or
/// has a share in the project.
pub fn convene(tx: &mut Tx<'_>, by: &By, id: ProjectId, people: &[PersonId]) -> Result<Recorded<Project>> {
    let (seen, _) = begin(tx, by, id, Step::Convene)?;
    if people.is_empty() {
        return Err(Error::invalid("people", "project-panel-nobody"));
    }
    let authors = works::authors::of(tx, id)?;
    for person in people {
        let member = identity::actors::actor(tx, *person, by.now, &[])?;
        let key = if member.place.enterprise != Some(seen.it.enterprise) {
            "project-panel-elsewhere"
        } else if authors.iter().any(|author| author.person == *person) {
            "project-panel-author"
        } else {
            tx.execute(&CONVENE, (id, *person))?;
            continue;
        };
        return Err(Error::Invalid(Faults::one("people", Reason::new(key).with("name", &member.name))));
    }
    Ok(record(tx, by, &seen.it, Step::Convene, &json!({ "people": people }))?.with(seen.it))
}

/// A member of the panel judges, once.
///
/// # Errors
/// As every step; refused, when they have judged already.
pub fn judge(tx: &mut Tx<'_>, by: &By, id: ProjectId, accepts: bool, conclusion: &str) -> Result<Recorded<Project>> {
    let (seen, _) = begin(tx, by, id, Step::Judge)?;
    if tx.execute(&JUDGE, (id, by.actor.person, accepts, conclusion, by.now))? == 0 {
        return Err(Error::refused("project-judged-already"));
    }
    let what = json!({ "accepts": accepts, "conclusion": conclusion });
    Ok(record(tx, by, &seen.it, Step::Judge, &what)?.with(seen.it))
}

/// Accepted: its result is in use since a day, and the twelve months of its benefit begin.
///
/// # Errors
/// As every step; refused, unless the whole panel has judged and more than half of it accepts; invalid
/// at `since` for a day to come or before the project began.
pub fn accept(tx: &mut Tx<'_>, by: &By, id: ProjectId, since: Date, note: &str) -> Result<Recorded<Project>> {
    let (seen, next) = begin(tx, by, id, Step::Accept)?;
    if since > by.now.date() || since < seen.it.starts {
        return Err(Error::invalid("since", "project-since-outside"));
    }
    match panel_accepts(&tx.all(&JUDGES, (id,))?) {
        Some(true) => {}
        Some(false) => return Err(Error::refused("project-panel-refuses")),
        None => return Err(Error::refused("project-panel-not-done")),
    }
    let since = Time::start_of(since);
    let it = Project { state: next, in_use_since: Some(since), closed_at: Some(by.now), ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::Accept, &json!({ "since": since, "note": note }))
}

/// Sent back to be carried on, with what is missing.
///
/// # Errors
/// As every step.
pub fn send_back(tx: &mut Tx<'_>, by: &By, id: ProjectId, reason: &str) -> Result<Recorded<Project>> {
    let (seen, next) = begin(tx, by, id, Step::SendBack)?;
    let it = Project { state: next, ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::SendBack, &json!({ "reason": reason }))
}
