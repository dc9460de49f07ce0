//! The specialist's written conclusion, independent until it is handed in.

use kernel::{Error, Result};
use ledger::Recorded;
use serde_json::json;
use store::{Json, Tx};

use crate::actions::{By, begin, record};
use crate::lifecycle::Step;
use crate::model::{Suggestion, SuggestionId, Verdict};
use crate::parts::{HAND_IN, Scores};
use crate::rules::Rules;

/// What a reviewer hands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// Points by criterion, in the rubric's order.
    pub scores: Scores,
    /// The written conclusion.
    pub conclusion: String,
    /// What they advise.
    pub advice: Verdict,
}

/// Hands in a conclusion. It cannot be changed afterwards.
///
/// # Errors
/// As every step; invalid when the scores do not fit the rubric; overtaken when it was handed in.
pub fn review(tx: &mut Tx<'_>, by: &By, id: SuggestionId, judgement: &Judgement) -> Result<Recorded<Suggestion>> {
    let (seen, _) = begin(tx, by, id, Step::Review)?;
    let rules = Rules::of(tx, seen.it.place.enterprise.ok_or(Error::NotFound)?, by.now)?;
    let total =
        rules.rubric.total(&judgement.scores).ok_or_else(|| Error::invalid("scores", "suggestion-scores-unfit"))?;
    let scores = Json(judgement.scores.clone());
    tx.settle(
        &HAND_IN,
        (id, by.actor.person, scores, i64::from(total), &judgement.conclusion, judgement.advice, by.now),
    )?;
    let payload = json!({
        "rubric": rules.rubric.version, "scores": judgement.scores, "total": total,
        "conclusion": judgement.conclusion, "advice": judgement.advice,
    });
    Ok(record(tx, by, &seen.it, Step::Review, &payload)?.with(seen.it))
}
