//! The suggestion as a work among others: from its adoption on it has a card, by which benefit, awards
//! and spreading know it.

use kernel::{Error, Result, Time};
use store::Tx;
use works::{Card, Kind, Stage};

use crate::lifecycle::State;
use crate::model::Suggestion;

/// How far a suggestion in this state is as a work; nothing for what was not adopted.
fn stage(state: State) -> Option<Stage> {
    match state {
        State::Adopted | State::Implementing => Some(Stage::Open),
        State::Reserve => Some(Stage::Shelved),
        State::Applied | State::Done => Some(Stage::InUse),
        _ => None,
    }
}

/// Keeps the card of an adopted suggestion as the suggestion is now.
///
/// # Errors
/// Broken, when the database fails.
pub fn keep(tx: &mut Tx<'_>, it: &Suggestion, now: Time) -> Result<()> {
    let Some(stage) = stage(it.state) else { return Ok(()) };
    let enterprise = it.place.enterprise.ok_or(Error::NotFound)?;
    let card = Card {
        id: it.id.cast(),
        kind: Kind::Suggestion,
        serial: it.serial.clone(),
        title: it.title.clone(),
        gist: it.how_text.clone(),
        stage,
        visibility: it.visibility,
        author: it.author,
        unit: it.place.unit,
        enterprise,
        path: it.place.path.clone(),
        industry_path: it.place.industry_path.clone(),
        industry: identity::tree::unit(tx, enterprise)?.industry,
        since: it.applied_at,
        at: now,
    };
    works::cards::put(tx, &card, now)
}

#[cfg(test)]
mod tests {
    use kernel::lifecycle::Word;

    use super::*;

    #[test]
    fn whatever_counts_as_adopted_has_a_card_and_nothing_else() {
        for state in State::ALL.iter().copied() {
            assert_eq!(stage(state).is_some(), state.is_adopted(), "{state}");
        }
    }
}
