//! Carrying a plan out: figures, evidence, tasks and lights.

use identity::UnitKind;
use kernel::clock::DAY;
use plans::model::{EvidenceId, TaskId};
use serde_json::{Value, json};
use stats::{Figure, Node, Period};
use store::statements;
use testkit::{TestHouse, houses};

use crate::plans::acts::{add_goal, coded, draft, facts, goal, refused, send, stands, step, told, world_plan};

statements! {
    LAST: () => (EvidenceId,) = "SELECT id FROM plan_evidence ORDER BY at DESC, id DESC LIMIT 1";
    NAMED: (String,) => (TaskId,) = "SELECT id FROM plan_task WHERE name = $1";
}

#[tokio::test]
async fn progress_is_what_the_indicator_says_of_the_node() {
    for house in houses().await {
        let plan = world_plan(&house, UnitKind::City).await;
        let city = house.actor("city").await.place.unit;
        let dictionary: Vec<_> = house.app.indicators().collect();
        let told = told(&house, "city", plan).await;
        let mut met = 0;
        for goal in told["goals"].as_array().unwrap().iter().filter(|goal| goal["measuring"] == "indicator") {
            let it = *dictionary.iter().find(|it| goal["indicator"] == it.code).unwrap();
            let found = house.app.db.read(move |reader| {
                let node = Node::from(&identity::tree::unit(reader, city)?);
                stats::figures(reader, &node, &[it], &[2024, 2025, 2026].map(Period::year))
            });
            for (standing, figure) in goal["standings"].as_array().unwrap().iter().zip(&found.await.unwrap()[0]) {
                let Figure::Number(number) = figure else { panic!("{} is a number", it.code) };
                assert_eq!(standing["value"], json!(number * 100), "{} {standing}", it.code);
                met += i64::from(*number > 0);
            }
        }
        assert!(met > 0, "something was counted");
    }
}

async fn last(house: &TestHouse) -> EvidenceId {
    house.app.db.read(|reader| reader.one(&LAST, ())).await.unwrap().0
}

#[tokio::test]
async fn evidence_counts_with_its_file_until_it_is_withdrawn() {
    for house in houses().await {
        let (mut city, mut county) = (house.browser_of("city").await, house.browser_of("county").await);
        let plan = world_plan(&house, UnitKind::City).await;
        let academy = goal(&house, plan, "每市建成示范性工匠学院").await;
        let path = format!("goals/{academy}/evidence");
        assert_eq!(stands(&house, "city", plan, academy).await["value"], json!(100));

        let page =
            refused(&house, &mut city, plan, &path, &[("amount", "两所"), ("day", ""), ("words", "")], 422).await;
        assert!(page.body.contains("value=\"两所\""), "what was typed is kept: {}", page.body);
        let later = [("amount", "2"), ("day", "2026-06-11"), ("words", "挂牌。")];
        refused(&house, &mut city, plan, &path, &later, 422).await;
        let outside = [("amount", "2"), ("day", "2023-06-11"), ("words", "挂牌。")];
        refused(&house, &mut city, plan, &path, &outside, 422).await;
        refused(&house, &mut county, plan, &path, &[("amount", "2"), ("day", "2026-06-01"), ("words", "挂牌。")], 403)
            .await;
        let counted = coded(&house, plan, "suggestion.submitted").await;
        let by_hand = [("amount", "9999"), ("day", "2026-06-01"), ("words", "补报。")];
        refused(&house, &mut city, plan, &format!("goals/{counted}/evidence"), &by_hand, 409).await;

        city.visit("/inbox").await;
        let fields = [("amount", "2"), ("day", "2026-06-01"), ("words", "第二所挂牌，见批复。")];
        let file = [("file", "批复.txt", "text/plain", "同意设立。".as_bytes())];
        let page = city.upload(&format!("/plans/{plan}/{path}"), &fields, &file).await;
        assert_eq!(page.status, 303, "{}", page.body);
        let now = stands(&house, "city", plan, academy).await;
        assert_eq!((&now["value"], &now["light"]), (&json!(200), &json!("on_course")));
        let evidence = format!("evidence/{}", last(&house).await);
        let page = county.get(&format!("/plans/{plan}/{evidence}")).await;
        let link =
            page.body.split_once(&format!("/plans/{plan}/files/")).unwrap().1.split('"').next().unwrap().to_owned();
        assert_eq!(county.get(&format!("/plans/{plan}/files/{link}")).await.body, "同意设立。");
        let mut worker = house.browser_of("worker").await;
        assert_eq!(worker.get(&format!("/plans/{plan}/files/{link}")).await.status, 404);

        refused(&house, &mut city, plan, &format!("{evidence}/withdrawal"), &[("reason", "")], 422).await;
        step(&house, &mut city, plan, &format!("{evidence}/withdrawal"), &[("reason", "批复晚了一个月。")]).await;
        assert_eq!(stands(&house, "city", plan, academy).await["value"], json!(100), "it counts no more");
        let page = city.get(&format!("/plans/{plan}/{evidence}")).await;
        assert!(page.body.contains("批复晚了一个月"), "and can still be read: {}", page.body);
        refused(&house, &mut city, plan, &format!("{evidence}/withdrawal"), &[("reason", "再撤。")], 409).await;
    }
}

