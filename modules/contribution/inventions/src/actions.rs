//! What is done to an invention and its rights: one verb, one function, one transaction.

mod check;
mod disclose;
mod fee;
mod right;

pub use check::{decline, end_use, file, keep_secret, put_to_use, send_back};
pub use disclose::{agree, disclose, hand_in, show, withdraw, write};
pub use fee::{owe, pay};
pub use right::{Application, Grant, Plan, apply, entrust, grant, lapse, prepare, publish, refuse, transfer};

use jiff::civil::Date;
use kernel::lifecycle::Word;
use kernel::{By, Error, Result};
use ledger::{Fact, Recorded};
use serde::Serialize;
use store::Tx;

use crate::lifecycle::{State, Step};
use crate::model::{Invention, InventionId, KIND};
use crate::policy::{self, Seen};
use crate::store::save;

/// Finds the invention and checks that the actor may take `step` now; yields it with the state the step
/// leads to.
fn begin(tx: &Tx<'_>, by: &By, id: InventionId, step: Step) -> Result<(Seen, State)> {
    let seen = policy::find(tx, &by.actor, id)?;
    let next = policy::check(&by.actor, &seen, step)?;
    by.has_seen(seen.it.version)?;
    Ok((seen, next))
}

/// Writes the changed invention over the version that was read, keeps its card, and records the step.
fn settle(
    tx: &mut Tx<'_>,
    by: &By,
    was: &Invention,
    mut it: Invention,
    step: Step,
    what: &impl Serialize,
) -> Result<Recorded<Invention>> {
    save(tx, was.version, &it)?;
    it.version = was.version + 1;
    crate::card::keep(tx, by, &it)?;
    Ok(record(tx, by, &it, step, what)?.with(it))
}

pub(crate) fn record(tx: &mut Tx<'_>, by: &By, it: &Invention, step: Step, what: &impl Serialize) -> Result<Recorded> {
    let fact = Fact::new(KIND, it.id.any(), step.word(), by.now).counted_at(&it.place());
    ledger::append(tx, fact.by(&by.actor).with(1, what))
}

/// A day that has come, and not before another.
fn between(field: &'static str, day: Date, from: Option<Date>, by: &By) -> Result<()> {
    if day > by.now.date() {
        return Err(Error::invalid(field, "invention-day-to-come"));
    }
    if from.is_some_and(|from| day < from) {
        return Err(Error::invalid(field, "invention-day-before"));
    }
    Ok(())
}
