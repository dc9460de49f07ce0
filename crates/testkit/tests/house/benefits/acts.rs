//! What the tests do again and again: put a work in use, fill the form, look at what was left behind.

use benefits::lifecycle::State;
use kernel::clock::DAY;
use kernel::id::PersonId;
use kernel::{Actor, Fen, Shares};
use store::statements;
use testkit::{Browser, Page, TestHouse};
use works::figures::Figure;
use works::uses::UseId;
use works::{Visibility, WorkId};

use crate::common::card;

statements! {
    STATE: (UseId,) => (State, i64) = "SELECT state, version FROM benefit WHERE work_use = $1";
    STEPS: (UseId,) => (String, PersonId, Option<Fen>) =
        "SELECT v.step, v.person, v.fen FROM benefit_version v JOIN benefit b ON b.id = v.benefit WHERE b.work_use = $1 ORDER BY v.number";
    FACTS: (UseId,) => (String,) =
        "SELECT e.step FROM ledger_entry e JOIN benefit b ON b.id = e.subject WHERE b.work_use = $1 ORDER BY e.id";
    TOLD: (PersonId, String) => (String,) = "SELECT key FROM notice WHERE person = $1 AND href = $2 ORDER BY id";
}

/// The title of every work made here.
pub const TITLE: &str = "三爪夹具改快换定位销";

/// A line of 35 分钟 × 1440 次 × 0.75 元/分钟, and a cost of 8600 元.
pub const LINES: [(&str, &str); 19] = [
    ("method", "computed"),
    ("rows", "3"),
    ("what-0", "节省换型时间"),
    ("sign-0", "gain"),
    ("name-0-0", "每次省下"),
    ("value-0-0", "35"),
    ("unit-0-0", "分钟"),
    ("name-0-1", "换型次数"),
    ("value-0-1", "1,440"),
    ("unit-0-1", "次"),
    ("name-0-2", "费率"),
    ("value-0-2", "0.75"),
    ("unit-0-2", "元/分钟"),
    ("evidence-0", "三月排产表"),
    ("what-1", "定位销和套"),
    ("sign-1", "cost"),
    ("name-1-0", "投入"),
    ("value-1-0", "8600"),
    ("evidence-1", "采购发票"),
];
/// What these come to.
pub const CLAIMED: Fen = Fen(3_780_000 - 860_000);

/// A work of the author's that has been in use for thirty days.
pub async fn in_use(house: &TestHouse, author: &Actor, visibility: Visibility) -> UseId {
    let (now, author) = (house.clock.now(), author.clone());
    let made = house.app.db.write(move |tx| {
        let id = WorkId::new(now);
        works::authors::write(tx, id, &Shares::sole(author.person), author.person, now)?;
        let card = card(id, &author, TITLE, visibility, now.plus_millis(-30 * DAY), now);
        works::cards::put(tx, &card, now)?;
        Ok(id.cast())
    });
    made.await.unwrap()
}

/// Where a statement stands, and its version; `None` while there is none.
pub async fn state(house: &TestHouse, id: UseId) -> Option<(State, i64)> {
    house.app.db.read(move |reader| reader.find(&STATE, (id,))).await.unwrap()
}

/// What finance signed, as everybody else reads it.
pub async fn figure(house: &TestHouse, id: UseId) -> Option<Figure> {
    house.app.db.read(move |reader| works::figures::of_use(reader, id)).await.unwrap()
}

/// The history of the figure.
pub async fn steps(house: &TestHouse, id: UseId) -> Vec<(String, PersonId, Option<Fen>)> {
    house.app.db.read(move |reader| reader.all(&STEPS, (id,))).await.unwrap()
}

/// The facts of the ledger about the statement.
pub async fn facts(house: &TestHouse, id: UseId) -> Vec<String> {
    let all = house.app.db.read(move |reader| reader.all(&FACTS, (id,))).await.unwrap();
    all.into_iter().map(|(step,)| step).collect()
}

/// The keys of what somebody was told and leads to the statement.
pub async fn told(house: &TestHouse, person: PersonId, id: UseId) -> Vec<String> {
    house.settle().await;
    let href = format!("/benefits/{id}");
    let keys = house.app.db.read(move |reader| reader.all(&TOLD, (person, href.as_str()))).await.unwrap();
    keys.into_iter().map(|(key,)| key.trim_start_matches("notice-benefit-").to_owned()).collect()
}

/// Sends a form about the statement as somebody sees it now.
pub async fn send(house: &TestHouse, who: &mut Browser, id: UseId, noun: &str, fields: &[(&str, &str)]) -> Page {
    let version = state(house, id).await.map_or(0, |(_, version)| version).to_string();
    who.visit("/me").await;
    let all = [&[("version", version.as_str())], fields].concat();
    who.submit(&format!("/benefits/{id}/{noun}"), &all).await
}

/// Sends a form and expects it to be taken.
pub async fn step(house: &TestHouse, who: &mut Browser, id: UseId, noun: &str, fields: &[(&str, &str)]) {
    let page = send(house, who, id, noun, fields).await;
    assert_eq!(page.status, 303, "{noun}: {}", page.body);
}

/// Tries a form and expects that it is refused and leaves nothing.
pub async fn refused(house: &TestHouse, who: &mut Browser, id: UseId, noun: &str, fields: &[(&str, &str)]) -> Page {
    let before = (steps(house, id).await, facts(house, id).await, figure(house, id).await);
    let page = send(house, who, id, noun, fields).await;
    assert!((400..500).contains(&page.status), "{noun} answered {}", page.status);
    assert_eq!(
        (steps(house, id).await, facts(house, id).await, figure(house, id).await),
        before,
        "{noun} left something"
    );
    page
}

/// Finance's form for [`LINES`] with this many changeovers.
pub fn signed(times: &'static str) -> [(&'static str, &'static str); 5] {
    [
        ("value-0-0", "35"),
        ("value-0-1", times),
        ("value-0-2", "0.75"),
        ("value-1-0", "8600"),
        ("note", "按实际排产计。"),
    ]
}
