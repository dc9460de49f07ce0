//! The trunk, whole: the catalogue, the world told through the actions, the ledger over it, and the
//! move between the engines.

use std::collections::BTreeMap;

use kernel::lifecycle::Word;
use ledger::proofs::{self, LogFault};
use ledger::receipt::verify_receipt;
use store::{Db, Target, statements};
use suggestions::lifecycle::State;
use testkit::{Database, TestHouse, houses};

statements! {
    COUNT_STATES: () => (String, i64) = "SELECT state, COUNT(*) FROM suggestion GROUP BY state ORDER BY state";
    SUBMITS: () => (ledger::EntryId,) = "SELECT id FROM ledger_entry WHERE kind = 'suggestion' AND step = 'submit' ORDER BY id";
    FORGE_PAYLOAD: (ledger::EntryId,) => () = "UPDATE ledger_opening SET payload = '{}' WHERE entry = $1";
    FORGE_ENTRY: (ledger::EntryId,) => () = "UPDATE ledger_entry SET step = 'adopt' WHERE id = $1";
    FORGET_ENTRY: (ledger::EntryId,) => () = "DELETE FROM ledger_entry WHERE id = $1";
    ERASE: (ledger::EntryId,) => () = "DELETE FROM ledger_opening WHERE entry = $1";
    FORGE_TILE: () => () = "UPDATE ledger_tile SET hashes = (SELECT t.hashes FROM ledger_tile t WHERE t.n = 1 AND t.level = 0) WHERE n = 0 AND level = 0";
}

#[tokio::test]
async fn every_statement_fits_the_schema_on_this_engine() {
    for house in houses().await {
        let faults = house.app.db.check_catalogue(app::registry::statements()).await.unwrap();
        assert!(faults.is_empty(), "{:?}:\n{}", house.app.db.engine(), faults.join("\n"));
    }
}

#[tokio::test]
async fn the_world_is_told_whole_and_shows_every_state() {
    for house in houses().await {
        let found = house.app.db.read(|reader| reader.all(&COUNT_STATES, ())).await.unwrap();
        let mut wanted: BTreeMap<&str, i64> = BTreeMap::new();
        for plan in house.world.suggestions() {
            *wanted.entry(told(plan.state()).word()).or_default() += 1;
        }
        let found: BTreeMap<_, _> = found.iter().map(|(state, count)| (state.as_str(), *count)).collect();
        assert_eq!(found, wanted, "no story was cut short");
    }
}

/// A state of the world as one of the house.
fn told(state: world::State) -> State {
    use world::State as W;
    match state {
        W::Submitted => State::Submitted,
        W::Returned => State::Returned,
        W::GeneralRemark => State::GeneralRemark,
        W::InReview => State::InReview,
        W::Adopted => State::Adopted,
        W::Declined => State::Declined,
        W::Reserve => State::Reserve,
        W::PassedUp => State::PassedUp,
        W::Reconsidering => State::Reconsidering,
        W::Implementing => State::Implementing,
        W::Applied => State::Applied,
        W::Done => State::Done,
        W::Withdrawn => State::Withdrawn,
    }
}

async fn check(house: &TestHouse) -> proofs::Checked {
    let key = house.app.log_key.clone();
    house.app.db.read(move |reader| proofs::check(reader, &key, |_| {})).await.unwrap()
}

async fn submits(house: &TestHouse) -> Vec<ledger::EntryId> {
    house.app.db.read(|reader| reader.all(&SUBMITS, ())).await.unwrap().into_iter().map(|(id,)| id).collect()
}

#[tokio::test]
async fn the_ledger_holds_and_each_receipt_checks_offline() {
    for house in houses().await {
        let checked = check(&house).await;
        assert_eq!(checked.faults, []);
        assert!(checked.entries > 500, "{checked:?}");
        for entry in submits(&house).await {
            let receipt = house.app.db.read(move |reader| proofs::receipt(reader, entry)).await.unwrap().unwrap();
            let verified = verify_receipt(receipt.to_text().as_bytes(), &house.app.log_key).unwrap();
            assert_eq!((verified.id, verified.entry["step"].as_str()), (entry.uuid(), Some("submit")));
        }
    }
}

