//! A disclosure is written down in small steps and handed in.

use inventions::lifecycle::State;
use kernel::id::UnitId;
use store::statements;
use testkit::houses;
use works::WorkId;

use crate::inventions::acts::{PROBLEM, disclosed, draft, facts, refused, send, state, step, told};

statements! {
    A_WORK: (UnitId,) => (WorkId, String) =
        "SELECT id, title FROM work WHERE enterprise = $1 AND visibility <> 'team' AND kind = 'suggestion' ORDER BY at DESC LIMIT 1";
}

#[tokio::test]
async fn a_disclosure_is_written_part_by_part_and_only_its_inventors_see_it_before() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let page = worker.get("/inventions/new").await;
        let id = page.value_of("id").unwrap();
        let first = [&[("id", id.as_str())], &PROBLEM[..]].concat();
        let done = worker.submit("/inventions", &first).await;
        assert!(done.location().ends_with("/disclosure/prior"), "{}", done.location());
        let before = facts(&house).await;
        assert_eq!(worker.submit("/inventions", &first).await.status, 303, "a double tap is harmless");
        assert_eq!(facts(&house).await, before);
        let id = id.parse().unwrap();
        assert_eq!(officer.get(&format!("/inventions/{id}")).await.status, 404, "a draft is its inventors' own");
        let early = refused(&house, &mut worker, id, "handover", &[], 409).await;
        assert!(early.body.contains("现有办法"), "it says which part is missing");

        let id = draft(&mut worker, &[]).await;
        assert!(worker.get(&format!("/inventions/{id}")).await.body.contains("不找正，磨损自己补。"));
        step(&house, &mut worker, id, "handover", &[]).await;
        assert_eq!(state(&house, id).await.0, State::Submitted);
        assert!(officer.get(&format!("/inventions/{id}")).await.body.contains("三瓣楔块一根拉杆。"));
        assert_eq!(send(&house, &mut worker, id, "handover", &[]).await.status, 409, "only once");
        house.settle().await;
        let officer = house.actor("officer").await.person;
        assert_eq!(told(&house, officer, &format!("/inventions/{id}")).await, ["notice-invention-hand-in"]);
    }
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let page = worker.get("/inventions/new").await;
        let id = page.value_of("id").unwrap();
        let before = facts(&house).await;
        let page = worker.submit("/inventions", &[("id", &id), ("title", ""), ("problem", "太慢")]).await;
        assert_eq!(page.status, 422);
        assert!(page.body.contains("f-title-e") && page.body.contains("太慢"), "{}", page.body);
        assert_eq!(facts(&house).await, before);

        let id = draft(&mut worker, &[]).await;
        let path = format!("/inventions/{id}/disclosure/inventors");
        let version = worker.visit(&path).await.value_of("version").unwrap();
        let me = house.plan_of("worker");
        let handle = format!("{}#{}", me.name, me.employee_no);
        let wrong = [("version", version.as_str()), ("name", handle.as_str()), ("part", "70")];
        let before = facts(&house).await;
        let page = worker.submit(&path, &wrong).await;
        assert_eq!((page.status, page.value_of("part").as_deref()), (422, Some("70")));
        assert_eq!(facts(&house).await, before);

        let late = [("version", "1"), ("prior", "写了很久的一段"), ("search", "没有查过")];
        let page = worker.submit(&format!("/inventions/{id}/disclosure/prior"), &late).await;
        assert_eq!(page.status, 409, "somebody was faster");
        assert!(page.body.contains("写了很久的一段"), "what was typed is kept");
        let version = page.value_of("version").unwrap();
        let again = [&[("version", version.as_str())], &late[1..]].concat();
        assert_eq!(worker.submit(&format!("/inventions/{id}/disclosure/prior"), &again).await.status, 303);
    }
}

