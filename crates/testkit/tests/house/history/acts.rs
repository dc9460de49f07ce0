//! What the tests do again and again: make a file, upload it, import it, look at figures.

use kernel::id::UnitId;
use serde_json::Value;
use stats::{Indicator, Node, Period};
use store::statements;
use testkit::{Browser, Page, TestHouse};

statements! {
    /// Rows that stand, as somebody counts who knows nothing of totals: how many, and their benefit.
    STANDING: (UnitId, String, i64) => (i64, i64) =
        "SELECT COUNT(*), CAST(COALESCE(SUM(benefit), 0) AS BIGINT) FROM history_row \
         WHERE unit = $1 AND kind = $2 AND year = $3 AND stands = 1";
    ROWS: () => (i64,) = "SELECT COUNT(*) FROM history_row";
    IMPORTS: () => (i64,) = "SELECT COUNT(*) FROM history_import";
    FACTS: (String,) => (i64,) = "SELECT COUNT(*) FROM ledger_entry WHERE kind = $1";
}

/// A csv of these lines.
pub fn csv(lines: &[&str]) -> Vec<u8> {
    lines.join("\n").into_bytes()
}

/// The node at which somebody holds their first role.
pub async fn node(house: &TestHouse, login: &str) -> UnitId {
    house.actor(login).await.grants.first().unwrap().unit
}

/// Uploads a file for a node; what came back.
pub async fn send(who: &mut Browser, unit: UnitId, name: &str, bytes: &[u8]) -> Page {
    who.visit(&format!("/history/{unit}/imports/new")).await;
    let files = [("file", name, "application/octet-stream", bytes)];
    who.upload(&format!("/history/{unit}/uploads"), &[("kind", "suggestion")], &files).await
}

/// Uploads a file that can be read; the address of its preview.
pub async fn upload(who: &mut Browser, unit: UnitId, bytes: &[u8]) -> String {
    let page = send(who, unit, "台账.csv", bytes).await;
    assert_eq!(page.status, 303, "{}", page.body);
    page.location().split('#').next().unwrap().to_owned()
}

/// Imports what a preview shows; what came back.
pub async fn commit(who: &mut Browser, preview: &str) -> Page {
    let chain = who.get(preview).await.value_of("chain").unwrap_or_default();
    who.submit(&format!("{preview}/import"), &[("chain", &chain)]).await
}

/// Uploads and imports a file; the address of the import.
pub async fn import(house: &TestHouse, who: &mut Browser, unit: UnitId, bytes: &[u8]) -> String {
    let preview = upload(who, unit, bytes).await;
    let page = commit(who, &preview).await;
    assert_eq!(page.status, 303, "{}", page.body);
    house.settle().await;
    page.location().to_owned()
}

/// Takes an import back.
pub async fn withdraw(house: &TestHouse, who: &mut Browser, import: &str) {
    let version = who.get(import).await.value_of("version").unwrap();
    let fields = [("version", version.as_str()), ("reason", "导错了文件。")];
    let page = who.submit(&format!("{import}/withdrawal"), &fields).await;
    assert_eq!(page.status, 303, "{}", page.body);
    house.settle().await;
}

/// A figure of a unit in a year.
pub async fn figure(house: &TestHouse, unit: UnitId, code: &str, year: i32) -> i64 {
    let it: &'static Indicator = house.app.indicators().find(|it| it.code == code).unwrap();
    let found = house.app.db.read(move |reader| {
        let unit = identity::tree::unit(reader, unit)?;
        stats::figures(reader, &Node::from(&unit), &[it], &[Period::year(year)])
    });
    match found.await.unwrap()[0][0] {
        stats::Figure::Number(number) => number,
        other => panic!("{code} is {other:?}"),
    }
}

/// The same counted from the rows themselves: how many suggestions, and their benefit.
pub async fn recount(house: &TestHouse, unit: UnitId, year: i64) -> (i64, i64) {
    house.app.db.read(move |reader| reader.one(&STANDING, (unit, "suggestion", year))).await.unwrap()
}

/// How many rows, imports, and entries of both in the ledger there are.
pub async fn counts(house: &TestHouse) -> [i64; 4] {
    let counts = house.app.db.read(|reader| {
        let facts = |kind: &str| Ok::<i64, kernel::Error>(reader.one(&FACTS, (kind,))?.0);
        Ok([reader.one(&ROWS, ())?.0, reader.one(&IMPORTS, ())?.0, facts("history_row")?, facts("history_import")?])
    });
    counts.await.unwrap()
}

/// Nothing that is counted is counted wrong.
pub async fn holds(house: &TestHouse) {
    let sources = house.app.sources();
    let checked = house.app.db.read(move |reader| stats::check(reader, &sources, |_| {})).await.unwrap();
    assert_eq!(checked.faults, []);
}

/// The imported rows of a node, as the API tells them.
pub async fn rows(who: &mut Browser, token: &str, unit: UnitId, query: &str) -> Vec<Value> {
    let page = who.api("GET", &format!("/api/v1/history/{unit}/rows?{query}"), token, &[], None).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.json()["items"].as_array().unwrap().clone()
}
