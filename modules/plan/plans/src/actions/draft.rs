//! Drafting: from a preset, from the plan above, or from nothing.

use std::collections::HashMap;

use identity::{Unit, tree};
use kernel::id::UnitId;
use kernel::{By, Error, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use super::{begin, note, settle};
use crate::lifecycle::{LIFECYCLE, Step};
use crate::light::Rule;
use crate::model::{Goal, GoalId, GoalKind, Plan, PlanId};
use crate::policy;
use crate::preset::Preset;
use crate::store::{GOALS_OF, INSERT, INSERT_GOAL, PUT_TARGET, TAKEN, load};
use crate::whole::for_node;

/// With what a plan begins.
#[derive(Clone, Debug)]
pub enum From {
    /// With a preset.
    Preset(Preset),
    /// With the goals that come to the node from a plan above.
    Above(PlanId),
    /// With nothing.
    Blank,
}

/// What a plan is called, its years, and the rule of its lights.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its name.
    pub name: String,
    /// Its years.
    pub years: (i32, i32),
    /// The rule.
    pub rule: Rule,
}

/// A plan to be drafted.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its id.
    pub id: PlanId,
    /// Of which node.
    pub unit: UnitId,
    /// With what it begins.
    pub from: From,
    /// Its name and years, where it begins with nothing.
    pub head: Option<Head>,
}

/// Drafts a plan. One that was taken over already is yielded as it is.
///
/// # Errors
/// Denied to who makes no plans there; invalid at `from`, when the plan above is not for this node.
pub fn draft(tx: &mut Tx<'_>, by: &By, new: &Draft) -> Result<Recorded<Plan>> {
    let unit = tree::unit(tx, new.unit)?;
    policy::may_make(&by.actor, &unit).check()?;
    match (&new.from, &new.head) {
        (From::Preset(preset), _) => preset_plan(tx, by, new.id, &unit, *preset),
        (From::Above(above), _) => take_over(tx, by, new.id, &unit, *above),
        (From::Blank, Some(head)) => {
            let it = fresh(by, &unit, new.id, head.clone());
            insert(tx, by, it, &[], json!({ "from": "blank" }))
        }
        (From::Blank, None) => Err(Error::invalid("name", "text-empty")),
    }
}

/// Changes the name, the years and the rule of a draft. What was taken over keeps the years and the rule of the plan above,
/// so that nodes of one level are judged alike.
///
/// # Errors
/// As every step.
pub fn write(tx: &mut Tx<'_>, by: &By, id: PlanId, head: &Head) -> Result<Recorded<Plan>> {
    let (mut it, _) = begin(tx, by, id, Step::Write)?;
    it.name.clone_from(&head.name);
    if it.above.is_none() {
        (it.from_year, it.until_year) = (i64::from(head.years.0), i64::from(head.years.1));
        (it.green, it.amber) = (head.rule.green, head.rule.amber);
    }
    let what = json!({ "name": it.name, "years": [it.from_year, it.until_year], "green": it.green, "amber": it.amber });
    settle(tx, by, it, Step::Write, &what)
}

fn preset_plan(tx: &mut Tx<'_>, by: &By, id: PlanId, unit: &Unit, preset: Preset) -> Result<Recorded<Plan>> {
    let sketch = preset.sketch()?;
    let head = Head { name: sketch.name.clone(), years: (sketch.from_year, sketch.until_year), rule: Rule::default() };
    let it = Plan { preset: format!("{preset}/{}", sketch.version), ..fresh(by, unit, id, head) };
    let aimed = sketch.goals(id, unit.kind, by.now)?;
    let goals: Vec<Goal> = aimed.iter().map(|(goal, _)| goal.clone()).collect();
    let recorded = insert(tx, by, it, &goals, json!({ "from": preset, "version": sketch.version }))?;
    if recorded.entry().is_some() {
        for (goal, targets) in &aimed {
            for (kind, year, amount) in targets {
                tx.execute(&PUT_TARGET, (goal.id, *kind, i64::from(*year), *amount))?;
            }
        }
    }
    Ok(recorded)
}

