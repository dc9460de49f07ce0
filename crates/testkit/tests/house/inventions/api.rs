//! The API takes the same steps, tells the same errors, and describes itself.

use kernel::Scope;
use serde_json::json;
use testkit::houses;

use crate::inventions::acts::{facts, number};

#[tokio::test]
async fn the_api_takes_the_same_steps_as_the_pages() {
    for house in houses().await {
        let both = [Scope::Read, Scope::Write];
        let (worker, officer) = (house.token_of("worker", &both).await, house.token_of("officer", &both).await);
        let mut browser = house.browser();
        let mut post = async |path: String, token: &str, body: serde_json::Value| {
            browser.api("POST", &path, token, &[], Some(&body)).await
        };
        let disclosure = json!({ "title": "接口交底", "problem": "慢", "prior": "有", "search": "查过", "solution": "快", "novelty": "新" });
        let partial = post(
            "/api/v1/inventions".into(),
            &worker,
            json!({ "title": "缺", "problem": "", "prior": "", "search": "", "solution": "", "novelty": "" }),
        )
        .await;
        assert_eq!((partial.status, partial.json()["errors"].as_array().unwrap().len()), (422, 5));
        let made = post("/api/v1/inventions".into(), &worker, disclosure.clone()).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let path = |noun: &str| format!("/api/v1/inventions/{id}/{noun}");
        let mut changed = disclosure.clone();
        changed["novelty"] = json!("更新");
        changed["version"] = json!(1);
        assert_eq!(post(path("disclosure"), &worker, changed.clone()).await.status, 201);
        assert_eq!(post(path("disclosure"), &worker, changed).await.status, 409, "seen before it changed");
        assert_eq!(post(path("handover"), &worker, json!({})).await.status, 201);
        assert_eq!(post(path("filing"), &worker, json!({ "kind": "utility" })).await.status, 403);
        assert_eq!(post(path("filing"), &officer, json!({ "kind": "utility" })).await.status, 201);
        let shown = house.browser().api("GET", &format!("/api/v1/inventions/{id}"), &worker, &[], None).await.json();
        assert_eq!(shown["invention"]["state"], "invention_filing");
        assert_eq!(shown["novelty"], "更新");
        let right = shown["rights"][0]["id"].as_str().unwrap().to_owned();
        let of = |noun: &str| path(&format!("rights/{right}/{noun}"));
        let wrong = post(of("application"), &officer, json!({ "number": "1", "on": "2026-01-02" })).await;
        assert_eq!((wrong.status, wrong.json()["errors"][0]["field"].as_str()), (422, Some("number")));
        let number = number(2026, 2, 5);
        assert_eq!(
            post(of("application"), &officer, json!({ "number": number, "on": "2026-01-02" })).await.status,
            201
        );
        let fee = json!({ "year": 2, "amount": "600.50", "due": "2027-01-02" });
        assert_eq!(post(of("fees"), &officer, fee).await.status, 201);
        let listed =
            house.browser().api("GET", "/api/v1/rights?kind=utility&mine=yes", &officer, &[], None).await.json();
        let line =
            listed["items"].as_array().unwrap().iter().find(|line| line["id"] == right.as_str()).unwrap().clone();
        assert_eq!((line["fee_fen"].as_i64(), line["fee_due"].as_str()), (Some(60_050), Some("2027-01-02")));
        let shown = house.browser().api("GET", &format!("/api/v1/inventions/{id}"), &officer, &[], None).await.json();
        let fee = shown["rights"][0]["fees"][0]["id"].clone();
        assert_eq!(post(of("payment"), &officer, json!({ "fee": fee, "on": "2026-06-01" })).await.status, 201);
        assert_eq!(post(of("grant"), &officer, json!({ "on": "2026-06-01" })).await.status, 201);
        let mine = house.browser().api("GET", "/api/v1/inventions?which=mine", &worker, &[], None).await.json();
        assert!(
            mine["items"]
                .as_array()
                .unwrap()
                .iter()
                .any(|item| item["id"] == id.as_str() && item["state"] == "invention_protected")
        );
        let counts = house.browser().api("GET", "/api/v1/invention-counts", &officer, &[], None).await.json();
        assert!(counts["granted"].as_i64() >= Some(1), "{counts}");
        let above = house.token_of("province", &both).await;
        assert_eq!(
            house.browser().api("GET", &format!("/api/v1/inventions/{id}"), &above, &[], None).await.status,
            404
        );
    }
}

#[tokio::test]
async fn a_repeated_request_is_answered_as_before() {
    for house in houses().await {
        let worker = house.token_of("worker", &[Scope::Read, Scope::Write]).await;
        let body = json!({ "title": "重发", "problem": "慢", "prior": "有", "search": "查过", "solution": "快", "novelty": "新" });
        let key = [("idempotency-key", "invention-1")];
        let first = house.browser().api("POST", "/api/v1/inventions", &worker, &key, Some(&body)).await;
        let before = facts(&house).await;
        let second = house.browser().api("POST", "/api/v1/inventions", &worker, &key, Some(&body)).await;
        assert_eq!((second.status, second.json()["id"].clone()), (201, first.json()["id"].clone()));
        assert_eq!(facts(&house).await, before);
    }
}
