//! What is done to a method: one verb, one function, one transaction. Each finds what the actor may see, asks the policy and the
//! lifecycle, writes, records and lets the rest follow from the record.

mod change;
mod check;
mod dispute;
mod naming;
mod share;
mod write;

pub use change::{dismiss, end, propose, revise};
pub use check::{accept, exclude, review, send_back};
pub use dispute::{answer, object};
pub use naming::{decline, ladder, name, nominate, publish, turn_down};
pub use share::{agree, show};
pub use write::{Draft, begin, hand_in, withdraw, write};

pub use kernel::By;

use kernel::lifecycle::Word;
use kernel::{Result, Time};
use ledger::{Fact, Recorded};
use serde::Serialize;
use store::Tx;

use crate::card;
use crate::lifecycle::{State, Step};
use crate::model::{KIND, Method, MethodId};
use crate::policy::{self, Seen};
use crate::store::save_state;

/// Finds the method and checks that the actor may take `step` now; yields it with the state the step leads to.
fn open(tx: &Tx<'_>, by: &By, id: MethodId, step: Step) -> Result<(Seen, State)> {
    let seen = policy::find(tx, &by.actor, id)?;
    let next = policy::check(&by.actor, &seen, step)?;
    by.has_seen(seen.it.version)?;
    Ok((seen, next))
}

/// Writes where the method stands now over the version that was read, keeps its card, and records the step.
fn settle(tx: &mut Tx<'_>, by: &By, mut it: Method, step: Step, payload: &impl Serialize) -> Result<Recorded<Method>> {
    save_state(tx, &mut it, by.now)?;
    card::keep(tx, &it, by.now)?;
    Ok(record(tx, by, &it, step, payload)?.with(it))
}

/// Records a step.
pub(crate) fn record(tx: &mut Tx<'_>, by: &By, it: &Method, step: Step, payload: &impl Serialize) -> Result<Recorded> {
    ledger::append(tx, fact(it, step, by.now).by(&by.actor).with(1, payload))
}

/// The fact that `step` happened to this method, counted where the method counts.
fn fact(it: &Method, step: Step, at: Time) -> Fact {
    Fact::new(KIND, it.id.any(), step.word(), at).counted_at(&it.place)
}
