//! Certificates: proved to everybody who has the code, printed by their people, revoked by their issuer for all to see.

use certificates::model::Certificate;
use kernel::id::AnyId;
use methods::model::MethodId;
use serde_json::json;
use testkit::{TestHouse, houses};

use crate::methods::acts::{fact_count, hand_in, name_at_unit};

async fn certificate(house: &TestHouse, id: MethodId) -> Certificate {
    let subject: AnyId = id.any();
    let found = house.app.db.read(move |reader| certificates::store::of_subject(reader, subject)).await.unwrap();
    found.into_iter().next().unwrap()
}

async fn named(house: &TestHouse) -> MethodId {
    let mut worker = house.browser_of("worker").await;
    let leader = house.plan_of("leader");
    let handle = format!("{}#{}", leader.name, leader.employee_no);
    let id = hand_in(&mut worker, &[("mate-0", handle.as_str()), ("part-0", "30")]).await;
    name_at_unit(house, id).await;
    house.settle().await;
    id
}

#[tokio::test]
async fn the_public_page_proves_it_and_says_no_more_than_the_sheet() {
    for house in houses().await {
        let id = named(&house).await;
        let it = certificate(&house, id).await;
        let (worker, leader) = (house.plan_of("worker"), house.plan_of("leader"));
        let page = house.browser().get(&it.path()).await;
        assert_eq!(page.status, 200);
        let typed = it.path().to_lowercase();
        assert_eq!(house.browser().get(&typed).await.status, 200, "as somebody types it");
        for said in [&worker.name, &leader.name, &it.honour, &it.issuer_name, "东屿〔2026〕9号", "这份证书有效", "第 "]
        {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
        let officer = house.actor("worker").await;
        let hidden = [
            worker.phone.clone(),
            worker.employee_no.clone(),
            leader.phone.clone(),
            officer.person.to_string(),
            id.to_string(),
            "/methods/".to_owned(),
            "revocation".to_owned(),
            "paper".to_owned(),
        ];
        for hidden in hidden {
            assert!(!page.body.contains(&hidden), "{hidden} is nobody's business");
        }
        let json = house.browser().api("GET", &format!("/api/v1{}", it.path()), "", &[], None).await;
        assert!(!json.body.contains(&officer.person.to_string()), "{}", json.body);
        assert_eq!(house.browser().get("/certificates/AAAAAAAAAAAA").await.status, 404);
    }
}

#[tokio::test]
async fn its_people_print_it_and_nobody_else() {
    for house in houses().await {
        let id = named(&house).await;
        let it = certificate(&house, id).await;
        let paper = format!("{}/paper", it.path());
        for (login, status) in
            [("worker", 200), ("leader", 200), ("approver", 200), ("officer", 200), ("finance", 403), ("county", 403)]
        {
            let sheet = house.browser_of(login).await.get(&paper).await;
            assert_eq!(sheet.status, status, "{login}");
            if status == 200 {
                assert!(sheet.bytes.starts_with(b"%PDF-"), "{login}");
                assert_eq!(sheet.headers["content-type"], "application/pdf");
            }
        }
        assert_eq!(house.browser().get(&paper).await.status, 303);
        assert!(house.browser_of("worker").await.get("/certificates").await.body.contains(&it.honour));
    }
}

#[tokio::test]
async fn a_revoked_one_says_so_and_why_for_ever() {
    for house in houses().await {
        let id = named(&house).await;
        let it = certificate(&house, id).await;
        let act = format!("{}/revocation", it.path());
        let facts = fact_count(&house).await;
        for login in ["worker", "leader", "officer", "county", "province"] {
            let mut who = house.browser_of(login).await;
            who.visit(&it.path()).await;
            let denied = who.submit(&act, &[("reason", "不该有"), ("version", "1")]).await;
            assert_eq!(denied.status, 403, "{login}");
        }
        let mut head = house.browser_of("approver").await;
        head.visit(&it.path()).await;
        let empty = head.submit(&act, &[("reason", " "), ("version", "1")]).await;
        assert!(empty.status == 422 && empty.body.contains("f-reason-e"), "{}", empty.body);
        assert_eq!(fact_count(&house).await, facts);
        let stale = head.submit(&act, &[("reason", "实绩数据不实"), ("version", "9")]).await;
        assert!(stale.status == 409 && stale.body.contains("实绩数据不实"), "what was typed stays");
        assert_eq!(head.submit(&act, &[("reason", "实绩数据不实"), ("version", "1")]).await.status, 303);
        let again = head.submit(&act, &[("reason", "再来一次"), ("version", "2")]).await;
        assert_eq!(again.status, 409);

        let page = house.browser().get(&it.path()).await;
        assert!(
            page.body.contains("已撤销") && page.body.contains("实绩数据不实") && !page.body.contains("这份证书有效")
        );
        assert_eq!(house.browser_of("worker").await.get(&format!("{}/paper", it.path())).await.status, 409);
        house.settle().await;
        assert!(house.browser_of("worker").await.visit("/inbox").await.body.contains("撤销"));
        let listed = house.browser_of("worker").await.get("/certificates").await;
        assert!(listed.body.contains("已撤销"));
        let token = house.token_of("approver", &[kernel::Scope::Read, kernel::Scope::Write]).await;
        let path = format!("/api/v1{}/revocation", it.path());
        let refused = house.browser().api("POST", &path, &token, &[], Some(&json!({ "reason": "又" }))).await;
        assert_eq!(refused.status, 409);
    }
}
