//! What the tests do again and again: suggest by the form, take a step on a page, and look at what it
//! left behind.

use kernel::Actor;
use kernel::id::PersonId;
use store::{row, statements};
use suggestions::lifecycle::State;
use suggestions::model::SuggestionId;
use testkit::{Browser, Page, TestHouse};
use world::PersonPlan;

row! {
    /// One fact of the ledger.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FactRow {
        /// What happened.
        pub step: String,
        /// Who did it.
        pub actor: Option<PersonId>,
        /// For whom.
        pub on_behalf: Option<PersonId>,
    }
}

statements! {
    STATE: (SuggestionId,) => (State, i64) = "SELECT state, version FROM suggestion WHERE id = $1";
    FACTS: (SuggestionId,) => FactRow =
        "SELECT step, actor, on_behalf FROM ledger_entry WHERE subject = $1 ORDER BY id";
    UNREAD: (PersonId, String) => (String,) =
        "SELECT key FROM notice WHERE person = $1 AND href = $2 AND read_at IS NULL ORDER BY id";
    FACT_COUNT: () => (i64,) = "SELECT COUNT(*) FROM ledger_entry";
}

/// Begins a draft and yields its address.
pub async fn begin(worker: &mut Browser) -> String {
    let begun = worker.get("/suggestions/new").await;
    let draft = begun.location().trim_end_matches("/what").to_owned();
    worker.visit(&format!("{draft}/what")).await;
    draft
}

/// Goes the first two steps of the form.
pub async fn describe(worker: &mut Browser, draft: &str, title: &str) {
    let what = [("step", "what"), ("now", "换一次型要四十分钟，机床停着。"), ("category", "equipment")];
    assert_eq!(worker.submit(&format!("{draft}/what"), &what).await.status, 303);
    let how = [("step", "how"), ("title", title), ("how", "改用快换定位销，一插一扳就到位。")];
    assert_eq!(worker.submit(&format!("{draft}/how"), &how).await.status, 303);
}

/// Goes the third step and registers; yields the record's id. A likely double is said to be different.
pub async fn register(worker: &mut Browser, draft: &str, who: &[(&str, &str)]) -> SuggestionId {
    let fields = [&[("step", "who"), ("visibility", "enterprise")], who].concat();
    let mut done = worker.submit(&format!("{draft}/who"), &fields).await;
    if done.location().ends_with("/same") {
        worker.visit(&format!("{draft}/same")).await;
        done = worker.submit(&format!("{draft}/same"), &[("different", "yes")]).await;
    }
    assert!(done.location().contains("/receipt"), "{} {} {}", done.status, done.location(), done.body);
    done.location().split('/').nth(2).unwrap().parse().unwrap()
}

/// Goes the three steps of the form alone and registers; yields the record's id.
pub async fn suggest(worker: &mut Browser, title: &str) -> SuggestionId {
    let draft = begin(worker).await;
    describe(worker, &draft, title).await;
    register(worker, &draft, &[]).await
}

/// Where it stands, and its version.
pub async fn state(house: &TestHouse, id: SuggestionId) -> (State, i64) {
    house.app.db.read(move |reader| reader.one(&STATE, (id,))).await.unwrap()
}

/// What is on record of it.
pub async fn facts(house: &TestHouse, id: SuggestionId) -> Vec<FactRow> {
    house.app.db.read(move |reader| reader.all(&FACTS, (id,))).await.unwrap()
}

/// The last fact: its step and who did it.
pub async fn last(house: &TestHouse, id: SuggestionId) -> (String, Option<PersonId>) {
    let last = facts(house, id).await.pop().unwrap();
    (last.step, last.actor)
}

/// How many facts there are of anything.
pub async fn fact_count(house: &TestHouse) -> i64 {
    house.app.db.read(|reader| reader.one(&FACT_COUNT, ())).await.unwrap().0
}

/// The keys of what somebody was told and leads to it, unread.
pub async fn told(house: &TestHouse, person: PersonId, id: SuggestionId) -> Vec<String> {
    house.settle().await;
    let href = format!("/suggestions/{id}");
    let keys = house.app.db.read(move |reader| reader.all(&UNREAD, (person, href.as_str()))).await.unwrap();
    keys.into_iter().map(|(key,)| key.trim_start_matches("notice-suggestion-").to_owned()).collect()
}

/// Sends a form of the record's page.
pub async fn send(house: &TestHouse, who: &mut Browser, id: SuggestionId, noun: &str, fields: &[(&str, &str)]) -> Page {
    let version = state(house, id).await.1.to_string();
    who.visit(&format!("/suggestions/{id}")).await;
    let all = [&[("version", version.as_str()), ("back", "")], fields].concat();
    who.submit(&format!("/suggestions/{id}/{noun}"), &all).await
}

/// Takes a step on the record's page and expects it to be taken.
pub async fn step(house: &TestHouse, who: &mut Browser, id: SuggestionId, noun: &str, fields: &[(&str, &str)]) {
    let page = send(house, who, id, noun, fields).await;
    assert_eq!(page.status, 303, "{noun}: {}", page.body);
}

/// Tries a step and expects that it is refused and leaves nothing.
pub async fn refused(
    house: &TestHouse,
    who: &mut Browser,
    id: SuggestionId,
    noun: &str,
    fields: &[(&str, &str)],
) -> Page {
    let before = (fact_count(house).await, state(house, id).await);
    let page = send(house, who, id, noun, fields).await;
    assert!((400..500).contains(&page.status), "{noun} answered {}", page.status);
    assert_eq!((fact_count(house).await, state(house, id).await), before, "{noun} left something");
    page
}

/// The second reviewer of the first enterprise.
pub fn other_reviewer(house: &TestHouse) -> PersonPlan {
    house.world.person(house.world.enterprises()[0].reviewers()[1]).unwrap()
}

/// Somebody of the worker's enterprise who has no part in anything: a worker of the last team.
pub async fn colleague(house: &TestHouse) -> (PersonPlan, Actor) {
    let first = &house.world.enterprises()[0];
    let person = first.member(first.teams.len() - 1, 1).unwrap();
    let plan = house.world.person(person).unwrap();
    let actor = house.actor_as(&plan).await;
    (plan, actor)
}

/// How somebody is typed so that nobody else can be meant.
pub fn handle(person: &PersonPlan) -> String {
    format!("{}#{}", person.name, person.employee_no)
}
