//! Whom a step concerns.

use identity::grants;
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Result, Role, Time};
use ledger::SealedRow;
use notices::{NewNotice, Teller};
use store::Reader;

use crate::lifecycle::Step;
use crate::model::{Goal, GoalId, KIND, Plan, TASK, Task, TaskId};
use crate::policy::MAKERS;
use crate::store::{GOAL, NAME, TAKEN_FROM, TASK as ONE_TASK, load};

/// The tellers of this module.
pub const TELLERS: &[Teller] = &[tell];

fn tell(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    if entry.kind == TASK {
        return reminded(reader, entry);
    }
    let Some(step) = Step::from_word(&entry.step).filter(|_| entry.kind == KIND) else { return Ok(Vec::new()) };
    let it = load(reader, entry.subject.cast())?;
    let notices = match step {
        Step::AddTask | Step::ChangeTask => owner(reader, entry, &it)?,
        // Nodes directly below to which it comes are asked to take it over.
        Step::Enforce => {
            let unit = identity::tree::unit(reader, it.unit)?;
            let mut people = Vec::new();
            for child in identity::tree::children(reader, &unit)?.iter().filter(|child| child.ended_at.is_none()) {
                people.extend(holders(reader, child.id, &MAKERS, entry.at)?);
            }
            let href = format!("/plans/new?from=above:{}", it.id);
            to(people, "notice-plan-in-force", &href, &it)
        }
        // What is added later goes to those who took it over.
        Step::AddGoal if it.state.is_running() => {
            let mut all = Vec::new();
            for taken in reader.all(&TAKEN_FROM, (it.id,))? {
                let people = holders(reader, taken.unit, &MAKERS, entry.at)?;
                all.extend(to(people, "notice-plan-goal-added", &Plan::path_of(taken.id), &it));
            }
            all
        }
        Step::Draft | Step::SignHalfway | Step::SignFinal => match it.above {
            Some(above) => {
                let key = if step == Step::Draft { "notice-plan-taken-over" } else { "notice-plan-assessed" };
                let people = holders(reader, load(reader, above)?.unit, &[Role::UnionOfficer], entry.at)?;
                // A draft is still its node's own: what they are led to is their own plan.
                let href = Plan::path_of(if step == Step::Draft { above } else { it.id });
                to(people, key, &href, &it)
            }
            None => Vec::new(),
        },
        Step::Record | Step::Withdraw => {
            let goal: Option<GoalId> = entry.payload()["goal"].as_str().and_then(|id| id.parse().ok());
            let goal = goal.map(|id| reader.find(&GOAL, (id,))).transpose()?.flatten();
            let Some((goal, owner)) = goal.and_then(|goal| goal.owner.map(|owner| (goal, owner))) else {
                return Ok(Vec::new());
            };
            let href = Goal::path_of(it.id, goal.id);
            let key = if step == Step::Record { "notice-plan-recorded" } else { "notice-plan-withdrawn" };
            to(vec![owner], key, &href, &it).into_iter().map(|one| one.with("goal", goal.name.as_str())).collect()
        }
        _ => Vec::new(),
    };
    let by = match entry.actor {
        Some(actor) => reader.find(&NAME, (actor,))?.map(|(name,)| name).unwrap_or_default(),
        None => String::new(),
    };
    let others = notices.into_iter().filter(|notice| Some(notice.person) != entry.actor);
    Ok(others.map(|notice| notice.with("name", by.as_str())).collect())
}

fn to(people: Vec<PersonId>, key: &'static str, href: &str, it: &Plan) -> Vec<NewNotice> {
    let notice =
        |person| NewNotice::new(person, key, href).with("node", it.node.as_str()).with("plan", it.name.as_str());
    people.into_iter().map(notice).collect()
}

/// Whoever is to do a task is told, once it counts: not while the plan is a draft.
fn owner(reader: &Reader<'_>, entry: &SealedRow, it: &Plan) -> Result<Vec<NewNotice>> {
    let id: Option<TaskId> = entry.payload()["task"].as_str().and_then(|id| id.parse().ok());
    let task: Option<Task> = id.map(|id| reader.find(&ONE_TASK, (id,))).transpose()?.flatten();
    let Some((task, owner)) = task.and_then(|task| task.owner.map(|owner| (task, owner))) else {
        return Ok(Vec::new());
    };
    if !it.state.is_running() {
        return Ok(Vec::new());
    }
    let notices = to(vec![owner], "notice-plan-task", &path(&task), it).into_iter();
    Ok(notices.map(|one| one.with("task", task.name.as_str()).with("due", task.due.to_string())).collect())
}

/// A task is due soon or late: whoever does it is told, and when it is late the officers of the node too.
fn reminded(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    let Some(task) = reader.find(&ONE_TASK, (entry.subject.cast(),))? else { return Ok(Vec::new()) };
    let it = load(reader, task.plan)?;
    let late = entry.step == "plan_remind_late";
    let mut people: Vec<PersonId> = task.owner.into_iter().collect();
    if late || people.is_empty() {
        people.extend(holders(reader, it.unit, &MAKERS, entry.at)?);
    }
    people.sort_unstable();
    people.dedup();
    let key = if late { "notice-plan-task-late" } else { "notice-plan-task-soon" };
    let notices = to(people, key, &path(&task), &it).into_iter();
    Ok(notices.map(|one| one.with("task", task.name.as_str()).with("due", task.due.to_string())).collect())
}

fn path(task: &Task) -> String {
    format!("{}/tasks/{}", Plan::path_of(task.plan), task.id)
}

/// Who holds one of these roles at this very node.
fn holders(reader: &Reader<'_>, unit: UnitId, roles: &[Role], at: Time) -> Result<Vec<PersonId>> {
    let held = grants::at(reader, unit, at)?;
    let held = held.into_iter().filter(|one| one.starts_at <= at && roles.contains(&one.role));
    let mut people: Vec<PersonId> = held.map(|one| one.person).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}
