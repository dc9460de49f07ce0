//! From the first word to the province, and what never changes on the way.

use std::collections::BTreeSet;

use kernel::Scope;
use methods::lifecycle::State;
use methods::model::{Level, MethodId, Standing};
use methods::store::VERSIONS;
use serde_json::json;
use store::statements;
use testkit::{TestHouse, houses};
use works::{Kind, Stage, cards};

use crate::methods::acts::{form, hand_in, last, name_at_unit, pass, refused, state, step};

statements! {
    STATES: () => (State,) = "SELECT DISTINCT state FROM method";
    STANDINGS: () => (Standing,) = "SELECT DISTINCT standing FROM method_naming";
    LEVELS: () => (Level,) = "SELECT DISTINCT level FROM method_naming WHERE standing = 'named'";
    THREE: () => (i64,) = "SELECT COUNT(*) FROM method WHERE edition >= 3 AND state = 'named'";
    PENDING: () => (i64,) = "SELECT COUNT(*) FROM method WHERE pending IS NOT NULL";
    NAMED: () => (MethodId,) = "SELECT id FROM method WHERE level IS NOT NULL ORDER BY id";
}

#[tokio::test]
async fn the_world_has_a_method_in_every_state_and_at_every_level() {
    use kernel::lifecycle::Word;
    for house in houses().await {
        house
            .app
            .db
            .read(|reader| {
                let states: BTreeSet<State> = reader.all(&STATES, ())?.into_iter().map(|(state,)| state).collect();
                assert_eq!(states, State::ALL.iter().copied().collect());
                let standings: BTreeSet<_> = reader.all(&STANDINGS, ())?.into_iter().map(|(one,)| one).collect();
                assert_eq!(standings, Standing::ALL.iter().copied().collect());
                let levels: BTreeSet<_> = reader.all(&LEVELS, ())?.into_iter().map(|(level,)| level).collect();
                assert_eq!(levels, Level::ALL.iter().copied().collect());
                assert!(reader.one(&THREE, ())?.0 >= 2 && reader.one(&PENDING, ())?.0 >= 1);
                for (id,) in reader.all(&NAMED, ())? {
                    let card = cards::load(reader, id.cast())?;
                    assert_eq!(card.kind, Kind::Method);
                    assert!(matches!(card.stage, Stage::InUse | Stage::Ended) && card.since.is_some());
                }
                Ok(())
            })
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_method_climbs_from_the_workshop_to_the_province() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let id = hand_in(&mut worker, &[]).await;
        step(&house, "officer", id, "return", &[("text", "请写明测量工具。")]).await;
        assert!(worker.get(&format!("/methods/{id}")).await.body.contains("请写明测量工具。"));
        step(&house, "worker", id, "handing-in", &[]).await;
        step(&house, "officer", id, "acceptance", &[]).await;
        assert_eq!(state(&house, id).await.2, 1, "what was accepted is its first version");
        // Public only after a review, named only after its publicity.
        refused(&house, "officer", id, "publicity", &[], 409).await;
        step(&house, "reviewer", id, "review", &[("favours", "yes"), ("text", "好懂。")]).await;
        refused(&house, "reviewer", id, "review", &[("favours", "no"), ("text", "再想想。")], 409).await;
        refused(&house, "approver", id, "naming", &[], 409).await;
        step(&house, "officer", id, "publicity", &[]).await;
        let early = refused(&house, "approver", id, "naming", &[], 409).await;
        assert!(early.body.contains("2026-06-17"), "five working days, and said until when: {}", early.body);
        refused(&house, "officer", id, "naming", &[], 403).await;
        refused(&house, "county", id, "naming", &[], 404).await;
        pass(&house, 8);
        step(&house, "approver", id, "naming", &[("document", "东屿〔2026〕9号")]).await;
        assert_eq!(state(&house, id).await.0, State::Named);
        let card = house.app.db.read(move |reader| cards::load(reader, id.cast())).await.unwrap();
        assert_eq!((card.stage, card.since.unwrap().date().to_string()), (Stage::InUse, "2025-01-05".to_owned()));

        for (below, login) in [("officer", "county"), ("county", "city"), ("city", "province")] {
            // Whoever is not asked yet does not even see it; the level below nominates, nobody else.
            assert_eq!(house.browser_of(login).await.get(&format!("/methods/{id}")).await.status, 404, "{login}");
            step(&house, below, id, "nomination", &[]).await;
            refused(&house, below, id, "nomination", &[], 409).await;
            let waits = house.browser_of(login).await.get("/methods").await;
            assert!(waits.body.contains(&id.to_string()), "{login} finds it waiting");
            refused(&house, login, id, "naming", &[], 409).await;
            step(&house, login, id, "publicity", &[]).await;
            pass(&house, 16);
            step(&house, login, id, "naming", &[]).await;
        }
        let namings = house.app.db.read(move |reader| methods::store::namings(reader, id)).await.unwrap();
        assert_eq!(
            namings.iter().map(|naming| naming.level).collect::<Vec<_>>(),
            [Level::Unit, Level::County, Level::City, Level::Province]
        );
        assert!(namings.iter().all(|naming| naming.standing == Standing::Named && naming.certificate.is_some()));
        refused(&house, "province", id, "nomination", &[], 409).await;
        house.settle().await;
        let mut worker = house.browser_of("worker").await;
        let page = worker.visit(&format!("/methods/{id}")).await;
        assert!(page.body.contains("省级") && page.body.contains("flame-mark"));
        let inbox = worker.visit("/inbox").await;
        assert!(inbox.body.contains("已命名") && inbox.body.contains("证书已颁发"), "{}", inbox.body);
    }
}

