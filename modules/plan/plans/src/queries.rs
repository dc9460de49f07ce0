//! What lists read: plans of nodes, plans that wait to be taken over, and plans below.

use std::collections::HashSet;

use identity::Unit;
use kernel::id::UnitId;
use kernel::{Actor, Path, Result};
use store::{Filter, Reader, Reasons, Value};

use crate::levels::Levels;
use crate::model::{Goal, Plan, PlanId};
use crate::policy::{self, HOME};
use crate::store::{GOALS, PLANS};

/// Plans of these nodes, the newest first; what was dropped is left out.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_nodes(reader: &Reader<'_>, units: &[UnitId], most: i64, skip: i64) -> Result<Vec<Plan>> {
    let mut filter = Filter::new();
    filter.and_in("p.unit", units.iter().map(|unit| Value::Id(unit.uuid())));
    filter.and("p.state <> 'plan_dropped'", []);
    filter.tail("ORDER BY p.made_at DESC, p.id DESC LIMIT ? OFFSET ?", [Value::Int(most + 1), Value::Int(skip)]);
    reader.list(PLANS, &filter)
}

/// Plans of the nodes below those at which the actor holds a role, in force or over, by their place.
///
/// # Errors
/// Broken, when the database fails.
pub fn below(reader: &Reader<'_>, actor: &Actor, most: i64, skip: i64) -> Result<Vec<Plan>> {
    let mut found: Vec<Plan> = Vec::new();
    for grant in actor.grants.iter().filter(|grant| HOME.contains(&grant.role)) {
        if !stats::sight::READERS.contains(&grant.role) {
            continue;
        }
        let mut filter = Filter::new();
        filter.and("p.path > ? AND p.path < ?", [Value::Text(grant.path.as_str()), Value::Owned(grant.path.end())]);
        filter.and("p.state IN ('plan_in_force', 'plan_halfway', 'plan_assessed', 'plan_closed')", []);
        filter.tail("ORDER BY p.path, p.made_at LIMIT ? OFFSET ?", [Value::Int(most + 1), Value::Int(skip)]);
        found.extend(reader.list::<Plan>(PLANS, &filter)?);
    }
    let mut seen = HashSet::new();
    found.retain(|plan| seen.insert(plan.id));
    Ok(found)
}

/// Keeps the plans of `plan p` that the actor may see, as [`policy::may_see`] says, and those they answer for a part of;
/// what was dropped is left out.
pub fn visible<'a>(filter: &mut Filter<'a>, actor: &'a Actor) {
    let mut reasons = Reasons::new();
    for grant in actor.grants.iter().filter(|grant| HOME.contains(&grant.role)) {
        reasons.or("p.unit = ?", [Value::Id(grant.unit.uuid())]);
        // Those who carry it out below.
        for above in grant.path.ancestors() {
            reasons.or("p.in_force_at IS NOT NULL AND p.path = ?", [Value::Owned(above.as_str().to_owned())]);
        }
        let industry = actor.place.industry_path.iter().filter(|_| grant.enterprise.is_some());
        for above in industry.flat_map(Path::ancestors) {
            reasons.or("p.in_force_at IS NOT NULL AND p.path = ?", [Value::Owned(above.as_str().to_owned())]);
        }
    }
    for grant in actor.grants.iter().filter(|grant| stats::sight::READERS.contains(&grant.role)) {
        let (from, until) = (grant.path.as_str(), grant.path.end());
        reasons.or(
            "p.in_force_at IS NOT NULL AND ((p.path >= ? AND p.path < ?) OR (p.industry_path >= ? AND p.industry_path < ?))",
            [Value::Text(from), Value::Owned(until.clone()), Value::Text(from), Value::Owned(until)],
        );
    }
    let me = || Value::Id(actor.person.uuid());
    reasons.or(
        "p.in_force_at IS NOT NULL AND (p.id IN (SELECT o.plan FROM plan_goal o WHERE o.owner = ?) \
         OR p.id IN (SELECT k.plan FROM plan_task k WHERE k.owner = ?))",
        [me(), me()],
    );
    reasons.any(filter);
    filter.and("p.state <> 'plan_dropped'", []);
}

/// Plans above some nodes that are carried out, have something for them, and that they have not taken over: for each
/// node, the nearest first. Three statements.
///
/// # Errors
/// Broken, when the database fails.
pub fn waiting(reader: &Reader<'_>, units: &[Unit]) -> Result<Vec<(UnitId, Plan)>> {
    let paths: HashSet<Path> = units
        .iter()
        .flat_map(|unit| unit.path.ancestors().chain(unit.industry_path.iter().flat_map(Path::ancestors)))
        .collect();
    let mut filter = Filter::new();
    filter.and_in("p.path", paths.iter().map(|path| Value::Text(path.as_str())));
    filter.and("p.state IN ('plan_in_force', 'plan_halfway')", []);
    filter.tail("ORDER BY p.path DESC, p.made_at", []);
    let plans: Vec<Plan> = reader.list(PLANS, &filter)?;
    if plans.is_empty() {
        return Ok(Vec::new());
    }
    let mut filter = Filter::new();
    filter.and_in("p.unit", units.iter().map(|unit| Value::Id(unit.id.uuid())));
    filter.and("p.slot IS NOT NULL", []);
    let taken: HashSet<(UnitId, Option<PlanId>)> =
        reader.list::<Plan>(PLANS, &filter)?.into_iter().map(|plan| (plan.unit, plan.above)).collect();
    let mut filter = Filter::new();
    filter.and_in("g.plan", plans.iter().map(|plan| Value::Id(plan.id.uuid())));
    filter.and("g.kind = 'goal'", []);
    let levels: Vec<(PlanId, Levels)> =
        reader.list::<Goal>(GOALS, &filter)?.into_iter().map(|goal| (goal.plan, goal.levels)).collect();
    let mut waiting = Vec::new();
    for unit in units {
        let place = unit.place();
        let fits = |plan: &&Plan| {
            plan.unit != unit.id
                && place.is_under(&plan.path)
                && !taken.contains(&(unit.id, Some(plan.id)))
                && levels.iter().any(|(of, levels)| *of == plan.id && levels.reach(unit.kind))
        };
        // Plans that a plan above handed on come from the nearest: what it carries out itself stands behind it.
        let fitting: Vec<&Plan> = plans.iter().filter(fits).collect();
        let behind: HashSet<PlanId> = fitting.iter().filter_map(|plan| plan.above).collect();
        let taken_behind = |plan: &Plan| {
            plans.iter().any(|near| taken.contains(&(unit.id, Some(near.id))) && near.above == Some(plan.id))
        };
        let open = fitting.into_iter().filter(|plan| !behind.contains(&plan.id) && !taken_behind(plan));
        waiting.extend(open.map(|plan| (unit.id, plan.clone())));
    }
    Ok(waiting)
}

/// The nodes whose plans somebody makes.
///
/// # Errors
/// Broken, when the database fails.
pub fn made_by(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<Unit>> {
    let units = policy::nodes(actor, &policy::MAKERS).into_iter().map(|id| identity::tree::unit(reader, id));
    let units = units.collect::<Result<Vec<Unit>>>()?;
    Ok(units.into_iter().filter(|unit| policy::may_make(actor, unit).allowed()).collect())
}
