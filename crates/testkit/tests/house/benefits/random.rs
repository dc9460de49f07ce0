//! Whatever people do in whatever order: the audited figure is that of the newest signature, and nobody
//! signs their own.

use benefits::actions;
use benefits::decimal::Decimal;
use benefits::model::{Basis, Corrected, Factor, Line, Sign};
use identity::grants::NewGrant;
use kernel::{Actor, By, Role};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use testkit::{TestHouse, houses};
use works::Visibility;
use works::uses::UseId;

use crate::benefits::acts::{figure, in_use, steps};

/// How many stories are told on each engine.
const STORIES: usize = 32;

fn basis(number: u32) -> Basis {
    let factor = Factor { name: "数量".to_owned(), value: Decimal::whole(number), unit: "元".to_owned() };
    let line =
        Line { what: "节约".to_owned(), sign: Sign::Gain, factors: vec![factor], evidence: "台账".to_owned() };
    Basis::Computed { lines: vec![line] }
}

/// Somebody tries something; whether it was taken.
async fn tries(house: &TestHouse, actor: &Actor, id: UseId, what: u8, number: u32) -> bool {
    let by = By { actor: actor.clone(), now: house.clock.now(), version: None };
    let done = ledger::change(&house.app.db, move |tx| {
        let corrected = Corrected::Values(vec![vec![Decimal::whole(number)]]);
        let done = match what {
            0 | 1 => actions::hand_in(tx, &by, id, &basis(number))?,
            2 => actions::send_back(tx, &by, id, "再看看")?,
            9 => actions::revoke(tx, &by, id, "不实")?,
            _ => actions::audit(tx, &by, id, &corrected, "核实")?,
        };
        Ok(done.with(()))
    });
    done.await.is_ok()
}

#[tokio::test]
async fn the_figure_is_that_of_the_newest_signature_and_nobody_signs_their_own() {
    let steps_of = prop::collection::vec((0_usize..7, 0_u8..10, 1_u32..1_000_000), 4..30);
    for house in houses().await {
        let mut cast: Vec<Actor> = Vec::new();
        for login in ["worker", "officer", "finance", "finance", "implementer", "approver", "county"] {
            cast.push(house.actor(login).await);
        }
        // One who may state and audit, so that only the rule keeps them from doing both.
        let (officer, now) = (cast[1].clone(), house.clock.now());
        let both = house.app.db.write(move |tx| {
            let grant = NewGrant {
                person: officer.person,
                role: Role::FinanceAuditor,
                unit: officer.place.enterprise.unwrap(),
                starts_at: now,
                ends_at: None,
            };
            let _ = identity::grants::give(tx, identity::By::House, &grant, now)?;
            Ok(())
        });
        both.await.unwrap();
        cast[1] = house.actor("officer").await;

        let mut runner = TestRunner::deterministic();
        let (mut signed, mut refused) = (0, 0);
        for story in 0..STORIES {
            let author = &cast[story % 3];
            let id = in_use(&house, author, Visibility::Enterprise).await;
            for (who, what, number) in steps_of.new_tree(&mut runner).unwrap().current() {
                house.clock.advance(60_000);
                if !tries(&house, &cast[who], id, what, number).await {
                    refused += 1;
                    continue;
                }
                let history = steps(&house, id).await;
                let mut stated = Vec::new();
                let mut stands = None;
                for (step, person, fen) in history {
                    match step.as_str() {
                        "hand_in" | "restate" => {
                            stated.push(person);
                            stands = None;
                        }
                        "revoke" => stands = None,
                        step => {
                            assert!(person != author.person && !stated.contains(&person), "{step} of one's own");
                            if step != "send_back" {
                                (stands, signed) = (Some((fen, person)), signed + 1);
                            }
                        }
                    }
                }
                let figure = figure(&house, id).await.map(|figure| (figure.fen, figure.audited_by));
                assert_eq!(figure, stands);
            }
        }
        assert!(signed > 20 && refused > 50, "the stories try things: {signed} signed, {refused} refused");
    }
}
