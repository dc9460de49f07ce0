//! Tasks: who does what by when.

use jiff::civil::Date;
use kernel::id::PersonId;
use kernel::{By, Error, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use store::{Reader, Tx};

use super::{begin, begin_as, settle};
use crate::lifecycle::Step;
use crate::model::{GoalId, Plan, PlanId, TASKS, Task, TaskId};
use crate::policy;
use crate::store::{INSERT_TASK, TASKS_OF, UPDATE_TASK, goal, task};

/// A task as it was typed.
#[derive(Clone, Debug)]
pub struct TaskDraft {
    /// What.
    pub name: String,
    /// Who.
    pub owner: Option<PersonId>,
    /// Or which department.
    pub owner_words: String,
    /// From when.
    pub starts: Option<Date>,
    /// By when.
    pub due: Date,
}

/// Adds a task to a goal.
///
/// # Errors
/// As every step; refused, when there are too many.
pub fn add(tx: &mut Tx<'_>, by: &By, plan: PlanId, of: GoalId, id: TaskId, new: &TaskDraft) -> Result<Recorded<Plan>> {
    let (it, _) = begin(tx, by, plan, Step::AddTask)?;
    let goal = goal(tx, plan, of)?;
    if tx.all(&TASKS_OF, (plan,))?.iter().filter(|task| task.goal == of).count() >= TASKS {
        return Err(Error::Refused(Reason::new("plan-tasks-too-many").with("most", TASKS)));
    }
    let task = Task {
        id,
        plan,
        goal: goal.id,
        name: new.name.clone(),
        owner: new.owner,
        owner_words: new.owner_words.clone(),
        starts: new.starts,
        due: new.due,
        done_on: None,
        done_by: None,
        note: String::new(),
        made_by: by.actor.person,
        made_at: by.now,
    };
    if tx.execute(&INSERT_TASK, &task)? == 0 {
        return Ok(ledger::unchanged(it));
    }
    settle(tx, by, it, Step::AddTask, &told(&task))
}

/// Changes a task that is not done.
///
/// # Errors
/// As every step; refused, when it is done.
pub fn change(tx: &mut Tx<'_>, by: &By, plan: PlanId, id: TaskId, new: &TaskDraft) -> Result<Recorded<Plan>> {
    let (it, _) = begin(tx, by, plan, Step::ChangeTask)?;
    let task = task(tx, plan, id)?;
    if task.done_on.is_some() {
        return Err(Error::refused("plan-task-done"));
    }
    let task = Task {
        name: new.name.clone(),
        owner: new.owner,
        owner_words: new.owner_words.clone(),
        starts: new.starts,
        due: new.due,
        ..task
    };
    tx.execute(&UPDATE_TASK, &task)?;
    settle(tx, by, it, Step::ChangeTask, &told(&task))
}

/// The task, if the actor may say that it is done: asked before anything is said of what they typed.
///
/// # Errors
/// As every step.
pub fn to_finish(reader: &Reader<'_>, by: &By, plan: PlanId, id: TaskId) -> Result<Task> {
    let it = policy::find(reader, &by.actor, plan)?;
    let found = task(reader, plan, id)?;
    let owner = goal(reader, plan, found.goal)?.owner;
    policy::check(&by.actor, &it, Step::FinishTask, &[found.owner, owner])?;
    Ok(found)
}

/// Says that a task is done: whoever does it, or who makes the plan.
///
/// # Errors
/// As every step; refused, when it was done before; invalid at `done`, when the day is still to come.
pub fn finish(tx: &mut Tx<'_>, by: &By, plan: PlanId, id: TaskId, day: Date, note: &str) -> Result<Recorded<Plan>> {
    let found = to_finish(tx, by, plan, id)?;
    let owner = goal(tx, plan, found.goal)?.owner;
    let (it, _) = begin_as(tx, by, plan, Step::FinishTask, &[found.owner, owner])?;
    if found.done_on.is_some() {
        return Err(Error::refused("plan-task-done"));
    }
    if day > by.now.date() {
        return Err(Error::invalid("done", "plan-day-to-come"));
    }
    let task = Task { done_on: Some(day), done_by: Some(by.actor.person), note: note.to_owned(), ..found };
    tx.execute(&UPDATE_TASK, &task)?;
    let what = json!({ "task": id, "name": task.name, "goal": task.goal, "day": day, "note": note });
    settle(tx, by, it, Step::FinishTask, &what)
}

fn told(task: &Task) -> serde_json::Value {
    json!({ "task": task.id, "name": task.name, "goal": task.goal, "owner": task.owner, "due": task.due })
}
