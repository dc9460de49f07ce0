//! What programs rely on: pages of a list that neither repeat nor lose anything, and a document that
//! names every route.

use std::collections::BTreeSet;

use kernel::Scope;
use serde_json::{Value, json};
use testkit::{TestHouse, houses};

async fn put(house: &TestHouse, token: &str, title: &str) {
    let body = json!({ "title": title, "now": "暗", "how": "装灯", "category": "equipment" });
    let made = house.browser().api("POST", "/api/v1/suggestions", token, &[], Some(&body)).await;
    assert_eq!(made.status, 201, "{}", made.body);
}

#[tokio::test]
async fn pages_of_a_list_neither_repeat_nor_lose_anything_while_others_write() {
    for house in houses().await {
        let token = house.token_of("worker", &[Scope::Read, Scope::Write]).await;
        let list = async |query: &str| {
            let answer = house.browser().api("GET", &format!("/api/v1/suggestions?{query}"), &token, &[], None).await;
            assert_eq!(answer.status, 200, "{query}: {}", answer.body);
            answer.json()
        };
        let ids = |slice: &Value| -> Vec<String> {
            slice["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
        };
        for number in 0..5 {
            put(&house, &token, &format!("第{number}盏灯")).await;
        }
        let whole = ids(&list("mine=true&limit=100").await);
        let (mut read, mut query) = (Vec::new(), "mine=true&limit=2".to_owned());
        loop {
            let slice = list(&query).await;
            read.extend(ids(&slice));
            put(&house, &token, &format!("又一盏灯{}", read.len())).await;
            let Some(next) = slice["next"].as_str() else { break };
            query = format!("mine=true&limit=2&cursor={next}");
        }
        assert_eq!(read, whole, "all that was there, once, in order");
        for wrong in ["cursor=nonsense", "limit=0", "limit=1000", "state=nowhere", "mine=perhaps"] {
            let answer = house.browser().api("GET", &format!("/api/v1/suggestions?{wrong}"), &token, &[], None).await;
            assert_eq!(answer.status, 422, "{wrong}");
            assert_eq!(answer.headers["content-type"].to_str().unwrap(), "application/problem+json");
        }
    }
}

#[tokio::test]
async fn the_document_names_every_route_and_no_other() {
    let house = houses().await.remove(0);
    let document = house.browser().get("/api/v1/openapi.json").await.json();
    assert_eq!(document["openapi"], "3.1.0");
    let mut told = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys().filter(|method| *method != "parameters") {
            told.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let routes = house.routes.iter().filter(|route| route.path.starts_with("/api/v1/"));
    let mounted: BTreeSet<String> = routes.map(|route| format!("{} {}", route.method, route.path)).collect();
    let differ: Vec<_> = told.symmetric_difference(&mounted).filter(|route| !route.ends_with("openapi.json")).collect();
    assert!(differ.is_empty() && told.len() > 20, "{differ:?}");
}
