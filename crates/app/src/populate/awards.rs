//! What came of what finance signed in the world: awards at every stage of their way.

use std::collections::HashMap;

use awards::actions::{self, By, Proposal, Protection};
use awards::model::{Award, AwardId};
use kernel::clock::DAY;
use kernel::id::{PersonId, UnitId};
use kernel::{Actor, Error, Result, Time};
use store::{Tx, statements};
use works::figures;
use works::uses::UseId;
use works::{Card, Stage};
use world::World;

statements! {
    /// What an enterprise has in use or in reserve, the oldest first.
    WORKS: (UnitId,) => Card =
        concat!("SELECT ", works::card_columns!(), " FROM work w WHERE w.enterprise = $1 AND w.stage IN ('in_use', 'shelved') ORDER BY w.at, w.id");
}

/// Most works that are considered, in the enterprise that visitors meet and in every other.
const MOST: [usize; 2] = [30, 8];
/// How long after its adoption a reserve is awarded.
const AFTER: i64 = 20 * DAY;

/// How far an award has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Goal {
    Candidate,
    Proposed,
    Agreed,
    Publicised,
    Disputed,
    Payable,
    Paid,
    ClawedBack,
    Refused,
}

/// The goals, one after the other.
const GOALS: [Goal; 13] = [
    Goal::Paid,
    Goal::Publicised,
    Goal::Disputed,
    Goal::Payable,
    Goal::Proposed,
    Goal::Agreed,
    Goal::Candidate,
    Goal::Paid,
    Goal::Refused,
    Goal::Paid,
    Goal::Publicised,
    Goal::ClawedBack,
    Goal::Paid,
];

/// The norms that were protected, and an objection with what it comes to.
const NORM: &str = "本工序现行工时定额";
const OBJECTION: &str = "改进是两个班一起试出来的，乙班的人没有列进来，请核实。";
const REFUSAL: &str = "效益里有一部分是同期换新设备带来的，请财务分开核算后再报。";
const CLAWBACK: &str = "复查发现试行记录与实际不符，按规定撤销奖励，追回奖金。";

/// Tells what was awarded in each enterprise; yields how many awards there are.
pub fn tell(tx: &mut Tx<'_>, world: &World, people: &[Actor], now: Time) -> Result<usize> {
    let by_id: HashMap<PersonId, &Actor> = people.iter().map(|actor| (actor.person, actor)).collect();
    let (mut told, mut place) = (0, 0);
    for enterprise in world.enterprises() {
        let one = |index: u32| people.get(index as usize).ok_or(Error::NotFound);
        let cast = Cast {
            officer: one(enterprise.officer())?,
            approver: one(enterprise.approver())?,
            payroll: one(enterprise.payroll())?,
            people: &by_id,
            now,
        };
        let Some(unit) = cast.officer.place.enterprise else { continue };
        let most = MOST[usize::from(told > 0)];
        let works = tx.all(&WORKS, (unit,))?.into_iter();
        let mut due: Vec<(Card, Time)> = Vec::new();
        for card in works {
            // Nothing is awarded that finance has not signed, but a reserve.
            let signed = figures::of_use(tx, card.id.cast())?.map(|figure| figure.audited_at);
            let shelved = (card.stage == Stage::Shelved).then(|| card.at.plus_millis(AFTER));
            // What is too young for an award waits.
            let old = signed.or(shelved).filter(|since| *since <= cast.days_ago(30));
            due.extend(old.map(|since| (card, since)));
        }
        for (card, since) in due.into_iter().take(most) {
            place += 1;
            let case = Case { id: card.id.cast(), proposal: Proposal::default() };
            told += usize::from(cast.try_tell(tx, &case, place - 1, since)?);
        }
    }
    Ok(told)
}

/// What is proposed for which use.
pub(super) struct Case {
    pub id: UseId,
    pub proposal: Proposal,
}

/// Who plays a part in an enterprise's awards.
pub(super) struct Cast<'a> {
    pub officer: &'a Actor,
    pub approver: &'a Actor,
    pub payroll: &'a Actor,
    pub people: &'a HashMap<PersonId, &'a Actor>,
    pub now: Time,
}

