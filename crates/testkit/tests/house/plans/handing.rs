//! From the province down: plans are taken over, added to and raised, and nothing is lowered.

use identity::UnitKind;
use plans::lifecycle::State;
use serde_json::json;
use testkit::houses;

use crate::plans::acts::{
    add_goal, coded, draft, facts, goal, node, refused, send, standing, stands, step, told, world_plan,
};

#[tokio::test]
async fn a_node_takes_over_what_is_for_its_level_and_neither_removes_nor_lowers_it() {
    for house in houses().await {
        let (mut county, mut city) = (house.browser_of("county").await, house.browser_of("city").await);
        let above = world_plan(&house, UnitKind::City).await;
        assert!(county.visit("/").await.body.contains("下达了方案，请承接"), "it waits for the county");
        let plan = draft(&house, &mut county, "county", &format!("above:{above}")).await;
        let again = draft(&house, &mut county, "county", &format!("above:{above}")).await;
        assert_eq!(again, plan, "once");
        assert!(!county.visit("/").await.body.contains("下达了方案，请承接"));

        let page = county.get(&format!("/plans/{plan}")).await;
        assert!(page.body.contains("由上级下达") && page.body.contains("工匠学院实训基地县级全覆盖"), "{}", page.body);
        assert!(!page.body.contains("每市建成示范性工匠学院"), "that is for cities");
        assert_eq!(city.get(&format!("/plans/{plan}")).await.status, 404, "a draft stays at its node");

        let base = goal(&house, plan, "工匠学院实训基地县级全覆盖").await;
        refused(&house, &mut county, plan, &format!("goals/{base}/removal"), &[], 409).await;
        let path = format!("goals/{base}/targets");
        let page = refused(&house, &mut county, plan, &path, &[("target-county-2026", "0.5")], 422).await;
        assert!(page.body.contains("value=\"0.5\"") && page.body.contains("不能比它松"), "{}", page.body);
        refused(&house, &mut county, plan, &path, &[("target-city-2026", "3")], 404).await;
        step(&house, &mut county, plan, &path, &[("target-county-2026", "2")]).await;
        assert_eq!(stands(&house, "county", plan, base).await["target"], json!(200));
        step(&house, &mut county, plan, &path, &[("target-county-2026", "")]).await;
        assert_eq!(stands(&house, "county", plan, base).await["target"], json!(100), "what is asked holds");

        // Renaming what came from above changes nothing of it.
        let change = [("name", "别的名字"), ("kind", "goal"), ("owner_words", "经济工作部")];
        step(&house, &mut county, plan, &format!("goals/{base}/change"), &change).await;
        let page = county.get(&format!("/plans/{plan}/goals/{base}")).await;
        assert!(page.body.contains("工匠学院实训基地县级全覆盖") && page.body.contains("经济工作部"), "{}", page.body);

        step(&house, &mut county, plan, "enforcement", &[]).await;
        let page = city.get(&format!("/plans/{above}")).await;
        assert!(page.body.contains("承接了 1 个") && page.body.contains(&format!("/plans/{plan}")), "{}", page.body);
        assert_eq!(city.get(&format!("/plans/{plan}")).await.status, 200, "and can be looked at");
        refused(&house, &mut city, plan, "closing", &[], 403).await;
    }
}

#[tokio::test]
async fn what_the_node_above_asks_later_counts_below_at_once() {
    for house in houses().await {
        let (mut county, mut city) = (house.browser_of("county").await, house.browser_of("city").await);
        let above = world_plan(&house, UnitKind::City).await;
        let plan = draft(&house, &mut county, "county", &format!("above:{above}")).await;
        let (up, down) =
            (coded(&house, above, "suggestion.submitted").await, coded(&house, plan, "suggestion.submitted").await);
        step(&house, &mut county, plan, &format!("goals/{down}/targets"), &[("target-county-2026", "5")]).await;
        assert_eq!(stands(&house, "county", plan, down).await["target"], json!(500));

        let (unit, path) = (node(&house, "county").await, format!("goals/{up}/shares"));
        let (share, stranger) =
            (format!("share-{unit}-2026"), format!("share-{}-2026", node(&house, "province").await));
        refused(&house, &mut city, above, &path, &[(&share, "40")], 422).await;
        refused(&house, &mut city, above, &path, &[(&stranger, "40"), ("reason", "任务分解。")], 404).await;
        refused(&house, &mut county, above, &path, &[(&share, "40"), ("reason", "任务分解。")], 403).await;
        step(&house, &mut city, above, &path, &[(&share, "40"), ("reason", "任务分解。")]).await;
        let now = stands(&house, "county", plan, down).await;
        assert_eq!((&now["target"], &now["asked"]), (&json!(4000), &json!(4000)), "more is asked than it set itself");

        let page = send(&house, &mut city, above, &path, &[("divide", "heads")]).await;
        assert_eq!(page.status, 200, "dividing shows the form again");
        assert_eq!(stands(&house, "county", plan, down).await["asked"], json!(4000), "and keeps nothing");
    }
}

