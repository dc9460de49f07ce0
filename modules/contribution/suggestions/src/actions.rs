//! What is done to a suggestion: one verb, one function, one transaction. Each finds what the actor
//! may see, asks the policy, asks the lifecycle, writes, records and lets the rest follow from the
//! record.

mod check;
mod decide;
mod implement;
mod register;
mod review;
mod share;
mod talk;

pub use check::{Checked, accept, assign, check, invite, join, part};
pub use decide::{announce, appeal, decide, reconsider, take_up};
pub use implement::{Plan, apply, confirm, dispute, plan, progress};
pub use register::{Registered, Registration, claim, complete, register, withdraw};
pub use review::{Judgement, review};
pub use share::{agree, attach, detach, reshare, show};
pub use talk::{comment, second, unsecond};

pub use kernel::By;

use kernel::{Result, Time};
use ledger::{Fact, Recorded};
use serde::Serialize;
use store::Tx;

use crate::card;
use crate::lifecycle::{State, Step};
use crate::model::{KIND, Suggestion, SuggestionId};
use crate::policy::{self, Seen};
use crate::store::save;

/// Finds the suggestion and checks that the actor may take `step` now; yields it with the state the
/// step leads to.
fn begin(tx: &Tx<'_>, by: &By, id: SuggestionId, step: Step) -> Result<(Seen, State)> {
    let seen = policy::find(tx, &by.actor, id)?;
    let next = policy::check(&by.actor, &seen, step)?;
    by.has_seen(seen.it.version)?;
    Ok((seen, next))
}

/// Writes the changed suggestion over the version that was read, and records the step.
fn settle(
    tx: &mut Tx<'_>,
    by: &By,
    was: &Suggestion,
    mut it: Suggestion,
    step: Step,
    payload: &impl Serialize,
) -> Result<Recorded<Suggestion>> {
    let closed_at = (!it.state.awaits_answer() && it.due_at.is_none()).then_some(by.now);
    save(tx, was.version, &it, closed_at)?;
    card::keep(tx, &it, by.now)?;
    it.version = was.version + 1;
    Ok(record(tx, by, &it, step, payload)?.with(it))
}

/// Records a step that leaves the suggestion's own row as it is.
fn record(tx: &mut Tx<'_>, by: &By, it: &Suggestion, step: Step, payload: &impl Serialize) -> Result<Recorded> {
    ledger::append(tx, fact(it, step, by.now).by(&by.actor).with(1, payload))
}

/// The fact that `step` happened to this suggestion, counted where the suggestion counts.
fn fact(it: &Suggestion, step: Step, at: Time) -> Fact {
    use kernel::lifecycle::Word;
    Fact::new(KIND, it.id.any(), step.word(), at).counted_at(&it.place)
}
