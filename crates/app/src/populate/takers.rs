//! What the units got out of what they took over, and what their awards bring to those it came from.

use std::collections::{HashMap, HashSet};

use awards::actions::Proposal;
use kernel::clock::DAY;
use kernel::id::{PersonId, UnitId};
use kernel::{Actor, By, Error, Result, Shares, Time};
use store::{Tx, statements};
use works::uses::{Use, UseId};
use world::{SuggestionPlan, World};

use super::awards::{Case, Cast};
use super::benefits;
use super::stories::Told;

statements! {
    /// What was taken over from other enterprises and is in use, the oldest first.
    TAKEN: (Time,) => Use =
        "SELECT u.id, u.work, u.source, u.unit, u.enterprise, u.path, u.industry_path, u.since, u.ended_at \
         FROM work_use u JOIN work w ON w.id = u.work \
         WHERE u.source IS NOT NULL AND u.enterprise <> w.enterprise AND u.ended_at IS NULL AND u.since < $1 \
         ORDER BY u.since, u.id";
}

/// How long a use is there before it is stated what it brought, and signed after that.
const STATED: i64 = 20 * DAY;
const SIGNED: i64 = 5 * DAY;
/// How long before now a use began that is awarded: the whole way takes its time.
const OLD: i64 = 60 * DAY;
/// How far the awards of an enterprise came, by their places among the goals; others begin with what waits.
const PLACES: [[usize; 4]; 2] = [[0, 3, 6, 9], [3, 0, 6, 9]];
/// The place among the goals of an award that was paid.
const PAID: usize = 0;
/// Who put it to use: whoever carries things out, and a worker of a team.
const PARTS: [u32; 2] = [60, 40];

/// Tells it for every use that is old enough; yields how many awards there are.
pub fn tell(tx: &mut Tx<'_>, world: &World, people: &[Actor], told: &Told, now: Time) -> Result<usize> {
    let by_id: HashMap<PersonId, &Actor> = people.iter().map(|actor| (actor.person, actor)).collect();
    let plans: HashMap<UseId, SuggestionPlan> = told.iter().map(|id| id.cast()).zip(world.suggestions()).collect();
    let one = |index: u32| people.get(index as usize).ok_or(Error::NotFound);
    let mut nth: HashMap<UnitId, usize> = HashMap::new();
    let mut settled: HashSet<UnitId> = HashSet::new();
    let mut many = 0;
    for taken in tx.all(&TAKEN, (now.plus_millis(-STATED - SIGNED),))? {
        let there = world.enterprises().iter().enumerate().find(|(_, there)| {
            people.get(there.first_person as usize).and_then(|person| person.place.enterprise) == Some(taken.enterprise)
        });
        let (Some((at, there)), Some(plan)) = (there, plans.get(&taken.work.cast())) else { continue };
        let (officer, finance) = (one(there.officer())?, one(there.finance_auditor())?);
        let signed = match audited(tx, world, plan, &taken, (officer, finance)) {
            Ok(signed) => signed,
            Err(error @ (Error::Broken(_) | Error::Busy)) => return Err(error),
            Err(error) => {
                tracing::debug!(%error, work = plan.index, "a benefit of a taker ends here");
                continue;
            }
        };
        let place = nth.entry(taken.enterprise).or_default();
        let hand = there.member(0, 1).and_then(|index| people.get(index as usize));
        let old = taken.since.plus_millis(OLD) < now;
        let (Some(hand), Some(goal), true) = (hand, PLACES[at / 2 % 2].get(*place), old) else { continue };
        // The first award of which others were promised a part comes to its end, so that somebody has got it.
        let promised = works::uses::promised(tx, taken.id)?.is_some_and(|share| share > 0);
        let goal = if promised && settled.insert(taken.enterprise) { &PAID } else { goal };
        let shares = vec![(one(there.implementer())?.person, PARTS[0]), (hand.person, PARTS[1])];
        let shares = Some(Shares::new(shares).map_err(|reason| Error::broken(reason.key))?);
        let cast =
            Cast { officer, approver: one(there.approver())?, payroll: one(there.payroll())?, people: &by_id, now };
        let case = Case { id: taken.id, proposal: Proposal { shares, ..Proposal::default() } };
        many += usize::from(cast.try_tell(tx, &case, *goal, signed)?);
        *place += 1;
    }
    Ok(many)
}

/// States what the use brought and has finance there sign it; yields when.
fn audited(
    tx: &mut Tx<'_>,
    world: &World,
    plan: &SuggestionPlan,
    taken: &Use,
    (officer, finance): (&Actor, &Actor),
) -> Result<Time> {
    let stated = (0..4).find_map(|nth| world.benefit(plan, nth)).ok_or(Error::NotFound)?;
    let by = |actor: &Actor, now| By { actor: actor.clone(), now, version: None };
    let (first, signed) = (taken.since.plus_millis(STATED), taken.since.plus_millis(STATED + SIGNED));
    let grid = ::benefits::rules::Rules::of(tx, taken.enterprise, first)?.grid;
    let basis = benefits::basis(&stated, &grid)?;
    let _ = ::benefits::actions::hand_in(tx, &by(officer, first), taken.id, &basis)?;
    let corrected = benefits::corrected(&stated)?;
    let _ = ::benefits::actions::audit(tx, &by(finance, signed), taken.id, &corrected, "按本单位的单据核定。")?;
    Ok(signed)
}
