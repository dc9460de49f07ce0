//! An empty house on each engine there is. PostgreSQL is tested when the test script has started one
//! and says so in `LIAOYUAN_TEST_PG`.

#![allow(dead_code, clippy::unwrap_used, reason = "shared by several tests; a helper that fails fails its test")]

use identity::tree::NewUnit;
use identity::{By, Unit, UnitKind, people, tree};
use kernel::id::{PersonId, UnitId, UnitTag};
use kernel::{Actor, Error, Id, Result, Role, Scope, Time};
use ledger::Recorded;
use store::{Db, Target, Tx};

/// When the tests begin.
pub const START: Time = Time::from_millis(1_760_000_000_000);

pub struct House {
    pub db: Db,
    _dir: tempfile::TempDir,
}

impl House {
    /// Runs a change.
    pub async fn change<T: Send + 'static>(
        &self,
        change: impl FnMut(&mut Tx<'_>) -> Result<Recorded<T>> + Send + 'static,
    ) -> Result<T> {
        ledger::change(&self.db, change).await
    }

    /// Founds a unit in the name of the house.
    pub async fn found(&self, kind: UnitKind, name: &str, parent: Option<&Unit>) -> Unit {
        let new = new_unit(kind, name, parent.map(|unit| unit.id));
        self.change(move |tx| tree::found(tx, By::House, &new, START)).await.unwrap()
    }

    /// Somebody joins a unit.
    pub async fn join(&self, number: &str, name: &str, phone: &str, unit: UnitId) -> PersonId {
        let details = people::Details { name: name.to_owned(), phone: phone.to_owned(), unit };
        let number = number.to_owned();
        self.change(move |tx| people::join(tx, By::House, &number, &details, START)).await.unwrap()
    }

    /// Gives a role without an end.
    pub async fn give(&self, person: PersonId, role: Role, unit: UnitId) -> identity::grants::GrantId {
        let new = identity::grants::NewGrant { person, role, unit, starts_at: START, ends_at: None };
        self.change(move |tx| identity::grants::give(tx, By::House, &new, START)).await.unwrap()
    }

    /// The actor at a moment.
    pub async fn actor(&self, person: PersonId, now: Time) -> Result<Actor> {
        self.db.read(move |r| identity::actors::actor(r, person, now, &[Scope::Read, Scope::Write])).await
    }

    /// The unit as it is now.
    pub async fn unit(&self, id: UnitId) -> Unit {
        self.db.read(move |r| tree::unit(r, id)).await.unwrap()
    }

    /// Steps of the facts about something, in order.
    pub async fn steps(&self, subject: kernel::id::AnyId) -> Vec<String> {
        let history = self.db.read(move |r| r.all(&ledger::store::HISTORY, (subject,))).await.unwrap();
        history.into_iter().map(|entry| entry.step).collect()
    }
}

/// A unit to found, with a code made of its name where it needs one.
pub fn new_unit(kind: UnitKind, name: &str, parent: Option<UnitId>) -> NewUnit {
    NewUnit {
        kind,
        name: name.to_owned(),
        short_name: String::new(),
        code: if kind.is_union() { name.to_owned() } else { String::new() },
        parent,
        industry_parent: None,
        industry: String::new(),
    }
}

pub async fn houses() -> Vec<House> {
    let dir = tempfile::tempdir().unwrap();
    let mut targets = vec![Target::File(dir.path().join("test.db"))];
    if let Ok(url) = std::env::var("LIAOYUAN_TEST_PG") {
        targets.push(Target::Url(fresh_database(&url).await));
    }
    let mut dir = Some(dir);
    let mut houses = Vec::new();
    for target in targets {
        let db = Db::open(&target, 2).unwrap();
        db.migrate([ledger::MIGRATIONS, identity::MIGRATIONS].concat()).await.unwrap();
        houses.push(House { db, _dir: dir.take().unwrap_or_else(|| tempfile::tempdir().unwrap()) });
    }
    houses
}

async fn fresh_database(url: &str) -> String {
    let name = format!("identity_{}", Id::<UnitTag>::new(START).uuid().simple());
    let (admin, sql) = (format!("{url}/postgres"), format!("CREATE DATABASE {name}"));
    tokio::task::spawn_blocking(move || {
        postgres::Client::connect(&admin, postgres::NoTls).unwrap().batch_execute(&sql).unwrap();
    })
    .await
    .unwrap();
    format!("{url}/{name}")
}

/// A county with two enterprises, two administrators and a worker.
pub struct World {
    pub house: House,
    pub county: Unit,
    pub enterprise: Unit,
    pub other: Unit,
    /// Administers the county.
    pub high: PersonId,
    /// Administers the enterprise and works there.
    pub low: PersonId,
    pub worker: PersonId,
}

pub async fn worlds() -> Vec<World> {
    let mut worlds = Vec::new();
    for house in houses().await {
        let county = house.found(UnitKind::County, "330206", None).await;
        let enterprise = house.found(UnitKind::Enterprise, "东屿泵阀", Some(&county)).await;
        let other = house.found(UnitKind::Enterprise, "西屿泵阀", Some(&county)).await;
        let high = house.join("1", "县管理员", "", county.id).await;
        let low = house.join("G100", "厂管理员", "", enterprise.id).await;
        let worker = house.join("G101", "王建国", "13800000001", enterprise.id).await;
        house.give(high, Role::Administrator, county.id).await;
        house.give(low, Role::Administrator, enterprise.id).await;
        worlds.push(World { house, county, enterprise, other, high, low, worker });
    }
    worlds
}

/// The key of the reason for which something failed.
pub fn key<T: std::fmt::Debug>(result: kernel::Result<T>) -> &'static str {
    match result.unwrap_err() {
        Error::Denied(reason) | Error::Refused(reason) => reason.key,
        Error::Invalid(faults) => faults.iter().next().unwrap().1.key,
        other => panic!("{other}"),
    }
}
