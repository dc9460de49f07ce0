//! What the tests do again and again: write a method down by the form, take a step on its page, and look at what it left behind.

use kernel::clock::DAY;
use methods::lifecycle::State;
use methods::model::MethodId;
use store::statements;
use testkit::{Browser, Page, TestHouse};

statements! {
    STATE: (MethodId,) => (State, i64, i64) = "SELECT state, version, edition FROM method WHERE id = $1";
    FACT_COUNT: () => (i64,) = "SELECT COUNT(*) FROM ledger_entry";
    LAST_STEP: (MethodId,) => (String,) = "SELECT step FROM ledger_entry WHERE subject = $1 ORDER BY id DESC LIMIT 1";
}

/// A form that says everything.
pub const WHOLE: [(&str, &str); 18] = [
    ("object", "冷接子修复"),
    ("name", ""),
    ("trade", "装维工"),
    ("scope", "FTTH 入户段"),
    ("former", "整段重放光缆。"),
    ("problem", "一次要两个小时。"),
    ("steps", "1. 断电验电\n2. 剥纤 3毫米\n3. 切割端面"),
    ("keys", "端面角小于 1 度"),
    ("original", "旧件改夹具"),
    ("since", "2025-01-05"),
    ("regulation-technical", "《接续作业指导书》"),
    ("regulation-maintenance", "《熔接机维护规程》"),
    ("regulation-safety", "《登高作业安全规程》"),
    ("result-0-indicator", "修复时长（分钟）"),
    ("result-0-before", "120"),
    ("result-0-after", "25"),
    ("result-0-source", "工单系统"),
    ("visibility", "enterprise"),
];
/// A year that is past.
pub const YEAR: [(&str, &str); 2] = [("result-0-from", "2025-01-05"), ("result-0-until", "2026-05-01")];

/// The fields of a form: [`WHOLE`] and [`YEAR`] with some replaced or added.
pub fn form<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = WHOLE.into_iter().chain(YEAR).filter(|(name, _)| !other.iter().any(|(new, _)| new == name));
    kept.chain(other.iter().copied()).collect()
}

/// Opens the form and sends it; yields the answer and the id it was about.
pub async fn send_new(who: &mut Browser, fields: &[(&str, &str)]) -> (Page, MethodId) {
    let page = who.visit("/methods/new").await;
    assert_eq!(page.status, 200, "{}", page.body);
    let id = page.value_of("id").unwrap();
    let all = [&[("id", id.as_str())], fields].concat();
    (who.submit("/methods", &all).await, id.parse().unwrap())
}

/// Writes a method down and hands it in; yields its id.
pub async fn hand_in(who: &mut Browser, other: &[(&str, &str)]) -> MethodId {
    let (done, id) = send_new(who, &form(&[&[("hand_in", "yes")], other].concat())).await;
    assert_eq!(done.status, 303, "{}", done.body);
    id
}

/// Where it stands, its version and its edition.
pub async fn state(house: &TestHouse, id: MethodId) -> (State, i64, i64) {
    house.app.db.read(move |reader| reader.one(&STATE, (id,))).await.unwrap()
}

/// How many facts there are of anything.
pub async fn fact_count(house: &TestHouse) -> i64 {
    house.app.db.read(|reader| reader.one(&FACT_COUNT, ())).await.unwrap().0
}

/// The last step on record.
pub async fn last(house: &TestHouse, id: MethodId) -> String {
    house.app.db.read(move |reader| reader.one(&LAST_STEP, (id,))).await.unwrap().0
}

/// Sends a form of the method's page, from its present version.
pub async fn send(house: &TestHouse, login: &str, id: MethodId, noun: &str, fields: &[(&str, &str)]) -> Page {
    let mut who = house.browser_of(login).await;
    let version = state(house, id).await.1.to_string();
    who.visit("/me").await;
    who.submit(&format!("/methods/{id}/{noun}"), &[&[("version", version.as_str())], fields].concat()).await
}

/// Takes a step on the method's page and expects it to be taken.
pub async fn step(house: &TestHouse, login: &str, id: MethodId, noun: &str, fields: &[(&str, &str)]) {
    let page = send(house, login, id, noun, fields).await;
    assert_eq!(page.status, 303, "{login} {noun}: {}", page.body);
}

/// Tries a step and expects this status, and that it leaves nothing.
pub async fn refused(
    house: &TestHouse,
    login: &str,
    id: MethodId,
    noun: &str,
    fields: &[(&str, &str)],
    status: u16,
) -> Page {
    let before = (fact_count(house).await, state(house, id).await);
    let page = send(house, login, id, noun, fields).await;
    assert_eq!(page.status, status, "{login} {noun}: {}", page.body);
    assert_eq!((fact_count(house).await, state(house, id).await), before, "{noun} left something");
    page
}

/// Lets so many days pass.
pub fn pass(house: &TestHouse, days: i64) {
    house.clock.advance(days * DAY);
}

/// Takes a method that was handed in to its naming at the unit.
pub async fn name_at_unit(house: &TestHouse, id: MethodId) {
    step(house, "officer", id, "acceptance", &[]).await;
    step(house, "reviewer", id, "review", &[("favours", "yes"), ("text", "同意命名。")]).await;
    step(house, "officer", id, "publicity", &[]).await;
    pass(house, 14);
    step(house, "approver", id, "naming", &[("document", "东屿〔2026〕9号")]).await;
}
