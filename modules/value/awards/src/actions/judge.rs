//! The head decides, and the superior body is told [L1, Arts. 10, 15].

use kernel::calendar::WorkCalendar;
use kernel::{Error, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use super::{By, begin, outlook, record, settle};
use crate::ground;
use crate::lifecycle::Step;
use crate::model::{Award, AwardId};
use crate::policy;
use crate::schemes;

/// Approves: from now on it is public for the scheme's working days, and filed above where its grade
/// wants it.
///
/// # Errors
/// As every step; denied while not all of its people agreed; refused when the audited figure is no longer
/// the one it rests on.
pub fn approve(tx: &mut Tx<'_>, by: &By, id: AwardId) -> Result<Recorded<Award>> {
    let (seen, next) = begin(tx, by, id, Step::Approve)?;
    policy::all_agreed(&seen.parts).check()?;
    let mut it = seen.it;
    let now = outlook(tx, ground::load(tx, it.work_use)?, by.now)?;
    if now.basis != Some(it.basis.0) && it.decision.0.grade.is_some() {
        return Err(Error::refused("awards-figure-changed"));
    }
    let days = schemes::version(tx, it.enterprise, it.scheme)?.publicity_days;
    let until = WorkCalendar::china().deadline(by.now.timestamp(), days).into();
    (it.state, it.approved_by, it.approved_at, it.public_until) =
        (next, Some(by.actor.person), Some(by.now), Some(until));
    let recorded = settle(tx, by, it, Step::Approve, &json!({ "public_until": until }))?;
    let it = recorded.value().clone();
    if !it.filed {
        return Ok(recorded);
    }
    let filed = json!({ "grade": it.decision.0.grade, "amount": it.amount });
    Ok(recorded.and(record(tx, by, &it, Step::File, &filed)?).with(it))
}

/// Does not approve, and says why.
///
/// # Errors
/// As every step.
pub fn refuse(tx: &mut Tx<'_>, by: &By, id: AwardId, reason: &str) -> Result<Recorded<Award>> {
    let (mut seen, next) = begin(tx, by, id, Step::Refuse)?;
    seen.it.state = next;
    settle(tx, by, seen.it, Step::Refuse, &json!({ "reason": reason }))
}

/// The officer takes the proposal back before it is paid, and says why.
///
/// # Errors
/// As every step.
pub fn drop(tx: &mut Tx<'_>, by: &By, id: AwardId, reason: &str) -> Result<Recorded<Award>> {
    let (mut seen, next) = begin(tx, by, id, Step::Drop)?;
    seen.it.state = next;
    settle(tx, by, seen.it, Step::Drop, &json!({ "reason": reason }))
}
