//! What the house says by itself: a task is due soon, or late. Once each for a day it is due.

use kernel::clock::DAY;
use kernel::{Result, Time};
use ledger::{Fact, Recorded};
use serde_json::json;
use store::{Reader, Tx};

use crate::model::{TASK, Task};
use crate::store::{DUE, REMIND, load};

/// How many days before it is due a task is spoken of.
const AHEAD: i64 = 7;

/// Tasks that are due soon or late and were not spoken of yet.
///
/// # Errors
/// Broken, when the database fails.
pub fn due(reader: &Reader<'_>, now: Time, most: i64) -> Result<Vec<(Task, bool)>> {
    let yesterday = now.plus_millis(-DAY).date();
    let late = reader.all(&DUE, (yesterday, 1_i64, most))?.into_iter().map(|task| (task, true));
    let soon = reader.all(&DUE, (now.plus_millis(AHEAD * DAY).date(), 0_i64, most))?.into_iter();
    let soon = soon.filter(|task| task.due > yesterday).map(|task| (task, false));
    Ok(late.chain(soon).collect())
}

/// Speaks of one.
///
/// # Errors
/// Broken, when the database fails.
pub fn remind(tx: &mut Tx<'_>, task: &Task, late: bool, now: Time) -> Result<Recorded> {
    if tx.execute(&REMIND, (task.id, task.due, i64::from(late), now))? == 0 {
        return Ok(ledger::unchanged(()));
    }
    let place = load(tx, task.plan)?.place();
    let step = if late { "plan_remind_late" } else { "plan_remind_soon" };
    let fact = Fact::new(TASK, task.id.any(), step, now).counted_at(&place);
    ledger::append(tx, fact.with(1, &json!({ "plan": task.plan, "due": task.due })))
}
