//! Sealing and folding, the same on both engines.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use common::{monday, places, record};
use jobs::folds::BATCH;
use jobs::{Fold, Sealer};
use kernel::{Clock, Error};
use ledger::keys::LogKey;
use ledger::sealer;
use proptest::test_runner::{Config, TestRunner};
use store::{Db, Migration, statements};
use tokio::sync::watch;

const MIGRATIONS: &[Migration] = &[Migration {
    name: "test/0001",
    sql: "CREATE TABLE tally (fold {text} NOT NULL, position {int} NOT NULL, PRIMARY KEY (fold, position)) {strict};",
}];

statements! {
    TAKE: (String, i64) => () = "INSERT INTO tally (fold, position) VALUES ($1, $2)";
    TAKEN: (String,) => (i64,) = "SELECT position FROM tally WHERE fold = $1 ORDER BY position";
}

/// A fold whose table refuses to take an entry twice.
fn tally(name: &'static str) -> Fold {
    Fold::new(name, move |tx, entry| tx.execute(&TAKE, (name, entry.position)).map(drop))
}

async fn taken(db: &Db, name: &'static str) -> Vec<i64> {
    db.read(move |reader| reader.all(&TAKEN, (name,))).await.unwrap().into_iter().map(|(position,)| position).collect()
}

async fn node(db: &Db, folds: Vec<Fold>) -> Sealer {
    let key: LogKey = db.write(|tx| sealer::key(tx, "test.example/log")).await.unwrap();
    Sealer::new(db.clone(), Clock::fixed(monday()), key, folds)
}

#[tokio::test]
async fn what_is_recorded_is_sealed_and_folded_by_several_nodes_once() {
    for place in places(MIGRATIONS).await {
        let mut nodes = Vec::new();
        for _ in 0..3 {
            nodes.push(Arc::new(node(&place.db, vec![tally("one"), tally("two")]).await));
        }
        let mut wanted = 0;
        for count in [0, 1, 2300, 450] {
            place.db.write(move |tx| record(tx, count)).await.unwrap();
            wanted += count as i64;
            let racing: Vec<_> = nodes
                .iter()
                .map(|node| {
                    let node = Arc::clone(node);
                    tokio::spawn(async move { node.catch_up().await.unwrap() })
                })
                .collect();
            for racer in racing {
                racer.await.unwrap();
            }
            for node in &nodes {
                assert_eq!(node.catch_up().await.unwrap(), wanted.unsigned_abs());
                assert_eq!(*node.size().borrow(), wanted.unsigned_abs());
            }
            assert_eq!(taken(&place.db, "one").await, (0..wanted).collect::<Vec<_>>());
            assert_eq!(taken(&place.db, "two").await, (0..wanted).collect::<Vec<_>>());
        }
    }
}

#[tokio::test]
async fn a_fold_that_fails_stands_still_alone_and_loses_nothing() {
    for place in places(MIGRATIONS).await {
        let (batch, many) = (i64::from(BATCH), 2 * BATCH as usize + 100);
        let stone = Arc::new(AtomicI64::new(batch + 133));
        let in_the_way = Arc::clone(&stone);
        let limping = Fold::new("limping", move |tx, entry| {
            if entry.position == in_the_way.load(Ordering::SeqCst) {
                return Err(Error::Busy);
            }
            tx.execute(&TAKE, ("limping", entry.position)).map(drop)
        });
        let node = node(&place.db, vec![limping, tally("well")]).await;
        place.db.write(move |tx| record(tx, many)).await.unwrap();

        let error = node.catch_up().await.unwrap_err();
        assert!(error.to_string().contains("limping"), "{error}");
        assert_eq!(taken(&place.db, "limping").await.len(), BATCH as usize, "the batch before the stone stands");
        assert_eq!(taken(&place.db, "well").await.len(), many);
        assert_eq!(node.progress().await.unwrap().lags, [("limping", many as u64 - u64::from(BATCH)), ("well", 0)]);

        stone.store(-1, Ordering::SeqCst);
        node.catch_up().await.unwrap();
        assert_eq!(taken(&place.db, "limping").await, (0..).take(many).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn the_task_follows_each_commit_and_ends_when_told() {
    for place in places(MIGRATIONS).await {
        let sealer = node(&place.db, vec![tally("one")]).await;
        let mut size = sealer.size();
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(sealer.run(stopped));
        for count in 1..=3 {
            place.db.write(|tx| record(tx, 1)).await.unwrap();
            size.wait_for(|size| *size == count).await.unwrap();
        }
        stop.send(true).unwrap();
        task.await.unwrap(); // the folds follow after the size is told, and before the task ends
        assert_eq!(taken(&place.db, "one").await, [0, 1, 2]);
    }
}

/// However batches are cut, and wherever one is broken off, each entry is taken once.
#[test]
fn crashes_between_and_within_batches_lose_and_repeat_nothing() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let places = runtime.block_on(places(MIGRATIONS));
    for place in &places {
        let total = 40;
        runtime.block_on(async {
            let node = node(&place.db, vec![]).await;
            place.db.write(move |tx| record(tx, total)).await.unwrap();
            node.catch_up().await.unwrap();
        });
        let runs = std::cell::Cell::new(0);
        let steps = proptest::collection::vec((1_u32..9, proptest::bool::ANY), 1..20);
        let mut runner = TestRunner::new(Config { cases: 20, ..Config::default() });
        let outcome = runner.run(&steps, |steps| {
            // A fresh name begins at the first entry again.
            let name: &'static str = format!("run-{}", runs.replace(runs.get() + 1)).leak();
            let fold = tally(name);
            let mut wanted = 0;
            for (most, crashes) in steps {
                let fold = fold.clone();
                let result = runtime.block_on(place.db.write(move |tx| {
                    let count = fold.advance(tx, most)?;
                    if crashes { Err(Error::Busy) } else { Ok(count) }
                }));
                wanted = (wanted + result.unwrap_or(0)).min(total);
            }
            let taken = runtime.block_on(taken(&place.db, name));
            proptest::prop_assert_eq!(taken, (0..wanted as i64).collect::<Vec<_>>());
            Ok(())
        });
        outcome.unwrap();
    }
}
