//! What the tests do: editions, entries and their steps, as people send them.

use campaigns::lifecycle::{EditionState, State};
use campaigns::model::{EditionId, Entry, EntryId};
use kernel::clock::DAY;
use kernel::id::{PersonId, UnitId};
use store::statements;
use testkit::{Browser, Page, TestHouse};
use works::WorkId;

statements! {
    EDITION: (EditionId,) => (EditionState, i64) = "SELECT state, version FROM campaign WHERE id = $1";
    FACTS: () => (i64,) = "SELECT COUNT(*) FROM ledger_entry";
    /// Works of an enterprise that were honoured nowhere yet, whose authors do not run it; those in use first.
    WORKS: (UnitId,) => (WorkId, PersonId) =
        "SELECT w.id, w.author FROM work w WHERE w.enterprise = $1 AND w.stage <> 'ended' AND w.kind = 'suggestion' \
         AND NOT EXISTS (SELECT 1 FROM campaign_entry e WHERE e.work = w.id AND e.state = 'entry_honoured') \
         AND NOT EXISTS (SELECT 1 FROM role_grant g JOIN work_author a ON a.person = g.person WHERE a.work = w.id \
            AND g.role IN ('innovation_officer', 'reviewer', 'approver')) \
         ORDER BY CASE WHEN w.stage = 'in_use' THEN 0 ELSE 1 END, w.id";
}

/// What an edition of these tests asks for; two jurors are enough.
pub const PLAN: [(&str, &str); 34] = [
    ("name", "2026年职工“五小”活动"),
    ("year", "2026"),
    ("opens", "2026-06-10"),
    ("closes", "2026-06-20"),
    ("review_ends", "2026-07-10"),
    ("publicity_days", "5"),
    ("scale", "10"),
    ("aggregate", "trimmed"),
    ("least_jurors", "2"),
    ("kinds", "suggestion"),
    ("kinds", "project"),
    ("kinds", "method"),
    ("categories-name-0", "小革新"),
    ("categories-name-1", "小建议"),
    ("rubric-name-0", "技术水平"),
    ("rubric-weight-0", "60"),
    ("rubric-name-1", "实用性"),
    ("rubric-weight-1", "40"),
    ("rules-text-0", "已获政府科技奖励"),
    ("rules-id-0", "WX-2"),
    ("rules-check-0", "declared"),
    ("rules-text-1", "以往届次已经获奖"),
    ("rules-id-1", "WX-5"),
    ("rules-check-1", "earlier"),
    ("rules-text-2", "企业负责人参与"),
    ("rules-id-2", "WX-6"),
    ("rules-check-2", "heads"),
    ("grades-name-0", "一等奖"),
    ("grades-quota-0", "1"),
    ("grades-money-0", "2,000"),
    ("grades-name-1", "二等奖"),
    ("grades-quota-1", "2"),
    ("allowance-enterprise", "2"),
    ("allowance-county", "3"),
];

/// The first page of the plan with some fields replaced.
pub fn plan(changes: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = PLAN.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.chain(changes).copied().collect()
}

