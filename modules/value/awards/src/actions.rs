//! What is done to an award: one verb, one function, one transaction. Each finds what the actor may see,
//! asks the policy, asks the lifecycle, writes, records and lets the rest follow from the record.

mod dispute;
mod honour;
mod judge;
mod money;
mod norms;
mod people;
mod propose;
mod split;

pub use dispute::{answer, clear, object, question};
pub use judge::{approve, drop, refuse};
pub use kernel::By;
pub use money::{Batch, MOST_AT_ONCE, claw_back, drawn, pay, pay_all};
pub use norms::{Protection, protect};
pub use propose::{Outlook, Proposal, amend, outlook, propose};
pub use split::{agree, contest};

use kernel::lifecycle::Word;
use kernel::{Result, Time};
use ledger::{Fact, Recorded};
use serde::Serialize;
use store::Tx;

use crate::lifecycle::{State, Step};
use crate::model::{Award, AwardId, KIND};
use crate::policy::{self, Seen};
use crate::store::save;

/// Finds the award and checks that the actor may take `step` now; yields it with the state the step
/// leads to.
fn begin(tx: &Tx<'_>, by: &By, id: AwardId, step: Step) -> Result<(Seen, State)> {
    let seen = policy::find(tx, &by.actor, id)?;
    let next = policy::check(&by.actor, &seen, step)?;
    by.has_seen(seen.it.version)?;
    Ok((seen, next))
}

/// Writes the award over the version that was read, and records the step.
fn settle(tx: &mut Tx<'_>, by: &By, mut it: Award, step: Step, payload: &impl Serialize) -> Result<Recorded<Award>> {
    let was = it.version;
    it.closed_at = (!it.state.is_open()).then_some(by.now);
    save(tx, was, &it)?;
    it.version = was + 1;
    Ok(ledger::append(tx, fact(&it, step, by.now).by(&by.actor).with(1, payload))?.with(it))
}

/// Records a step that leaves the award's own row as it is.
fn record(tx: &mut Tx<'_>, by: &By, it: &Award, step: Step, payload: &impl Serialize) -> Result<Recorded> {
    ledger::append(tx, fact(it, step, by.now).by(&by.actor).with(1, payload))
}

/// The fact that `step` happened to this award, counted where the work counts.
fn fact(it: &Award, step: Step, at: Time) -> Fact {
    Fact::new(KIND, it.id.any(), step.word(), at).counted_at(&it.place())
}
