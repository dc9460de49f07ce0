//! Roles and their reach, settings, and finding people.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

mod common;

use common::{START, key, worlds};
use identity::grants::{self, NewGrant};
use identity::{By, Unit, people, settings};
use kernel::Role;
use kernel::id::PersonId;

fn grant(person: PersonId, role: Role, unit: &Unit) -> NewGrant {
    NewGrant { person, role, unit: unit.id, starts_at: START, ends_at: None }
}

#[tokio::test]
async fn nobody_grants_beyond_their_reach() {
    for w in worlds().await {
        let give = async |by: PersonId, new: NewGrant| {
            let actor = w.house.actor(by, START).await.unwrap();
            w.house.change(move |tx| grants::give(tx, By::Person(&actor), &new, START)).await
        };
        assert_eq!(
            key(give(w.worker, grant(w.worker, Role::Reviewer, &w.enterprise)).await),
            "identity-not-administrator"
        );
        assert_eq!(key(give(w.low, grant(w.low, Role::Administrator, &w.county)).await), "identity-beyond-reach");
        assert_eq!(key(give(w.low, grant(w.worker, Role::Reviewer, &w.other)).await), "identity-beyond-reach");
        assert_eq!(key(give(w.low, grant(w.worker, Role::UnionOfficer, &w.enterprise)).await), "grant-does-not-fit");
        give(w.low, grant(w.worker, Role::Reviewer, &w.enterprise)).await.unwrap();
        assert_eq!(key(give(w.high, grant(w.worker, Role::Reviewer, &w.enterprise)).await), "grant-held");
        assert!(w.house.actor(w.worker, START).await.unwrap().has_within(Role::Reviewer, &w.enterprise.place()));
    }
}

#[tokio::test]
async fn a_grant_holds_from_its_beginning_to_its_end() {
    for w in worlds().await {
        let day = |n: i64| START.plus_millis(n * kernel::clock::DAY);
        let new =
            NewGrant { starts_at: day(1), ends_at: Some(day(3)), ..grant(w.worker, Role::Reviewer, &w.enterprise) };
        let id = w.house.change(move |tx| grants::give(tx, By::House, &new, START)).await.unwrap();
        let has = async |at| w.house.actor(w.worker, at).await.unwrap().has_somewhere(Role::Reviewer);
        assert_eq!(
            [has(day(0)).await, has(day(1)).await, has(day(2)).await, has(day(3)).await],
            [false, true, true, false]
        );
        w.house.change(move |tx| grants::end(tx, By::House, id, day(2))).await.unwrap();
        assert!(!has(day(2)).await);
        assert_eq!(key(w.house.change(move |tx| grants::end(tx, By::House, id, day(2))).await), "grant-ended");
        assert_eq!(w.house.steps(id.any()).await, ["given", "ended"]);
    }
}

#[tokio::test]
async fn the_last_administrator_stays() {
    for w in worlds().await {
        let (high, county) = (w.high, w.county.id);
        let held = w.house.db.read(move |r| grants::at(r, county, START)).await.unwrap();
        let id = held[0].id;
        assert_eq!(
            key(w.house.change(move |tx| grants::end(tx, By::House, id, START)).await),
            "grant-last-administrator"
        );
        assert_eq!(
            key(w.house.change(move |tx| people::leave(tx, By::House, high, START)).await),
            "grant-last-administrator"
        );
        assert!(w.house.actor(high, START).await.unwrap().has_somewhere(Role::Administrator));
        let second = w.house.join("2", "另一位", "", w.county.id).await;
        w.house.give(second, Role::Administrator, w.county.id).await;
        w.house.change(move |tx| people::leave(tx, By::House, high, START)).await.unwrap();
    }
}

#[tokio::test]
async fn holders_over_a_place_are_found_nearest_first() {
    for w in worlds().await {
        w.house.give(w.worker, Role::Auditor, w.enterprise.id).await;
        w.house.give(w.high, Role::Auditor, w.county.id).await;
        w.house.give(w.low, Role::Auditor, w.other.id).await;
        let over = async |place: kernel::Place, now| {
            let held = w.house.db.read(move |r| grants::over(r, Role::Auditor, &place, now)).await.unwrap();
            held.into_iter().map(|held| held.person).collect::<Vec<_>>()
        };
        assert_eq!(over(w.enterprise.place(), START).await, [w.worker, w.high]);
        assert_eq!(over(w.county.place(), START).await, [w.high]);
        assert!(over(w.enterprise.place(), START.plus_millis(-1)).await.is_empty());
    }
}

#[tokio::test]
async fn an_actor_costs_two_statements() {
    for w in worlds().await {
        let before = w.house.db.asked();
        w.house.actor(w.low, START).await.unwrap();
        assert_eq!(w.house.db.asked() - before, 2);
    }
}

#[tokio::test]
async fn the_setting_in_force_is_the_one_whose_time_has_come() {
    for w in worlds().await {
        let (enterprise, db) = (w.enterprise.id, &w.house.db);
        let day = |n: i64| START.plus_millis(n * kernel::clock::DAY);
        let put = async |from, value: i64| {
            w.house
                .change(move |tx| settings::put(tx, By::House, enterprise, "deadline", from, &value, START))
                .await
                .unwrap()
        };
        let at = async |now| {
            let found = db.read(move |r| settings::current::<i64>(r, enterprise, "deadline", now)).await.unwrap();
            found.map(|setting| (setting.version, setting.value))
        };
        assert_eq!(at(day(0)).await, None);
        assert_eq!([put(day(0), 30).await, put(day(5), 20).await, put(day(5), 20).await], [1, 2, 2]);
        assert_eq!([at(day(4)).await, at(day(5)).await], [Some((1, 30)), Some((2, 20))]);
        assert_eq!(put(day(5), 25).await, 3);
        assert_eq!(at(day(6)).await, Some((3, 25)));
        assert_eq!(w.house.steps(enterprise.any()).await.iter().filter(|step| *step == "set").count(), 3);

        let actor = w.house.actor(w.worker, START).await.unwrap();
        let denied =
            w.house.change(move |tx| settings::put(tx, By::Person(&actor), enterprise, "deadline", day(0), &1, START));
        assert_eq!(key(denied.await), "identity-not-administrator");
    }
}

#[tokio::test]
async fn people_are_found_by_the_beginning_of_name_or_number() {
    for w in worlds().await {
        let enterprise = w.enterprise.id;
        let search = async |typed: &'static str| {
            let found = w.house.db.read(move |r| people::search(r, enterprise, typed)).await.unwrap();
            found.into_iter().map(|person| person.employee_no).collect::<Vec<_>>()
        };
        assert_eq!(search("王").await, ["G101"]);
        assert_eq!(search("G10").await, ["G100", "G101"]);
        assert!(search("建国").await.is_empty() && search("").await.is_empty() && search("县").await.is_empty());
    }
}