#[tokio::test]
async fn whoever_does_a_task_is_told_reminded_and_says_when_it_is_done() {
    for house in houses().await {
        let mut county = house.browser_of("county").await;
        let plan = draft(&house, &mut county, "county", "blank").await;
        let aim = add_goal(&house, &mut county, plan, "开好现场会", &["county"], &[("measuring", "tasks")]).await;
        step(&house, &mut county, plan, "enforcement", &[]).await;
        let path = format!("goals/{aim}/tasks");
        let chair = house.plan_of("chair");
        let nobody = [("name", "定会场"), ("owner", "查无此人"), ("due", "2026-06-30")];
        refused(&house, &mut county, plan, &path, &nobody, 422).await;
        let task = [("name", "定会场"), ("owner", chair.name.as_str()), ("due", "2026-06-20")];
        step(&house, &mut county, plan, &path, &task).await;
        assert_eq!(stands(&house, "county", plan, aim).await["light"], "on_course");
        house.settle().await;
        let mut doing = house.browser_of("chair").await;
        assert!(doing.get("/inbox").await.body.contains("定会场，2026-06-20 前办完"), "it is theirs");
        assert!(doing.get("/").await.body.contains("你负责的任务快到期了"), "and stands on their home page");

        house.clock.advance(15 * DAY);
        let now = house.clock.now();
        assert_eq!(stands(&house, "county", plan, aim).await["light"], "slow", "late");
        for _ in 0..2 {
            let due = house.app.db.read(move |reader| plans::actions::due(reader, now, 50)).await.unwrap();
            for (task, late) in due {
                let told = house.app.db.write(move |tx| plans::actions::remind(tx, &task, late, now).map(drop));
                told.await.unwrap();
            }
        }
        let due = house.app.db.read(move |reader| plans::actions::due(reader, now, 50)).await.unwrap();
        assert!(due.is_empty(), "each once");
        house.settle().await;
        // A session does not outlive the fortnight.
        let mut doing = house.browser_of("chair").await;
        assert_eq!(doing.get("/inbox").await.body.matches("任务逾期了：定会场").count(), 1);
        house.clock.advance(30 * DAY);
        let (mut doing, mut city) = (house.browser_of("chair").await, house.browser_of("city").await);
        assert_eq!(stands(&house, "county", plan, aim).await["light"], "behind", "late for long");

        let (id,) = house.app.db.read(|reader| reader.one(&NAMED, ("定会场",))).await.unwrap();
        let path = format!("tasks/{id}/done");
        refused(&house, &mut city, plan, &path, &[("done", "2026-07-01")], 403).await;
        refused(&house, &mut doing, plan, &path, &[("done", "2026-12-01")], 422).await;
        step(&house, &mut doing, plan, &path, &[("done", "2026-07-01"), ("note", "定在职工之家。")]).await;
        refused(&house, &mut doing, plan, &path, &[("done", "2026-07-01")], 409).await;
        assert_eq!(stands(&house, "county", plan, aim).await["light"], "on_course");
    }
}

