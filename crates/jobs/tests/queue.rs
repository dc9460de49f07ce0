//! The outbox and its worker, the same on both engines.

#![allow(clippy::unwrap_used, reason = "a test fails by it")]

mod common;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use common::{monday, out_of_order, places};
use jiff::civil::time;
use jobs::queue::{self, Claimed, Fate, LEASE, MOST_TRIES, backoff};
use jobs::{Handler, Job, Schedule, When, Worker, enqueue};
use kernel::{Clock, Error, Time};
use serde_json::{Value, json};
use store::Db;
use tokio::sync::watch;

const HOUR: i64 = 3_600_000;

fn job(number: i64) -> Job {
    Job { kind: "test/count", payload: json!({ "number": number }), run_at: monday(), key: None }
}

async fn put(db: &Db, job: Job) {
    db.write(move |tx| enqueue(tx, job.clone())).await.unwrap();
}

async fn claim(db: &Db, now: Time, limit: u32) -> Vec<Claimed> {
    db.write(move |tx| queue::claim(tx, now, limit)).await.unwrap()
}

async fn waiting(db: &Db) -> u64 {
    db.read(queue::counts).await.unwrap().waiting
}

/// A handler that notes which numbers it was given.
fn noting(seen: &Arc<Mutex<Vec<i64>>>) -> Handler {
    let seen = Arc::clone(seen);
    Handler::blocking("test/count", move |run| {
        seen.lock().unwrap().push(run.job.payload["number"].as_i64().unwrap());
        Ok(())
    })
}

