//! The nodes below a plan: who took it over, and where its goals stand there. Nodes of one level beside each other; people
//! are in none of it.

use std::collections::{HashMap, HashSet};

use identity::store::units::UNITS_WHERE;
use identity::{Unit, UnitKind, tree};
use kernel::id::UnitId;
use kernel::{Result, Time};
use stats::{Indicator, Node};
use store::{Filter, Reader, Value};

use crate::figures::{Figures, Wanted};
use crate::model::{Evidence, Goal, GoalId, GoalKind, Plan, PlanId, Task};
use crate::standing::{Facts, Standing, Tally};
use crate::store::{EVIDENCE, GOALS, TAKEN_FROM, TASKS};
use crate::whole::{Whole, rungs};

/// A node below.
pub struct Child {
    /// The node.
    pub unit: Unit,
    /// Its plan, if it took this one over.
    pub plan: Option<Plan>,
    /// Where the goals of this plan stand there, by their id here.
    pub standings: HashMap<GoalId, Standing>,
    /// How many of all its goals stand how.
    pub tally: Tally,
}

/// Reads the nodes below a plan: those directly below to which something of it comes, and whoever else took it over. The
/// same number of statements for however many are counted directly below; each that is not brings a reading of its own.
///
/// # Errors
/// Broken, when the database fails.
pub fn children(
    reader: &Reader<'_>,
    dictionary: &[&'static Indicator],
    whole: &Whole,
    now: Time,
) -> Result<Vec<Child>> {
    let taken: Vec<Plan> = reader.all(&TAKEN_FROM, (whole.it.id,))?;
    let reaches = |kind: UnitKind| whole.aims().any(|goal| goal.levels.reach(kind));
    let mut units: Vec<Unit> = tree::children(reader, &whole.unit)?;
    units.retain(|unit| {
        taken.iter().any(|plan| plan.unit == unit.id) || (unit.ended_at.is_none() && reaches(unit.kind))
    });
    let known: HashSet<UnitId> = units.iter().map(|unit| unit.id).collect();
    let mut filter = Filter::new();
    let others = taken.iter().map(|plan| plan.unit).filter(|unit| !known.contains(unit));
    filter.and_in("u.id", others.map(|unit| Value::Id(unit.uuid())));
    filter.tail("ORDER BY u.number", []);
    units.extend(reader.list::<Unit>(UNITS_WHERE, &filter)?);
    if taken.is_empty() {
        return Ok(units.into_iter().map(untaken).collect());
    }

    let mut filter = Filter::new();
    filter.and_in("g.plan", taken.iter().map(|plan| Value::Id(plan.id.uuid())));
    let goals = by_plan(reader.list::<Goal>(GOALS, &filter)?, |goal| goal.plan);
    let mut filter = Filter::new();
    filter.and_in("k.plan", taken.iter().map(|plan| Value::Id(plan.id.uuid())));
    let tasks = by_plan(reader.list::<Task>(TASKS, &filter)?, |task| task.plan);
    let mut filter = Filter::new();
    filter.and_in("e.plan", taken.iter().map(|plan| Value::Id(plan.id.uuid())));
    let evidence = by_plan(reader.list::<Evidence>(EVIDENCE, &filter)?, |one| one.plan);
    let mut rungs = rungs(reader, &taken)?;
    let wanted = Wanted::by(dictionary, &whole.it, goals.values().flatten(), now);
    let node = Node::from(&whole.unit);
    let mut below = wanted.read_below(reader, &node)?;

    let year = whole.it.year_at(now);
    let mut found = Vec::new();
    for unit in units {
        let Some(plan) = taken.iter().find(|plan| plan.unit == unit.id).cloned() else {
            found.push(untaken(unit));
            continue;
        };
        let figures = match below.remove(&node.path.child(unit.number)) {
            Some(figures) => figures,
            // Nodes that are not counted directly below: industrial unions beside districts, grandchildren.
            None if counted_here(&whole.unit, &unit) => wanted.nothing(),
            None => wanted.read(reader, &Node::from(&unit))?,
        };
        let none = (Vec::new(), Vec::new(), Vec::new());
        let own = (goals.get(&plan.id), tasks.get(&plan.id), evidence.get(&plan.id));
        let (goals, tasks, evidence) = (own.0.unwrap_or(&none.0), own.1.unwrap_or(&none.1), own.2.unwrap_or(&none.2));
        let Some(rung) = rungs.remove(&plan.id) else { continue };
        let ladder = whole.ladder.below(rung);
        found.push(judged(unit, plan, &ladder, (&wanted, &figures), (goals, tasks, evidence), (year, now)));
    }
    Ok(found)
}

fn judged(
    unit: Unit,
    plan: Plan,
    ladder: &crate::ladder::Ladder,
    (wanted, figures): (&Wanted, &Figures),
    (goals, tasks, evidence): (&[Goal], &[Task], &[Evidence]),
    (year, now): (i32, Time),
) -> Child {
    let facts = Facts { plan: &plan, ladder, wanted, figures, evidence, tasks, today: now.date() };
    let (mut standings, mut tally) = (HashMap::new(), Tally::default());
    for goal in goals.iter().filter(|goal| goal.kind == GoalKind::Goal) {
        let standing = facts.standing(goal, year);
        if goal.is_own(plan.kind) {
            tally.add(standing.light);
        }
        standings.extend(goal.above.map(|above| (above, standing)));
    }
    Child { unit, standings, tally, plan: Some(plan) }
}

fn untaken(unit: Unit) -> Child {
    Child { unit, plan: None, standings: HashMap::new(), tally: Tally::default() }
}

/// Whether the figures of a node stand among those directly below another: then no row means nothing was counted.
fn counted_here(node: &Unit, unit: &Unit) -> bool {
    let directly = unit.parent == Some(node.id) || unit.industry_parent == Some(node.id);
    directly && (unit.kind != UnitKind::IndustryUnion || node.kind == UnitKind::IndustryUnion)
}

fn by_plan<T>(all: Vec<T>, plan: impl Fn(&T) -> PlanId) -> HashMap<PlanId, Vec<T>> {
    let mut sorted: HashMap<PlanId, Vec<T>> = HashMap::new();
    for one in all {
        sorted.entry(plan(&one)).or_default().push(one);
    }
    sorted
}
