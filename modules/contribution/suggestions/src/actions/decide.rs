//! The decision: prepared and announced, alone or many together; reconsidered once, by somebody
//! else; a reserve taken up later.

use kernel::{Error, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use crate::actions::{By, begin, settle};
use crate::lifecycle::Step;
use crate::model::{Prepared, Suggestion, SuggestionId, Verdict};
use crate::rules::Rules;

/// Prepares a decision; nobody outside the officers sees it before it is announced.
///
/// # Errors
/// As every step.
pub fn decide(
    tx: &mut Tx<'_>,
    by: &By,
    id: SuggestionId,
    verdict: Verdict,
    answer: &str,
) -> Result<Recorded<Suggestion>> {
    let (seen, _) = begin(tx, by, id, Step::Prepare)?;
    let mut it = seen.it.clone();
    it.prepared = Some(Prepared { verdict, answer: answer.to_owned(), by: by.actor.person });
    // The words of a prepared decision may still change; the ledger keeps only that there is one.
    settle(tx, by, &seen.it, it, Step::Prepare, &json!({}))
}

/// Announces the prepared decision: from now on the author reads it.
///
/// # Errors
/// As every step; refused when none is prepared.
pub fn announce(tx: &mut Tx<'_>, by: &By, id: SuggestionId) -> Result<Recorded<Suggestion>> {
    let prepared = crate::policy::find(tx, &by.actor, id)?.it.prepared;
    let prepared = prepared.ok_or_else(|| Error::refused("suggestion-nothing-prepared"))?;
    let step = step_of(prepared.verdict);
    let (seen, next) = begin(tx, by, id, step)?;
    let mut it = seen.it.clone();
    (it.state, it.due_at, it.prepared) = (next, None, None);
    (it.decided_at, it.decided_by) = (Some(by.now), Some(by.actor.person));
    let payload =
        json!({ "answer": prepared.answer, "prepared_by": prepared.by, "on_time": by.now <= seen.it.promised_at });
    settle(tx, by, &seen.it, it, step, &payload)
}

fn step_of(verdict: Verdict) -> Step {
    match verdict {
        Verdict::Adopt => Step::Adopt,
        Verdict::Decline => Step::Decline,
        Verdict::Shelve => Step::Shelve,
        Verdict::PassUp => Step::PassUp,
    }
}

/// The author asks once for reconsideration and says why.
///
/// # Errors
/// As every step; denied the second time.
pub fn appeal(tx: &mut Tx<'_>, by: &By, id: SuggestionId, reason: &str) -> Result<Recorded<Suggestion>> {
    let (seen, next) = begin(tx, by, id, Step::Appeal)?;
    let mut it = seen.it.clone();
    let rules = Rules::of(tx, it.place.enterprise.ok_or(Error::NotFound)?, by.now)?;
    (it.state, it.appealed, it.due_at) = (next, true, Some(rules.decide_due(by.now)));
    settle(tx, by, &seen.it, it, Step::Appeal, &json!({ "reason": reason }))
}

/// Somebody else than the first decision's maker upholds or overturns it.
///
/// # Errors
/// As every step.
pub fn reconsider(
    tx: &mut Tx<'_>,
    by: &By,
    id: SuggestionId,
    overturn: bool,
    answer: &str,
) -> Result<Recorded<Suggestion>> {
    let step = if overturn { Step::Overturn } else { Step::Uphold };
    let (seen, next) = begin(tx, by, id, step)?;
    let mut it = seen.it.clone();
    (it.state, it.due_at) = (next, None);
    // Whether the answer came on time is judged by the first one.
    it.decided_by = Some(by.actor.person);
    settle(tx, by, &seen.it, it, step, &json!({ "answer": answer }))
}

/// Takes up a technical reserve: the time for it has come [L1, Art. 8].
///
/// # Errors
/// As every step.
pub fn take_up(tx: &mut Tx<'_>, by: &By, id: SuggestionId, answer: &str) -> Result<Recorded<Suggestion>> {
    let (seen, next) = begin(tx, by, id, Step::TakeUp)?;
    let mut it = seen.it.clone();
    it.state = next;
    settle(tx, by, &seen.it, it, Step::TakeUp, &json!({ "answer": answer }))
}
