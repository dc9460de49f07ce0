//! Too much, too often, too early, too close: what is refused at the edges, with what was typed kept.

use suggestions::lifecycle::State;
use testkit::{houses, houses_told};

use crate::suggestions::acts::{self, colleague, handle, refused, state, step, suggest};

/// A file that begins as a JPEG does, of this many megabytes.
fn photo_of(megabytes: usize) -> Vec<u8> {
    let mut bytes = vec![0; megabytes * 1024 * 1024];
    bytes[..4].copy_from_slice(b"\xff\xd8\xff\xe0");
    bytes
}

#[tokio::test]
async fn what_is_too_large_is_said_at_its_field_and_nothing_of_it_is_kept() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let draft = acts::begin(&mut worker).await;
        let path = format!("{draft}/what");
        let fields = [("step", "what"), ("now", "等二十分钟")];
        let large = worker.upload(&path, &fields, &[("photo", "a.jpg", "image/jpeg", &photo_of(16))]).await;
        assert_eq!(large.status, 422);
        assert!(large.body.contains("15 MB") && large.body.contains("等二十分钟"), "{}", large.body);
        let page = worker.visit(&path).await;
        assert!(!page.body.contains("/thumbnail") && !page.body.contains("<img"), "no file is kept");
        // More than any form may hold, in one field: refused while it arrives.
        let flood = worker.upload(&path, &fields, &[("photo", "a.jpg", "image/jpeg", &photo_of(65))]).await;
        assert!(flood.status == 422 && flood.body.contains("64 MB"), "{} {}", flood.status, flood.body);
        let long = "长".repeat(90_000);
        let text = worker.submit(&path, &[("step", "what"), ("now", &long)]).await;
        assert_eq!(text.status, 422);
        let token = house.token_of("worker", &[kernel::Scope::Write]).await;
        let body = serde_json::json!({ "title": "柜", "now": "长".repeat(400_000) });
        let mut api = house.browser();
        let answer = api.api("POST", "/api/v1/suggestions", &token, &[], Some(&body)).await;
        assert_eq!((answer.status, answer.json()["errors"][0]["field"].as_str()), (422, Some("body")));
    }
}

#[tokio::test]
async fn strangers_at_one_address_are_held_up_for_a_minute() {
    for house in houses_told(|config, _| config.visitor_rate = 3).await {
        let mut visitor = house.browser();
        visitor.visit("/follow").await;
        for _ in 0..3 {
            assert_eq!(visitor.submit("/follow", &[("code", "2345-6789-ABCD")]).await.status, 422);
        }
        let held = visitor.submit("/follow", &[("code", "2345-6789-ABCD")]).await;
        assert_eq!(held.status, 429);
        assert!(held.body.contains("分钟"), "it says how long: {}", held.body);
        let mut officer = house.browser_of("officer").await;
        let enterprise = house.actor("worker").await.place.enterprise.unwrap().to_string();
        officer.visit("/desk/posters").await;
        officer.submit("/desk/posters", &[("unit", &enterprise)]).await;
        let page = officer.visit("/desk/posters").await.body;
        let code: String = page.split("/p/").nth(1).unwrap().chars().take_while(char::is_ascii_alphanumeric).collect();
        let poster = format!("/p/{code}");
        let form = visitor.visit(&poster).await;
        let (draft, follow) = (form.value_of("draft").unwrap(), form.value_of("follow").unwrap());
        let fields = [("draft", draft.as_str()), ("follow", &follow), ("name", "张无此"), ("employee_no", "99999")];
        for _ in 0..3 {
            assert_eq!(visitor.upload(&poster, &fields, &[]).await.status, 422);
        }
        assert_eq!(visitor.upload(&poster, &fields, &[]).await.status, 429, "names are not tried one by one");
        assert_eq!(visitor.visit(&poster).await.status, 200, "reading is free");
        house.clock.advance(60_000);
        assert_eq!(visitor.upload(&poster, &fields, &[]).await.status, 422);
        assert_eq!(visitor.submit("/follow", &[("code", "2345-6789-ABCD")]).await.status, 422);
    }
}

#[tokio::test]
async fn a_plan_lies_between_today_and_a_few_years_and_not_before_the_suggestion() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let owner = handle(&house.plan_of("implementer"));
        let id = suggest(&mut worker, "吊具加限位").await;
        step(&house, &mut officer, id, "acceptance", &[("category", "equipment")]).await;
        house.clock.advance(3 * kernel::clock::DAY);
        let adopt = [("verdict", "adopt"), ("answer", "做。"), ("announce", "yes")];
        step(&house, &mut officer, id, "decision", &adopt).await;
        let plan = |starts: &'static str, ends: &'static str| {
            [("owner", owner.as_str()), ("plan", "焊限位块。"), ("scale", "full"), ("starts", starts), ("ends", ends)]
        };
        for (starts, ends, told) in [
            ("2026-06-01", "2026-06-30", "不能早于提出的日子"),
            ("2026-06-11", "2026-06-12", "已经过去了"),
            ("2026-06-20", "2026-06-19", "早于开始日期"),
            ("2026-06-20", "2062-06-30", "年份写对了吗"),
            ("20.6.2026", "2026-06-30", "请写成这样的日期"),
        ] {
            let page = refused(&house, &mut officer, id, "plan", &plan(starts, ends)).await;
            assert!(page.status == 422 && page.body.contains(told), "{starts} to {ends}: {}", page.body);
            assert!(page.body.contains("焊限位块。") && page.body.contains("aria-invalid=\"true\""));
        }
        step(&house, &mut officer, id, "plan", &plan("2026-06-11", "2026-06-13")).await;
        assert_eq!(state(&house, id).await.0, State::Implementing);
    }
}

#[tokio::test]
async fn where_the_rules_say_so_nobody_in_the_author_s_line_reviews() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let leader = house.actor("leader").await;
        let (_, far) = colleague(&house).await;
        let id = suggest(&mut worker, "模具架加导轨").await;
        step(&house, &mut officer, id, "acceptance", &[("category", "equipment")]).await;
        let (line, other) = (leader.person.to_string(), far.person.to_string());
        let sheet = officer.get("/rules").await;
        let names: Vec<String> = ["word", "zh", "en", "weight"]
            .iter()
            .flat_map(|name| (0..4).map(move |at| format!("{name}-{at}")))
            .chain(["version", "unit", "check_days", "decide_days", "remind_days"].map(str::to_owned))
            .collect();
        let typed: Vec<(String, String)> =
            names.into_iter().filter_map(|name| sheet.value_of(&name).map(|value| (name, value))).collect();
        let mut rules: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        rules.push(("line_may_not_review", "yes"));
        let kept = officer.submit("/rules", &rules).await;
        assert_eq!(kept.status, 303, "{}", kept.body);
        let page = refused(&house, &mut officer, id, "reviewers", &[("reviewer", &line)]).await;
        assert!(page.body.contains(&leader.name) && page.body.contains("上级"), "named with the reason");
        step(&house, &mut officer, id, "reviewers", &[("reviewer", &other)]).await;
    }
}