#[tokio::test]
async fn two_at_once_do_not_overwrite_each_other() {
    for house in houses().await {
        let mut county = house.browser_of("county").await;
        let plan = draft(&house, &mut county, "county", "blank").await;
        let name = [("version", "1"), ("name", "甲"), ("from_year", "2025"), ("until_year", "2026")];
        assert_eq!(county.submit(&format!("/plans/{plan}/head"), &name).await.status, 303);
        let page = county.submit(&format!("/plans/{plan}/head"), &name).await;
        assert!(page.status == 409 && page.body.contains("别人刚改过"), "{}", page.body);
        let page =
            send(&house, &mut county, plan, "head", &[("name", "乙"), ("from_year", "x"), ("until_year", "2026")])
                .await;
        assert!(page.status == 422 && page.body.contains("value=\"x\""), "{}", page.body);
    }
}

#[tokio::test]
async fn the_page_shows_lights_as_words_with_their_rule() {
    for house in houses().await {
        let mut province = house.browser_of("province").await;
        let plan = world_plan(&house, UnitKind::Province).await;
        for lang in ["zh-CN", "en"] {
            province.set_cookie("lang", lang);
            let page = province.get(&format!("/plans/{plan}")).await;
            assert_eq!(page.status, 200);
        }
        province.set_cookie("lang", "zh-CN");
        let page = province.get(&format!("/plans/{plan}")).await;
        for words in [
            "按期",
            "未测",
            "到今天该有的 100%",
            "谁欠着",
            "最近到期",
            "未给出，由本级填",
            "办好全省职工创新交流活动",
            "由下级承担",
        ] {
            assert!(page.body.contains(words), "{words}: {}", page.body);
        }
        let page = province.get(&format!("/plans/{plan}?year=2024")).await;
        assert_eq!(page.status, 200);
    }
}

#[tokio::test]
async fn the_api_takes_a_plan_the_same_way() {
    for house in houses().await {
        let all = [kernel::Scope::Read, kernel::Scope::Write];
        let (token, mut browser) = (house.token_of("county", &all).await, house.browser());
        let mut call = async |path: &str, body: Value| {
            let path = format!("/api/v1/plans{path}");
            browser.api("POST", &path, &token, &[], Some(&body)).await
        };
        let unit = house.actor("county").await.grants[0].unit;
        let asked = json!({ "unit": unit, "from": "blank", "name": "两年行动", "from_year": 2025, "until_year": 2026 });
        let made = call("", asked).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let plan = made.json()["id"].as_str().unwrap().to_owned();
        let aim = json!({
            "kind": "goal", "name": "办讲堂", "levels": ["county"], "measuring": "evidence", "measure": "讲堂",
            "measure_unit": "场", "gathering": "each_year", "direction": "at_least",
        });
        let added = call(&format!("/{plan}/goals"), aim).await;
        assert_eq!(added.status, 201, "{}", added.body);
        let version = added.json()["version"].clone();
        let aim = goal(&house, plan.parse().unwrap(), "办讲堂").await;
        let targets = json!({ "version": version, "targets": [{ "level": "county", "year": 2026, "amount": "12" }] });
        assert_eq!(call(&format!("/{plan}/goals/{aim}/targets"), targets.clone()).await.status, 201);
        assert_eq!(call(&format!("/{plan}/goals/{aim}/targets"), targets).await.status, 409, "another version");
        let evidence = json!({ "day": "2026-05-01", "amount": "3", "text": "三场。" });
        assert_eq!(call(&format!("/{plan}/goals/{aim}/evidence"), evidence.clone()).await.status, 409, "a draft");
        assert_eq!(call(&format!("/{plan}/enforcement"), json!({})).await.status, 201);
        assert_eq!(call(&format!("/{plan}/goals/{aim}/evidence"), evidence).await.status, 201);
        let task = json!({ "name": "请讲师", "due": "2026-06-01" });
        let before = facts(&house).await;
        assert_eq!(call(&format!("/{plan}/goals/{aim}/tasks"), task).await.status, 201);
        assert_eq!(facts(&house).await, before + 1);
        let now = stands(&house, "county", plan.parse().unwrap(), aim).await;
        assert_eq!((&now["value"], &now["target"]), (&json!(300), &json!(1200)));
        assert_eq!(now["light"], "behind", "three of the five that the calendar expects");
    }
}
