//! Targets by level and year, and what single nodes below are to contribute. What stands above is a floor.

use std::collections::BTreeMap;

use identity::UnitKind;
use kernel::id::UnitId;
use kernel::{By, Error, Faults, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use super::{begin, settle};
use crate::amount::Amount;
use crate::levels::{KINDS, is_below};
use crate::lifecycle::{State, Step};
use crate::model::{Goal, GoalId, Plan, PlanId};
use crate::store::{DROP_SHARE, DROP_TARGET, PUT_SHARE, PUT_TARGET, goal};
use crate::whole::ladder;

/// Targets as they were typed: by kind of node and year, nothing for what is left open.
pub type Aims = BTreeMap<(UnitKind, i32), Option<Amount>>;
/// What nodes below are to contribute, by node and year.
pub type Allotment = BTreeMap<(UnitId, i32), Option<Amount>>;

/// Sets targets of a goal. Once the plan is in force, a change says why.
///
/// # Errors
/// As every step; invalid at `target-<kind>-<year>`, when it asks for less than is asked from above, and at `reason`.
pub fn aim(tx: &mut Tx<'_>, by: &By, plan: PlanId, id: GoalId, aims: &Aims, reason: &str) -> Result<Recorded<Plan>> {
    let (it, _) = begin(tx, by, plan, Step::Aim)?;
    let goal = counted(tx, plan, id)?;
    let ladder = ladder(tx, &it)?;
    let mut faults = Faults::none();
    let mut changed = Vec::new();
    for (&(kind, year), &amount) in aims {
        let own = kind == it.kind;
        if !it.years().contains(&year) || !KINDS.contains(&kind) || !(own || is_below(kind, it.kind)) {
            return Err(Error::NotFound);
        }
        let floor = if own { ladder.asked(id, year) } else { ladder.level_asked(id, kind, year) };
        if let (Some(amount), Some(floor)) = (amount, floor)
            && goal.direction.is_easier(amount, floor)
        {
            let reason = Reason::new("plan-below-floor").with("floor", floor.plain());
            faults.add(format!("target-{kind}-{year}"), reason);
        }
        if amount != ladder.set(id, kind, year) {
            changed.push((kind, year, amount));
        }
    }
    must_say_why(&mut faults, &it, !changed.is_empty(), reason);
    faults.check()?;
    if changed.is_empty() {
        return Ok(ledger::unchanged(it));
    }
    for (kind, year, amount) in &changed {
        match amount {
            Some(amount) => tx.execute(&PUT_TARGET, (id, *kind, i64::from(*year), *amount))?,
            None => tx.execute(&DROP_TARGET, (id, *kind, i64::from(*year)))?,
        };
    }
    let what = json!({ "goal": id, "name": goal.name, "targets": changed, "reason": reason });
    settle(tx, by, it, Step::Aim, &what)
}

/// Says what single nodes below are to contribute to a goal.
///
/// # Errors
/// As every step; invalid at `share-<unit>-<year>`, when it asks for less than is asked of all of that level, and at
/// `reason`; not found, when a node does not lie below.
pub fn allot(
    tx: &mut Tx<'_>,
    by: &By,
    plan: PlanId,
    id: GoalId,
    shares: &Allotment,
    reason: &str,
) -> Result<Recorded<Plan>> {
    let (it, _) = begin(tx, by, plan, Step::Allot)?;
    let goal = counted(tx, plan, id)?;
    let ladder = ladder(tx, &it)?;
    let mut faults = Faults::none();
    let mut changed = Vec::new();
    for (&(unit, year), &amount) in shares {
        let node = identity::tree::unit(tx, unit)?;
        if !it.years().contains(&year) || unit == it.unit || !node.place().is_under(&it.path) {
            return Err(Error::NotFound);
        }
        if let (Some(amount), Some(floor)) = (amount, ladder.level(id, node.kind, year))
            && goal.direction.is_easier(amount, floor)
        {
            let reason = Reason::new("plan-below-floor").with("floor", floor.plain());
            faults.add(format!("share-{unit}-{year}"), reason);
        }
        if amount != ladder.share(id, unit, year) {
            changed.push((unit, year, amount));
        }
    }
    must_say_why(&mut faults, &it, !changed.is_empty(), reason);
    faults.check()?;
    if changed.is_empty() {
        return Ok(ledger::unchanged(it));
    }
    for (unit, year, amount) in &changed {
        match amount {
            Some(amount) => tx.execute(&PUT_SHARE, (id, *unit, i64::from(*year), *amount))?,
            None => tx.execute(&DROP_SHARE, (id, *unit, i64::from(*year)))?,
        };
    }
    let what = json!({ "goal": id, "name": goal.name, "shares": changed, "reason": reason });
    settle(tx, by, it, Step::Allot, &what)
}

/// Only what is counted has numbers to aim at.
fn counted(tx: &Tx<'_>, plan: PlanId, id: GoalId) -> Result<Goal> {
    let goal = goal(tx, plan, id)?;
    if goal.is_counted() { Ok(goal) } else { Err(Error::refused("plan-not-counted")) }
}

fn must_say_why(faults: &mut Faults, it: &Plan, changed: bool, reason: &str) {
    if it.state != State::Drafted && changed && reason.is_empty() {
        faults.add("reason", Reason::new("plan-why-needed"));
    }
}
