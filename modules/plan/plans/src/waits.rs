//! What waits for somebody here, on their home page.

use kernel::clock::DAY;
use kernel::{Result, Time};
use ui::parts::Task;
use web::Asking;

use crate::model::Plan;
use crate::queries;
use crate::store::OWED_BY;

/// How many days before it is due a task stands there.
const AHEAD: i64 = 14;

/// Tasks somebody does, and plans above that their nodes have not taken over.
///
/// # Errors
/// Broken, when the database fails.
pub fn waits(asking: &Asking<'_, '_>) -> Result<Vec<Task>> {
    let (reader, actor, t) = (asking.reader, asking.actor, asking.t);
    let until = asking.now.plus_millis(AHEAD * DAY).date();
    let owed = reader.all(&OWED_BY, (actor.person, until))?.into_iter().map(|task| Task {
        href: format!("{}/tasks/{}", Plan::path_of(task.plan), task.id),
        question: t.get("plan-waits-task").to_owned(),
        about: task.name,
        // The whole day is theirs.
        due: Some(Time::start_of(task.due).plus_millis(DAY - 1).millis()),
    });
    let mut tasks: Vec<Task> = owed.collect();
    let units = queries::made_by(reader, actor)?;
    if !units.is_empty() {
        tasks.extend(queries::waiting(reader, &units)?.into_iter().map(|(unit, plan)| Task {
            href: format!("/plans/new?unit={unit}&from=above:{}", plan.id),
            question: t.with1("plan-waits-above", "node", plan.node).into_owned(),
            about: plan.name,
            due: None,
        }));
    }
    Ok(tasks)
}
