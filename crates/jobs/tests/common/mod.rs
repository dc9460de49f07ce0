//! An empty migrated database on each engine there is. PostgreSQL is tested when the test script has
//! started one and says so in `LIAOYUAN_TEST_PG`.

#![allow(dead_code, missing_docs, clippy::unwrap_used, reason = "each test file takes what it needs")]

use jiff::civil::date;
use kernel::id::AnyId;
use kernel::{Id, Time};
use store::{Db, Migration, Target, Tx};

pub struct Place {
    pub db: Db,
    _dir: tempfile::TempDir,
}

/// A Monday, nine in the morning in China.
pub fn monday() -> Time {
    Time::start_of(date(2026, 11, 23)).plus_millis(9 * 3_600_000)
}

pub async fn places(more: &[Migration]) -> Vec<Place> {
    let migrations = [ledger::MIGRATIONS, jobs::MIGRATIONS, more].concat();
    let dir = tempfile::tempdir().unwrap();
    let mut targets = vec![Target::File(dir.path().join("test.db"))];
    if let Ok(url) = std::env::var("LIAOYUAN_TEST_PG") {
        targets.push(Target::Url(fresh_database(&url).await));
    }
    let mut dirs = vec![dir, tempfile::tempdir().unwrap()].into_iter();
    let mut places = Vec::new();
    for target in targets {
        let db = Db::open(&target, 3).unwrap();
        db.migrate(migrations.clone()).await.unwrap();
        places.push(Place { db, _dir: dirs.next().unwrap() });
    }
    places
}

async fn fresh_database(url: &str) -> String {
    let name = format!("jobs_{}", AnyId::new(monday()).uuid().simple());
    let (admin, sql) = (format!("{url}/postgres"), format!("CREATE DATABASE {name}"));
    tokio::task::spawn_blocking(move || {
        postgres::Client::connect(&admin, postgres::NoTls).unwrap().batch_execute(&sql).unwrap();
    })
    .await
    .unwrap();
    format!("{url}/{name}")
}

/// Records `count` facts about something.
pub fn record(tx: &mut Tx<'_>, count: usize) -> kernel::Result<()> {
    for number in 0..count {
        let fact = ledger::Fact::new("thing", Id::new(monday()), "made", monday()).with(1, &number);
        let _recorded = ledger::append(tx, fact)?;
    }
    Ok(())
}

/// SQLite numbers `$n` by where it first stands in the text, not by `n`: the two must agree.
pub fn out_of_order(statements: &[store::AnyStatement]) -> Vec<&str> {
    let in_order = |sql: &str| {
        let mut seen = 0;
        sql.split('$').skip(1).all(|rest| {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            let number: usize = digits.parse().unwrap();
            seen = seen.max(number.min(seen + 1));
            number <= seen
        })
    };
    statements.iter().filter(|statement| !in_order(statement.sql)).map(|statement| statement.name.as_str()).collect()
}
