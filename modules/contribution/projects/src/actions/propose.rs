//! From the charter to its approval or refusal.

use kernel::{By, Error, Result};
use ledger::Recorded;
use serde_json::{Value, json};
use store::Tx;

use crate::actions::{begin, record, settle};
use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{Charter, Project, ProjectId};
use crate::store::{FIND, INSERT, NEXT_SERIAL, RECHARTER};

/// Proposes a project. With an id that is proposed already it does nothing: a double tap is harmless.
///
/// # Errors
/// Not found when the id is somebody else's, or the work it grew from is not for this actor; invalid
/// without an enterprise, or when somebody of another enterprise shares in it.
pub fn propose(tx: &mut Tx<'_>, by: &By, id: ProjectId, charter: &Charter) -> Result<Recorded<Project>> {
    if let Some(before) = tx.find(&FIND, (id,))? {
        return if before.leader == by.actor.person { Ok(ledger::unchanged(before)) } else { Err(Error::NotFound) };
    }
    let place = &by.actor.place;
    let enterprise = place.enterprise.ok_or_else(|| Error::invalid("title", "project-no-enterprise"))?;
    if let Some(earlier) = charter.grew_from {
        works::sight::find(tx, &by.actor, earlier)?;
        works::links::link(tx, id.cast(), earlier, by.now)?;
    }
    let series = format!("XM-{}-{}", identity::tree::unit(tx, enterprise)?.code, by.now.date().year());
    let (number,) = tx.one(&NEXT_SERIAL, (series.as_str(),))?;
    let it = Project {
        id,
        serial: format!("{series}-{number:06}"),
        title: charter.title.clone(),
        problem: charter.problem.clone(),
        aim: charter.aim.clone(),
        route: charter.route.clone(),
        starts: charter.starts,
        ends: charter.ends,
        budget: charter.budget,
        visibility: charter.visibility,
        state: LIFECYCLE.start,
        version: 1,
        leader: by.actor.person,
        unit: place.unit,
        enterprise,
        path: place.path.clone(),
        industry_path: place.industry_path.clone(),
        proposed_at: by.now,
        approved_by: None,
        in_use_since: None,
        closed_at: None,
    };
    if tx.execute(&INSERT, &it)? == 0 {
        return Err(Error::Overtaken);
    }
    works::authors::put(tx, id, &charter.shares, enterprise, by.actor.person, by.now)?;
    Ok(record(tx, by, &it, Step::Propose, &told(&it.serial, charter))?.with(it))
}

/// The leader completes what was sent back.
///
/// # Errors
/// As every step: not found, denied, refused, overtaken.
pub fn complete(tx: &mut Tx<'_>, by: &By, id: ProjectId, charter: &Charter) -> Result<Recorded<Project>> {
    let (seen, next) = begin(tx, by, id, Step::Complete)?;
    tx.execute(
        &RECHARTER,
        (
            id,
            &charter.title,
            &charter.problem,
            &charter.aim,
            &charter.route,
            charter.starts,
            charter.ends,
            charter.budget,
            charter.visibility,
        ),
    )?;
    works::authors::put(tx, id, &charter.shares, seen.it.enterprise, by.actor.person, by.now)?;
    let it = Project {
        title: charter.title.clone(),
        problem: charter.problem.clone(),
        aim: charter.aim.clone(),
        route: charter.route.clone(),
        starts: charter.starts,
        ends: charter.ends,
        budget: charter.budget,
        visibility: charter.visibility,
        state: next,
        ..seen.it.clone()
    };
    settle(tx, by, &seen.it, it, Step::Complete, &told(&seen.it.serial, charter))
}

/// 立项: the officer approves it.
///
/// # Errors
/// As every step.
pub fn approve(tx: &mut Tx<'_>, by: &By, id: ProjectId, note: &str) -> Result<Recorded<Project>> {
    let (seen, next) = begin(tx, by, id, Step::Approve)?;
    let it = Project { state: next, approved_by: Some(by.actor.person), ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::Approve, &json!({ "note": note }))
}

/// 不立项, with the reason.
///
/// # Errors
/// As every step.
pub fn refuse(tx: &mut Tx<'_>, by: &By, id: ProjectId, reason: &str) -> Result<Recorded<Project>> {
    let (seen, next) = begin(tx, by, id, Step::Refuse)?;
    let it = Project { state: next, closed_at: Some(by.now), ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::Refuse, &json!({ "reason": reason }))
}

/// 请补充: back to the leader, with what is missing.
///
/// # Errors
/// As every step.
pub fn send_back_for_more(tx: &mut Tx<'_>, by: &By, id: ProjectId, reason: &str) -> Result<Recorded<Project>> {
    let (seen, next) = begin(tx, by, id, Step::Return)?;
    let it = Project { state: next, ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::Return, &json!({ "reason": reason }))
}

/// The leader withdraws it before a decision.
///
/// # Errors
/// As every step.
pub fn withdraw(tx: &mut Tx<'_>, by: &By, id: ProjectId) -> Result<Recorded<Project>> {
    let (seen, next) = begin(tx, by, id, Step::Withdraw)?;
    let it = Project { state: next, closed_at: Some(by.now), ..seen.it.clone() };
    settle(tx, by, &seen.it, it, Step::Withdraw, &json!({}))
}

/// A member agrees to their share.
///
/// # Errors
/// As every step.
pub fn agree(tx: &mut Tx<'_>, by: &By, id: ProjectId) -> Result<Recorded<Project>> {
    let (seen, _) = begin(tx, by, id, Step::Agree)?;
    works::authors::agree(tx, id, by.actor.person, by.now)?;
    Ok(record(tx, by, &seen.it, Step::Agree, &json!({}))?.with(seen.it))
}

/// What the ledger keeps of a charter.
fn told(serial: &str, charter: &Charter) -> Value {
    json!({
        "serial": serial,
        "title": charter.title,
        "problem": charter.problem,
        "aim": charter.aim,
        "route": charter.route,
        "starts": charter.starts.to_string(),
        "ends": charter.ends.to_string(),
        "budget": charter.budget,
        "visibility": charter.visibility,
        "shares": charter.shares,
        "grew_from": charter.grew_from,
    })
}