/// An edition made in the browser.
pub async fn make(browser: &mut Browser, changes: &[(&'static str, &'static str)]) -> EditionId {
    let id = browser.get("/campaigns/new").await.value_of("id").unwrap();
    let fields = [&[("id", id.as_str())], &plan(changes)[..]].concat();
    let done = browser.submit("/campaigns", &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    id.parse().unwrap()
}

/// An edition of the city that takes entries.
pub async fn open(house: &TestHouse, changes: &[(&'static str, &'static str)]) -> EditionId {
    let mut city = house.browser_of("city").await;
    let id = make(&mut city, changes).await;
    edition_step(house, &mut city, id, "announcement", &[]).await;
    id
}

pub async fn edition(house: &TestHouse, id: EditionId) -> (EditionState, i64) {
    house.app.db.read(move |reader| reader.one(&EDITION, (id,))).await.unwrap()
}

pub async fn entry(house: &TestHouse, id: EntryId) -> Entry {
    house.app.db.read(move |reader| campaigns::store::entry(reader, id)).await.unwrap()
}

pub async fn facts(house: &TestHouse) -> i64 {
    house.app.db.read(|reader| reader.one(&FACTS, ())).await.unwrap().0
}

/// Works of the enterprise of an account that may enter, with their authors.
pub async fn works_of(house: &TestHouse, enterprise: UnitId) -> Vec<(WorkId, PersonId)> {
    let works = house.app.db.read(move |reader| reader.all(&WORKS, (enterprise,))).await.unwrap();
    assert!(works.len() >= 3, "the world has too few works: {}", works.len());
    works
}

/// The enterprise of the demo's accounts.
pub async fn home(house: &TestHouse) -> UnitId {
    house.actor("officer").await.place.enterprise.unwrap()
}

pub async fn send_edition(
    house: &TestHouse,
    who: &mut Browser,
    id: EditionId,
    noun: &str,
    fields: &[(&str, &str)],
) -> Page {
    let version = edition(house, id).await.1.to_string();
    who.submit(&format!("/campaigns/{id}/{noun}"), &[&[("version", version.as_str())], fields].concat()).await
}

pub async fn edition_step(house: &TestHouse, who: &mut Browser, id: EditionId, noun: &str, fields: &[(&str, &str)]) {
    let page = send_edition(house, who, id, noun, fields).await;
    assert_eq!(page.status, 303, "{noun}: {}", page.body);
    assert!(!page.location().starts_with("/sign-in"), "{noun}: the session is over");
}

pub async fn send(house: &TestHouse, who: &mut Browser, id: EntryId, noun: &str, fields: &[(&str, &str)]) -> Page {
    let version = entry(house, id).await.version.to_string();
    who.submit(&format!("/entries/{id}/{noun}"), &[&[("version", version.as_str())], fields].concat()).await
}

pub async fn step(house: &TestHouse, who: &mut Browser, id: EntryId, noun: &str, fields: &[(&str, &str)]) {
    let page = send(house, who, id, noun, fields).await;
    assert_eq!(page.status, 303, "{noun}: {}", page.body);
    assert!(!page.location().starts_with("/sign-in"), "{noun}: the session is over");
}

/// A step that is refused and leaves nothing behind.
pub async fn refused(
    house: &TestHouse,
    who: &mut Browser,
    id: EntryId,
    (noun, status): (&str, u16),
    fields: &[(&str, &str)],
) -> Page {
    let before = (facts(house).await, entry(house, id).await);
    let page = send(house, who, id, noun, fields).await;
    assert_eq!(page.status, status, "{noun}: {}", page.body);
    assert_eq!((facts(house).await, entry(house, id).await), before, "{noun} left something");
    page
}

/// A work is entered by its author and handed in.
pub async fn enter(
    house: &TestHouse,
    campaign: EditionId,
    (work, author): (WorkId, PersonId),
    statement: &str,
) -> EntryId {
    let mut browser = house.browser_for(author).await;
    let page = browser.get(&format!("/campaigns/{campaign}/enter?work={work}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let id = page.value_of("id").unwrap();
    let work = work.to_string();
    let fields = [
        ("id", id.as_str()),
        ("work", work.as_str()),
        ("category", "c1"),
        ("statement", statement),
        ("clear", "WX-2"),
        ("act", "submit"),
    ];
    let done = browser.submit(&format!("/campaigns/{campaign}/entries"), &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    let id: EntryId = id.parse().unwrap();
    assert_eq!(entry(house, id).await.state, State::Submitted);
    id
}

/// From the unit through the county to the city, which accepts it.
pub async fn climb(house: &TestHouse, id: EntryId) {
    step(house, &mut house.browser_of("officer").await, id, "confirmation", &[]).await;
    step(house, &mut house.browser_of("county").await, id, "nomination", &[]).await;
    step(house, &mut house.browser_of("city").await, id, "qualification", &[]).await;
}

/// The reviewers of every enterprise of the world, those of the first one first.
pub async fn reviewers(house: &TestHouse) -> Vec<PersonId> {
    let mut found = Vec::new();
    for enterprise in house.world.enterprises() {
        for at in enterprise.reviewers() {
            found.push(house.actor_as(&house.world.person(at).unwrap()).await.person);
        }
    }
    found
}

/// The review of an edition with its jury; all jurors of the world unless said otherwise.
pub async fn review(house: &TestHouse, id: EditionId) -> Vec<PersonId> {
    let mut city = house.browser_of("city").await;
    let jurors = reviewers(house).await;
    let ids: Vec<String> = jurors.iter().map(ToString::to_string).collect();
    let people: Vec<(&str, &str)> = ids.iter().map(|id| ("people", id.as_str())).collect();
    edition_step(house, &mut city, id, "jurors", &people).await;
    house.clock.advance(11 * DAY);
    // Sessions do not last so long.
    let mut city = house.browser_of("city").await;
    edition_step(house, &mut city, id, "review", &[]).await;
    jurors
}

/// A juror gives both marks.
pub async fn score(house: &TestHouse, juror: PersonId, campaign: EditionId, id: EntryId, marks: (&str, &str)) -> Page {
    let mut browser = house.browser_for(juror).await;
    let fields = [("mark-0", marks.0), ("mark-1", marks.1), ("comment", "记录齐全。")];
    browser.submit(&format!("/campaigns/{campaign}/jury/{id}/score"), &fields).await
}
