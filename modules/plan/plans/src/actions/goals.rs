//! The goals of a plan: added, changed, taken out while it is a draft; those of the plan above come as they are.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{By, Error, Faults, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use super::draft::copied;
use super::{begin, settle};
use crate::amount::Amount;
use crate::levels::Levels;
use crate::lifecycle::{State, Step};
use crate::model::{Direction, GOALS, Gathering, Goal, GoalId, GoalKind, Measuring, Plan, PlanId};
use crate::store::{DROP_GOAL, DROP_SHARES, DROP_TARGETS, DROP_TASKS, GOALS_OF, INSERT_GOAL, UPDATE_GOAL, goal, load};
use crate::whole::for_node;

/// What a goal is: fixed once the plan is in force, and for what was handed down.
#[derive(Clone, Debug)]
pub struct Shape {
    /// System, project or goal.
    pub kind: GoalKind,
    /// What it stands under.
    pub parent: Option<GoalId>,
    /// What it is called.
    pub name: String,
    /// What it means.
    pub words: String,
    /// The kinds of nodes that carry it.
    pub levels: Levels,
    /// What says how far it has come.
    pub measuring: Measuring,
    /// The code of its indicator; empty for others.
    pub indicator: String,
    /// What evidence counts; empty for others.
    pub measure: String,
    /// In what.
    pub measure_unit: String,
    /// On which side of the target it is met.
    pub direction: Direction,
    /// Over which time it gathers.
    pub gathering: Gathering,
}

/// A goal as it was typed.
#[derive(Clone, Debug)]
pub struct GoalDraft {
    /// What it is; left out where that is fixed.
    pub shape: Option<Shape>,
    /// Where it stood when the plan began.
    pub baseline: Option<Amount>,
    /// Who answers for it.
    pub owner: Option<PersonId>,
    /// Or which department.
    pub owner_words: String,
    /// By when.
    pub due: Option<Date>,
}

/// Adds a goal of the node's own.
///
/// # Errors
/// As every step; invalid at `parent`; refused, when there are too many.
pub fn add(tx: &mut Tx<'_>, by: &By, plan: PlanId, id: GoalId, new: &GoalDraft) -> Result<Recorded<Plan>> {
    let (it, _) = begin(tx, by, plan, Step::AddGoal)?;
    let shape = new.shape.as_ref().ok_or_else(|| Error::invalid("name", "text-empty"))?;
    let all = tx.all(&GOALS_OF, (plan,))?;
    if all.len() >= GOALS {
        return Err(Error::Refused(Reason::new("plan-goals-too-many").with("most", GOALS)));
    }
    parent_fits(&all, None, shape)?;
    let position = all.iter().map(|goal| goal.position).max().map_or(0, |last| last + 1);
    let goal = Goal {
        id,
        plan,
        above: None,
        parent: shape.parent,
        position,
        kind: shape.kind,
        name: shape.name.clone(),
        words: shape.words.clone(),
        source: String::new(),
        levels: shape.levels.clone(),
        measuring: shape.measuring,
        indicator: shape.indicator.clone(),
        measure: shape.measure.clone(),
        measure_unit: shape.measure_unit.clone(),
        direction: shape.direction,
        gathering: shape.gathering,
        baseline: new.baseline,
        owner: new.owner,
        owner_words: new.owner_words.clone(),
        due: new.due,
        made_at: by.now,
    };
    if tx.execute(&INSERT_GOAL, &goal)? == 0 {
        return Ok(ledger::unchanged(it));
    }
    let what = json!({ "goal": id, "name": goal.name, "kind": goal.kind, "measuring": goal.measuring });
    settle(tx, by, it, Step::AddGoal, &what)
}

/// Whether what a goal is can still be changed: its own, while the plan is a draft.
pub fn is_open(plan: &Plan, goal: &Goal) -> bool {
    plan.state == State::Drafted && goal.above.is_none()
}

