//! Long work, the same on both engines: done in portions, cancelled between them, going on after a restart.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use common::{monday, places};
use jobs::Worker;
use jobs::long::{self, Kind, Long, LongId, LongState, Order, Step};
use kernel::{Clock, Error, Time};
use serde_json::json;
use store::{Db, Migration, statements};

const HOUR: i64 = 3_600_000;
const PILE: Migration = Migration { name: "test/0001", sql: "CREATE TABLE pile (n {int} NOT NULL) {strict};" };

statements! {
    LAY: (i64,) => () = "INSERT INTO pile (n) VALUES ($1)";
    PILED: () => (i64,) = "SELECT COUNT(*) FROM pile";
    TAKE: (i64,) => () = "DELETE FROM pile WHERE n = $1";
    TOP: () => (Option<i64>,) = "SELECT MAX(n) FROM pile";
}

/// Lays one stone a portion; firm from stone `firm` on; taken away one by one from the top.
fn piling(of: i64, firm: i64) -> Kind {
    let lay = move |tx: &mut store::Tx<'_>, long: &Long, _: Time| {
        tx.execute(&LAY, (long.done + 1,))?;
        let done = long.done + 1;
        Ok(Step { done, total: of, firm: done >= firm, ended: (done == of).then(|| Some("/pile".to_owned())) })
    };
    Kind::new("test/pile", lay).undone_by(|tx, _, _| match tx.one(&TOP, ())?.0 {
        Some(top) => tx.execute(&TAKE, (top,)).map(|_| false),
        None => Ok(true),
    })
}

async fn asked(db: &Db, total: i64) -> LongId {
    let id = LongId::new(monday());
    let order = Order {
        id,
        kind: "test/pile",
        payload: json!({}),
        title: "石头".to_owned(),
        asked_by: None,
        unit: None,
        total,
    };
    db.write(move |tx| long::ask(tx, order.clone(), monday())).await.unwrap();
    id
}

async fn stands(db: &Db, id: LongId) -> (Long, i64) {
    db.read(move |reader| Ok((long::find(reader, id)?, reader.one(&PILED, ())?.0))).await.unwrap()
}

fn worker(db: &Db, kind: &Kind) -> Worker {
    let clock = Clock::fixed(monday());
    Worker::new(db.clone(), clock.clone(), vec![kind.handler(clock)])
}

#[tokio::test]
async fn a_work_is_done_in_turns_and_says_how_far_it_is() {
    for place in places(&[PILE]).await {
        let kind = piling(50, 50);
        let id = asked(&place.db, 50).await;
        assert_eq!(stands(&place.db, id).await.0.state, LongState::Waiting);
        assert_eq!(worker(&place.db, &kind).run_due(monday()).await.unwrap(), 3, "twenty portions a turn");
        let (long, piled) = stands(&place.db, id).await;
        assert_eq!((long.state, long.done, long.total, piled), (LongState::Done, 50, 50, 50));
        assert_eq!(long.result.as_deref(), Some("/pile"));
        let refused = place.db.write(move |tx| long::cancel(tx, id, monday())).await;
        assert!(matches!(refused, Err(Error::Refused(reason)) if reason.key == "long-over"));
    }
}

#[tokio::test]
async fn a_cancelled_work_leaves_nothing() {
    for place in places(&[PILE]).await {
        let (kind, clock) = (piling(50, 50), Clock::fixed(monday()));
        let id = asked(&place.db, 50).await;
        // Somebody cancels after the seventh portion.
        let (db, mut seen) = (place.db.clone(), 0);
        let cancel = Arc::new(AtomicI64::new(0));
        let told = Arc::clone(&cancel);
        let work = long::run(&db, &kind, &clock, id, move |long| {
            seen += 1;
            told.store(i64::from(seen >= 7 && long.state == LongState::Running), Ordering::SeqCst);
        });
        let watching = async {
            while cancel.load(Ordering::SeqCst) == 0 {
                tokio::task::yield_now().await;
            }
            place.db.write(move |tx| long::cancel(tx, id, monday())).await
        };
        let (ended, cancelled) = tokio::join!(work, watching);
        cancelled.unwrap();
        assert_eq!(ended.unwrap().state, LongState::Cancelled);
        assert_eq!(stands(&place.db, id).await.1, 0);
    }
}

#[tokio::test]
async fn what_is_firm_cannot_be_cancelled_and_a_house_that_opens_goes_on_where_its_predecessor_was() {
    for place in places(&[PILE]).await {
        let id = asked(&place.db, 50).await;
        // Whoever took the first turn dies at stone 25, and its second turn hangs under a lease.
        let broken = Kind::new("test/pile", |tx, long, _| {
            if long.done == 25 {
                return Err(Error::broken("no more"));
            }
            tx.execute(&LAY, (long.done + 1,))?;
            Ok(Step { done: long.done + 1, total: 50, firm: long.done >= 10, ended: None })
        });
        worker(&place.db, &broken).run_due(monday()).await.unwrap();
        let (long, piled) = stands(&place.db, id).await;
        assert_eq!((long.state, long.done, piled), (LongState::Running, 25, 25));
        let refused = place.db.write(move |tx| long::cancel(tx, id, monday())).await;
        assert!(matches!(refused, Err(Error::Refused(reason)) if reason.key == "long-firm"));

        let later = monday().plus_millis(HOUR);
        place.db.write(move |tx| jobs::queue::claim(tx, later, 9)).await.unwrap();
        place.db.write(move |tx| long::wake(tx, later)).await.unwrap();
        worker(&place.db, &piling(50, 10)).run_due(later).await.unwrap();
        let (long, piled) = stands(&place.db, id).await;
        assert_eq!((long.state, long.done, piled), (LongState::Done, 50, 50));
    }
}

#[tokio::test]
async fn a_work_that_cannot_go_on_is_undone_and_says_why() {
    for place in places(&[PILE]).await {
        let breaking = Kind::new("test/pile", |tx, long, _| {
            if long.done == 30 {
                return Err(Error::refused("test-no-more"));
            }
            tx.execute(&LAY, (long.done + 1,))?;
            Ok(Step { done: long.done + 1, ..Step::default() })
        });
        let breaking = breaking.undone_by(|tx, _, _| match tx.one(&TOP, ())?.0 {
            Some(top) => tx.execute(&TAKE, (top,)).map(|_| false),
            None => Ok(true),
        });
        let id = asked(&place.db, 0).await;
        worker(&place.db, &breaking).run_due(monday()).await.unwrap();
        let (long, piled) = stands(&place.db, id).await;
        assert_eq!((long.state, piled), (LongState::Failed, 0));
        assert_eq!(long.fault.unwrap().0.key, "test-no-more");
    }
}
