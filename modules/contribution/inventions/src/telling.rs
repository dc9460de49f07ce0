//! Whom a step concerns, and what they are told: the title and a name, never what was disclosed.

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Result, Role, Time};
use ledger::SealedRow;
use notices::{NewNotice, Teller};
use store::Reader;

use crate::lifecycle::Step;
use crate::model::{Invention, KIND, Right, RightId};
use crate::store::{NAME, RIGHT, load};

/// The tellers of this module.
pub const TELLERS: &[Teller] = &[tell];

fn tell(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    let Some(step) = Step::from_word(&entry.step).filter(|_| entry.kind == KIND) else { return Ok(Vec::new()) };
    let it = load(reader, entry.subject.cast())?;
    let right = right_of(reader, entry)?;
    let team = || -> Result<Vec<PersonId>> {
        Ok(works::authors::of(reader, it.id)?.into_iter().map(|author| author.person).collect())
    };
    let asked = || -> Result<Vec<PersonId>> {
        let authors = works::authors::of(reader, it.id)?;
        Ok(authors.into_iter().filter(|author| author.agreed_at.is_none()).map(|author| author.person).collect())
    };
    // Whoever was named then, not whoever it is by now.
    let keeper: Option<PersonId> = entry.payload().get("keeper").and_then(|id| id.as_str()?.parse().ok());
    let told: Vec<(Vec<PersonId>, &'static str)> = match step {
        Step::HandIn => {
            vec![(officers(reader, &it, entry.at)?, "notice-invention-hand-in"), (asked()?, "notice-invention-agree")]
        }
        Step::Return => vec![(team()?, "notice-invention-return")],
        Step::File => vec![(team()?, "notice-invention-file"), (keeper.into_iter().collect(), "notice-right-entrust")],
        Step::KeepSecret => vec![(team()?, "notice-invention-keep-secret")],
        Step::Decline => vec![(team()?, "notice-invention-decline")],
        Step::Agree => {
            let all = asked()?.is_empty();
            vec![(if all { officers(reader, &it, entry.at)? } else { Vec::new() }, "notice-invention-agreed")]
        }
        Step::PutToUse => vec![(team()?, "notice-invention-use")],
        Step::Prepare | Step::Entrust => vec![(keeper.into_iter().collect(), "notice-right-entrust")],
        Step::Grant => {
            vec![(team()?, "notice-right-grant"), (officers(reader, &it, entry.at)?, "notice-right-granted")]
        }
        Step::Refuse => vec![(team()?, "notice-right-refuse")],
        Step::Lapse => vec![(team()?, "notice-right-lapse"), (officers(reader, &it, entry.at)?, "notice-right-lapse")],
        // What one does alone, and what the register says by itself.
        Step::Begin
        | Step::Write
        | Step::Withdraw
        | Step::Attach
        | Step::Show
        | Step::EndUse
        | Step::Apply
        | Step::Publish
        | Step::Transfer
        | Step::OweFee
        | Step::PayFee => Vec::new(),
    };
    let name = match entry.actor {
        Some(actor) => reader.find(&NAME, (actor,))?.map(|(name,)| name).unwrap_or_default(),
        None => String::new(),
    };
    let href = match (&right, step) {
        (Some(right), Step::Prepare | Step::Entrust) => format!("/inventions/{}/rights/{}", it.id, right.id),
        _ => format!("/inventions/{}", it.id),
    };
    let mut notices: Vec<NewNotice> = Vec::new();
    let mut people: Vec<(PersonId, &str)> = Vec::new();
    for (person, key) in told.into_iter().flat_map(|(people, key)| people.into_iter().map(move |one| (one, key))) {
        if Some(person) == entry.actor || people.contains(&(person, key)) {
            continue;
        }
        people.push((person, key));
        let notice = NewNotice::new(person, key, href.clone()).with("title", it.title.as_str());
        notices.push(notice.with("name", name.as_str()));
    }
    Ok(notices)
}

/// The right a fact is about.
fn right_of(reader: &Reader<'_>, entry: &SealedRow) -> Result<Option<Right>> {
    let payload = entry.payload();
    let id: Option<RightId> = payload.get("right").and_then(|id| id.as_str()?.parse().ok());
    match id {
        Some(id) => reader.find(&RIGHT, (id,)),
        None => Ok(None),
    }
}

/// The innovation officers of its part of the enterprise.
///
/// # Errors
/// Broken, when the database fails.
pub fn officers(reader: &Reader<'_>, it: &Invention, at: Time) -> Result<Vec<PersonId>> {
    let held = identity::grants::over(reader, Role::InnovationOfficer, &it.place(), at)?;
    Ok(held.into_iter().filter(|held| held.enterprise == Some(it.enterprise)).map(|held| held.person).collect())
}
