//! What is done: one verb, one function, one transaction. Each finds what the actor may see, asks the policy and
//! the lifecycle, writes, records and lets the rest follow from the record.

mod climb;
mod dispute;
mod edition;
mod enter;
mod honour;
mod judge;

pub use climb::{confirm, exclude, pass_all, pass_on, qualify, stop};
pub use dispute::{answer, object};
pub use edition::{Draft, announce, cancel, change, extend, make};
pub use enter::{Wish, enter, send_back, submit, withdraw, write};
pub use honour::{Choice, finish, list, publish, revoke};
pub use judge::{conflict, convene, recuse, review, score};

pub use kernel::By;

use kernel::lifecycle::Word;
use kernel::{Result, Time};
use ledger::{Fact, Recorded};
use serde::Serialize;
use store::Tx;

use crate::lifecycle::{EditionState, EditionStep, State, Step};
use crate::model::{EDITION, ENTRY, Edition, EditionId, Entry, EntryId};
use crate::policy::{self, Seen, SeenEntry};
use crate::store::{save_edition, save_entry};

/// The lock under which nodes pass entries on, so that of two at once only one takes the last place.
const LOCK: i64 = 0xCA3B;

/// Finds the edition and checks that the actor may take `step` with it now.
fn open(tx: &Tx<'_>, by: &By, id: EditionId, step: EditionStep) -> Result<(Seen, EditionState)> {
    let seen = policy::find(tx, &by.actor, id)?;
    let next = policy::check(&by.actor, &seen, step)?;
    by.has_seen(seen.it.version)?;
    Ok((seen, next))
}

/// Writes the edition over the version that was read, and records the step.
fn settle(
    tx: &mut Tx<'_>,
    by: &By,
    mut it: Edition,
    step: EditionStep,
    what: &impl Serialize,
) -> Result<Recorded<Edition>> {
    save_edition(tx, &mut it)?;
    let fact = Fact::new(EDITION, it.id.any(), step.word(), by.now).counted_at(&it.place());
    Ok(ledger::append(tx, fact.by(&by.actor).with(1, what))?.with(it))
}

/// Finds the entry and checks that the actor may take `step` now; yields it with the state the step leads to.
fn begin(tx: &Tx<'_>, by: &By, id: EntryId, step: Step) -> Result<(SeenEntry, State)> {
    let seen = policy::find_entry(tx, &by.actor, id)?;
    let next = policy::check_entry(&by.actor, &seen, step)?;
    by.has_seen(seen.it.version)?;
    Ok((seen, next))
}

/// Writes the entry over the version that was read, and records the step.
fn put(tx: &mut Tx<'_>, by: &By, mut it: Entry, step: Step, what: &impl Serialize) -> Result<Recorded<Entry>> {
    save_entry(tx, &mut it, by.now)?;
    Ok(record(tx, by, &it, step, what)?.with(it))
}

/// Records a step of an entry.
fn record(tx: &mut Tx<'_>, by: &By, it: &Entry, step: Step, what: &impl Serialize) -> Result<Recorded> {
    ledger::append(tx, fact(it, step, by.now).by(&by.actor).with(1, what))
}

/// The fact that `step` happened to this entry, counted where the work counts.
fn fact(it: &Entry, step: Step, at: Time) -> Fact {
    Fact::new(ENTRY, it.id.any(), step.word(), at).counted_at(&it.place())
}