#[tokio::test]
async fn what_is_added_above_is_taken_in_below() {
    for house in houses().await {
        let (mut county, mut city) = (house.browser_of("county").await, house.browser_of("city").await);
        let above = world_plan(&house, UnitKind::City).await;
        let plan = draft(&house, &mut county, "county", &format!("above:{above}")).await;
        let before = facts(&house).await;
        step(&house, &mut county, plan, "following", &[]).await;
        assert_eq!(facts(&house).await, before, "there is nothing yet");
        let measure = [
            ("measuring", "evidence"),
            ("measure", "职工创新讲堂"),
            ("measure_unit", "场"),
            ("gathering", "each_year"),
        ];
        add_goal(&house, &mut city, above, "办职工创新讲堂", &["city", "county"], &measure).await;
        add_goal(&house, &mut city, above, "办市级展示", &["city"], &[("measuring", "tasks")]).await;
        house.settle().await;
        assert!(county.get("/inbox").await.body.contains("加了目标，请接入"), "its officer is told");
        let page = county.get(&format!("/plans/{plan}")).await;
        assert!(page.body.contains("上级又加了 1 项"), "{}", page.body);
        step(&house, &mut county, plan, "following", &[]).await;
        let page = county.get(&format!("/plans/{plan}")).await;
        assert!(page.body.contains("办职工创新讲堂") && !page.body.contains("办市级展示"), "{}", page.body);
    }
}

#[tokio::test]
async fn a_plan_of_ones_own_goes_from_nothing_into_force() {
    for house in houses().await {
        let mut county = house.browser_of("county").await;
        let unit = node(&house, "county").await.to_string();
        county.visit("/plans/new").await;
        let odd = [
            ("unit", unit.as_str()),
            ("from", "blank"),
            ("name", "两年行动"),
            ("from_year", "26"),
            ("until_year", "2026"),
        ];
        let page = county.submit("/plans", &odd).await;
        assert!(
            page.status == 422 && page.body.contains("value=\"两年行动\""),
            "what was typed is kept: {}",
            page.body
        );
        let foreign = node(&house, "city").await.to_string();
        let theirs = [("unit", foreign.as_str()), ("from", "preset:zhejiang-2024-2026")];
        assert_eq!(county.submit("/plans", &theirs).await.status, 403);

        let plan = draft(&house, &mut county, "county", "blank").await;
        refused(&house, &mut county, plan, "enforcement", &[], 409).await;
        let bare = [("kind", "goal"), ("name", "采纳率"), ("measuring", "indicator"), ("gathering", "level")];
        let page = refused(&house, &mut county, plan, "goals", &bare, 422).await;
        assert!(page.body.contains("请选指标") && page.body.contains("至少选一个层级"), "{}", page.body);
        let measure = [("measuring", "indicator"), ("indicator", "suggestion.on_time_rate"), ("gathering", "level")];
        let rate = add_goal(&house, &mut county, plan, "按时答复", &["county"], &measure).await;
        step(&house, &mut county, plan, &format!("goals/{rate}/targets"), &[("target-county-2026", "95%")]).await;
        refused(&house, &mut county, plan, &format!("goals/{rate}/targets"), &[("target-county-2031", "95")], 404)
            .await;
        step(&house, &mut county, plan, "enforcement", &[]).await;
        assert_eq!(standing(&house, plan).await.0, State::InForce);
        refused(&house, &mut county, plan, &format!("goals/{rate}/removal"), &[], 409).await;
        refused(&house, &mut county, plan, "head", &[("name", "改名")], 409).await;
        let path = format!("goals/{rate}/targets");
        refused(&house, &mut county, plan, &path, &[("target-county-2026", "90")], 422).await;
        let why = [("target-county-2026", "90"), ("reason", "年初停产检修两个月。")];
        step(&house, &mut county, plan, &path, &why).await;
        let told = told(&house, "county", plan).await;
        assert_eq!(told["plan"]["state"], "plan_in_force");
    }
}
