//! Who is told what: the originators of every step the takers take, the takers of the answer.

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Result, Role, Time};
use ledger::SealedRow;
use notices::{NewNotice, Teller};
use store::Reader;
use works::Card;

use crate::lifecycle::{State, Step};
use crate::model::{Adoption, KIND};
use crate::regions::Regions;
use crate::store::load;

/// The tellers of this module.
pub const TELLERS: &[Teller] = &[tell];

fn tell(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    let Some(step) = Step::from_word(&entry.step).filter(|_| entry.kind == KIND) else { return Ok(Vec::new()) };
    let it = load(reader, entry.subject.cast())?;
    let card = works::cards::load(reader, it.work)?;
    let officers = || officers(reader, &card, entry.at);
    let authors = || -> Result<Vec<PersonId>> {
        Ok(works::authors::of(reader, it.work)?.into_iter().map(|author| author.person).collect())
    };
    let both = || -> Result<Vec<PersonId>> {
        let mut people = officers()?;
        people.extend(authors()?);
        Ok(people)
    };
    let (people, key, urgent) = match step {
        // What needed no answer is told of when it begins.
        Step::Want if it.state != State::Wanted && it.answered_by.is_none() && it.state != State::CalledOff => {
            return Ok(Vec::new());
        }
        Step::Want => (officers()?, "notice-adoption-want", true),
        Step::TakeOffer => (both()?, "notice-adoption-take_offer", false),
        Step::HandOver => (vec![it.asked_by], "notice-adoption-hand_over", true),
        Step::TurnDown => (vec![it.asked_by], "notice-adoption-turn_down", true),
        Step::CallOff => (officers()?, "notice-adoption-call_off", false),
        Step::TryOut => (both()?, "notice-adoption-try_out", false),
        Step::TakeOver => (both()?, "notice-adoption-take_over", true),
        Step::Drop => (both()?, "notice-adoption-drop", false),
        Step::Retire => (both()?, "notice-adoption-retire", false),
        Step::Observe => return Ok(Vec::new()),
    };
    notices(reader, &it, &card, people, key, urgent)
}

fn notices(
    reader: &Reader<'_>,
    it: &Adoption,
    card: &Card,
    people: Vec<PersonId>,
    key: &'static str,
    urgent: bool,
) -> Result<Vec<NewNotice>> {
    let unit = Regions::of(reader, [&it.path])?.unit(&it.path);
    let one = |person: PersonId| {
        let notice = NewNotice::new(person, key, it.href()).with("title", card.title.as_str());
        let notice = notice.with("unit", unit.as_str());
        if urgent { notice.urgent() } else { notice }
    };
    Ok(people.into_iter().map(one).collect())
}

/// The officers who answer for a work: those of its part of the enterprise, the nearest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn officers(reader: &Reader<'_>, card: &Card, at: Time) -> Result<Vec<PersonId>> {
    let held = identity::grants::over(reader, Role::InnovationOfficer, &card.place(), at)?;
    let mut people: Vec<PersonId> = Vec::new();
    for held in held.into_iter().filter(|held| held.enterprise == Some(card.enterprise)) {
        if !people.contains(&held.person) {
            people.push(held.person);
        }
    }
    Ok(people)
}

/// Tells the originators that an answer is late.
///
/// # Errors
/// Broken, when the database fails.
pub fn late(reader: &Reader<'_>, it: &Adoption, at: Time) -> Result<Vec<NewNotice>> {
    let card = works::cards::load(reader, it.work)?;
    let people = officers(reader, &card, at)?;
    notices(reader, it, &card, people, "notice-adoption-late", true)
}