#[tokio::test]
async fn it_grows_from_a_suggestion_and_shows_on_its_page_and_on_its_inventors() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let me = house.actor("worker").await;
        let home = me.place.enterprise.unwrap();
        let (work, title) = house.app.db.read(move |reader| reader.one(&A_WORK, (home,))).await.unwrap();
        let spark = worker.get(&format!("/suggestions/{work}")).await;
        assert!(spark.body.contains(&format!("/inventions/new?from={work}")));
        let page = worker.get(&format!("/inventions/new?from={work}")).await;
        assert_eq!(page.value_of("title"), Some(title), "what the work says is not typed again");
        let (id, from) = (page.value_of("id").unwrap(), work.to_string());
        let fields = [&[("id", id.as_str()), ("from", from.as_str())], &PROBLEM[..]].concat();
        assert_eq!(worker.submit("/inventions", &fields).await.status, 303);

        let spark = worker.get(&format!("/suggestions/{work}")).await;
        assert!(spark.body.contains(PROBLEM[0].1), "its inventor is led on from the suggestion");
        let spark = officer.get(&format!("/suggestions/{work}")).await;
        assert!(!spark.body.contains(PROBLEM[0].1), "nobody else learns of a draft");
        assert!(worker.get(&format!("/people/{}", me.person)).await.body.contains(PROBLEM[0].1));
        assert!(!officer.get(&format!("/people/{}", me.person)).await.body.contains(&id));
    }
}

#[tokio::test]
async fn every_inventor_agrees_before_anything_is_decided() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let (me, mate) = (house.plan_of("worker"), house.plan_of("implementer"));
        let handles = [&me, &mate].map(|one| format!("{}#{}", one.name, one.employee_no));
        let people = [
            ("visibility", "team"),
            ("name", handles[0].as_str()),
            ("part", "60"),
            ("name", handles[1].as_str()),
            ("part", "40"),
        ];
        let id = disclosed(&house, &mut worker, &people).await;
        house.settle().await;
        let asked = house.actor("implementer").await.person;
        assert_eq!(told(&house, asked, &format!("/inventions/{id}")).await, ["notice-invention-agree"]);
        let page = officer.get(&format!("/inventions/{id}")).await;
        assert!(page.body.contains("还有发明人没同意份额"), "the closed step says why");
        refused(&house, &mut officer, id, "filing", &[("kind", "utility")], 409).await;
        refused(&house, &mut officer, id, "secrecy", &[("reason", "保密")], 409).await;
        let mut mate = house.browser_of("implementer").await;
        step(&house, &mut mate, id, "agreement", &[]).await;
        refused(&house, &mut mate, id, "agreement", &[], 403).await;
        step(&house, &mut officer, id, "filing", &[("kind", "utility")]).await;
        assert_eq!(state(&house, id).await.0, State::Filing);
    }
}

#[tokio::test]
async fn a_drawing_is_attached_shown_and_taken_off_again_while_it_is_a_draft() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let id = draft(&mut worker, &[]).await;
        let path = format!("/inventions/{id}");
        worker.visit(&path).await;
        let none = worker.upload(&format!("{path}/attachments"), &[("caption", "草图")], &[]).await;
        assert_eq!(none.status, 422);
        assert!(none.body.contains("f-attachments-file-e"), "{}", none.body);
        let pdf: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        let sent = [("file", "图一.pdf", "application/pdf", pdf)];
        let done = worker.upload(&format!("{path}/attachments"), &[("caption", "装配图")], &sent).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let page = worker.visit(&path).await;
        assert!(page.body.contains("装配图"));
        let file = page.body.split("/attachments/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        assert_eq!(worker.get(&format!("{path}/files/{file}")).await.status, 200);
        assert_eq!(officer.get(&format!("{path}/files/{file}")).await.status, 404, "as the draft itself");
        let gone = worker.submit(&format!("{path}/attachments/{file}/removal"), &[]).await;
        assert_eq!(gone.status, 303);
        assert_eq!(worker.get(&format!("{path}/files/{file}")).await.status, 404);
    }
}
