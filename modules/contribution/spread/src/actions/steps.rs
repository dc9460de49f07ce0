//! From the answer to the end: agreed or not, tried, taken over, given up, ended.

use jiff::civil::Date;
use kernel::{Error, Result, Time, Verdict};
use ledger::Recorded;
use serde_json::json;
use store::Tx;
use works::uses::Use;

use super::{By, begin, is_free, lasting, lock, settle};
use crate::lifecycle::Step;
use crate::model::{Adoption, AdoptionId};

/// Where and when it is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// First day.
    pub starts: Date,
    /// Last day.
    pub ends: Date,
    /// Where.
    pub spot: String,
}

/// The originators agree and say what they hand over.
///
/// # Errors
/// As every step.
pub fn hand_over(tx: &mut Tx<'_>, by: &By, id: AdoptionId, what: &str) -> Result<Recorded<Adoption>> {
    answer(tx, by, id, Step::HandOver, what)
}

/// The originators say why not.
///
/// # Errors
/// As every step.
pub fn turn_down(tx: &mut Tx<'_>, by: &By, id: AdoptionId, reason: &str) -> Result<Recorded<Adoption>> {
    answer(tx, by, id, Step::TurnDown, reason)
}

fn answer(tx: &mut Tx<'_>, by: &By, id: AdoptionId, step: Step, words: &str) -> Result<Recorded<Adoption>> {
    let (seen, next) = begin(tx, by, id, step)?;
    let mut it = seen.it;
    let on_time = it.due_at.is_none_or(|due| by.now <= due);
    (it.state, it.due_at, it.answer) = (next, None, words.to_owned());
    (it.answered_by, it.answered_at) = (Some(by.actor.person), Some(by.now));
    it.closed_at = (step == Step::TurnDown).then_some(by.now);
    let payload = json!({ "answer": words, "share": it.share, "on_time": on_time });
    settle(tx, by, it, step, &payload)
}

/// The request is called off before there is an answer.
///
/// # Errors
/// As every step.
pub fn call_off(tx: &mut Tx<'_>, by: &By, id: AdoptionId) -> Result<Recorded<Adoption>> {
    let (seen, next) = begin(tx, by, id, Step::CallOff)?;
    let mut it = seen.it;
    (it.state, it.due_at, it.closed_at) = (next, None, Some(by.now));
    settle(tx, by, it, Step::CallOff, &json!({}))
}

/// The trial begins.
///
/// # Errors
/// As every step; invalid when it would end before it starts.
pub fn try_out(tx: &mut Tx<'_>, by: &By, id: AdoptionId, trial: &Trial) -> Result<Recorded<Adoption>> {
    let (seen, next) = begin(tx, by, id, Step::TryOut)?;
    if trial.ends < trial.starts {
        return Err(Error::invalid("ends", "spread-ends-before-start"));
    }
    let mut it = seen.it;
    (it.state, it.starts, it.ends) = (next, Some(trial.starts), Some(trial.ends));
    it.spot.clone_from(&trial.spot);
    let payload = json!({ "starts": trial.starts.to_string(), "ends": trial.ends.to_string(), "spot": trial.spot });
    settle(tx, by, it, Step::TryOut, &payload)
}

/// What was seen in the trial is noted; earlier notes stay in the ledger.
///
/// # Errors
/// As every step.
pub fn observe(tx: &mut Tx<'_>, by: &By, id: AdoptionId, seen_there: &str) -> Result<Recorded<Adoption>> {
    let (seen, _) = begin(tx, by, id, Step::Observe)?;
    let mut it = seen.it;
    seen_there.clone_into(&mut it.seen);
    settle(tx, by, it, Step::Observe, &json!({ "seen": seen_there }))
}

/// The unit uses the work since a day. Its own twelve months of benefit begin [L1, Art. 9], and its own
/// finance audits them.
///
/// # Errors
/// As every step; refused when a unit of the same part of the enterprise took it over meanwhile; invalid
/// when the day lies in the future or before it was in use where it comes from.
pub fn take_over(
    tx: &mut Tx<'_>,
    by: &By,
    id: AdoptionId,
    since: Date,
    seen_there: &str,
) -> Result<Recorded<Adoption>> {
    let (seen, next) = begin(tx, by, id, Step::TakeOver)?;
    let mut it = seen.it;
    lock(tx, it.work)?;
    let uses = works::uses::of(tx, it.work)?;
    if let Verdict::Deny(reason) = is_free(&it.place(), &uses) {
        return Err(Error::Refused(reason));
    }
    // Somebody else of the enterprise may have been faster: then it learns from itself.
    if !it.inside
        && let Some(own) = lasting(&uses).find(|one| one.enterprise == it.enterprise)
    {
        (it.source, it.inside, it.share) = (own.id, true, 0);
    }
    let source = uses.iter().find(|one| one.id == it.source).ok_or(Error::NotFound)?;
    if since > by.now.date() {
        return Err(Error::invalid("since", "spread-since-future"));
    }
    if since < source.since.date() {
        return Err(Error::invalid("since", "spread-since-early"));
    }
    (it.state, it.since) = (next, Some(Time::start_of(since)));
    if !seen_there.is_empty() {
        seen_there.clone_into(&mut it.seen);
    }
    works::uses::begin(tx, &new_use(&it, Time::start_of(since)))?;
    if it.share > 0 {
        works::uses::promise(tx, it.id.cast(), it.share)?;
    }
    let payload = json!({
        "since": since.to_string(), "seen": it.seen, "source": it.source, "inside": it.inside, "share": it.share,
    });
    settle(tx, by, it, Step::TakeOver, &payload)
}

fn new_use(it: &Adoption, since: Time) -> Use {
    Use {
        id: it.id.cast(),
        work: it.work,
        source: Some(it.source),
        unit: it.unit,
        enterprise: it.enterprise,
        path: it.path.clone(),
        industry_path: it.industry_path.clone(),
        since,
        ended_at: None,
    }
}

/// It is given up, before or after a trial, and why.
///
/// # Errors
/// As every step.
pub fn drop_it(tx: &mut Tx<'_>, by: &By, id: AdoptionId, reason: &str) -> Result<Recorded<Adoption>> {
    close(tx, by, id, Step::Drop, reason)
}

/// The unit uses it no longer, and why. What was taken over from it stays.
///
/// # Errors
/// As every step.
pub fn retire(tx: &mut Tx<'_>, by: &By, id: AdoptionId, reason: &str) -> Result<Recorded<Adoption>> {
    let retired = close(tx, by, id, Step::Retire, reason)?;
    works::uses::end(tx, id.cast(), by.now)?;
    Ok(retired)
}

fn close(tx: &mut Tx<'_>, by: &By, id: AdoptionId, step: Step, reason: &str) -> Result<Recorded<Adoption>> {
    let (seen, next) = begin(tx, by, id, step)?;
    let mut it = seen.it;
    (it.state, it.closed_at, it.reason) = (next, Some(by.now), reason.to_owned());
    settle(tx, by, it, step, &json!({ "reason": reason }))
}
