//! Search through the front door: words of one and two characters, highlights, filters, both orders.

use kernel::Scope;
use serde_json::json;
use testkit::{TestHouse, houses};

async fn put(house: &TestHouse, token: &str, title: &str, now: &str, category: &str) -> String {
    let body = json!({
        "title": title, "now": now, "how": "照着做。", "category": category, "visibility": "enterprise",
    });
    let made = house.browser().api("POST", "/api/v1/suggestions", token, &[], Some(&body)).await;
    assert_eq!(made.status, 201, "{}", made.body);
    house.clock.advance(60_000);
    made.json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn words_are_found_marked_narrowed_and_put_in_either_order() {
    for house in houses().await {
        let token = house.token_of("worker", &[Scope::Read, Scope::Write]).await;
        // The word stands in the title of the older one and in the text of the newer.
        let older = put(&house, &token, "钨铼热偶换护套", "套管三天断一次。", "equipment").await;
        house.clock.advance(kernel::clock::DAY);
        let token = house.token_of("worker", &[Scope::Read, Scope::Write]).await;
        let newer = put(&house, &token, "炉温记录改电子表", "钨铼热偶读数要抄三遍。", "management").await;
        house.settle().await;
        let mut colleague = house.browser_of("officer").await;
        let mut found = async |query: &str| {
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let query = web::Fields::from_pairs(pairs).to_query();
            let page = colleague.get(&format!("/search?{query}")).await;
            assert_eq!(page.status, 200, "{query}");
            let mut at: Vec<_> = [("older", &older), ("newer", &newer)]
                .into_iter()
                .filter_map(|(name, id)| page.body.find(&format!("/suggestions/{id}")).map(|at| (at, name)))
                .collect();
            at.sort_unstable();
            (at.into_iter().map(|(_, name)| name).collect::<Vec<_>>(), page.body)
        };
        let (best, body) = found("q=钨铼").await;
        assert_eq!(best, ["older", "newer"], "what has it in its title fits best");
        assert_eq!(body.matches("<mark>钨铼</mark>").count(), 2, "in the title and in the text: {body}");
        assert_eq!(found("q=钨铼&order=newest").await.0, ["newer", "older"]);
        assert_eq!(found("q=铼").await.0.len(), 2, "one character is enough");
        assert_eq!(found("q=钨铼 抄三遍").await.0, ["newer"], "every word counts");
        assert_eq!(found("q=钨铼&category=equipment").await.0, ["older"]);
        assert_eq!(found("q=钨铼&state=submitted").await.0.len(), 2);
        assert!(found("q=钨铼&state=done").await.0.is_empty());
        assert_eq!(found("q=钨铼&until=2026-06-10").await.0, ["older"]);
        assert_eq!(found("q=钨铼&from=2026-06-11").await.0, ["newer"]);
        assert_eq!(found("q=钨铼&scope=enterprise").await.0.len(), 2);
        let name = house.plan_of("worker").name;
        assert_eq!(found(&format!("q=钨铼 {name}")).await.0.len(), 2, "people are found");
        assert!(!found("q=<script>alert(1)</script>钨铼").await.1.contains("<script>alert"));
    }
}

#[tokio::test]
async fn the_preview_of_the_queue_asks_for_what_probably_says_the_same() {
    for house in houses().await {
        let token = house.token_of("worker", &[Scope::Read, Scope::Write]).await;
        let twins = ["下料工位加一排夹具架", "下料工位加夹具架，少弯腰"];
        let text = "夹具都放在地上，换一次要弯腰找两分钟。";
        let first = put(&house, &token, twins[0], text, "equipment").await;
        let second = put(&house, &token, twins[1], text, "equipment").await;
        house.settle().await;
        let mut officer = house.browser_of("officer").await;
        let preview = officer.get(&format!("/desk/preview/{second}")).await;
        let address = format!("/desk/preview/{second}/alike");
        assert!(preview.body.contains(&format!("hx-get=\"{address}\"")), "{}", preview.body);
        let alike = officer.get(&address).await;
        assert!(alike.body.contains(&format!("/suggestions/{first}")), "{}", alike.body);
        assert!(!alike.body.contains(&second), "not itself");
        // Who has no desk is told so, and learns nothing.
        let refused = house.browser_of("worker").await.get(&address).await;
        assert_eq!(refused.status, 403);
        assert!(!refused.body.contains(&first));
    }
}
