//! Writing a method down: from nothing, from a work, again and again, and what is wrong told at its field.

use methods::lifecycle::State;
use store::statements;
use testkit::houses;
use works::{WorkId, links};

use crate::methods::acts::{fact_count, form, hand_in, send_new, state};

statements! {
    OWN_WORK: (kernel::id::PersonId,) => (WorkId, String) =
        "SELECT id, title FROM work WHERE kind = 'suggestion' AND stage = 'in_use' AND visibility = 'public' OR \
         (kind = 'suggestion' AND stage = 'in_use' AND author = $1) ORDER BY id LIMIT 1";
}

#[tokio::test]
async fn a_worker_writes_a_draft_and_hands_it_in_when_it_is_whole() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let name = house.plan_of("worker").name;
        let (done, id) = send_new(&mut worker, &[("object", "冷接子修复"), ("save", "yes")]).await;
        assert_eq!((done.status, done.location()), (303, format!("/methods/{id}").as_str()), "{}", done.body);
        assert_eq!(state(&house, id).await.0, State::Draft);
        // The name is proposed after person and object; the draft is nobody else's business.
        assert!(worker.get(&format!("/methods/{id}")).await.body.contains(&format!("{name}冷接子修复法")));
        assert_eq!(house.browser_of("officer").await.get(&format!("/methods/{id}")).await.status, 404);

        // Handing in from the page tells what is missing and leaves it a draft.
        worker.visit(&format!("/methods/{id}")).await;
        let facts = fact_count(&house).await;
        let missing = worker.submit(&format!("/methods/{id}/handing-in"), &[]).await;
        assert_eq!(missing.status, 422);
        assert!(missing.body.contains("操作步骤") && missing.body.contains("安全操作规程"), "{}", missing.body);
        assert_eq!((fact_count(&house).await, state(&house, id).await.0), (facts, State::Draft));

        worker.visit(&format!("/methods/{id}/text")).await;
        let whole = form(&[("name", "冷接子修复法"), ("version", "1"), ("hand_in", "yes")]);
        let done = worker.submit(&format!("/methods/{id}/text"), &whole).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert_eq!(state(&house, id).await.0, State::Submitted);
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field_and_what_was_typed_stays() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let facts = fact_count(&house).await;
        let wrong = [
            ("hand_in", "yes"),
            ("object", ""),
            ("name", ""),
            ("mate-0", "查无此人"),
            ("since", "昨天"),
            ("trade", "一个很特别的工种"),
        ];
        let (page, id) = send_new(&mut worker, &form(&wrong)).await;
        assert_eq!(page.status, 422);
        for field in ["f-name-e", "f-mate-0-e", "f-since-e"] {
            assert!(page.body.contains(&format!("id=\"{field}\"")), "{field} {}", page.body);
        }
        assert_eq!(page.value_of("trade").as_deref(), Some("一个很特别的工种"));
        assert_eq!(page.value_of("id"), Some(id.to_string()), "the same draft, so that a second try is the same act");
        assert_eq!(fact_count(&house).await, facts);

        // A year less a day is not a year, and a year that is not over does not count.
        for (from, until) in [("2025-05-02", "2026-05-01"), ("2025-09-01", "2026-09-02"), ("", "")] {
            let year = [("hand_in", "yes"), ("result-0-from", from), ("result-0-until", until)];
            let (page, _) = send_new(&mut worker, &form(&year)).await;
            assert_eq!(page.status, 422, "{from} {until}");
            assert!(page.body.contains("f-result-0-from-e"), "{}", page.body);
        }
        // Not each regulation is named.
        let (page, _) = send_new(&mut worker, &form(&[("hand_in", "yes"), ("regulation-safety", " ")])).await;
        assert!(page.status == 422 && page.body.contains("f-regulation-safety-e"), "{}", page.body);
        assert_eq!(fact_count(&house).await, facts);
    }
}

