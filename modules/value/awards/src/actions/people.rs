//! Who shares in an award, and what each gets: the people whom the officer states, and for what was taken over
//! its authors by the shares of the work, as far as they were promised a part.

use kernel::id::PersonId;
use kernel::{Error, Fen, Result, Role, Shares, Time};
use store::{Reader, Tx};
use works::authors;

use super::By;
use crate::engine::{split, split_between};
use crate::ground::Ground;
use crate::model::{Award, Part};
use crate::store::PUT_PART;

/// Who shares in an award.
pub struct People {
    /// The authors of what was taken over, among themselves; none where nothing was promised.
    pub originators: Option<Shares>,
    /// Everybody else, of the enterprise that pays, among themselves.
    pub own: Shares,
}

/// What somebody gets.
pub struct Portion {
    /// Who.
    pub person: PersonId,
    /// Whether by the promise.
    pub origin: bool,
    /// Their share among the originators or among the others, in per cent.
    pub part: u32,
    /// In fen.
    pub amount: Fen,
}

impl People {
    /// Whether somebody shares in it.
    pub fn includes(&self, person: PersonId) -> bool {
        self.own.includes(person) || self.originators.as_ref().is_some_and(|theirs| theirs.includes(person))
    }

    /// What each gets, the originators first.
    pub fn split(&self, it: &Award) -> Vec<Portion> {
        let portions = |shares: &Shares, amounts: Vec<Fen>, origin: bool| -> Vec<Portion> {
            let one = |((person, part), amount): (&(PersonId, u32), Fen)| Portion {
                person: *person,
                origin,
                part: *part,
                amount,
            };
            shares.parts().iter().zip(amounts).map(one).collect()
        };
        match &self.originators {
            None => portions(&self.own, split(it.amount, &self.own), false),
            Some(theirs) => {
                let (promised, left) = split_between(it.amount, it.promised, theirs, &self.own);
                let mut all = portions(theirs, promised, true);
                all.extend(portions(&self.own, left, false));
                all
            }
        }
    }
}

/// Who shares in an award for this use. The officer states the takers' people; for a work at its own
/// enterprise nothing stated means the shares of the work.
///
/// # Errors
/// Invalid at `shares`, when nobody is stated, somebody is of another enterprise, shares twice, or is who
/// proposes.
pub fn people(reader: &Reader<'_>, ground: &Ground, stated: Option<&Shares>, by: &By) -> Result<People> {
    let own = match stated {
        None if ground.taken_over => return Err(Error::invalid("shares", "awards-name-people")),
        None => return Ok(People { originators: None, own: authors::shares(reader, ground.card.id)? }),
        Some(stated) => stated.clone(),
    };
    for (person, _) in own.parts() {
        let place = identity::actors::actor(reader, *person, by.now, &[])?.place;
        if place.enterprise != Some(ground.enterprise) {
            return Err(Error::invalid("shares", "shares-elsewhere"));
        }
    }
    if own.includes(by.actor.person) {
        return Err(Error::invalid("shares", "awards-own"));
    }
    if ground.promised == 0 {
        return Ok(People { originators: None, own });
    }
    let originators = authors::shares(reader, ground.card.id)?;
    // An author who changed to the takers has their part by the promise already.
    if own.parts().iter().any(|(person, _)| originators.includes(*person)) {
        return Err(Error::invalid("shares", "awards-originator-twice"));
    }
    Ok(People { originators: Some(originators), own })
}

/// Whether somebody who shares in it heads the enterprise that pays, or the one it comes from [L1, Art. 10].
///
/// # Errors
/// Broken, when the database fails.
pub fn heads(reader: &Reader<'_>, ground: &Ground, people: &People, now: Time) -> Result<bool> {
    let elsewhere = ground.taken_over.then(|| ground.card.place());
    for place in std::iter::once(ground.place.clone()).chain(elsewhere) {
        let held = identity::grants::over(reader, Role::Approver, &place, now)?;
        if held.iter().any(|held| held.enterprise == place.enterprise && people.includes(held.person)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes who gets what. Whoever agreed to the same part of the work has agreed, unless they objected to what
/// was proposed `before`.
///
/// # Errors
/// Broken, when the database fails.
pub fn write(tx: &mut Tx<'_>, it: &Award, people: &People, before: &[Part]) -> Result<()> {
    let agreed = authors::of(tx, it.work)?;
    for (position, one) in (0_i64..).zip(people.split(it)) {
        // The shares of the work say nothing of those who took it over.
        let of_work = one.origin || !it.is_taken_over();
        let same = agreed.iter().find(|author| of_work && author.person == one.person && author.part == one.part);
        let objected = before.iter().any(|part| part.person == one.person && !part.contest.is_empty());
        let agreed_at = same.filter(|_| !objected).and_then(|author| author.agreed_at);
        tx.execute(&PUT_PART, (it.id, one.person, one.origin, one.part, one.amount, position, agreed_at))?;
    }
    Ok(())
}
