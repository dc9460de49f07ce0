//! What the tests of the portal do and ask.

use kernel::id::PersonId;
use kernel::{Scope, Time};
use serde_json::{Value, json};
use store::statements;
use testkit::{Page, TestHouse};
use works::WorkId;

statements! {
    /// What is for everybody, as the field says it: shown to all and in use.
    OPEN: () => (WorkId, String) = "SELECT id, title FROM work WHERE visibility = 'public' AND stage = 'in_use' ORDER BY at DESC, id DESC";
    /// What is not.
    CLOSED: () => (WorkId, String) = "SELECT id, title FROM work WHERE NOT (visibility = 'public' AND stage = 'in_use') ORDER BY id";
    SHOW: (WorkId, String) => () = "UPDATE work SET visibility = $2 WHERE id = $1";
    STAGE: (WorkId, String) => () = "UPDATE work SET stage = $2 WHERE id = $1";
    AUTHORS: (WorkId,) => (PersonId, String) = "SELECT a.person, p.name FROM work_author a JOIN person p ON p.id = a.person WHERE a.work = $1";
    USES: (WorkId,) => (i64,) = "SELECT COUNT(*) FROM work_use WHERE work = $1 AND ended_at IS NULL";
    AUDITED: (WorkId,) => (i64,) = "SELECT CAST(COALESCE(SUM(f.fen), 0) AS BIGINT) FROM work_use u JOIN work_figure f ON f.work_use = u.id \
         WHERE u.work = $1 AND u.ended_at IS NULL";
    /// Suggestions that were registered in a time.
    REGISTERED: (Time, Time) => (i64,) = "SELECT COUNT(*) FROM suggestion WHERE submitted_at >= $1 AND submitted_at < $2";
}

/// Nobody opens a page.
pub async fn nobody(house: &TestHouse, path: &str) -> Page {
    house.browser().get(path).await
}

/// Nobody asks the API.
pub async fn asked(house: &TestHouse, path: &str) -> Value {
    let page = nobody(house, path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    page.json()
}

/// Everything that is for everybody, the newest first.
pub async fn open(house: &TestHouse) -> Vec<(WorkId, String)> {
    house.app.db.read(|reader| reader.all(&OPEN, ())).await.unwrap()
}

/// A worker registers a suggestion now.
pub async fn suggest(house: &TestHouse, title: &str) {
    let token = house.token_of("worker", &[Scope::Read, Scope::Write]).await;
    let body = json!({ "title": title, "now": "暗", "how": "装灯", "category": "equipment" });
    let made = house.browser().api("POST", "/api/v1/suggestions", &token, &[], Some(&body)).await;
    assert_eq!(made.status, 201, "{}", made.body);
    house.settle().await;
}

/// Text as a page has it.
pub fn in_page(text: &str) -> String {
    text.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;").replace('"', "&#34;").replace('\'', "&#39;")
}

/// A page without its marks, as somebody reads it.
pub fn plain(page: &Page) -> String {
    page.body.replace("<mark>", "").replace("</mark>", "")
}
