//! The uses of a work are a tree, whatever is asked for, answered, taken over and ended in which order.

use std::collections::{BTreeMap, BTreeSet};

use kernel::lifecycle::Word;
use kernel::{Actor, By, Error, Result, Role};
use spread::actions::{self, Ask, Trial};
use spread::lifecycle::{State, Step};
use spread::model::AdoptionId;
use store::{Tx, statements};
use testkit::{TestHouse, houses};
use works::uses::{Use, UseId};
use works::{Card, WorkId};

use crate::spread::acts::{of, private_of, public_of};

statements! {
    ADOPTIONS: () => (AdoptionId,) = "SELECT id FROM adoption ORDER BY id";
    WORKS: () => (WorkId,) = "SELECT DISTINCT work FROM work_use ORDER BY work";
}

/// A sequence that is the same on each engine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

/// One random thing is tried; most are refused, and that is as it should be.
fn try_something(
    tx: &mut Tx<'_>,
    dice: &mut Dice,
    people: &[Actor],
    works: &[Card],
    now: kernel::Time,
) -> Result<bool> {
    let actor = people[dice.below(people.len())].clone();
    let by = By { actor, now, version: None };
    let known = tx.all(&ADOPTIONS, ())?;
    let outcome = if known.is_empty() || dice.below(3) == 0 {
        let work = &works[dice.below(works.len())];
        let Some(enterprise) = by.actor.place.enterprise else { return Ok(false) };
        let units = identity::tree::subtree(tx, &identity::tree::unit(tx, enterprise)?)?;
        let uses = works::uses::of(tx, work.id)?;
        let source = (dice.below(2) == 0).then(|| uses[dice.below(uses.len())].id);
        let ask = Ask {
            id: AdoptionId::new(now),
            work: work.id,
            unit: units[dice.below(units.len())].id,
            source,
            purpose: "试试".to_owned(),
            share: None,
            named: dice.below(2) == 0,
        };
        actions::ask(tx, &by, &ask).map(drop)
    } else {
        let (id,) = known[dice.below(known.len())];
        let words = "说明";
        match Step::ALL[dice.below(Step::ALL.len())] {
            Step::HandOver => actions::hand_over(tx, &by, id, words).map(drop),
            Step::TurnDown if dice.below(3) == 0 => actions::turn_down(tx, &by, id, words).map(drop),
            Step::CallOff if dice.below(4) == 0 => actions::call_off(tx, &by, id).map(drop),
            Step::TryOut => {
                let trial = Trial { starts: now.date(), ends: now.date(), spot: words.to_owned() };
                actions::try_out(tx, &by, id, &trial).map(drop)
            }
            Step::Observe => actions::observe(tx, &by, id, words).map(drop),
            Step::Drop if dice.below(4) == 0 => actions::drop_it(tx, &by, id, words).map(drop),
            Step::Retire if dice.below(2) == 0 => actions::retire(tx, &by, id, words).map(drop),
            _ => actions::take_over(tx, &by, id, now.date(), words).map(drop),
        }
    };
    match outcome {
        Ok(()) => Ok(true),
        Err(error @ (Error::Broken(_) | Error::Busy)) => Err(error),
        Err(_) => Ok(false),
    }
}

/// What must hold for the uses of one work.
fn check(uses: &[Use], adoptions: &BTreeMap<UseId, spread::model::Adoption>) {
    let by_id: BTreeMap<UseId, &Use> = uses.iter().map(|one| (one.id, one)).collect();
    let first: Vec<&Use> = uses.iter().filter(|one| one.is_first()).collect();
    assert_eq!(first.len(), 1, "one first use");
    for one in uses {
        let (mut at, mut seen) = (one, BTreeSet::new());
        while let Some(source) = at.source {
            assert!(seen.insert(at.id), "a circle");
            at = by_id[&source];
            assert!(at.since <= one.since, "nobody learns before there is something to learn");
        }
        assert_eq!(at.id, first[0].id, "every use reaches the first");
        if let Some(adoption) = adoptions.get(&one.id) {
            let source = by_id[&one.source.unwrap()];
            assert_eq!(adoption.inside, source.enterprise == one.enterprise);
            assert!(adoption.state.was_taken_over());
            // Nobody takes their own enterprise's work over as if from outside.
            assert!(one.enterprise != first[0].enterprise || adoption.inside);
        }
    }
    let lasting: Vec<&Use> = uses.iter().filter(|one| one.ended_at.is_none()).collect();
    for (nth, one) in lasting.iter().enumerate() {
        for other in &lasting[nth + 1..] {
            assert!(!one.path.covers(&other.path) && !other.path.covers(&one.path), "one use within another");
        }
    }
}

async fn people(house: &TestHouse) -> Vec<Actor> {
    let mut people = Vec::new();
    for nth in 0..3 {
        for role in [Role::InnovationOfficer, Role::InnovationOfficer, Role::Implementer] {
            people.push(of(house, nth, role).await);
        }
    }
    people
}

#[tokio::test]
async fn random_adoptions_always_make_a_forest() {
    for house in houses().await {
        let works = [public_of(&house, 0).await, public_of(&house, 2).await, private_of(&house, 0).await];
        let people = people(&house).await;
        let (mut taken, mut happened) = (0, 0);
        for seed in 0..4 {
            let (works, people, now) = (works.clone(), people.clone(), house.clock.now());
            let done = house
                .app
                .db
                .write(move |tx| {
                    let mut dice = Dice(seed + 1);
                    let mut done = 0;
                    for turn in 0..400 {
                        let now = now.plus_millis(turn * 60_000);
                        done += usize::from(try_something(tx, &mut dice, &people, &works, now)?);
                    }
                    Ok(done)
                })
                .await
                .unwrap();
            happened += done;
            house.clock.advance(kernel::clock::DAY);
            taken += house
                .app
                .db
                .read(|reader| {
                    let mut taken = 0;
                    for (work,) in reader.all(&WORKS, ())? {
                        let adoptions: BTreeMap<UseId, _> =
                            spread::store::of(reader, work)?.into_iter().map(|it| (it.id.cast(), it)).collect();
                        check(&works::uses::of(reader, work)?, &adoptions);
                        taken += adoptions.values().filter(|it| it.state == State::TakenOver).count();
                    }
                    Ok(taken)
                })
                .await
                .unwrap();
        }
        assert!(happened > 60 && taken > 10, "{happened} things happened, {taken} uses were there");
    }
}
