//! Into force, to its end, or given up before.

use kernel::{By, Error, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use super::{begin, settle};
use crate::lifecycle::Step;
use crate::model::{GoalKind, Plan, PlanId};
use crate::store::GOALS_OF;

/// Puts a plan into force: from then on it is measured, seen above and below, and can be taken over.
///
/// # Errors
/// As every step; refused, when it has no goal.
pub fn enforce(tx: &mut Tx<'_>, by: &By, id: PlanId) -> Result<Recorded<Plan>> {
    let (mut it, next) = begin(tx, by, id, Step::Enforce)?;
    let goals = tx.all(&GOALS_OF, (id,))?.iter().filter(|goal| goal.kind == GoalKind::Goal).count();
    if goals == 0 {
        return Err(Error::refused("plan-without-goals"));
    }
    (it.state, it.in_force_at) = (next, Some(by.now));
    settle(tx, by, it, Step::Enforce, &json!({ "goals": goals }))
}

/// Closes a plan that was assessed to its end.
///
/// # Errors
/// As every step.
pub fn close(tx: &mut Tx<'_>, by: &By, id: PlanId) -> Result<Recorded<Plan>> {
    let (mut it, next) = begin(tx, by, id, Step::Close)?;
    (it.state, it.closed_at) = (next, Some(by.now));
    settle(tx, by, it, Step::Close, &json!({}))
}

/// Gives a draft up. What was to be taken over can be taken over anew.
///
/// # Errors
/// As every step.
pub fn drop(tx: &mut Tx<'_>, by: &By, id: PlanId) -> Result<Recorded<Plan>> {
    let (mut it, next) = begin(tx, by, id, Step::Drop)?;
    (it.state, it.slot) = (next, None);
    settle(tx, by, it, Step::Drop, &json!({}))
}
