//! Who took over what from whom, told through the actions.

use kernel::{Actor, By, Error, Result, Time};
use ledger::Recorded;
use spread::actions::{self, Ask, Trial};
use spread::model::AdoptionId;
use store::Tx;
use world::World;
use world::adoptions::{AdoptionEvent, AdoptionPlan, AdoptionStep, OfferPlan};

use super::stories::Told;

/// Days of a trial.
const TRIAL: i64 = 14;

/// Tells it all; yields how many stories met a refusal.
pub fn tell(tx: &mut Tx<'_>, world: &World, people: &[Actor], told: &Told) -> Result<usize> {
    let units = units(tx, world)?;
    let mut cut = 0;
    for offer in world.offers() {
        cut += usize::from(!went(offered(tx, &offer, people, told))?);
    }
    let mut ids: Vec<AdoptionId> = Vec::new();
    for plan in world.adoptions() {
        let id = AdoptionId::new(Time::from_millis(plan.events.first().map_or(0, |event| event.at_ms)));
        ids.push(id);
        for event in &plan.events {
            if !went(happen(tx, &plan, event, &ids, (people, told, &units)))? {
                tracing::debug!(step = ?event.step, work = plan.work, "an adoption ends here");
                cut += 1;
                break;
            }
        }
    }
    Ok(cut)
}

/// Whether it went as planned; what breaks the database breaks off.
fn went<T>(outcome: Result<Recorded<T>>) -> Result<bool> {
    match outcome {
        Ok(_) => Ok(true),
        Err(error @ (Error::Broken(_) | Error::Busy)) => Err(error),
        Err(_) => Ok(false),
    }
}

/// The units, in the plan's order: they were founded in it.
fn units(tx: &Tx<'_>, world: &World) -> Result<Vec<kernel::id::UnitId>> {
    let mut found = Vec::new();
    for root in identity::tree::roots(tx)? {
        found.extend(identity::tree::subtree(tx, &root)?);
    }
    found.sort_unstable_by_key(|unit| unit.number);
    found.dedup_by_key(|unit| unit.id);
    if found.len() != world.units().len() {
        return Err(Error::broken("the units of the world are not those of the house"));
    }
    Ok(found.into_iter().map(|unit| unit.id).collect())
}

fn by(people: &[Actor], person: u32, at_ms: i64) -> Result<By> {
    let actor = people.get(person as usize).cloned().ok_or(Error::NotFound)?;
    Ok(By { actor, now: Time::from_millis(at_ms), version: None })
}

fn offered(tx: &mut Tx<'_>, plan: &OfferPlan, people: &[Actor], told: &Told) -> Result<Recorded> {
    let work = told.get(plan.work as usize).ok_or(Error::NotFound)?;
    actions::offer(tx, &by(people, plan.by, plan.at_ms)?, work.cast(), plan.text)
}

/// What the plan's positions stand for.
type Plan<'a> = (&'a [Actor], &'a Told, &'a [kernel::id::UnitId]);

fn happen(
    tx: &mut Tx<'_>,
    plan: &AdoptionPlan,
    event: &AdoptionEvent,
    ids: &[AdoptionId],
    (people, told, units): Plan<'_>,
) -> Result<Recorded<spread::model::Adoption>> {
    let by = by(people, event.by, event.at_ms)?;
    let id = *ids.last().ok_or(Error::NotFound)?;
    let (text, today) = (event.text, by.now.date());
    match event.step {
        AdoptionStep::Ask => {
            let source = plan.source.and_then(|place| ids.get(place)).map(|source| source.cast());
            let work = told.get(plan.work as usize).ok_or(Error::NotFound)?.cast();
            let unit = *units.get(plan.unit as usize).ok_or(Error::NotFound)?;
            let share = Some(if plan.source.is_none() { 10 } else { 0 });
            actions::ask(tx, &by, &Ask { id, work, unit, source, purpose: text.to_owned(), share, named: true })
        }
        AdoptionStep::HandOver => actions::hand_over(tx, &by, id, text),
        AdoptionStep::TurnDown => actions::turn_down(tx, &by, id, text),
        AdoptionStep::TryOut => {
            let ends = by.now.plus_millis(TRIAL * kernel::clock::DAY).date();
            actions::try_out(tx, &by, id, &Trial { starts: today, ends, spot: text.to_owned() })
        }
        AdoptionStep::Observe => actions::observe(tx, &by, id, text),
        AdoptionStep::TakeOver => actions::take_over(tx, &by, id, today, text),
        AdoptionStep::Drop => actions::drop_it(tx, &by, id, text),
        AdoptionStep::Retire => actions::retire(tx, &by, id, text),
    }
}