#[tokio::test]
async fn a_level_that_declines_says_why_and_takes_nothing_away() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let id = hand_in(&mut worker, &[]).await;
        name_at_unit(&house, id).await;
        step(&house, "officer", id, "nomination", &[]).await;
        refused(&house, "county", id, "turning-down", &[], 422).await;
        step(&house, "county", id, "turning-down", &[("text", "请补充推广情况。")]).await;
        assert_eq!((state(&house, id).await.0, last(&house, id).await), (State::Named, "turn_down".to_owned()));
        let mut worker = house.browser_of("worker").await;
        assert!(worker.get(&format!("/methods/{id}")).await.body.contains("请补充推广情况。"));
        // It may be nominated again, and the county still sees what it was asked about.
        step(&house, "officer", id, "nomination", &[]).await;
        assert_eq!(house.browser_of("county").await.get(&format!("/methods/{id}")).await.status, 200);

        let other = hand_in(&mut worker, &[("name", "另一个法")]).await;
        step(&house, "officer", other, "acceptance", &[]).await;
        step(&house, "approver", other, "refusal", &[("text", "独创性不足。")]).await;
        assert_eq!(state(&house, other).await.0, State::Declined);
    }
}

async fn versions(house: &TestHouse, id: MethodId) -> Vec<(i64, String, String)> {
    let rows = house.app.db.read(move |reader| reader.all(&VERSIONS, (id,))).await.unwrap();
    rows.into_iter().map(|row| (row.edition, row.note, serde_json::to_string(&row.content.0).unwrap())).collect()
}

