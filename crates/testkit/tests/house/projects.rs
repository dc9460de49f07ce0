//! The projects' module through the front door, on both engines.

use std::collections::BTreeSet;

use kernel::Scope;
use kernel::id::UnitId;
use projects::lifecycle::State;
use projects::model::ProjectId;
use projects::{policy, queries};
use serde_json::json;
use store::{Filter, statements};
use testkit::{Browser, Page, TestHouse, houses};
use works::{Stage, WorkId};

statements! {
    STATE: (ProjectId,) => (State, i64) = "SELECT state, version FROM project WHERE id = $1";
    FACTS: () => (i64,) = "SELECT COUNT(*) FROM ledger_entry";
    ALL: () => (ProjectId,) = "SELECT id FROM project ORDER BY id";
    A_WORK: (UnitId,) => (WorkId, String) =
        "SELECT id, title FROM work WHERE enterprise = $1 AND visibility <> 'team' AND kind = 'suggestion' ORDER BY at DESC LIMIT 1";
}

const CHARTER: [(&str, &str); 7] = [
    ("problem", "换型四十分钟，一天六次。"),
    ("aim", "换型降到十分钟以内。"),
    ("route", "先改夹具，再改上料。"),
    ("starts", "2026-06-10"),
    ("ends", "2026-12-31"),
    ("budget", "20,000"),
    ("visibility", "enterprise"),
];

async fn propose(browser: &mut Browser, title: &str, more: &[(&str, &str)]) -> ProjectId {
    let page = browser.get("/projects/new").await;
    let id = page.value_of("id").unwrap();
    let kept: Vec<_> = CHARTER.into_iter().filter(|(name, _)| !more.iter().any(|(new, _)| new == name)).collect();
    let fields = [&[("id", id.as_str()), ("title", title)], &kept[..], more].concat();
    let done = browser.submit("/projects", &fields).await;
    assert_eq!(done.status, 303, "{}", done.body);
    id.parse().unwrap()
}

async fn state(house: &TestHouse, id: ProjectId) -> (State, i64) {
    house.app.db.read(move |reader| reader.one(&STATE, (id,))).await.unwrap()
}

async fn facts(house: &TestHouse) -> i64 {
    house.app.db.read(|reader| reader.one(&FACTS, ())).await.unwrap().0
}

async fn send(house: &TestHouse, who: &mut Browser, id: ProjectId, noun: &str, fields: &[(&str, &str)]) -> Page {
    let version = state(house, id).await.1.to_string();
    who.visit(&format!("/projects/{id}")).await;
    let all = [&[("version", version.as_str())], fields].concat();
    who.submit(&format!("/projects/{id}/{noun}"), &all).await
}

async fn step(house: &TestHouse, who: &mut Browser, id: ProjectId, noun: &str, fields: &[(&str, &str)]) {
    let page = send(house, who, id, noun, fields).await;
    assert_eq!(page.status, 303, "{noun}: {}", page.body);
}

