//! Plans as a table that one takes along: every goal of the plans one sees, with the numbers of its page.

use std::collections::BTreeSet;

use identity::UnitKind;
use kernel::Scope;
use plans::model::{GoalId, PlanId};
use serde_json::Value;
use store::statements;
use testkit::{TestHouse, houses};

use crate::plans::acts::{draft, goal, told, world_plan};

statements! {
    GOALS: () => (PlanId, GoalId) =
        "SELECT g.plan, g.id FROM plan_goal g JOIN plan p ON p.id = g.plan \
         WHERE g.kind = 'goal' AND p.state <> 'plan_dropped' ORDER BY g.id";
}

async fn taken(house: &TestHouse, login: &str) -> Vec<Value> {
    let token = house.token_of(login, &[Scope::Read]).await;
    let page = house.browser().api("GET", "/api/v1/exports/plans.jsonl", &token, &[], None).await;
    assert_eq!(page.status, 200, "{login}: {}", page.body);
    page.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn everybody_takes_along_the_goals_of_the_plans_they_see_and_no_others() {
    for house in houses().await {
        let mut officer = house.browser_of("officer").await;
        let above = world_plan(&house, UnitKind::City).await;
        draft(&house, &mut officer, "officer", &format!("above:{above}")).await; // a draft is its node's alone
        let all = house.app.db.read(|reader| reader.all(&GOALS, ())).await.unwrap();
        let plans: BTreeSet<PlanId> = all.iter().map(|(plan, _)| *plan).collect();
        assert!(plans.len() > 2);
        let mut met = BTreeSet::new();
        for account in house.world.demo_accounts() {
            let mut browser = house.browser_of(account.login).await;
            let mut seen = BTreeSet::new();
            for plan in &plans {
                if browser.get(&format!("/plans/{plan}")).await.status == 200 {
                    seen.insert(*plan);
                }
            }
            let wanted: Vec<String> =
                all.iter().filter(|(plan, _)| seen.contains(plan)).map(|(_, goal)| goal.to_string()).collect();
            let lines = taken(&house, account.login).await;
            let ids: Vec<&str> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
            assert_eq!(ids, wanted, "{}", account.login);
            met.insert(seen.len());
        }
        assert!(met.contains(&0) && met.len() > 1, "some see plans, some do not: {met:?}");
    }
}

#[tokio::test]
async fn a_goal_has_the_target_the_progress_and_the_light_of_its_page() {
    for house in houses().await {
        let plan = world_plan(&house, UnitKind::City).await;
        let lines = taken(&house, "city").await;
        let plan = told(&house, "city", plan).await;
        let mut numbers = 0;
        for one in plan["goals"].as_array().unwrap().iter().filter(|one| one["kind"] == "goal") {
            let line = lines.iter().find(|line| line["id"] == one["id"]).expect("it is taken along");
            assert_eq!(line["goal"], one["name"]);
            let Some(now) = one["standings"].as_array().and_then(|years| years.last()) else { continue };
            if line["reached"].is_null() && line["target"].is_null() {
                continue; // handed on, or known by its tasks alone
            }
            assert_eq!((&line["target"], &line["reached"]), (&now["target"], &now["value"]), "{line}");
            numbers += 1;
        }
        assert!(numbers > 2, "{numbers} goals have numbers");
        let academy = goal(&house, world_plan(&house, UnitKind::City).await, "每市建成示范性工匠学院").await;
        let line = lines.iter().find(|line| line["id"] == academy.to_string()).unwrap();
        for column in ["plan", "node", "state", "measured_by", "light"] {
            assert!(line[column].as_str().is_some_and(|words| !words.is_empty()), "{column}: {line}");
        }
    }
}
