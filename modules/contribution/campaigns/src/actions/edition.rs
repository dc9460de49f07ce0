//! Making an edition, writing its plan, announcing it.

use jiff::civil::Date;
use kernel::id::UnitId;
use kernel::lifecycle::Word;
use kernel::{Error, Reason, Result, Verdict};
use ledger::{Fact, Recorded};
use serde_json::json;
use store::{Json, Tx};

use super::{By, open, settle};
use crate::lifecycle::{EditionState, EditionStep, State};
use crate::model::{EDITION, Edition, EditionId};
use crate::plan::Plan;
use crate::policy::holds;
use crate::store::{ENTRIES_OF, INSERT_EDITION, edition};

/// What an edition is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What it is called.
    pub name: String,
    /// Of which year.
    pub year: i64,
    /// The first day of entry.
    pub opens: Date,
    /// The last.
    pub closes: Date,
    /// The last day of review.
    pub review_ends: Date,
    /// Everything else.
    pub plan: Plan,
}

/// Makes an edition at a node; made again under the same id it is the same.
///
/// # Errors
/// Denied to who does not speak for the node.
pub fn make(tx: &mut Tx<'_>, by: &By, id: EditionId, node: UnitId, draft: &Draft) -> Result<Recorded<Edition>> {
    Verdict::when(holds(&by.actor).any(|held| held == node), "campaign-organiser-only").check()?;
    let it = Edition {
        id,
        name: draft.name.clone(),
        year: draft.year,
        state: EditionState::Draft,
        version: 1,
        node,
        path: identity::tree::unit(tx, node)?.path,
        opens: draft.opens,
        closes: draft.closes,
        review_ends: draft.review_ends,
        plan: Json(draft.plan.clone()),
        public_until: None,
        document: String::new(),
        made_by: by.actor.person,
        made_at: by.now,
        finished_at: None,
    };
    if tx.execute(&INSERT_EDITION, &it)? == 0 {
        let before = edition(tx, id)?;
        return if before.made_by == by.actor.person { Ok(ledger::unchanged(before)) } else { Err(Error::NotFound) };
    }
    let fact = Fact::new(EDITION, id.any(), EditionStep::Make.word(), by.now).counted_at(&it.place());
    Ok(ledger::append(tx, fact.by(&by.actor).with(1, &told(draft)))?.with(it))
}

/// Writes its plan anew, before it is announced.
///
/// # Errors
/// As every step.
pub fn change(tx: &mut Tx<'_>, by: &By, id: EditionId, draft: &Draft) -> Result<Recorded<Edition>> {
    let (seen, _) = open(tx, by, id, EditionStep::Change)?;
    let it = Edition {
        name: draft.name.clone(),
        year: draft.year,
        opens: draft.opens,
        closes: draft.closes,
        review_ends: draft.review_ends,
        plan: Json(draft.plan.clone()),
        ..seen.it
    };
    settle(tx, by, it, EditionStep::Change, &told(draft))
}

fn told(draft: &Draft) -> serde_json::Value {
    json!({
        "name": draft.name, "year": draft.year, "opens": draft.opens.to_string(), "closes": draft.closes.to_string(),
        "review_ends": draft.review_ends.to_string(), "plan": draft.plan,
    })
}

/// Announces it: from now on its plan stays as it is.
///
/// # Errors
/// As every step; refused, while something in the plan is not sound or its days are over.
pub fn announce(tx: &mut Tx<'_>, by: &By, id: EditionId) -> Result<Recorded<Edition>> {
    let (seen, next) = open(tx, by, id, EditionStep::Announce)?;
    if let Some((_, key)) = seen.it.plan().faults().first() {
        return Err(Error::Refused(Reason::new(key)));
    }
    if seen.it.closes < by.now.date() {
        return Err(Error::refused("campaign-days-over"));
    }
    let it = Edition { state: next, ..seen.it };
    let what = json!({ "name": it.name, "opens": it.opens.to_string(), "closes": it.closes.to_string() });
    settle(tx, by, it, EditionStep::Announce, &what)
}

/// Entries close later, the review ends later.
///
/// # Errors
/// As every step; invalid by field for days that are not later, or not in their order.
pub fn extend(tx: &mut Tx<'_>, by: &By, id: EditionId, closes: Date, review_ends: Date) -> Result<Recorded<Edition>> {
    let (seen, _) = open(tx, by, id, EditionStep::Extend)?;
    if closes < seen.it.closes || (seen.it.state != EditionState::Open && closes != seen.it.closes) {
        return Err(Error::invalid("closes", "campaign-not-later"));
    }
    if review_ends < seen.it.review_ends || review_ends < closes {
        return Err(Error::invalid("review_ends", "campaign-not-later"));
    }
    let it = Edition { closes, review_ends, ..seen.it };
    let what = json!({ "closes": closes.to_string(), "review_ends": review_ends.to_string() });
    settle(tx, by, it, EditionStep::Extend, &what)
}

/// Cancels it, while nothing is entered.
///
/// # Errors
/// As every step; refused, once something was handed in.
pub fn cancel(tx: &mut Tx<'_>, by: &By, id: EditionId, reason: &str) -> Result<Recorded<Edition>> {
    let (seen, next) = open(tx, by, id, EditionStep::Cancel)?;
    let entered = |state: State| !matches!(state, State::Draft | State::Withdrawn);
    if tx.all(&ENTRIES_OF, (id,))?.iter().any(|entry| entered(entry.state)) {
        return Err(Error::refused("campaign-has-entries"));
    }
    let it = Edition { state: next, ..seen.it };
    settle(tx, by, it, EditionStep::Cancel, &json!({ "reason": reason }))
}
