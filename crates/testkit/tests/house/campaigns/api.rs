//! The JSON twins: the same actions, the same refusals.

use kernel::Scope;
use serde_json::{Value, json};
use testkit::{Browser, TestHouse, houses};

use crate::campaigns::acts::*;

async fn call(house: &TestHouse, login: &str, path: &str, body: &Value) -> testkit::Page {
    let token = house.token_of(login, &[Scope::Read, Scope::Write]).await;
    let mut browser: Browser = house.browser();
    browser.api("POST", path, &token, &[("idempotency-key", path)], Some(body)).await
}

#[tokio::test]
async fn an_edition_is_made_entered_and_nominated_by_json() {
    for house in houses().await {
        let ask = json!({
            "preset": "wuxiao-hangzhou", "name": "接口办的活动", "opens": "2026-06-01", "closes": "2026-07-01",
            "review_ends": "2026-08-01",
        });
        let made = call(&house, "city", "/api/v1/campaigns", &ask).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let id = made.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(made.json()["plan"]["categories"][3]["name"], "小攻关");
        let denied = call(&house, "worker", "/api/v1/campaigns", &ask).await;
        assert_eq!(denied.status, 403);
        let wrong = json!({ "closes": "2020-01-01" });
        assert_eq!(call(&house, "county", "/api/v1/campaigns", &wrong).await.status, 422);
        assert_eq!(call(&house, "city", &format!("/api/v1/campaigns/{id}/announcement"), &json!({})).await.status, 201);

        let works = works_of(&house, home(&house).await).await;
        let ask = json!({
            "work": works[0].0, "category": "c1", "statement": "省了人。", "clear": ["WX-1", "WX-2", "WX-3", "WX-4"], "submit": true,
        });
        let entered = call(&house, "officer", &format!("/api/v1/campaigns/{id}/entries"), &ask).await;
        assert_eq!(entered.status, 201, "{}", entered.body);
        let entry = entered.json();
        assert_eq!(entry["state"], "entry_submitted");
        assert!(entry["content"]["team"].as_array().is_some_and(|team| !team.is_empty()));
        let again = call(&house, "officer", &format!("/api/v1/campaigns/{id}/entries"), &ask).await;
        assert_eq!(again.json(), entry, "one key, one act");
        let stale = json!({ "version": 1 });
        let path = format!("/api/v1/entries/{}/confirmation", entry["id"].as_str().unwrap());
        assert_eq!(call(&house, "officer", &path, &stale).await.status, 409);
        let ask = json!({ "entries": [entry["id"]] });
        let passed = call(&house, "officer", &format!("/api/v1/campaigns/{id}/nominations"), &ask).await;
        assert_eq!(passed.status, 201, "{}", passed.body);
        assert_eq!(passed.json()["items"][0]["state"], "entry_nominated");

        let token = house.token_of("county", &[Scope::Read]).await;
        let list = house
            .browser()
            .api("GET", &format!("/api/v1/campaigns/{id}/entries?state=entry_nominated"), &token, &[], None)
            .await;
        assert_eq!(list.json()["items"].as_array().unwrap().len(), 1);
        let bad =
            house.browser().api("GET", &format!("/api/v1/campaigns/{id}/entries?state=gone"), &token, &[], None).await;
        assert_eq!(bad.status, 422);
        let results = house.browser().api("GET", &format!("/api/v1/campaigns/{id}/results"), &token, &[], None).await;
        assert_eq!(results.status, 404, "there are none yet");
    }
}
