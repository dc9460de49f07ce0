//! What is done to an adoption: one verb, one function, one transaction.

mod ask;
mod offer;
mod steps;

pub use ask::{Ask, ask};
pub use offer::{offer, withdraw_offer};
pub use steps::{Trial, call_off, drop_it, hand_over, observe, retire, take_over, try_out, turn_down};

pub use kernel::By;

use kernel::lifecycle::Word;
use kernel::{Result, Verdict};
use ledger::{Fact, Recorded};
use serde::Serialize;
use store::Tx;
use works::WorkId;
use works::uses::Use;

use crate::lifecycle::{State, Step};
use crate::model::{Adoption, AdoptionId, KIND};
use crate::policy::{self, Seen};
use crate::store::save;

/// Finds the adoption and checks that the actor may take `step` now; yields it with the state the step
/// leads to.
fn begin(tx: &Tx<'_>, by: &By, id: AdoptionId, step: Step) -> Result<(Seen, State)> {
    let seen = policy::find(tx, &by.actor, id)?;
    let next = policy::check(&by.actor, &seen, step)?;
    by.has_seen(seen.it.version)?;
    Ok((seen, next))
}

/// Writes the changed adoption over the version that was read, and records the step.
fn settle(
    tx: &mut Tx<'_>,
    by: &By,
    mut it: Adoption,
    step: Step,
    payload: &impl Serialize,
) -> Result<Recorded<Adoption>> {
    it.version = save(tx, &it)?;
    Ok(record(tx, by, &it, step, payload)?.with(it))
}

/// Records a step, counted where the adoption counts.
fn record(tx: &mut Tx<'_>, by: &By, it: &Adoption, step: Step, payload: &impl Serialize) -> Result<Recorded> {
    let fact = Fact::new(KIND, it.id.any(), step.word(), by.now).counted_at(&it.place());
    ledger::append(tx, fact.by(&by.actor).with(1, payload))
}

/// Holds everything still that concerns the spreading of one work: where it may be taken over depends on
/// where it is in use.
fn lock(tx: &mut Tx<'_>, work: WorkId) -> Result<()> {
    // The random bits of the id, without the sign.
    tx.lock(i64::try_from(work.uuid().as_u64_pair().1 >> 1).unwrap_or_default())
}

/// The uses that last.
fn lasting(uses: &[Use]) -> impl Iterator<Item = &Use> {
    uses.iter().filter(|one| one.ended_at.is_none())
}

/// A work is in use at a unit once: not where a unit around it uses it already, nor around one that does.
fn is_free(place: &kernel::Place, uses: &[Use]) -> Verdict {
    let here = lasting(uses).any(|one| one.path.covers(&place.path));
    let below = lasting(uses).any(|one| place.path.covers(&one.path));
    Verdict::when(!here, "spread-in-use-here").and(|| Verdict::when(!below, "spread-in-use-below"))
}
