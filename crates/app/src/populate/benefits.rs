//! What the uses of the world brought: stated, sent back, signed, looked at again, told through the actions.

use std::collections::HashMap;

use benefits::actions;
use benefits::decimal::Decimal;
use benefits::model::{Basis, Corrected, Factor, Line, Sign};
use benefits::rules::{Grid, MONTHS, Rules, put};
use kernel::clock::DAY;
use kernel::id::UnitId;
use kernel::{Actor, By, Error, Result, Role, Time};
use store::Tx;
use world::benefits::{BenefitLine, BenefitPlan, Outcome};
use world::{State, Step, World};

use super::stories::Told;

/// When the first enterprise asked for re-checks: before its first use.
const ASKED: i64 = 400 * DAY;

/// What was stated before this waits for finance no more.
const LONG: i64 = 30 * DAY;

/// Tells the benefit of every suggestion in use.
pub fn tell(tx: &mut Tx<'_>, world: &World, people: &[Actor], told: &Told, now: Time) -> Result<()> {
    let holders = |role: Role| -> HashMap<UnitId, &Actor> {
        let held = people.iter().filter(|actor| actor.has_somewhere(role));
        held.filter_map(|actor| Some((actor.place.enterprise?, actor))).collect()
    };
    let (finance, officers) = (holders(Role::FinanceAuditor), holders(Role::InnovationOfficer));
    let first = world.enterprises().first().and_then(|first| people.get(first.first_person as usize));
    let asks = first.and_then(|person| finance.get(&person.place.enterprise?).copied());
    if let Some(finance) = asks {
        let enterprise = finance.place.enterprise.ok_or(Error::NotFound)?;
        let rules = Rules { rechecks: MONTHS.to_vec(), ..Rules::default() };
        let _ = put(tx, finance, enterprise, 0, &rules, now.plus_millis(-ASKED))?;
    }
    let mut nth: HashMap<UnitId, usize> = HashMap::new();
    let in_use = world.suggestions().zip(told).filter(|(plan, _)| matches!(plan.state(), State::Applied | State::Done));
    // The newest first, so that what waits for finance is what came in lately.
    for (plan, id) in in_use.collect::<Vec<_>>().into_iter().rev() {
        let Some(author) = people.get(plan.author as usize) else { continue };
        let Some(enterprise) = author.place.enterprise else { continue };
        let nth = nth.entry(enterprise).or_default();
        let stated = world.benefit(&plan, *nth);
        // An officer states every third one; the authors the others.
        let by = if *nth % 3 == 2 { officers.get(&enterprise).copied() } else { Some(author) };
        let newest = *nth == 0;
        *nth += 1;
        let applied = plan.storyline.iter().rev().find(|event| event.step == Step::Apply);
        let (Some(stated), Some(by), Some(finance), Some(applied)) = (stated, by, finance.get(&enterprise), applied)
        else {
            continue;
        };
        let applied = Time::from_millis(applied.at_ms);
        let waits = newest || now.millis() - applied.millis() < LONG;
        let story = Story { use_id: id.cast(), by, finance, applied, waits, now };
        match story.tell(tx, &stated) {
            Err(error @ (Error::Broken(_) | Error::Busy)) => return Err(error),
            Err(error) => tracing::debug!(%error, title = plan.title, "a benefit ends here"),
            Ok(()) => {}
        }
    }
    Ok(())
}

/// Who tells of a use, and when.
struct Story<'a> {
    use_id: works::uses::UseId,
    by: &'a Actor,
    finance: &'a Actor,
    applied: Time,
    /// Whether a statement may still wait for finance.
    waits: bool,
    now: Time,
}

impl Story<'_> {
    fn tell(&self, tx: &mut Tx<'_>, plan: &BenefitPlan) -> Result<()> {
        let enterprise = self.finance.place.enterprise.ok_or(Error::NotFound)?;
        let grid = Rules::of(tx, enterprise, self.now)?.grid;
        let basis = basis(plan, &grid)?;
        let _ = actions::hand_in(tx, &self.at(self.by, 1, 6), self.use_id, &basis)?;
        match &plan.outcome {
            // What was stated long ago does not wait any more: finance signed it as it was.
            Outcome::Waiting if !self.waits => {
                let (at, corrected) = (self.at(self.finance, 2, 12), corrected(plan)?);
                let _ = actions::audit(tx, &at, self.use_id, &corrected, "单据齐全，照报。")?;
                Ok(())
            }
            Outcome::Waiting => Ok(()),
            Outcome::Returned(reason) => {
                let _ = actions::send_back(tx, &self.at(self.finance, 2, 11), self.use_id, reason)?;
                Ok(())
            }
            Outcome::Audited(note) => {
                let corrected = corrected(plan)?;
                let signed = actions::audit(tx, &self.at(self.finance, 2, 12), self.use_id, &corrected, note)?;
                let again = signed.value().recheck_at.map(|at| at.plus_millis(3 * DAY)).filter(|at| *at < self.now);
                // Most of what came up was looked at; every eighth still waits for it.
                if let Some(now) = again.filter(|at| at.millis() / DAY % 8 != 0) {
                    let by = By { actor: self.finance.clone(), now, version: None };
                    let _ = actions::audit(tx, &by, self.use_id, &corrected, "满三个月复核，与核定时一致。")?;
                }
                Ok(())
            }
        }
    }

    /// Somebody some days after the use began, or sooner where there is less time than that.
    fn at(&self, actor: &Actor, part: i64, days: i64) -> By {
        let room = self.now.millis() - self.applied.millis();
        let now = self.applied.plus_millis((room * part / 3).min(days * DAY));
        By { actor: actor.clone(), now, version: None }
    }
}

/// What was stated, as the house takes it.
pub fn basis(plan: &BenefitPlan, grid: &Grid) -> Result<Basis> {
    if let Some(levels) = plan.levels {
        let levels = levels.map(str::to_owned).to_vec();
        return Ok(Basis::Graded { grid: grid.clone(), levels, words: plan.words.clone() });
    }
    let lines: Result<Vec<Line>> = plan.lines.iter().map(line).collect();
    Ok(Basis::Computed { lines: lines? })
}

fn line(plan: &BenefitLine) -> Result<Line> {
    let factors: Result<Vec<Factor>> = plan
        .factors
        .iter()
        .map(|(name, value, unit)| Ok(Factor { name: name.clone(), value: number(value)?, unit: unit.clone() }))
        .collect();
    Ok(Line {
        what: plan.what.clone(),
        sign: if plan.cost { Sign::Cost } else { Sign::Gain },
        factors: factors?,
        evidence: plan.evidence.clone(),
    })
}

/// What finance made of it.
pub fn corrected(plan: &BenefitPlan) -> Result<Corrected> {
    if let Some(levels) = plan.levels {
        return Ok(Corrected::Levels(levels.map(str::to_owned).to_vec()));
    }
    let values: Result<Vec<Vec<Decimal>>> =
        plan.lines.iter().map(|line| line.audited.iter().map(|value| number(value)).collect()).collect();
    Ok(Corrected::Values(values?))
}

fn number(text: &str) -> Result<Decimal> {
    Decimal::parse(text).map_err(|reason| Error::broken(reason.key))
}
