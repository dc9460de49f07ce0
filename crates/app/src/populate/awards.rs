//! What finance audited in the world and what came of it: awards at every stage of their way.

use std::collections::HashMap;

use awards::actions::{self, By, Proposal, Protection};
use awards::model::{Award, AwardId};
use kernel::clock::DAY;
use kernel::id::{AnyId, PersonId, UnitId};
use kernel::{Actor, Error, Fen, Result, Time};
use store::{Tx, statements};
use works::figures::{self, Figure};
use works::{Card, Stage};
use world::World;

statements! {
    /// What an enterprise has in use or in reserve, the oldest first.
    WORKS: (UnitId,) => Card =
        concat!("SELECT ", works::card_columns!(), " FROM work w WHERE w.enterprise = $1 AND w.stage IN ('in_use', 'shelved') ORDER BY w.at, w.id");
}

/// Most works that get a figure, in the enterprise that visitors meet and in every other.
const MOST: [usize; 2] = [30, 8];
/// How long after the first use finance signs.
const AUDITED_AFTER: i64 = 20 * DAY;

/// The benefit of a year in yuan, one after the other: most are small, as in life.
const YUAN: [i64; 12] =
    [151_480, 8_960, 43_250, 12_600, 586_400, 27_300, 6_480, 92_750, 1_128_000, 18_840, 214_600, 35_900];

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
    Regraded,
    ClawedBack,
    Refused,
}

/// The goals, one after the other.
const GOALS: [Goal; 14] = [
    Goal::Paid,
    Goal::Candidate,
    Goal::Publicised,
    Goal::Agreed,
    Goal::Payable,
    Goal::Regraded,
    Goal::Disputed,
    Goal::Paid,
    Goal::Proposed,
    Goal::Paid,
    Goal::Refused,
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
    let mut told = 0;
    for enterprise in world.enterprises() {
        let one = |index: u32| people.get(index as usize).ok_or(Error::NotFound);
        let cast = Cast {
            officer: one(enterprise.officer())?,
            approver: one(enterprise.approver())?,
            payroll: one(enterprise.payroll())?,
            finance: one(enterprise.finance_auditor())?,
            people: &by_id,
            now,
        };
        let Some(unit) = cast.officer.place.enterprise else { continue };
        let most = MOST[usize::from(told > 0)];
        for (place, card) in tx.all(&WORKS, (unit,))?.into_iter().take(most).enumerate() {
            match cast.tell(tx, &card, place) {
                Ok(()) => told += 1,
                Err(error @ (Error::Broken(_) | Error::Busy)) => return Err(error),
                // Somebody shares in it who would have to decide: in life others would, here it waits.
                Err(error) => tracing::debug!(%error, title = card.title, "an award ends here"),
            }
        }
    }
    Ok(told)
}

/// Who plays a part in an enterprise's awards.
struct Cast<'a> {
    officer: &'a Actor,
    approver: &'a Actor,
    payroll: &'a Actor,
    finance: &'a Actor,
    people: &'a HashMap<PersonId, &'a Actor>,
    now: Time,
}

impl Cast<'_> {
    fn tell(&self, tx: &mut Tx<'_>, card: &Card, place: usize) -> Result<()> {
        let yuan = YUAN[place % YUAN.len()];
        let goal = GOALS[place % GOALS.len()];
        let begun = card.since.unwrap_or(card.at).plus_millis(AUDITED_AFTER);
        if begun > self.days_ago(30) {
            // Too young for an award; if it is in use, finance has just signed.
            return if begun < self.now { self.audit(tx, card, yuan, begun) } else { Ok(()) };
        }
        self.audit(tx, card, yuan, begun)?;
        let settled = matches!(goal, Goal::Paid | Goal::Regraded | Goal::ClawedBack);
        let proposed =
            if settled { begun.plus_millis(DAY) } else { self.days_ago(if goal == Goal::Payable { 16 } else { 3 }) };
        let proposed = proposed.max(begun);
        match goal {
            Goal::Candidate => Ok(()),
            Goal::Regraded => {
                self.pay(tx, card, proposed)?;
                // The second look found more: the difference may be proposed.
                self.audit(tx, card, yuan * 3, self.days_ago(2))
            }
            Goal::Paid => self.pay(tx, card, proposed).map(drop),
            Goal::ClawedBack => {
                let id = self.pay(tx, card, proposed)?;
                actions::claw_back(tx, &self.by(self.approver, self.days_ago(1)), id, CLAWBACK).map(drop)
            }
            _ => {
                let id = self.propose(tx, card, proposed)?;
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

    /// Stands in for the statements of benefits until those tell what finance signed: only for works
    /// that have no figure yet.
    fn audit(&self, tx: &mut Tx<'_>, card: &Card, yuan: i64, at: Time) -> Result<()> {
        if card.stage != Stage::InUse {
            return Ok(());
        }
        let figure = Figure {
            work_use: card.id.cast(),
            statement: AnyId::new(at),
            fen: Some(Fen::yuan(yuan)),
            points: None,
            audited_by: self.finance.person,
            audited_at: at,
        };
        figures::put(tx, &figure)
    }

    fn propose(&self, tx: &mut Tx<'_>, card: &Card, at: Time) -> Result<AwardId> {
        Ok(actions::propose(tx, &self.by(self.officer, at), card.id, &Proposal::default())?.value().id)
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
    fn pay(&self, tx: &mut Tx<'_>, card: &Card, at: Time) -> Result<AwardId> {
        let id = self.propose(tx, card, at)?;
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