impl Cast<'_> {
    /// Tells it as far as the goal at this place; yields whether it went as planned. What breaks the database
    /// breaks off.
    pub(super) fn try_tell(&self, tx: &mut Tx<'_>, case: &Case, place: usize, begun: Time) -> Result<bool> {
        match self.tell(tx, case, place, begun) {
            Ok(()) => Ok(true),
            Err(error @ (Error::Broken(_) | Error::Busy)) => Err(error),
            // Somebody shares in it who would have to decide: in life others would, here it waits.
            Err(error) => {
                tracing::debug!(%error, id = %case.id, "an award ends here");
                Ok(false)
            }
        }
    }

    fn tell(&self, tx: &mut Tx<'_>, case: &Case, place: usize, begun: Time) -> Result<()> {
        let goal = GOALS[place % GOALS.len()];
        let settled = matches!(goal, Goal::Paid | Goal::ClawedBack);
        let proposed =
            if settled { begun.plus_millis(DAY) } else { self.days_ago(if goal == Goal::Payable { 16 } else { 3 }) };
        let proposed = proposed.max(begun);
        match goal {
            Goal::Candidate => Ok(()),
            Goal::Paid => self.pay(tx, case, proposed).map(drop),
            Goal::ClawedBack => {
                let id = self.pay(tx, case, proposed)?;
                actions::claw_back(tx, &self.by(self.approver, self.days_ago(1)), id, CLAWBACK).map(drop)
            }
            _ => {
                let id = self.propose(tx, case, proposed)?;
                if goal == Goal::Proposed {
                    return Ok(());
                }
                self.agree(tx, id, proposed)?;
                let later = proposed.plus_millis(DAY);
                match goal {
                    Goal::Refused => {
                        return actions::refuse(tx, &self.by(self.approver, later), id, REFUSAL).map(drop);
                    }
                    Goal::Agreed => return Ok(()),
                    _ => {}
                }
                let it = self.approve(tx, id, later)?;
                match goal {
                    Goal::Disputed => {
                        let payroll = self.by(self.payroll, later.plus_millis(DAY));
                        actions::object(tx, &payroll, id, OBJECTION).map(drop)
                    }
                    Goal::Payable => actions::clear(tx, id, self.cleared(&it)).map(drop),
                    _ => Ok(()),
                }
            }
        }
    }

    fn days_ago(&self, days: i64) -> Time {
        self.now.plus_millis(-days * DAY)
    }

    fn by(&self, actor: &Actor, at: Time) -> By {
        // People do such things in the morning.
        let morning = Time::start_of(at.date()).plus_millis(10 * 3_600_000);
        By { actor: actor.clone(), now: morning.min(self.now), version: None }
    }

    fn propose(&self, tx: &mut Tx<'_>, case: &Case, at: Time) -> Result<AwardId> {
        Ok(actions::propose(tx, &self.by(self.officer, at), case.id, &case.proposal)?.value().id)
    }

    fn agree(&self, tx: &mut Tx<'_>, id: AwardId, at: Time) -> Result<()> {
        for part in awards::store::parts(tx, id)? {
            if let Some(person) = self.people.get(&part.person) {
                let _ = actions::agree(tx, &self.by(person, at), id)?;
            }
        }
        Ok(())
    }

    fn approve(&self, tx: &mut Tx<'_>, id: AwardId, at: Time) -> Result<Award> {
        Ok(actions::approve(tx, &self.by(self.approver, at), id)?.value().clone())
    }

    /// A moment after the end of its publicity.
    fn cleared(&self, it: &Award) -> Time {
        it.public_until.unwrap_or(self.now).plus_millis(60_000)
    }

    /// The whole way; the norm behind it is protected.
    fn pay(&self, tx: &mut Tx<'_>, case: &Case, at: Time) -> Result<AwardId> {
        let id = self.propose(tx, case, at)?;
        self.agree(tx, id, at)?;
        let it = self.approve(tx, id, at.plus_millis(DAY))?;
        let cleared = self.cleared(&it);
        if cleared > self.now {
            return Err(Error::refused("awards-still-public"));
        }
        let _ = actions::clear(tx, id, cleared)?;
        let paid = cleared.plus_millis(DAY);
        let _ = actions::pay(tx, &self.by(self.payroll, paid), id)?;
        if it.round == 1 {
            let norm = Protection { norm: NORM.to_owned(), months: 6 };
            let _ = actions::protect(tx, &self.by(self.officer, paid), id, &norm)?;
        }
        Ok(id)
    }
}