#[tokio::test]
async fn sending_twice_is_one_act_and_somebody_else_s_draft_is_not_there() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let (_, id) = send_new(&mut worker, &form(&[("save", "yes")])).await;
        let facts = fact_count(&house).await;
        let same = [&[("id", id.to_string())][..]].concat();
        let same: Vec<(&str, &str)> =
            same.iter().map(|(name, value)| (*name, value.as_str())).chain(form(&[])).collect();
        assert_eq!(worker.submit("/methods", &same).await.status, 303);
        assert_eq!(fact_count(&house).await, facts, "the second time nothing happens");
        let mut leader = house.browser_of("leader").await;
        leader.visit("/methods/new").await;
        assert_eq!(leader.submit("/methods", &same).await.status, 404);
        assert_eq!(fact_count(&house).await, facts);
    }
}

#[tokio::test]
async fn from_a_work_nothing_is_typed_twice_and_the_work_says_what_it_became() {
    for house in houses().await {
        let actor = house.actor("worker").await;
        let (work, title) = house.app.db.read(move |reader| reader.one(&OWN_WORK, (actor.person,))).await.unwrap();
        let mut worker = house.browser_of("worker").await;
        let form_page = worker.visit(&format!("/methods/new?from={work}")).await;
        assert!(form_page.status == 200 && form_page.body.contains(&title), "{}", form_page.body);
        assert!(!form_page.value_of("since").unwrap().is_empty());
        let id = form_page.value_of("id").unwrap();
        let from = work.to_string();
        let fields = [("id", id.as_str()), ("from", from.as_str()), ("name", "从建议来的法"), ("save", "yes")];
        let done = worker.submit("/methods", &fields).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let id: WorkId = id.parse().unwrap();
        let earlier = house.app.db.read(move |reader| links::earlier(reader, id)).await.unwrap();
        assert_eq!(earlier, [work]);
        let page = worker.visit(&format!("/suggestions/{work}")).await;
        assert!(page.body.contains("已总结为操作法") && page.body.contains("从建议来的法"), "{}", page.body);
        // A draft is shown to its people only.
        let officer = house.browser_of("officer").await.visit(&format!("/suggestions/{work}")).await;
        assert!(!officer.body.contains("从建议来的法"));
        // What one may not see nothing grows from.
        let mut stranger = house.browser_of("worker").await;
        let hidden = uuid_of_nothing();
        assert_eq!(stranger.visit(&format!("/methods/new?from={hidden}")).await.status, 404);
    }
}

fn uuid_of_nothing() -> WorkId {
    WorkId::new(testkit::NOON)
}

#[tokio::test]
async fn whoever_was_slower_keeps_what_they_typed() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let (_, id) = send_new(&mut worker, &form(&[("save", "yes")])).await;
        let edit = |trade: &'static str| form(&[("name", "改名法"), ("trade", trade), ("version", "1")]);
        assert_eq!(worker.submit(&format!("/methods/{id}/text"), &edit("先到的")).await.status, 303);
        let late = worker.submit(&format!("/methods/{id}/text"), &edit("后到的")).await;
        assert_eq!(late.status, 409);
        assert_eq!(late.value_of("trade").as_deref(), Some("后到的"));
        assert_eq!(state(&house, id).await.1, 2);
    }
}

#[tokio::test]
async fn a_foreman_writes_down_what_a_worker_found_out_and_it_bears_the_worker_s_name() {
    for house in houses().await {
        let plan = house.plan_of("worker");
        let handle = format!("{}#{}", plan.name, plan.employee_no);
        let mut leader = house.browser_of("leader").await;
        let id = hand_in(&mut leader, &[("person", handle.as_str())]).await;
        let page = house.browser_of("worker").await.get(&format!("/methods/{id}")).await;
        assert!(page.body.contains(&format!("{}冷接子修复法", plan.name)), "{}", page.body);
        assert!(page.body.contains(&house.plan_of("leader").name), "and who wrote it");
    }
}
