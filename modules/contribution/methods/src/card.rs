//! The method as a work among others: named at its unit it has a card, by which benefit, awards and spreading know it.

use kernel::{Error, Result, Time};
use store::Tx;
use works::{Card, Kind, Stage};

use crate::lifecycle::State;
use crate::model::Method;

/// How far a method in this state is as a work; nothing for what was not named.
fn stage(state: State) -> Option<Stage> {
    match state {
        State::Named => Some(Stage::InUse),
        State::Ended => Some(Stage::Ended),
        _ => None,
    }
}

/// Keeps the card of a named method as the method is now.
///
/// # Errors
/// Broken, when the database fails.
pub fn keep(tx: &mut Tx<'_>, it: &Method, now: Time) -> Result<()> {
    let Some(stage) = stage(it.state) else { return Ok(()) };
    let enterprise = it.place.enterprise.ok_or(Error::NotFound)?;
    let card = Card {
        id: it.id.cast(),
        kind: Kind::Method,
        serial: it.serial.clone(),
        title: it.content.name.clone(),
        gist: it.content.gist(),
        stage,
        visibility: it.visibility,
        author: it.person,
        unit: it.place.unit,
        enterprise,
        path: it.place.path.clone(),
        industry_path: it.place.industry_path.clone(),
        industry: identity::tree::unit(tx, enterprise)?.industry,
        since: it.content.since.map(Time::start_of),
        at: now,
    };
    works::cards::put(tx, &card, now)
}

#[cfg(test)]
mod tests {
    use kernel::lifecycle::Word;

    use super::*;

    #[test]
    fn only_what_was_named_is_a_work() {
        let with: Vec<_> = State::ALL.iter().copied().filter(|state| stage(*state).is_some()).collect();
        assert_eq!(with, [State::Named, State::Ended]);
    }
}