fn take_over(tx: &mut Tx<'_>, by: &By, id: PlanId, unit: &Unit, above: PlanId) -> Result<Recorded<Plan>> {
    let over = load(tx, above)?;
    let place = unit.place();
    // Never a plan of the node itself, whatever its place.
    if over.unit == unit.id || !over.state.is_running() || !place.is_under(&over.path) {
        return Err(Error::invalid("from", "plan-not-above"));
    }
    let goals = for_node(tx.all(&GOALS_OF, (above,))?, unit.kind);
    if !goals.iter().any(|goal| goal.kind == GoalKind::Goal) {
        return Err(Error::invalid("from", "plan-nothing-for-you"));
    }
    let slot = above.to_string();
    if let Some((there,)) = tx.find(&TAKEN, (unit.id, slot.as_str()))? {
        return Ok(ledger::unchanged(policy::find(tx, &by.actor, there)?));
    }
    let years = over.years();
    let head = Head { name: over.name.clone(), years: (*years.start(), *years.end()), rule: over.rule() };
    let it = Plan { above: Some(above), slot: Some(slot), ..fresh(by, unit, id, head) };
    let copies = copied(&goals, id, by, &HashMap::new(), 0);
    insert(tx, by, it, &copies, json!({ "from": above, "goals": copies.len() }))
}

/// The goals of a plan above as they stand in this one; `here` are those that are here already.
pub(super) fn copied(goals: &[Goal], plan: PlanId, by: &By, here: &HashMap<GoalId, GoalId>, first: i64) -> Vec<Goal> {
    let mut ids: HashMap<GoalId, GoalId> = here.clone();
    let mut copies = Vec::new();
    for (position, goal) in (first..).zip(goals) {
        let id = GoalId::new(by.now);
        ids.insert(goal.id, id);
        copies.push(Goal {
            id,
            plan,
            above: Some(goal.id),
            parent: goal.parent.and_then(|parent| ids.get(&parent).copied()),
            position,
            // Where it stands here, who answers for it here, is for the node to say.
            baseline: None,
            owner: None,
            owner_words: String::new(),
            made_at: by.now,
            ..goal.clone()
        });
    }
    copies
}

fn insert(tx: &mut Tx<'_>, by: &By, it: Plan, goals: &[Goal], from: serde_json::Value) -> Result<Recorded<Plan>> {
    if tx.execute(&INSERT, &it)? == 0 {
        // The same draft again, or a second one that was faster.
        let there = match &it.slot {
            Some(slot) => tx.find(&TAKEN, (it.unit, slot.as_str()))?.map_or(it.id, |(there,)| there),
            None => it.id,
        };
        return Ok(ledger::unchanged(policy::find(tx, &by.actor, there)?));
    }
    for goal in goals {
        tx.execute(&INSERT_GOAL, goal)?;
    }
    let what = json!({ "name": it.name, "years": [it.from_year, it.until_year], "begun": from });
    Ok(note(tx, by, &it, Step::Draft, &what)?.with(it))
}

fn fresh(by: &By, unit: &Unit, id: PlanId, head: Head) -> Plan {
    Plan {
        id,
        unit: unit.id,
        enterprise: unit.enterprise,
        path: unit.path.clone(),
        industry_path: unit.industry_path.clone(),
        kind: unit.kind,
        node: unit.name.clone(),
        name: head.name,
        from_year: i64::from(head.years.0),
        until_year: i64::from(head.years.1),
        green: head.rule.green,
        amber: head.rule.amber,
        preset: String::new(),
        above: None,
        slot: None,
        state: LIFECYCLE.start,
        version: 1,
        made_by: by.actor.person,
        made_at: by.now,
        in_force_at: None,
        closed_at: None,
    }
}

/// A rule that makes sense: green above amber, both above nought.
///
/// # Errors
/// `plan-rule-odd`.
pub fn sound(rule: Rule) -> std::result::Result<Rule, Reason> {
    let fits = (1..=200).contains(&rule.amber) && rule.amber < rule.green && rule.green <= 200;
    if fits { Ok(rule) } else { Err(Reason::new("plan-rule-odd")) }
}
