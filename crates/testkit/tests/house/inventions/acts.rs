//! What the tests of this binary do again and again.

use inventions::lifecycle::State;
use inventions::model::{InventionId, RightId};
use inventions::rights::Standing;
use kernel::id::PersonId;
use store::statements;
use testkit::{Browser, Page, TestHouse};

statements! {
    STATE: (InventionId,) => (State, i64) = "SELECT state, version FROM invention WHERE id = $1";
    FACTS: () => (i64,) = "SELECT COUNT(*) FROM ledger_entry";
    RIGHT: (InventionId,) => (RightId, Standing) =
        "SELECT id, standing FROM invention_right WHERE invention = $1 ORDER BY at DESC, id DESC LIMIT 1";
    TOLD: (PersonId, String) => (String,) = "SELECT key FROM notice WHERE person = $1 AND href LIKE $2 ORDER BY at, id";
}

/// The four parts of a disclosure.
pub const PROBLEM: [(&str, &str); 2] = [("title", "自锁式快换定位销"), ("problem", "换型时找正要二十分钟。")];
/// What there is already.
pub const PRIOR: [(&str, &str); 2] = [("prior", "锥销加百分表，准但慢。"), ("search", "查了“定位销 自锁”三十件。")];
/// The solution and what is new.
pub const SOLUTION: [(&str, &str); 2] = [("solution", "三瓣楔块一根拉杆。"), ("novelty", "不找正，磨损自己补。")];

/// Writes a disclosure down, part by part, without handing it in.
pub async fn draft(browser: &mut Browser, more: &[(&str, &str)]) -> InventionId {
    let page = browser.get("/inventions/new").await;
    let id = page.value_of("id").unwrap();
    let done = browser.submit("/inventions", &[&[("id", id.as_str())], &PROBLEM[..]].concat()).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let people = [("visibility", "enterprise")];
    let people = if more.is_empty() { &people[..] } else { more };
    for (part, fields) in [("prior", &PRIOR[..]), ("solution", &SOLUTION[..]), ("inventors", people)] {
        let path = format!("/inventions/{id}/disclosure/{part}");
        let version = browser.visit(&path).await.value_of("version").unwrap();
        let done = browser.submit(&path, &[&[("version", version.as_str())], fields].concat()).await;
        assert_eq!(done.status, 303, "{part}: {}", done.body);
    }
    id.parse().unwrap()
}

/// Discloses and hands in.
pub async fn disclosed(house: &TestHouse, browser: &mut Browser, more: &[(&str, &str)]) -> InventionId {
    let id = draft(browser, more).await;
    step(house, browser, id, "handover", &[]).await;
    id
}

/// Discloses, hands in, and decides to file for a right of this kind.
pub async fn filed(
    house: &TestHouse,
    worker: &mut Browser,
    officer: &mut Browser,
    kind: &str,
) -> (InventionId, RightId) {
    let id = disclosed(house, worker, &[]).await;
    step(house, officer, id, "filing", &[("kind", kind)]).await;
    (id, right(house, id).await.0)
}

/// Where it stands, and its version.
pub async fn state(house: &TestHouse, id: InventionId) -> (State, i64) {
    house.app.db.read(move |reader| reader.one(&STATE, (id,))).await.unwrap()
}

/// Its newest right.
pub async fn right(house: &TestHouse, id: InventionId) -> (RightId, Standing) {
    house.app.db.read(move |reader| reader.one(&RIGHT, (id,))).await.unwrap()
}

/// How many facts there are.
pub async fn facts(house: &TestHouse) -> i64 {
    house.app.db.read(|reader| reader.one(&FACTS, ())).await.unwrap().0
}

/// What somebody was told with a link that begins with this address.
pub async fn told(house: &TestHouse, person: PersonId, href: &str) -> Vec<String> {
    let like = format!("{href}%");
    let rows = house.app.db.read(move |reader| reader.all(&TOLD, (person, like.clone()))).await.unwrap();
    rows.into_iter().map(|(key,)| key).collect()
}

/// Posts a form of the invention's page (or of a right's: `rights/ID/noun`), as seen now.
pub async fn send(house: &TestHouse, who: &mut Browser, id: InventionId, noun: &str, fields: &[(&str, &str)]) -> Page {
    let version = state(house, id).await.1.to_string();
    who.visit(&format!("/inventions/{id}")).await;
    let all = [&[("version", version.as_str())], fields].concat();
    who.submit(&format!("/inventions/{id}/{noun}"), &all).await
}

/// Takes a step that must succeed.
pub async fn step(house: &TestHouse, who: &mut Browser, id: InventionId, noun: &str, fields: &[(&str, &str)]) {
    let page = send(house, who, id, noun, fields).await;
    assert_eq!(page.status, 303, "{noun}: {}", page.body);
}

/// The same for a step of a right.
pub async fn move_on(
    house: &TestHouse,
    who: &mut Browser,
    (id, right): (InventionId, RightId),
    noun: &str,
    fields: &[(&str, &str)],
) {
    step(house, who, id, &format!("rights/{right}/{noun}"), fields).await;
}

/// Takes a step that must be refused and leave nothing behind.
pub async fn refused(
    house: &TestHouse,
    who: &mut Browser,
    id: InventionId,
    noun: &str,
    fields: &[(&str, &str)],
    status: u16,
) -> Page {
    let before = (facts(house).await, state(house, id).await);
    let page = send(house, who, id, noun, fields).await;
    assert_eq!(page.status, status, "{noun}: {}", page.body);
    assert_eq!((facts(house).await, state(house, id).await), before, "{noun} left something");
    page
}

/// An application number of a year and kind with its check digit.
pub fn number(year: i16, kind: u8, serial: u32) -> String {
    let digits = format!("{year}{kind}{serial:07}");
    format!("{digits}.{}", inventions::numbers::check_digit(&digits))
}