/// Changes a goal.
///
/// # Errors
/// As every step; invalid at `parent`.
pub fn change(tx: &mut Tx<'_>, by: &By, plan: PlanId, id: GoalId, new: &GoalDraft) -> Result<Recorded<Plan>> {
    let (it, _) = begin(tx, by, plan, Step::ChangeGoal)?;
    let mut goal = goal(tx, plan, id)?;
    if let Some(shape) = new.shape.as_ref().filter(|_| is_open(&it, &goal)) {
        parent_fits(&tx.all(&GOALS_OF, (plan,))?, Some(id), shape)?;
        if (goal.measuring, &goal.indicator) != (shape.measuring, &shape.indicator) {
            // Targets are numbers of what is measured: they do not outlive it.
            tx.execute(&DROP_TARGETS, (id,))?;
            tx.execute(&DROP_SHARES, (id,))?;
        }
        let Shape {
            kind,
            parent,
            name,
            words,
            levels,
            measuring,
            indicator,
            measure,
            measure_unit,
            direction,
            gathering,
        } = shape.clone();
        goal = Goal {
            kind,
            parent,
            name,
            words,
            levels,
            measuring,
            indicator,
            measure,
            measure_unit,
            direction,
            gathering,
            ..goal
        };
    }
    (goal.baseline, goal.owner, goal.due) = (new.baseline, new.owner, new.due);
    goal.owner_words.clone_from(&new.owner_words);
    tx.execute(&UPDATE_GOAL, &goal)?;
    let what =
        json!({ "goal": id, "name": goal.name, "owner": goal.owner, "due": goal.due, "baseline": goal.baseline });
    settle(tx, by, it, Step::ChangeGoal, &what)
}

/// Takes a goal of the node's own out of a draft, with its targets and tasks.
///
/// # Errors
/// As every step; refused for what was handed down, and while something stands under it.
pub fn drop(tx: &mut Tx<'_>, by: &By, plan: PlanId, id: GoalId) -> Result<Recorded<Plan>> {
    let (it, _) = begin(tx, by, plan, Step::DropGoal)?;
    let goal = goal(tx, plan, id)?;
    if goal.above.is_some() {
        return Err(Error::refused("plan-handed-down"));
    }
    if tx.all(&GOALS_OF, (plan,))?.iter().any(|other| other.parent == Some(id)) {
        return Err(Error::refused("plan-goal-not-empty"));
    }
    for statement in [DROP_TARGETS, DROP_SHARES, DROP_TASKS] {
        tx.execute(&statement, (id,))?;
    }
    tx.execute(&DROP_GOAL, (id, plan))?;
    settle(tx, by, it, Step::DropGoal, &json!({ "goal": id, "name": goal.name }))
}

/// Takes in what the plan above has added since.
///
/// # Errors
/// As every step.
pub fn follow(tx: &mut Tx<'_>, by: &By, plan: PlanId) -> Result<Recorded<Plan>> {
    let (it, _) = begin(tx, by, plan, Step::Follow)?;
    let above = it.above.ok_or_else(|| Error::refused("plan-nothing-above"))?;
    let over = load(tx, above)?;
    let own = tx.all(&GOALS_OF, (plan,))?;
    let here: HashMap<GoalId, GoalId> = own.iter().filter_map(|goal| Some((goal.above?, goal.id))).collect();
    let mut new = for_node(tx.all(&GOALS_OF, (over.id,))?, it.kind);
    new.retain(|goal| !here.contains_key(&goal.id));
    if new.is_empty() {
        return Ok(ledger::unchanged(it));
    }
    let next = own.iter().map(|goal| goal.position).max().map_or(0, |last| last + 1);
    let copies = copied(&new, plan, by, &here, next);
    for goal in &copies {
        tx.execute(&INSERT_GOAL, goal)?;
    }
    let what = json!({ "from": above, "goals": copies.iter().map(|goal| goal.id).collect::<Vec<_>>() });
    settle(tx, by, it, Step::Follow, &what)
}

/// A goal stands under another of its plan, and under none of what stands under it.
fn parent_fits(all: &[Goal], id: Option<GoalId>, shape: &Shape) -> Result<()> {
    let mut at = shape.parent;
    for _ in 0..=all.len() {
        let Some(parent) = at else { return Ok(()) };
        let found = all.iter().find(|goal| goal.id == parent);
        let Some(found) = found.filter(|found| Some(found.id) != id) else { break };
        at = found.parent;
    }
    Err(Error::Invalid(Faults::one("parent", Reason::new("plan-parent-odd"))))
}
