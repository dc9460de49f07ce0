//! Whom a step concerns. A notice holds the title, never an amount: those are read in the house, by whoever
//! may see them then.

use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Result, Role, Time};
use ledger::SealedRow;
use notices::{NewNotice, Teller};
use store::Reader;
use works::Card;

use crate::lifecycle::Step;
use crate::model::{Benefit, KIND};
use crate::store::{STATERS, load};

/// The tellers of this module.
pub const TELLERS: &[Teller] = &[tell];

fn tell(reader: &Reader<'_>, entry: &SealedRow) -> Result<Vec<NewNotice>> {
    let Some(step) = Step::from_word(&entry.step).filter(|_| entry.kind == KIND) else { return Ok(Vec::new()) };
    let it = load(reader, entry.subject.cast())?;
    let card = works::cards::load(reader, it.work)?;
    match step {
        Step::HandIn | Step::Restate => {
            let told = finance(reader, &it, entry.at)?.into_iter();
            Ok(told.map(|person| notice(person, "notice-benefit-hand_in", &it, &card)).collect())
        }
        Step::SendBack => stated(reader, &it, &card, "notice-benefit-send_back", true),
        Step::Audit => stated(reader, &it, &card, "notice-benefit-audit", false),
        Step::Recheck => stated(reader, &it, &card, "notice-benefit-recheck", false),
        Step::Revoke => {
            let mut told = stated(reader, &it, &card, "notice-benefit-revoke", true)?;
            let heads = holders(reader, Role::Approver, &it, entry.at)?.into_iter();
            told.extend(heads.map(|person| notice(person, "notice-benefit-revoke", &it, &card).urgent()));
            Ok(told)
        }
        Step::Attach => Ok(Vec::new()),
    }
}

/// Those who stated it, and the authors: at their own enterprise they read the statement, of a use
/// elsewhere they find the total on the page of the work.
fn stated(reader: &Reader<'_>, it: &Benefit, card: &Card, key: &'static str, urgent: bool) -> Result<Vec<NewNotice>> {
    let mut told: Vec<NewNotice> = Vec::new();
    for (person,) in reader.all(&STATERS, (it.id,))? {
        told.push(notice(person, key, it, card));
    }
    for author in works::authors::of(reader, it.work)? {
        let href = if it.first { path(it) } else { card.href() };
        told.push(NewNotice { href, ..notice(author.person, key, it, card) });
    }
    Ok(if urgent { told.into_iter().map(NewNotice::urgent).collect() } else { told })
}

/// Who may audit a statement: finance of the enterprise that uses the work, without those who share in
/// the work or stated the benefit.
///
/// # Errors
/// Broken, when the database fails.
pub fn finance(reader: &Reader<'_>, it: &Benefit, at: Time) -> Result<Vec<PersonId>> {
    let mut own: Vec<PersonId> = reader.all(&STATERS, (it.id,))?.into_iter().map(|(person,)| person).collect();
    own.extend(works::authors::of(reader, it.work)?.into_iter().map(|author| author.person));
    let held = holders(reader, Role::FinanceAuditor, it, at)?;
    Ok(held.into_iter().filter(|person| !own.contains(person)).collect())
}

/// Who holds a role inside the enterprise at or above the place of the use.
///
/// # Errors
/// Broken, when the database fails.
pub fn holders(reader: &Reader<'_>, role: Role, it: &Benefit, at: Time) -> Result<Vec<PersonId>> {
    let held = identity::grants::over(reader, role, &it.place, at)?;
    let mut people: Vec<PersonId> = Vec::new();
    for held in held.into_iter().filter(|held| held.enterprise == it.enterprise()) {
        if !people.contains(&held.person) {
            people.push(held.person);
        }
    }
    Ok(people)
}

/// The address of a statement.
pub fn path(it: &Benefit) -> String {
    format!("/benefits/{}", it.work_use)
}

/// One notice about it.
pub fn notice(person: PersonId, key: &'static str, it: &Benefit, card: &Card) -> NewNotice {
    NewNotice::new(person, key, path(it)).with("title", card.title.as_str()).with("serial", card.serial.as_str())
}
