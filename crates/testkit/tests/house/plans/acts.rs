//! What the tests do with plans.

use identity::UnitKind;
use kernel::id::UnitId;
use plans::lifecycle::State;
use plans::model::{GoalId, PlanId};
use serde_json::Value;
use store::statements;
use testkit::{Browser, Page, TestHouse};

statements! {
    STANDING: (PlanId,) => (State, i64) = "SELECT state, version FROM plan WHERE id = $1";
    FACTS: () => (i64,) = "SELECT COUNT(*) FROM ledger_entry";
    OF_KIND: (UnitKind,) => (PlanId, UnitId) =
        "SELECT id, unit FROM plan WHERE kind = $1 AND state <> 'plan_dropped' ORDER BY made_at";
    GOAL: (PlanId, String) => (GoalId,) = "SELECT id FROM plan_goal WHERE plan = $1 AND name = $2";
    CODED: (PlanId, String) => (GoalId,) = "SELECT id FROM plan_goal WHERE plan = $1 AND indicator = $2";
}

pub async fn node(house: &TestHouse, login: &str) -> UnitId {
    house.actor(login).await.grants.first().unwrap().unit
}

/// The plan that the world tells of the province, or of the city.
pub async fn world_plan(house: &TestHouse, kind: UnitKind) -> PlanId {
    house.app.db.read(move |reader| reader.one(&OF_KIND, (kind,))).await.unwrap().0
}

pub async fn goal(house: &TestHouse, plan: PlanId, name: &str) -> GoalId {
    let name = name.to_owned();
    house.app.db.read(move |reader| reader.one(&GOAL, (plan, name.as_str()))).await.unwrap().0
}

pub async fn coded(house: &TestHouse, plan: PlanId, code: &str) -> GoalId {
    let code = code.to_owned();
    house.app.db.read(move |reader| reader.one(&CODED, (plan, code.as_str()))).await.unwrap().0
}

pub async fn standing(house: &TestHouse, id: PlanId) -> (State, i64) {
    house.app.db.read(move |reader| reader.one(&STANDING, (id,))).await.unwrap()
}

pub async fn facts(house: &TestHouse) -> i64 {
    house.app.db.read(|reader| reader.one(&FACTS, ())).await.unwrap().0
}

/// A plan of somebody's node, begun with this.
pub async fn draft(house: &TestHouse, who: &mut Browser, login: &str, from: &str) -> PlanId {
    let unit = node(house, login).await.to_string();
    let id = who.visit("/plans/new").await.value_of("id").unwrap();
    let fields = [
        ("id", id.as_str()),
        ("unit", unit.as_str()),
        ("from", from),
        ("name", "本级行动方案"),
        ("from_year", "2025"),
        ("until_year", "2026"),
    ];
    let page = who.submit("/plans", &fields).await;
    assert_eq!(page.status, 303, "{}", page.body);
    page.location().strip_prefix("/plans/").unwrap().parse().unwrap()
}

pub async fn send(house: &TestHouse, who: &mut Browser, id: PlanId, path: &str, fields: &[(&str, &str)]) -> Page {
    let version = standing(house, id).await.1.to_string();
    who.visit("/inbox").await;
    let all = [&[("version", version.as_str())], fields].concat();
    who.submit(&format!("/plans/{id}/{path}"), &all).await
}

pub async fn step(house: &TestHouse, who: &mut Browser, id: PlanId, path: &str, fields: &[(&str, &str)]) {
    let page = send(house, who, id, path, fields).await;
    assert_eq!(page.status, 303, "{path}: {}", page.body);
}

pub async fn refused(
    house: &TestHouse,
    who: &mut Browser,
    id: PlanId,
    path: &str,
    fields: &[(&str, &str)],
    status: u16,
) -> Page {
    let before = (facts(house).await, standing(house, id).await);
    let page = send(house, who, id, path, fields).await;
    assert_eq!(page.status, status, "{path}: {}", page.body);
    assert_eq!((facts(house).await, standing(house, id).await), before, "{path} left something");
    page
}

/// A goal of the node's own: measured by an indicator, by evidence, or by its tasks.
pub async fn add_goal(
    house: &TestHouse,
    who: &mut Browser,
    plan: PlanId,
    name: &str,
    levels: &[&str],
    measuring: &[(&str, &str)],
) -> GoalId {
    let mut fields = vec![("kind", "goal"), ("name", name), ("direction", "at_least")];
    fields.extend(levels.iter().map(|level| ("levels", *level)));
    fields.extend(measuring);
    step(house, who, plan, "goals", &fields).await;
    goal(house, plan, name).await
}

/// A plan as the API tells it.
pub async fn told(house: &TestHouse, login: &str, plan: PlanId) -> Value {
    let token = house.token_of(login, &[kernel::Scope::Read]).await;
    let page = house.browser().api("GET", &format!("/api/v1/plans/{plan}"), &token, &[], None).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.json()
}

/// Where a goal stands this year, as the API tells it.
pub async fn stands(house: &TestHouse, login: &str, plan: PlanId, goal: GoalId) -> Value {
    let told = told(house, login, plan).await;
    let goals = told["goals"].as_array().unwrap();
    let found = goals.iter().find(|one| one["id"] == goal.to_string()).unwrap();
    found["standings"].as_array().unwrap().last().unwrap().clone()
}
