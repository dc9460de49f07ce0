//! A server is killed without warning in the middle of writes. Every change that was acknowledged
//! is there afterwards, whole, and the ledger still proves itself. On both engines.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;

use kernel::clock::DAY;
use kernel::{Clock, Scope};
use ledger::proofs;
use store::{Target, statements};
use suggestions::model::SuggestionId;
use testkit::{Database, PASSWORD};

/// Who writes at the same time.
const WRITERS: usize = 6;
/// Acknowledged changes after which the server is killed.
const ENOUGH: usize = 120;

statements! {
    ALL: () => (SuggestionId, i64, i64) =
        "SELECT s.id, (SELECT CAST(SUM(a.part) AS BIGINT) FROM work_author a WHERE a.work = s.id), \
            (SELECT COUNT(*) FROM ledger_entry e WHERE e.subject = s.id AND e.step = 'submit') \
         FROM suggestion s ORDER BY s.id";
}

#[tokio::test]
async fn a_kill_in_the_middle_of_writes_loses_nothing_that_was_acknowledged() {
    for database in Database::each().await {
        let token = prepare(&database).await;
        let (mut server, address) = start(&database);
        let acknowledged = write_until_killed(&mut server, &address, &token);
        assert!(acknowledged.len() >= ENOUGH);

        let clock = Clock::system();
        let house = open(&database, clock).await;
        let stored = house.app.db.read(|reader| reader.all(&ALL, ())).await.unwrap();
        let ids: BTreeSet<_> = stored.iter().map(|(id, ..)| *id).collect();
        let lost: Vec<_> = acknowledged.iter().filter(|id| !ids.contains(id)).collect();
        assert!(lost.is_empty(), "{:?} lost {lost:?}", house.app.db.engine());
        for (id, parts, submits) in stored {
            assert_eq!((parts, submits), (100, 1), "{id} is half-written");
        }
        house.settle().await.unwrap();
        let key = house.app.log_key.clone();
        let checked = house.app.db.read(move |reader| proofs::check(reader, &key, |_| {})).await.unwrap();
        assert_eq!(checked.faults, []);
    }
}

/// Opens the installation as a house of this process.
pub async fn open(database: &Database, clock: Clock) -> app::House {
    let settings =
        app::config::Settings { target: database.target.clone(), ..app::config::Settings::embedded(database.folder()) };
    let config = web::Config { base_url: "http://127.0.0.1".to_owned(), ..web::Config::default() };
    let opening = app::house::Opening { settings, clock, config, threads: 2, in_memory: true };
    app::House::open(opening).await.unwrap()
}

/// Fills the database with the test world and makes a token for its worker.
async fn prepare(database: &Database) -> String {
    let clock = Clock::system();
    let now = clock.now();
    let house = open(database, clock).await;
    let world = world::World::new(1, world::Size::Test, now.millis());
    let worker = world.demo_accounts().into_iter().find(|account| account.login == "worker").unwrap();
    let phone = world.person(worker.person).unwrap().phone;
    app::populate::world(&house, world, PASSWORD).await.unwrap();
    let made = house.app.db.write(move |tx| {
        let person = identity::people::by_phone(tx, &phone)?.ok_or(kernel::Error::NotFound)?;
        identity::tokens::create(tx, person.id, "crash", &[Scope::Read, Scope::Write], now.plus_millis(DAY), now)
    });
    made.await.unwrap().1.reveal().to_owned()
}

/// Starts the program itself and waits until it says where it serves.
fn start(database: &Database) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_liaoyuan"));
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(database.folder());
    if let Target::Url(url) = &database.target {
        command.args(["--database", url]);
    }
    let mut server = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let line =
        lines.map_while(Result::ok).find(|line| line.contains("http://")).expect("the server says where it serves");
    let address = line[line.find("http://").unwrap()..].trim().to_owned();
    (server, address)
}

/// Several writers register one after another; when enough is acknowledged the server is killed.
fn write_until_killed(server: &mut Child, address: &str, token: &str) -> Vec<SuggestionId> {
    let (tell, told) = mpsc::channel();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (tell, address, token) = (tell.clone(), address.to_owned(), token.to_owned());
            thread::spawn(move || {
                for number in 0.. {
                    let Some(id) = register(&address, &token, writer, number) else { return };
                    if tell.send(id).is_err() {
                        return;
                    }
                }
            })
        })
        .collect();
    drop(tell);
    let mut acknowledged: Vec<SuggestionId> = told.iter().take(ENOUGH).collect();
    server.kill().unwrap();
    server.wait().unwrap();
    // What was acknowledged before the writers noticed counts too.
    acknowledged.extend(told.iter());
    for writer in writers {
        writer.join().unwrap();
    }
    acknowledged
}

fn register(address: &str, token: &str, writer: usize, number: usize) -> Option<SuggestionId> {
    let body = serde_json::json!({
        "title": format!("第 {writer} 组第 {number} 条"), "now": "换型要等二十分钟", "how": "改用快换定位销", "category": "equipment",
    });
    let answer = ureq::post(format!("{address}/api/v1/suggestions"))
        .header("authorization", format!("Bearer {token}"))
        .send_json(&body)
        .ok()?;
    let body: serde_json::Value = answer.into_body().read_json().ok()?;
    body["id"].as_str()?.parse().ok()
}
