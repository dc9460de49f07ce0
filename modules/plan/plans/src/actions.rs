//! What is done to a plan: one verb, one function, one transaction.

mod aims;
mod assess;
mod draft;
mod evidence;
mod goals;
mod remind;
mod steps;
mod tasks;

pub use aims::{Aims, Allotment, aim, allot};
pub use assess::{Written, assess, find as find_assessment, sign, write as write_assessment};
pub use draft::{Draft, From, Head, draft, sound, write};
pub use evidence::{Recording, record, to_withdraw, withdraw};
pub use goals::{GoalDraft, Shape, add, change, drop as drop_goal, follow, is_open};
pub use remind::{due, remind};
pub use steps::{close, drop, enforce};
pub use tasks::{TaskDraft, add as add_task, change as change_task, finish, to_finish};

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{By, Result};
use ledger::{Fact, Recorded};
use serde::Serialize;
use store::Tx;

use crate::lifecycle::{State, Step};
use crate::model::{KIND, Plan, PlanId};
use crate::policy;
use crate::store::save;

/// Finds the plan and checks that the actor may take `step` now; yields it with the state the step leads to.
fn begin(tx: &Tx<'_>, by: &By, id: PlanId, step: Step) -> Result<(Plan, State)> {
    begin_as(tx, by, id, step, &[])
}

/// As [`begin`], for what also those may do who answer for it.
fn begin_as(tx: &Tx<'_>, by: &By, id: PlanId, step: Step, owners: &[Option<PersonId>]) -> Result<(Plan, State)> {
    let it = policy::find(tx, &by.actor, id)?;
    let next = policy::check(&by.actor, &it, step, owners)?;
    by.has_seen(it.version)?;
    Ok((it, next))
}

/// Writes the plan over the version that was read, and records the step.
fn settle(tx: &mut Tx<'_>, by: &By, mut it: Plan, step: Step, what: &impl Serialize) -> Result<Recorded<Plan>> {
    it.version += 1;
    save(tx, &it)?;
    Ok(note(tx, by, &it, step, what)?.with(it))
}

fn note(tx: &mut Tx<'_>, by: &By, it: &Plan, step: Step, what: &impl Serialize) -> Result<Recorded> {
    let fact = Fact::new(KIND, it.id.any(), step.word(), by.now).counted_at(&it.place());
    ledger::append(tx, fact.by(&by.actor).with(1, what))
}
