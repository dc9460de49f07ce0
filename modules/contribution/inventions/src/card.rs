//! The card of an invention: it is a work from the decision to protect it on.

use kernel::{By, Result};
use store::Tx;
use works::{Card, Kind, Stage};

use crate::lifecycle::State;
use crate::model::Invention;

/// Longest gist of a card, in characters.
const GIST: usize = 200;

/// Writes the card, or brings it up to date. What is neither filed nor kept has none; what was and no longer is
/// keeps it, ended.
pub fn keep(tx: &mut Tx<'_>, by: &By, it: &Invention) -> Result<()> {
    let stage = match it.state {
        State::Filing | State::Protected | State::Secret if it.in_use_since.is_some() => Stage::InUse,
        State::Filing | State::Protected | State::Secret => Stage::Open,
        State::Declined if works::cards::load(tx, it.id.cast()).is_ok() => Stage::Ended,
        State::Draft | State::Submitted | State::Returned | State::Declined | State::Withdrawn => return Ok(()),
    };
    let card = Card {
        id: it.id.cast(),
        kind: Kind::Invention,
        serial: it.serial.clone(),
        title: it.title.clone(),
        gist: it.novelty.chars().take(GIST).collect(),
        stage,
        visibility: it.seen_by(),
        author: it.author,
        unit: it.unit,
        enterprise: it.enterprise,
        path: it.path.clone(),
        industry_path: it.industry_path.clone(),
        industry: identity::tree::unit(tx, it.enterprise)?.industry,
        since: it.in_use_since,
        at: by.now,
    };
    works::cards::put(tx, &card, by.now)
}