async fn refused(
    house: &TestHouse,
    who: &mut Browser,
    id: ProjectId,
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

#[tokio::test]
async fn a_project_grows_from_a_suggestion_and_is_accepted_by_a_panel() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let mut reviewer = house.browser_of("reviewer").await;
        let me = house.actor("worker").await.person;
        let home = house.actor("worker").await.place.enterprise.unwrap();
        let (work, title) = house.app.db.read(move |reader| reader.one(&A_WORK, (home,))).await.unwrap();
        let page = worker.get(&format!("/projects/new?from={work}")).await;
        assert_eq!(page.value_of("title"), Some(title.clone()), "what the work says is not typed again");
        let from = work.to_string();
        let id = propose(&mut worker, "换型提速", &[("from", &from)]).await;
        assert_eq!(state(&house, id).await.0, State::Proposed);

        refused(&house, &mut worker, id, "approval", &[], 403).await;
        step(&house, &mut officer, id, "approval", &[("note", "先做一条线。")]).await;
        refused(&house, &mut worker, id, "milestones", &[("title", "样件"), ("due", "2027-01-01")], 422).await;
        step(&house, &mut worker, id, "milestones", &[("title", "样件"), ("due", "2026-08-01")]).await;
        let spend = [("what", "定位销"), ("fen", "1,234.50"), ("on", "2026-06-10")];
        step(&house, &mut worker, id, "spendings", &spend).await;
        step(&house, &mut worker, id, "trials", &[("text", "三号线试了两天，九分钟。")]).await;
        let shown = worker.get(&format!("/projects/{id}")).await;
        assert!(shown.body.contains("1,234.50") && shown.body.contains("三号线试了两天"), "{}", shown.body);

        step(&house, &mut worker, id, "handover", &[("result", "九分半，比目标好。")]).await;
        let accept = [("since", "2026-06-10"), ("note", "")];
        refused(&house, &mut officer, id, "acceptance", &accept, 409).await;
        let judge = house.actor("reviewer").await.person.to_string();
        refused(&house, &mut officer, id, "panel", &[("people", &me.to_string())], 422).await;
        step(&house, &mut officer, id, "panel", &[("people", &judge)]).await;
        refused(&house, &mut officer, id, "acceptance", &accept, 409).await;
        refused(&house, &mut worker, id, "judgement", &[("verdict", "accept"), ("conclusion", "好")], 403).await;
        let judgement = [("verdict", "accept"), ("conclusion", "现场看过，做到了。")];
        step(&house, &mut reviewer, id, "judgement", &judgement).await;
        refused(&house, &mut reviewer, id, "judgement", &judgement, 409).await;
        step(&house, &mut officer, id, "acceptance", &accept).await;

        assert_eq!(state(&house, id).await.0, State::Accepted);
        let card = house.app.db.read(move |reader| works::cards::load(reader, id.cast())).await.unwrap();
        assert_eq!(card.stage, Stage::InUse);
        let uses = house.app.db.read(move |reader| works::uses::of(reader, id.cast())).await.unwrap();
        assert_eq!(uses.len(), 1, "the clock of its benefit runs");
        let spark = worker.get(&format!("/suggestions/{work}")).await;
        assert!(spark.body.contains("换型提速"), "the thread leads from the suggestion to the project");
        house.settle().await;
        assert!(worker.get("/inbox").await.body.contains("换型提速"), "the team is told");
    }
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let page = worker.get("/projects/new").await;
        let id = page.value_of("id").unwrap();
        let me = house.plan_of("worker");
        let handle = format!("{}#{}", me.name, me.employee_no);
        let wrong = [
            ("id", id.as_str()),
            ("title", ""),
            ("problem", "太慢"),
            ("aim", "快些"),
            ("starts", "2026-06-10"),
            ("ends", "2026-06-01"),
            ("budget", "很多"),
            ("name", handle.as_str()),
            ("part", "70"),
        ];
        let before = facts(&house).await;
        let page = worker.submit("/projects", &wrong).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("f-title-e") && page.body.contains("f-budget-e"), "{}", page.body);
        assert_eq!((page.value_of("budget").as_deref(), page.value_of("part").as_deref()), (Some("很多"), Some("70")));
        assert_eq!(facts(&house).await, before);

        let twice = propose(&mut worker, "两下", &[]).await;
        let fields =
            [&[("id", twice.to_string()), ("title", "两下".to_owned())][..], &CHARTER.map(|(k, v)| (k, v.to_owned()))]
                .concat();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let before = facts(&house).await;
        assert_eq!(worker.submit("/projects", &fields).await.status, 303, "a double tap is harmless");
        assert_eq!(facts(&house).await, before);
    }
}

#[tokio::test]
async fn nobody_decides_on_their_own_and_a_lost_race_is_told() {
    for house in houses().await {
        let mut officer = house.browser_of("officer").await;
        let own = propose(&mut officer, "专员自己的项目", &[]).await;
        refused(&house, &mut officer, own, "approval", &[], 403).await;

        let mut worker = house.browser_of("worker").await;
        let id = propose(&mut worker, "两个人抢着办", &[]).await;
        let version = state(&house, id).await.1.to_string();
        step(&house, &mut officer, id, "return", &[("reason", "写清目标。")]).await;
        let late = officer.submit(&format!("/projects/{id}/approval"), &[("version", &version)]).await;
        assert_eq!(late.status, 409, "somebody was faster");
        refused(&house, &mut worker, id, "stop", &[("reason", "算了")], 409).await;
        step(&house, &mut worker, id, "withdrawal", &[]).await;
        assert_eq!(state(&house, id).await.0, State::Withdrawn);
    }
}

