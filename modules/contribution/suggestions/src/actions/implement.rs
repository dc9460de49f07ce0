//! Carrying it out: owner, plan and dates; progress; in use since a date; confirmed or disputed by
//! the author.

use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{Error, Faults, Reason, Result, Time};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use crate::actions::{By, begin, record, settle};
use crate::lifecycle::Step;
use crate::model::{Suggestion, SuggestionId};
use crate::parts::{PUT_WORK, WORK, WorkRow};

/// How many calendar years ahead a plan may end: what lies farther was mistyped.
const FARTHEST: i16 = 5;

/// How it will be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Who carries it out.
    pub owner: PersonId,
    /// What will be done.
    pub plan: String,
    /// A small trial first, or everywhere at once.
    pub trial: bool,
    /// First day.
    pub starts: Date,
    /// Last day.
    pub ends: Date,
}

/// Sets or changes owner, plan and dates.
///
/// # Errors
/// As every step; invalid when its dates make no sense (before the suggestion, ending before they start or
/// before today, or years ahead) or the owner is of another enterprise.
pub fn plan(tx: &mut Tx<'_>, by: &By, id: SuggestionId, plan: &Plan) -> Result<Recorded<Suggestion>> {
    let (seen, next) = begin(tx, by, id, Step::Plan)?;
    let today = by.now.date();
    let mut faults = Faults::none();
    if plan.starts < seen.it.submitted_at.date() {
        faults.add("starts", Reason::new("suggestion-starts-early"));
    }
    if plan.ends < plan.starts {
        faults.add("ends", Reason::new("suggestion-ends-before-start"));
    } else if plan.ends < today {
        faults.add("ends", Reason::new("suggestion-ends-past"));
    } else if plan.ends.year() > today.year() + FARTHEST {
        faults.add("ends", Reason::new("suggestion-ends-far").with("years", FARTHEST));
    }
    faults.check()?;
    let owner = identity::actors::actor(tx, plan.owner, by.now, &[])?;
    if owner.place.enterprise != seen.it.place.enterprise {
        return Err(Error::invalid("owner", "suggestion-owner-elsewhere"));
    }
    let work = WorkRow {
        suggestion: id,
        owner: plan.owner,
        plan: plan.plan.clone(),
        scale: if plan.trial { "trial" } else { "full" }.to_owned(),
        starts: plan.starts,
        ends: plan.ends,
    };
    tx.execute(&PUT_WORK, &work)?;
    let mut it = seen.it.clone();
    (it.state, it.owner) = (next, Some(plan.owner));
    it.due_at = Some(Time::start_of(plan.ends).plus_millis(18 * 3_600_000));
    let payload = json!({
        "owner": plan.owner, "plan": plan.plan, "scale": work.scale,
        "starts": plan.starts.to_string(), "ends": plan.ends.to_string(),
    });
    settle(tx, by, &seen.it, it, Step::Plan, &payload)
}

/// Notes progress of the trial or the roll-out.
///
/// # Errors
/// As every step.
pub fn progress(tx: &mut Tx<'_>, by: &By, id: SuggestionId, note: &str) -> Result<Recorded<Suggestion>> {
    let (seen, _) = begin(tx, by, id, Step::Progress)?;
    Ok(record(tx, by, &seen.it, Step::Progress, &json!({ "note": note }))?.with(seen.it))
}

/// It is in use since `since`: the 12 months over which its benefit counts begin [L1, Art. 9].
///
/// # Errors
/// As every step; invalid when the date lies in the future or before the suggestion.
pub fn apply(tx: &mut Tx<'_>, by: &By, id: SuggestionId, since: Date, note: &str) -> Result<Recorded<Suggestion>> {
    let (seen, next) = begin(tx, by, id, Step::Apply)?;
    if since > by.now.date() {
        return Err(Error::invalid("since", "suggestion-since-future"));
    }
    if since < seen.it.submitted_at.date() {
        return Err(Error::invalid("since", "suggestion-since-early"));
    }
    let mut it = seen.it.clone();
    (it.state, it.due_at, it.applied_at) = (next, None, Some(Time::start_of(since)));
    settle(tx, by, &seen.it, it, Step::Apply, &json!({ "since": since.to_string(), "note": note }))
}

/// The author confirms that it was done.
///
/// # Errors
/// As every step.
pub fn confirm(tx: &mut Tx<'_>, by: &By, id: SuggestionId, word: &str) -> Result<Recorded<Suggestion>> {
    let (seen, next) = begin(tx, by, id, Step::Confirm)?;
    let mut it = seen.it.clone();
    it.state = next;
    settle(tx, by, &seen.it, it, Step::Confirm, &json!({ "note": word }))
}

/// The author says that it was not done, or not so: it goes on, and the adoption date is open again.
///
/// # Errors
/// As every step.
pub fn dispute(tx: &mut Tx<'_>, by: &By, id: SuggestionId, reason: &str) -> Result<Recorded<Suggestion>> {
    let (seen, next) = begin(tx, by, id, Step::Dispute)?;
    let mut it = seen.it.clone();
    let work = tx.one(&WORK, (id,))?;
    let ends = Time::start_of(work.ends).plus_millis(18 * 3_600_000);
    (it.state, it.applied_at, it.due_at) = (next, None, Some(ends));
    settle(tx, by, &seen.it, it, Step::Dispute, &json!({ "reason": reason }))
}