#[tokio::test]
async fn the_database_refuses_to_rewrite_what_happened_and_an_erased_text_leaves_its_proof() {
    for house in houses().await {
        let entry = submits(&house).await[0];
        for forgery in [FORGE_ENTRY, FORGET_ENTRY, FORGE_PAYLOAD] {
            let refused = house.app.db.write(move |tx| tx.execute(&forgery, (entry,))).await.unwrap_err();
            assert!(refused.to_string().contains("append-only"), "{refused}");
        }
        house.app.db.write(move |tx| tx.execute(&ERASE, (entry,))).await.unwrap();
        let checked = check(&house).await;
        assert_eq!((checked.faults, checked.erased), (vec![], 1));
        assert!(house.app.db.read(move |reader| proofs::receipt(reader, entry)).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn what_is_changed_behind_the_database_s_back_is_found_and_named() {
    let house = houses().await.remove(0);
    let entry = submits(&house).await[3];
    let Target::File(file) = house.app.db.target().clone() else { unreachable!("the first engine is embedded") };
    let forger = testkit::forge(&file);
    let hex = entry.uuid().simple();
    forger(&format!(
        "UPDATE ledger_opening SET payload = replace(payload, '\"title\":\"', '\"title\":\"x') WHERE entry = x'{hex}'"
    ));
    assert_eq!(check(&house).await.faults, [LogFault::Altered(entry)]);
    let next = submits(&house).await[4];
    forger(&format!("UPDATE ledger_entry SET at = at + 1 WHERE id = x'{}'", next.uuid().simple()));
    assert_eq!(check(&house).await.faults, [LogFault::Altered(entry), LogFault::NotInTree(next), LogFault::Root]);
    house.app.db.write(|tx| tx.execute(&FORGE_TILE, ())).await.unwrap();
    assert!(check(&house).await.faults.contains(&LogFault::Root));
}

#[tokio::test]
async fn a_log_that_grows_meanwhile_is_checked_up_to_what_was_signed_when_it_began() {
    for house in houses().await {
        let (db, key) = (&house.app.db, house.app.log_key.clone());
        house.settle().await;
        let begun = db.read(move |reader| proofs::Check::begin(reader, &key)).await.unwrap();
        let size = begun.of().unwrap();
        assert!(size > 0 && begun.entries() == 0);
        crate::stats::acts::suggested(&house, house.actor("worker").await.person).await;
        house.settle().await;
        let mut check = begun;
        loop {
            let step = db.read(move |reader| {
                let more = check.step(reader)?;
                Ok((check, more))
            });
            let more;
            (check, more) = step.await.unwrap();
            if !more {
                break;
            }
        }
        let checked = db.read(move |reader| check.end(reader)).await.unwrap();
        assert_eq!((checked.faults, checked.entries), (Vec::new(), size));
        assert!(self::check(&house).await.entries > size, "the next one sees the rest");
    }
}

#[tokio::test]
async fn a_whole_installation_moves_between_the_engines_and_still_proves_itself() {
    for house in houses().await {
        let before = house.app.db.census(app::registry::migrations()).await.unwrap();
        for database in Database::each().await {
            let (from, to) = (house.app.db.target().clone(), database.target.clone());
            let copied =
                tokio::task::spawn_blocking(move || store::copy(&from, &to, &app::registry::migrations(), |_, _| {}));
            assert_eq!(copied.await.unwrap().unwrap().tables, before);
            let moved = Db::open(&database.target, 1).unwrap();
            let key = house.app.log_key.clone();
            let checked = moved.read(move |reader| proofs::check(reader, &key, |_| {})).await.unwrap();
            assert_eq!(checked.faults, []);
        }
    }
}