#[tokio::test]
async fn lists_and_single_projects_agree_on_who_may_see_what() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        for visibility in ["team", "enterprise", "public"] {
            let fields: Vec<_> = CHARTER.iter().filter(|(name, _)| *name != "visibility").copied().collect();
            for approved in [false, true] {
                let page = worker.get("/projects/new").await;
                let id = page.value_of("id").unwrap();
                let all =
                    [&[("id", id.as_str()), ("title", "看得见吗"), ("visibility", visibility)], &fields[..]].concat();
                assert_eq!(worker.submit("/projects", &all).await.status, 303);
                if approved {
                    step(&house, &mut officer, id.parse().unwrap(), "approval", &[]).await;
                }
            }
        }
        let stranger = house.world.person(house.world.enterprises()[1].officer()).unwrap();
        let mut actors = vec![house.actor_as(&stranger).await];
        for account in house.world.demo_accounts() {
            actors.push(house.actor(account.login).await);
        }
        for actor in actors {
            let name = actor.name.clone();
            let differ: Vec<ProjectId> = house
                .app
                .db
                .read(move |reader| {
                    let mut filter = Filter::new();
                    queries::visible(&mut filter, &actor);
                    let listed: Vec<(ProjectId,)> = reader.list("SELECT p.id FROM project p WHERE", &filter)?;
                    let listed: BTreeSet<_> = listed.into_iter().map(|(id,)| id).collect();
                    let all = reader.all(&ALL, ())?;
                    assert!(!all.is_empty());
                    let differs = |id: &ProjectId| policy::find(reader, &actor, *id).is_ok() != listed.contains(id);
                    Ok(all.into_iter().map(|(id,)| id).filter(differs).collect())
                })
                .await
                .unwrap();
            assert!(differ.is_empty(), "{name} and {differ:?}");
        }
    }
}

#[tokio::test]
async fn the_api_takes_the_same_steps() {
    for house in houses().await {
        let token = house.token_of("worker", &[Scope::Read, Scope::Write]).await;
        let charter = json!({ "title": "接口申报", "problem": "慢", "aim": "快", "starts": "2026-06-10", "ends": "2026-07-01", "budget": "100.50" });
        let made = house.browser().api("POST", "/api/v1/projects", &token, &[], Some(&charter)).await;
        assert_eq!(made.status, 201, "{}", made.body);
        assert_eq!(made.json()["budget_fen"], 10_050);
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let officer = house.token_of("officer", &[Scope::Read, Scope::Write]).await;
        let path = format!("/api/v1/projects/{id}/approval");
        assert_eq!(house.browser().api("POST", &path, &token, &[], Some(&json!({}))).await.status, 403);
        assert_eq!(house.browser().api("POST", &path, &officer, &[], Some(&json!({}))).await.status, 201);
        let path = format!("/api/v1/projects/{id}/milestones");
        let wrong = house.browser().api("POST", &path, &token, &[], Some(&json!({ "title": "", "due": "x" }))).await;
        assert_eq!((wrong.status, wrong.json()["errors"].as_array().unwrap().len()), (422, 2));
        let shown = house.browser().api("GET", &format!("/api/v1/projects/{id}"), &token, &[], None).await;
        assert_eq!(shown.json()["state"], "project_running");
        assert_eq!(shown.json()["spent_fen"], 0);
        let listed = house.browser().api("GET", "/api/v1/projects?which=mine", &token, &[], None).await;
        assert!(listed.json()["items"].as_array().unwrap().iter().any(|item| item["id"] == id.as_str()));
    }
}

#[tokio::test]
async fn files_of_the_charter_the_trials_and_the_acceptance_stay_inside_the_enterprise() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let id = propose(&mut worker, "换型提速", &[("visibility", "public")]).await;
        step(&house, &mut officer, id, "approval", &[("note", "")]).await;
        let path = format!("/projects/{id}/attachments");
        let pdf: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        let files = [("file", "立项书.pdf", "application/pdf", pdf)];
        worker.visit(&format!("/projects/{id}")).await;
        let wrong = worker.upload(&path, &[("caption", "先写的话")], &files).await;
        assert_eq!(wrong.status, 422, "a file belongs to a phase");
        assert!(wrong.body.contains("f-attachments-stage-e") && wrong.body.contains("先写的话"), "{}", wrong.body);
        for (phase, words) in
            [("project_charter", "立项书"), ("project_trials", "试验记录"), ("project_acceptance", "验收报告")]
        {
            let sent = worker.upload(&path, &[("stage", phase), ("caption", words)], &files).await;
            assert_eq!(sent.status, 303, "{}", sent.body);
        }
        let page = officer.visit(&format!("/projects/{id}")).await;
        for words in ["立项书", "试验记录", "验收报告"] {
            assert!(page.body.contains(words));
        }
        let file = page.body.split("/files/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let file = format!("/projects/{id}/files/{file}");
        assert_eq!(officer.get(&file).await.status, 200);
        let mut stranger = house.browser_of("county").await;
        assert_eq!(stranger.get(&format!("/projects/{id}")).await.status, 200, "the project is public");
        assert_eq!(stranger.get(&file).await.status, 404, "its files are not");
        assert!(!stranger.get(&format!("/projects/{id}")).await.body.contains("验收报告"));
        let removal = format!("{}/removal", file.replace("/files/", "/attachments/"));
        assert_eq!(officer.submit(&removal, &[]).await.status, 404, "everybody takes off their own");
        assert_eq!(worker.submit(&removal, &[]).await.status, 303);
        assert_eq!(worker.get(&file).await.status, 404);
    }
}
