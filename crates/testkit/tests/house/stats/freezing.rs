//! What somebody answered for stays as it was, and what came later is told with its cause.

use identity::tree;
use kernel::id::UnitId;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use stats::{Difference, Figure, Frozen, Indicator, Node, Period};
use store::statements;
use suggestions::actions::{self, By, Checked};
use testkit::{TestHouse, houses};

use crate::stats::acts::{actor, now, number, suggested};
use crate::stats::naive::agree;

statements! {
    EDIT: () => () = "UPDATE stat_frozen SET position = 0";
    REMOVE: () => () = "DELETE FROM stat_frozen";
}

async fn freeze(house: &TestHouse, unit: UnitId, period: Period) -> Frozen {
    let (sources, at) = (house.app.sources(), house.clock.now());
    let indicators: Vec<&'static Indicator> = house.app.indicators().collect();
    let frozen = house.app.db.write(move |tx| {
        let node = Node::from(&tree::unit(tx, unit)?);
        stats::freeze(tx, &sources, &node, period, &indicators, at)
    });
    frozen.await.unwrap()
}

async fn differences(house: &TestHouse, frozen: &Frozen) -> Vec<Difference> {
    let (id, indicators) = (frozen.id, house.app.indicators().collect::<Vec<&'static Indicator>>());
    let found = house.app.db.read(move |reader| {
        let frozen = stats::frozen(reader, id)?;
        stats::differences(reader, &frozen, &indicators)
    });
    found.await.unwrap()
}

fn of<'a>(all: &'a [Difference], code: &str) -> &'a Difference {
    all.iter().find(|it| it.code == code).unwrap()
}

#[tokio::test]
async fn a_late_answer_changes_todays_figure_and_not_the_frozen_one_and_is_named_as_the_cause() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let officer = house.actor("officer").await;
        let enterprise = worker.place.enterprise.unwrap();
        let county = house.app.db.read(move |reader| tree::unit(reader, enterprise)).await.unwrap().parent.unwrap();
        house.clock.advance(40 * kernel::clock::DAY);
        let (first, second) = (suggested(&house, worker.person).await, suggested(&house, worker.person).await);
        let (month, _) = now(&house);
        house.clock.advance(35 * kernel::clock::DAY);
        let frozen = freeze(&house, county, month).await;
        let elsewhere = freeze(&house, enterprise, Period::month(month.from - 1)).await;
        assert!(differences(&house, &frozen).await.iter().all(|it| it.frozen == it.now && it.causes.is_empty()));

        let at = house.clock.now();
        let answered = ledger::change(&house.app.db, move |tx| {
            let by = By { actor: actor(tx, officer.person, at)?, now: at, version: None };
            actions::check(tx, &by, first, &Checked::Remark("谢谢".to_owned()))
        });
        answered.await.unwrap();
        house.settle().await;
        let now = differences(&house, &frozen).await;
        let answered = of(&now, "suggestion.answered");
        assert_eq!((answered.frozen, answered.now), (Figure::Number(0), Figure::Number(1)));
        let causes: Vec<_> = answered.causes.iter().map(|it| (it.subject, it.changes[0].1, it.changes[0].2)).collect();
        assert_eq!(causes, [(first.any(), 0, 1)]);
        assert!(answered.causes[0].position >= frozen.position);
        let open = of(&now, "suggestion.open");
        assert_eq!((open.frozen, open.now), (Figure::Number(2), Figure::Number(1)));
        let submitted = of(&now, "suggestion.submitted");
        assert_eq!(
            (submitted.frozen, submitted.now, submitted.causes.len()),
            (Figure::Number(2), Figure::Number(2), 0)
        );
        // Answered in another month: what counts on the day of the answer has not changed.
        assert_eq!(of(&now, "benchmark.closed").now, Figure::Number(0));
        assert!(now.iter().all(|it| it.explained));
        assert!(differences(&house, &elsewhere).await.iter().all(|it| it.frozen == it.now));
        assert_ne!(first, second);
    }
}

#[tokio::test]
async fn frozen_figures_never_change_and_with_what_came_later_they_are_those_of_today() {
    let story = prop::collection::vec((0..3_usize, 0..20_i64, any::<bool>()), 12..24);
    for house in houses().await {
        let (worker, officer) = (house.actor("worker").await, house.actor("officer").await);
        let enterprise = worker.place.enterprise.unwrap();
        let above = house.app.db.read(move |reader| {
            let unit = tree::unit(reader, enterprise)?;
            let mut nodes: Vec<UnitId> = tree::ancestors(reader, &unit)?.into_iter().map(|unit| unit.id).collect();
            nodes.extend(unit.industry_parent);
            Ok(nodes)
        });
        let nodes = above.await.unwrap();
        let mut runner = TestRunner::deterministic();
        let mut kept: Vec<(Frozen, Vec<Figure>)> = Vec::new();
        let mut changed = 0;
        for (what, days, freezes) in story.new_tree(&mut runner).unwrap().current() {
            house.clock.advance(days * kernel::clock::DAY);
            let id = suggested(&house, worker.person).await;
            let at = house.clock.now();
            if what > 0 {
                let person = officer.person;
                let answered = house.app.db.write(move |tx| {
                    let by = By { actor: actor(tx, person, at)?, now: at, version: None };
                    let outcome = if what == 1 {
                        Checked::Remark("谢谢".to_owned())
                    } else {
                        Checked::Return("补充".to_owned())
                    };
                    actions::check(tx, &by, id, &outcome).map(drop)
                });
                answered.await.unwrap();
                house.settle().await;
            }
            if freezes {
                // A month that is not over, its year, and a quarter: they change soon.
                let month = stats::month(at);
                let node = nodes[kept.len() % nodes.len()];
                for period in [Period::month(month), Period::year(month / 12), Period::months(month - 2, month + 1)] {
                    let frozen = freeze(&house, node, period).await;
                    let figures = house.app.indicators().map(|it| frozen.figure(it)).collect();
                    kept.push((frozen, figures));
                }
            }
            for (frozen, figures) in &kept {
                let now = differences(&house, frozen).await;
                let again: Vec<Figure> = now.iter().map(|it| it.frozen).collect();
                assert_eq!(&again, figures, "frozen is frozen");
                assert!(now.iter().all(|it| it.explained), "{now:?}");
                changed += now.iter().filter(|it| it.frozen != it.now).count();
                for it in now.iter().filter(|it| it.frozen != it.now) {
                    assert!(!it.causes.is_empty(), "{} differs for no reason", it.code);
                }
            }
        }
        assert!(kept.len() > 9 && changed > 50, "{} frozen, {changed} changed", kept.len());
        agree(&house).await;
        assert!(number(&house, nodes[0], "suggestion.submitted", Period::year(2026)).await > 0);
        for statement in [EDIT, REMOVE] {
            assert!(house.app.db.write(move |tx| tx.execute(&statement, ())).await.is_err(), "the database refuses");
        }
    }
}
