//! Who counts how often where: people in two enterprises, enterprises in two trees, enterprises that move.

use identity::{By, Unit, tree};
use kernel::id::UnitId;
use stats::Figure;
use store::statements;
use testkit::{TestHouse, houses};

use crate::stats::acts::{figure, indicator, now, number, suggest, suggested};

statements! {
    ENTERPRISES: () => (UnitId,) = "SELECT id FROM unit WHERE kind = 'enterprise' AND industry_parent IS NULL ORDER BY number";
    IN_BOTH: () => (UnitId,) =
        "SELECT id FROM unit WHERE kind = 'enterprise' AND industry_parent IS NOT NULL ORDER BY number";
    TOWNSHIPS: () => (UnitId,) = "SELECT id FROM unit WHERE kind = 'township' AND ended_at IS NULL ORDER BY number";
    PEOPLE: (UnitId,) => (i64,) = "SELECT COUNT(*) FROM person WHERE enterprise = $1 AND ended_at IS NULL";
}

async fn unit(house: &TestHouse, id: UnitId) -> Unit {
    house.app.db.read(move |reader| tree::unit(reader, id)).await.unwrap()
}

async fn units(house: &TestHouse, all: store::Statement<(), (UnitId,)>) -> Vec<UnitId> {
    house.app.db.read(move |reader| Ok(reader.all(&all, ())?.into_iter().map(|(id,)| id).collect())).await.unwrap()
}

/// The node above all.
async fn top(house: &TestHouse, id: UnitId) -> UnitId {
    let above = house.app.db.read(move |reader| {
        let unit = tree::unit(reader, id)?;
        tree::ancestors(reader, &unit)
    });
    above.await.unwrap()[0].id
}

#[tokio::test]
async fn who_puts_something_forward_in_two_enterprises_counts_once_above_both() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let own = worker.place.enterprise.unwrap();
        let all = [units(&house, IN_BOTH).await, units(&house, ENTERPRISES).await].concat();
        let other = unit(&house, *all.iter().find(|id| **id != own).unwrap()).await;
        let (province, other_id) = (top(&house, own).await, other.id);
        house.clock.advance(40 * kernel::clock::DAY); // a month in which nothing has happened
        let (month, year) = now(&house);
        let participants = "suggestion.participants";
        assert_eq!(number(&house, province, participants, month).await, 0);
        suggested(&house, worker.person).await;
        suggested(&house, worker.person).await;
        house.clock.advance(60_000);
        let at = house.clock.now();
        house.app.db.write(move |tx| suggest(tx, worker.person, Some(&other), at)).await.unwrap();
        house.settle().await;
        for node in [province, own, other_id] {
            assert_eq!(number(&house, node, participants, month).await, 1);
        }
        assert_eq!(number(&house, province, "suggestion.submitted", month).await, 3);
        assert_eq!(number(&house, other_id, "suggestion.submitted", month).await, 1);
        let of_year = number(&house, province, participants, year).await;
        assert!((1..60).contains(&of_year), "{of_year}: somebody who did it in two months counts once in the year");
        let two_months = stats::Period::months(month.from - 1, month.until);
        assert_eq!(figure(&house, province, participants, two_months).await, Figure::Nothing);
    }
}

#[tokio::test]
async fn an_enterprise_on_two_trees_counts_once_at_its_county_and_once_at_its_industrial_union() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let own = unit(&house, worker.place.enterprise.unwrap()).await;
        let union = own.industry_parent.expect("the first enterprise hangs on an industrial union too");
        let county = own.parent.unwrap();
        let province = top(&house, own.id).await;
        house.clock.advance(40 * kernel::clock::DAY);
        let (month, _) = now(&house);
        suggested(&house, worker.person).await;
        for node in [own.id, county, union, province] {
            assert_eq!(number(&house, node, "suggestion.submitted", month).await, 1);
            assert_eq!(number(&house, node, "suggestion.participants", month).await, 1);
        }
        // Below its union it is found under its place there.
        let submitted = indicator(&house, "suggestion.submitted");
        let below = house.app.db.read(move |reader| {
            let union = tree::unit(reader, union)?;
            stats::children(reader, &stats::Node::from(&union), &[submitted], month)
        });
        let below: Vec<_> = below.await.unwrap().into_iter().collect();
        assert_eq!(below, [(own.industry_path.unwrap(), vec![Figure::Number(1)])]);
    }
}

#[tokio::test]
async fn moving_an_enterprise_rewrites_nothing_and_takes_its_people_along() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let own = unit(&house, worker.place.enterprise.unwrap()).await;
        let old = own.parent.unwrap();
        let new = *units(&house, TOWNSHIPS).await.iter().rev().find(|id| **id != old).unwrap();
        let ((people,), own_id) =
            (house.app.db.read(move |reader| reader.one(&PEOPLE, (own.id,))).await.unwrap(), own.id);
        let heads = "people.headcount";
        house.clock.advance(40 * kernel::clock::DAY);
        suggested(&house, worker.person).await;
        let (before, _) = now(&house);
        let (at_old, at_new) = (number(&house, old, heads, before).await, number(&house, new, heads, before).await);

        house.clock.advance(40 * kernel::clock::DAY);
        let at = house.clock.now();
        ledger::change(&house.app.db, move |tx| tree::move_unit(tx, By::House, own_id, new, at)).await.unwrap();
        suggested(&house, worker.person).await;
        let (after, _) = now(&house);
        let submitted = "suggestion.submitted";
        assert_eq!([number(&house, old, submitted, before).await, number(&house, old, submitted, after).await], [1, 0]);
        assert_eq!([number(&house, new, submitted, before).await, number(&house, new, submitted, after).await], [0, 1]);
        assert_eq!(number(&house, old, heads, before).await, at_old, "the past stays");
        assert_eq!(number(&house, new, heads, before).await, at_new);
        assert_eq!(number(&house, old, heads, after).await, at_old - people);
        assert_eq!(number(&house, new, heads, after).await, at_new + people);
    }
}
