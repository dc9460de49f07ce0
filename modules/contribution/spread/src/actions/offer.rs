//! A public work is offered to everybody: whoever wants it begins at once and the originators are told.

use kernel::{By, Error, Result};
use ledger::{Fact, Recorded, unchanged};
use serde_json::json;
use store::Tx;
use works::{Card, Stage, WorkId};

use crate::model::{OFFER, Offer};
use crate::policy;
use crate::store::{DROP_OFFER, PUT_OFFER};

/// Offers a work to everybody, or changes what is handed over.
///
/// # Errors
/// Not found; denied to who does not answer for its enterprise or where it is not public; refused when
/// it is not in use.
pub fn offer(tx: &mut Tx<'_>, by: &By, work: WorkId, terms: &str) -> Result<Recorded> {
    let card = works::sight::find(tx, &by.actor, work)?;
    policy::offers(&by.actor, &card).check()?;
    if card.stage != Stage::InUse {
        return Err(Error::refused("spread-not-in-use"));
    }
    if crate::store::offer(tx, work)?.is_some_and(|offer| offer.terms == terms) {
        return Ok(unchanged(()));
    }
    tx.execute(&PUT_OFFER, &Offer { work, terms: terms.to_owned(), by_person: by.actor.person, at: by.now })?;
    ledger::append(tx, fact(&card, by, "offer").with(1, &json!({ "terms": terms })))
}

/// Takes the offer back. What was begun goes on.
///
/// # Errors
/// As [`offer`].
pub fn withdraw_offer(tx: &mut Tx<'_>, by: &By, work: WorkId) -> Result<Recorded> {
    let card = works::sight::find(tx, &by.actor, work)?;
    policy::answers(&by.actor, &card).check()?;
    if tx.execute(&DROP_OFFER, (work,))? == 0 {
        return Ok(unchanged(()));
    }
    ledger::append(tx, fact(&card, by, "withdraw"))
}

fn fact(card: &Card, by: &By, step: &'static str) -> Fact {
    Fact::new(OFFER, card.id.any(), step, by.now).counted_at(&card.place()).by(&by.actor)
}