#[tokio::test]
async fn every_statement_fits_the_schema() {
    assert_eq!(out_of_order(&jobs::statements()), Vec::<&str>::new());
    for place in places(&[]).await {
        assert_eq!(place.db.check_catalogue(jobs::statements()).await.unwrap(), Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_job_is_there_only_if_its_change_is() {
    for place in places(&[]).await {
        let failed = place.db.write(|tx| {
            enqueue(tx, job(1))?;
            Err::<(), _>(Error::Overtaken)
        });
        failed.await.unwrap_err();
        assert_eq!(waiting(&place.db).await, 0);
        put(&place.db, job(1)).await;
        assert_eq!(waiting(&place.db).await, 1);
    }
}

#[tokio::test]
async fn nothing_runs_before_its_time_and_everything_runs_once() {
    for place in places(&[]).await {
        let seen = Arc::default();
        let worker = Worker::new(place.db.clone(), Clock::fixed(monday()), vec![noting(&seen)]);
        for number in 0..30 {
            put(&place.db, Job { run_at: monday().plus_millis(number / 20), ..job(number) }).await;
        }
        assert_eq!(worker.run_due(monday().plus_millis(-1)).await.unwrap(), 0);
        assert_eq!(worker.run_due(monday()).await.unwrap(), 20);
        assert_eq!(worker.run_due(monday().plus_millis(1)).await.unwrap(), 10);
        assert_eq!(worker.run_due(monday().plus_millis(HOUR)).await.unwrap(), 0);
        let mut seen = seen.lock().unwrap().clone();
        seen.sort_unstable();
        assert_eq!(seen, (0..30).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn of_many_workers_each_job_goes_to_one() {
    for place in places(&[]).await {
        place.db.write(|tx| (0..60).try_for_each(|number| enqueue(tx, job(number)))).await.unwrap();
        let racers: Vec<_> = (0..12)
            .map(|_| {
                let db = place.db.clone();
                tokio::spawn(async move { claim(&db, monday(), 20).await })
            })
            .collect();
        let mut taken = Vec::new();
        for racer in racers {
            taken.extend(racer.await.unwrap());
        }
        taken.extend(claim(&place.db, monday(), 60).await);
        assert_eq!(taken.len(), 60);
        taken.sort_by_key(|job| job.id);
        taken.dedup_by_key(|job| job.id);
        assert_eq!(taken.len(), 60);
    }
}

#[tokio::test]
async fn a_lease_ends_and_then_its_first_holder_settles_nothing() {
    for place in places(&[]).await {
        put(&place.db, job(1)).await;
        let first = claim(&place.db, monday(), 1).await.remove(0);
        assert_eq!(claim(&place.db, monday().plus_millis(LEASE - 1), 1).await, []);
        let later = monday().plus_millis(LEASE);
        let second = claim(&place.db, later, 1).await.remove(0);
        assert_eq!((second.id, second.tries), (first.id, 2));

        let late = first.clone();
        assert!(!place.db.write(move |tx| queue::done(tx, &first)).await.unwrap());
        assert_eq!(place.db.write(move |tx| queue::failed(tx, &late, "late", later)).await.unwrap(), Fate::Lost);
        assert!(place.db.write(move |tx| queue::done(tx, &second)).await.unwrap());
        assert_eq!(place.db.read(queue::next).await.unwrap(), None);
    }
}

#[tokio::test]
async fn of_one_key_one_waits_and_a_running_one_does_not_count() {
    for place in places(&[]).await {
        let keyed = |number| Job { key: Some("the same".to_owned()), ..job(number) };
        put(&place.db, keyed(1)).await;
        put(&place.db, keyed(2)).await;
        put(&place.db, Job { kind: "test/other", ..keyed(3) }).await;
        assert_eq!(waiting(&place.db).await, 2);

        let running = claim(&place.db, monday(), 2).await;
        let running = running.into_iter().find(|job| job.kind == "test/count").unwrap();
        assert_eq!(running.payload, json!({ "number": 1 }));
        put(&place.db, keyed(4)).await;
        assert_eq!(waiting(&place.db).await, 1, "what runs may have read the old state already");

        let fate = place.db.write(move |tx| queue::failed(tx, &running, "no", monday())).await.unwrap();
        assert_eq!(fate, Fate::Again(monday().plus_millis(60_000)));
        assert_eq!(waiting(&place.db).await, 1, "the failed one and the newcomer mean the same");
    }
}

#[tokio::test]
async fn a_job_that_always_fails_is_tried_ever_more_rarely_and_then_given_up() {
    for place in places(&[]).await {
        let farewells = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&farewells);
        let failing = Handler::new("test/count", |run| async move {
            if run.job.tries % 2 == 0 { panic!("as a bug would") } else { Err(Error::Busy) }
        })
        .when_dead(move |_, job, error, _| {
            assert_eq!(job.tries, MOST_TRIES);
            assert!(error.to_string().contains("panic"));
            counted.fetch_add(1, Ordering::SeqCst);
            Ok(())
        });
        put(&place.db, job(1)).await;
        let worker = Worker::new(place.db.clone(), Clock::fixed(monday()), vec![failing]);
        let mut now = monday();
        for tries in 1..MOST_TRIES {
            assert_eq!(worker.run_due(now).await.unwrap(), 1);
            let next = place.db.read(queue::next).await.unwrap().unwrap();
            assert_eq!(next, now.plus_millis(backoff(tries)));
            assert_eq!(worker.run_due(next.plus_millis(-1)).await.unwrap(), 0);
            now = next;
        }
        assert_eq!(worker.run_due(now).await.unwrap(), 1);
        assert_eq!(place.db.read(queue::next).await.unwrap(), None);
        assert_eq!(farewells.load(Ordering::SeqCst), 1);
        assert_eq!(
            place.db.read(queue::counts).await.unwrap().by_state(),
            [("waiting", 0), ("running", 0), ("dead", 1)]
        );

        let dead = place.db.read(|reader| queue::dead(reader, 10)).await.unwrap().remove(0);
        assert_eq!(dead.error.as_deref(), Some("broken: a panic in the handler"));
        place.db.write(move |tx| queue::revive(tx, dead.id, now)).await.unwrap();
        let seen = Arc::default();
        let mended = Worker::new(place.db.clone(), Clock::fixed(now), vec![noting(&seen)]);
        assert_eq!(mended.run_due(now).await.unwrap(), 1);
        assert_eq!(*seen.lock().unwrap(), [1]);
        let gone = place.db.write(move |tx| queue::revive(tx, dead.id, now)).await;
        assert!(matches!(gone, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn a_job_that_kills_its_workers_is_given_up_without_another_victim() {
    for place in places(&[]).await {
        put(&place.db, job(1)).await;
        let mut now = monday();
        for _ in 0..MOST_TRIES {
            assert_eq!(claim(&place.db, now, 1).await.len(), 1);
            now = now.plus_millis(LEASE);
        }
        let seen = Arc::default();
        let worker = Worker::new(place.db.clone(), Clock::fixed(now), vec![noting(&seen)]);
        worker.run_due(now).await.unwrap();
        assert!(seen.lock().unwrap().is_empty());
        assert_eq!(place.db.read(queue::counts).await.unwrap().dead, 1);
    }
}

#[tokio::test]
async fn a_kind_nobody_here_knows_waits_for_a_node_that_does() {
    for place in places(&[]).await {
        put(&place.db, job(7)).await;
        let old = Worker::new(place.db.clone(), Clock::fixed(monday()), vec![]);
        assert_eq!(old.run_due(monday()).await.unwrap(), 1);
        let (seen, later) = (Arc::default(), monday().plus_millis(60_000));
        let new = Worker::new(place.db.clone(), Clock::fixed(later), vec![noting(&seen)]);
        new.run_due(later).await.unwrap();
        assert_eq!(*seen.lock().unwrap(), [7]);
    }
}

#[tokio::test]
async fn what_comes_round_starts_once_among_many_nodes() {
    for place in places(&[]).await {
        let slots: Arc<Mutex<Vec<Value>>> = Arc::default();
        let node = || {
            let slots = Arc::clone(&slots);
            let daily = Handler::blocking("test/daily", move |run| {
                slots.lock().unwrap().push(run.job.payload["slot"].clone());
                Ok(())
            });
            Worker::new(place.db.clone(), Clock::fixed(monday()), vec![daily])
                .with_schedules(vec![Schedule { kind: "test/daily", when: When::Daily(time(8, 0, 0, 0)) }])
        };
        let nodes: Vec<_> = (0..6).map(|_| Arc::new(node())).collect();
        for hours in [0, 5, 22, 23, 24, 24 * 4] {
            let now = monday().plus_millis(hours * HOUR);
            let racing: Vec<_> = nodes
                .iter()
                .map(|node| {
                    let node = Arc::clone(node);
                    tokio::spawn(async move { node.run_due(now).await.unwrap() })
                })
                .collect();
            for racer in racing {
                racer.await.unwrap();
            }
        }
        let eight = monday().millis() - HOUR;
        let day = 24 * HOUR;
        assert_eq!(*slots.lock().unwrap(), [json!(eight), json!(eight + day), json!(eight + 4 * day)]);
    }
}

#[tokio::test]
async fn the_task_wakes_by_a_commit_and_ends_when_told() {
    for place in places(&[]).await {
        let (tell, mut told) = watch::channel(0);
        let counting = Handler::new("test/count", move |_| {
            tell.send_modify(|count| *count += 1);
            async { Ok(()) }
        });
        let (stop, stopped) = watch::channel(false);
        let worker = Worker::new(place.db.clone(), Clock::fixed(monday()), vec![counting]);
        let task = tokio::spawn(worker.run(stopped));
        for number in 1..=3 {
            put(&place.db, job(number)).await;
            told.wait_for(|count| *count == number).await.unwrap();
        }
        stop.send(true).unwrap();
        task.await.unwrap();
    }
}

proptest::proptest! {
    #[test]
    fn waiting_grows_from_a_minute_to_six_hours(tries in 1_u32..1000) {
        let (now, next) = (backoff(tries), backoff(tries + 1));
        proptest::prop_assert!(now >= 60_000 && next <= 6 * HOUR);
        proptest::prop_assert!(next == 2 * now || next == 6 * HOUR);
    }
}
