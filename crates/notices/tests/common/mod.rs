//! An empty migrated database on each engine there is. PostgreSQL is tested when the test script has
//! started one and says so in `LIAOYUAN_TEST_PG`.

#![allow(dead_code, missing_docs, clippy::unwrap_used, reason = "each test file takes what it needs")]

use std::sync::{Arc, Mutex};

use jiff::civil::date;
use jobs::{Sealer, Worker};
use kernel::id::{AnyId, PersonId};
use kernel::{Clock, Id, Time};
use ledger::SealedRow;
use notices::mail::Mail;
use notices::{Args, Mailer, NewNotice, Outside, Teller, Vendors, channel, code};
use serde_json::{Value, json};
use store::{Db, Reader, Target};

pub struct Place {
    pub db: Db,
    _dir: tempfile::TempDir,
}

/// A Monday, nine in the morning in China.
pub fn monday() -> Time {
    Time::start_of(date(2026, 11, 23)).plus_millis(9 * 3_600_000)
}

pub async fn places() -> Vec<Place> {
    let migrations = [ledger::MIGRATIONS, jobs::MIGRATIONS, notices::MIGRATIONS].concat();
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
    let name = format!("notices_{}", AnyId::new(monday()).uuid().simple());
    let (admin, sql) = (format!("{url}/postgres"), format!("CREATE DATABASE {name}"));
    tokio::task::spawn_blocking(move || {
        postgres::Client::connect(&admin, postgres::NoTls).unwrap().batch_execute(&sql).unwrap();
    })
    .await
    .unwrap();
    format!("{url}/{name}")
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

/// Days and hours in milliseconds.
pub const HOUR: i64 = 3_600_000;
pub const DAY: i64 = 24 * HOUR;

/// A house with one person's worth of world around it: what it mails is kept in a list.
pub struct House {
    pub db: Db,
    pub worker: Worker,
    pub sealer: Sealer,
    pub mails: Arc<Mutex<Vec<Mail>>>,
}

/// Tells everybody named in the entry, as the entry says.
pub fn teller(_: &Reader<'_>, entry: &SealedRow) -> kernel::Result<Vec<NewNotice>> {
    let payload = entry.payload();
    let people: Vec<PersonId> = serde_json::from_value(payload["people"].clone()).unwrap();
    let notice = |person| {
        let notice = NewNotice::new(person, "test-told", format!("/things/{}", payload["number"]));
        let notice = notice.with("number", payload["number"].clone());
        if payload["urgent"] == json!(true) { notice.urgent() } else { notice }
    };
    Ok(people.into_iter().map(notice).collect())
}

fn render(key: &str, args: &Args, language: &str) -> String {
    format!("{language} {key} {}", Value::Object(args.clone()))
}

impl House {
    pub async fn build(db: &Db, vendors: Vendors) -> House {
        let mails: Arc<Mutex<Vec<Mail>>> = Arc::default();
        let outside = Outside {
            base: "https://liaoyuan.example".to_owned(),
            settings: "/me/channels",
            inbox: "/inbox",
            mailer: Some(Mailer::Captured(Arc::clone(&mails))),
            vendors,
            render,
            language: |_, _| Ok("zh-CN".to_owned()),
        };
        let clock = Clock::fixed(monday());
        let key = db.write(|tx| ledger::sealer::key(tx, "test.example/log")).await.unwrap();
        let tellers: Vec<Teller> = vec![teller, teller];
        let sealer = Sealer::new(db.clone(), clock.clone(), key, vec![notices::fold(tellers)]);
        let worker = Worker::new(db.clone(), clock, notices::handlers(outside)).with_schedules(notices::schedules());
        House { db: db.clone(), worker, sealer, mails }
    }

    /// Something happens that these people are told of.
    pub async fn happens(&self, people: &[PersonId], actor: PersonId, number: i64, urgent: bool, at: Time) {
        let payload = json!({ "people": people, "number": number, "urgent": urgent });
        let fact = move || ledger::Fact::new("thing", Id::new(at), "made", at).by_person(actor).with(1, &payload);
        ledger::change(&self.db, move |tx| ledger::append(tx, fact())).await.unwrap();
        self.sealer.catch_up().await.unwrap();
    }

    pub async fn runs(&self, at: Time) {
        self.worker.run_due(at).await.unwrap();
    }

    /// The mails sent since this was asked last.
    pub fn mailed(&self) -> Vec<Mail> {
        std::mem::take(&mut *self.mails.lock().unwrap())
    }

    /// Has the person prove an e-mail address; returns with its code typed.
    pub async fn proves(&self, person: PersonId, address: &'static str, at: Time) {
        self.db.write(move |tx| code::ask(tx, person, address, at)).await.unwrap();
        self.runs(at).await;
        let mail = self.mailed().pop().unwrap();
        let typed = code_in(&mail.text);
        let verdict = self.db.write(move |tx| code::confirm(tx, person, &typed, at)).await.unwrap();
        assert_eq!(verdict, kernel::Verdict::Allow);
        assert_eq!(self.db.read(move |reader| channel::channels(reader, person)).await.unwrap().len(), 1);
    }
}

/// The six digits in a mail.
pub fn code_in(text: &str) -> String {
    let args: Value = serde_json::from_str(text.splitn(3, ' ').nth(2).unwrap()).unwrap();
    args["code"].as_str().unwrap().to_owned()
}

pub fn person() -> PersonId {
    PersonId::new(monday())
}
