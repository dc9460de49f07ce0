//! Publicity: anybody inside may object, the union may ask [L1, Arts. 19, 20]; while something is not
//! answered nothing is paid.

use kernel::calendar::WorkCalendar;
use kernel::{Error, Result, Time};
use ledger::Recorded;
use serde_json::json;
use store::Tx;
use works::objections::{self, Objection, ObjectionId, Sort};

use super::{By, begin, fact, record, settle};
use crate::lifecycle::{State, Step};
use crate::model::{Award, AwardId, KIND};
use crate::policy;
use crate::schemes;
use crate::store::{load, save};

/// An employee objects.
///
/// # Errors
/// As every step.
pub fn object(tx: &mut Tx<'_>, by: &By, id: AwardId, reason: &str) -> Result<Recorded<Award>> {
    raise(tx, by, id, (Step::Object, Sort::Objection), reason)
}

/// The union above asks.
///
/// # Errors
/// As every step.
pub fn question(tx: &mut Tx<'_>, by: &By, id: AwardId, reason: &str) -> Result<Recorded<Award>> {
    raise(tx, by, id, (Step::Question, Sort::Question), reason)
}

fn raise(tx: &mut Tx<'_>, by: &By, id: AwardId, (step, sort): (Step, Sort), reason: &str) -> Result<Recorded<Award>> {
    let (mut seen, next) = begin(tx, by, id, step)?;
    let objection = objections::raise(tx, (KIND, id), by, sort, reason)?;
    seen.it.state = next;
    settle(tx, by, seen.it, step, &json!({ "objection": objection, "reason": reason }))
}

/// Answers an objection. When nothing is open any more the publicity goes on, or the award goes back to
/// its officer when one was upheld since it was last public.
///
/// # Errors
/// As every step; denied to who raised it; overtaken, when it was answered meanwhile.
pub fn answer(
    tx: &mut Tx<'_>,
    by: &By,
    id: AwardId,
    objection: ObjectionId,
    (upheld, words): (bool, &str),
) -> Result<Recorded<Award>> {
    let (seen, _) = begin(tx, by, id, Step::Answer)?;
    let mut it = seen.it;
    objections::answer(tx, id, objection, by, (upheld, words))?;
    let payload = json!({ "objection": objection, "upheld": upheld, "answer": words });
    let recorded = record(tx, by, &it, Step::Answer, &payload)?;
    let all = objections::of(tx, id)?;
    if all.iter().any(Objection::is_open) {
        return Ok(recorded.with(it));
    }
    let since = it.approved_at.unwrap_or_default();
    let reopens = all.iter().any(|one| one.upheld == Some(true) && one.at >= since);
    let step = if reopens { Step::Reopen } else { Step::Resume };
    it.state = policy::next(it.state, step)?;
    if reopens {
        (it.approved_by, it.approved_at) = (None, None);
    } else {
        // The days for which it could not be looked at in peace are given back.
        let days = schemes::version(tx, it.enterprise, it.scheme)?.publicity_days;
        let again: Time = WorkCalendar::china().deadline(by.now.timestamp(), days.min(1)).into();
        it.public_until = it.public_until.map(|until| until.max(again));
    }
    Ok(recorded.and(settle(tx, by, it, step, &json!({ "public_until": null }))?))
}

/// The publicity is over and nothing is open: it may be paid. The house does this by itself.
///
/// # Errors
/// Refused, while the publicity runs or something is open.
pub fn clear(tx: &mut Tx<'_>, id: AwardId, now: Time) -> Result<Recorded<Award>> {
    let mut it = load(tx, id)?;
    if it.public_until.is_none_or(|until| until >= now) {
        return Err(Error::refused("awards-still-public"));
    }
    let was = it.version;
    it.state = policy::next(it.state, Step::Clear)?;
    debug_assert_eq!(it.state, State::Payable);
    save(tx, was, &it)?;
    it.version = was + 1;
    Ok(ledger::append(tx, fact(&it, Step::Clear, now).with(1, &json!({})))?.with(it))
}
