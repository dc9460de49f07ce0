//! What an award rests on: a work at its own enterprise, or its use at a unit that took it over. Each use has
//! an audited figure of its own, and awards of its own.

use kernel::id::UnitId;
use kernel::{Actor, Error, Place, Result};
use store::Reader;
use works::uses::{self, UseId};
use works::{Card, Stage, cards, sight};

/// A work where it is in use, or in reserve.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The use. That of the work's own enterprise has the id of the work, and is there before the work is used.
    pub id: UseId,
    /// The work.
    pub card: Card,
    /// Where it is in use, and where an award counts.
    pub place: Place,
    /// The enterprise that pays.
    pub enterprise: UnitId,
    /// Whether it was taken over: then it is a borrowed result [L1, Art. 6].
    pub taken_over: bool,
    /// Whether it is in use now.
    pub in_use: bool,
    /// What its authors were promised, in per cent.
    pub promised: u32,
}

impl Ground {
    /// A work at its own enterprise.
    pub fn first(card: Card) -> Ground {
        Ground {
            id: card.id.cast(),
            place: card.place(),
            enterprise: card.enterprise,
            taken_over: false,
            in_use: card.stage == Stage::InUse,
            promised: 0,
            card,
        }
    }
}

/// A use, whoever may see it.
///
/// # Errors
/// Not found.
pub fn load(reader: &Reader<'_>, id: UseId) -> Result<Ground> {
    match cards::load(reader, id.cast()) {
        Ok(card) => return Ok(Ground::first(card)),
        Err(Error::NotFound) => {}
        Err(error) => return Err(error),
    }
    let found = uses::load(reader, id)?;
    let promised = uses::promised(reader, id)?.and_then(|share| u32::try_from(share).ok()).unwrap_or(0);
    Ok(Ground {
        id,
        card: cards::load(reader, found.work)?,
        place: found.place(),
        enterprise: found.enterprise,
        taken_over: true,
        in_use: found.ended_at.is_none(),
        promised: promised.min(100),
    })
}

/// A use, if the actor may see the work or is of the enterprise that uses it: what was taken over stays open
/// to its takers although it is no longer shown to others.
///
/// # Errors
/// Not found, whether it is missing or hidden.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: UseId) -> Result<Ground> {
    let ground = load(reader, id)?;
    if !(ground.taken_over && actor.place.enterprise == Some(ground.enterprise)) {
        sight::find(reader, actor, ground.card.id)?;
    }
    Ok(ground)
}