#[tokio::test]
async fn versions_are_added_never_changed_and_can_be_compared() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let id = hand_in(&mut worker, &[]).await;
        name_at_unit(&house, id).await;
        let first = versions(&house, id).await;
        assert_eq!(first.len(), 1);

        let mut worker = house.browser_of("worker").await;
        let text = format!("/methods/{id}/text");
        worker.visit(&text).await;
        let name = format!("{}冷接子修复法", house.plan_of("worker").name);
        let change = |note: &'static str, steps: &'static str| form(&[("name", ""), ("note", note), ("steps", steps)]);
        let unchanged = worker.submit(&text, &change("没改", "断电验电\n剥纤 3毫米\n切割端面")).await;
        assert_eq!(unchanged.status, 422, "{}", unchanged.body);
        let done = worker.submit(&text, &change("剥纤改为 5 毫米", "断电验电\n剥纤 5毫米\n切割端面\n复测光功率")).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(versions(&house, id).await, first, "a proposal is no version");
        refused(&house, "worker", id, "revision", &[], 403).await;
        step(&house, "officer", id, "revision", &[]).await;
        let second = versions(&house, id).await;
        assert_eq!((second.len(), &second[0]), (2, &first[0]));

        // A change that is not accepted leaves no version, and says why.
        worker.visit(&text).await;
        assert_eq!(worker.submit(&text, &change("去掉复测", "断电验电\n剥纤 5毫米\n切割端面")).await.status, 303);
        refused(&house, "officer", id, "dismissal", &[], 422).await;
        step(&house, "officer", id, "dismissal", &[("text", "复测不能省。")]).await;
        assert_eq!(versions(&house, id).await, second);

        let page = worker.get(&format!("/methods/{id}/versions?older=1&newer=2")).await;
        assert!(page.body.contains("<del>3</del>") && page.body.contains("<ins>5</ins>"), "{}", page.body);
        assert!(page.body.contains("<ins>复测光功率</ins>") && page.body.contains("剥纤改为 5 毫米"));
        assert!(!page.body.contains("工单系统"), "what did not change is left out");
        let sheet = worker.get(&format!("/methods/{id}/sheet")).await;
        assert!(sheet.body.contains(&name) && sheet.body.contains("复测光功率"), "{}", sheet.body);
    }
}

#[tokio::test]
async fn the_api_does_the_same_by_the_same_rules() {
    for house in houses().await {
        let token = house.token_of("worker", &[Scope::Read, Scope::Write]).await;
        let officer = house.token_of("officer", &[Scope::Read, Scope::Write]).await;
        let mut client = house.browser();
        let text = json!({
            "name": "接口来的法", "trade": "装维工", "scope": "入户段", "former": "重放", "problem": "慢",
            "steps": ["断电", "切割"], "keys": ["端面角"], "original": ["夹具"],
            "regulations": ["《甲》", "《乙》", "《丙》"], "since": "2025-01-05",
            "results": [{ "indicator": "时长", "before": "120", "after": "25", "from": "2025-01-05", "until": "2026-05-01", "source": "工单" }],
        });
        let made = client.api("POST", "/api/v1/methods", &token, &[("idempotency-key", "m1")], Some(&text)).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let again = client.api("POST", "/api/v1/methods", &token, &[("idempotency-key", "m1")], Some(&text)).await;
        assert_eq!(made.json(), again.json());
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let path = |noun: &str| format!("/api/v1/methods/{id}/{noun}");
        let denied = client.api("POST", &path("acceptance"), &officer, &[], None).await;
        assert_eq!(denied.status, 404, "a draft is not there for others");
        assert_eq!(client.api("POST", &path("handing-in"), &token, &[], None).await.json()["state"], "submitted");
        assert_eq!(client.api("POST", &path("acceptance"), &token, &[], None).await.status, 403);
        let stale = client.api("POST", &path("acceptance"), &officer, &[], Some(&json!({ "version": 1 }))).await;
        assert_eq!(stale.status, 409);
        let accepted = client.api("POST", &path("acceptance"), &officer, &[], None).await.json();
        assert_eq!((accepted["state"].as_str(), accepted["edition"].as_i64()), (Some("in_review"), Some(1)));
        let shown = client.api("GET", &format!("/api/v1/methods/{id}"), &token, &[], None).await.json();
        assert_eq!(shown["content"]["steps"], json!(["断电", "切割"]));
        assert_eq!(shown["namings"][0]["standing"], "nominated");
        let listed = client.api("GET", "/api/v1/methods?scope=mine&q=接口", &token, &[], None).await.json();
        assert_eq!(listed["items"][0]["id"], id);
        let versions = client.api("GET", &path("versions"), &token, &[], None).await.json();
        assert_eq!(versions["items"].as_array().map(Vec::len), Some(1));
    }
}
