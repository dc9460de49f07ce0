//! Who finds what: the SQL of lists agrees with the policy of single records, the search index never
//! shows what became private, and lists ask a fixed number of questions.

use std::collections::BTreeSet;

use kernel::Scope;
use serde_json::json;
use store::{Filter, statements};
use suggestions::model::SuggestionId;
use suggestions::{policy, queries};
use testkit::{TestHouse, houses};

use crate::common::LOGINS;

statements! {
    ALL: () => (SuggestionId,) = "SELECT id FROM suggestion ORDER BY id";
}

#[tokio::test]
async fn lists_and_single_records_agree_on_who_may_see_what() {
    for house in houses().await {
        for login in LOGINS {
            let actor = house.actor(login).await;
            let differ: Vec<SuggestionId> = house
                .app
                .db
                .read(move |reader| {
                    let mut filter = Filter::new();
                    queries::visible(&mut filter, &actor);
                    let listed: Vec<(SuggestionId,)> = reader.list("SELECT s.id FROM suggestion s WHERE", &filter)?;
                    let listed: BTreeSet<_> = listed.into_iter().map(|(id,)| id).collect();
                    let all = reader.all(&ALL, ())?;
                    assert!(!all.is_empty());
                    let differs = |id: &SuggestionId| policy::find(reader, &actor, *id).is_ok() != listed.contains(id);
                    Ok(all.into_iter().map(|(id,)| id).filter(differs).collect())
                })
                .await
                .unwrap();
            assert!(differ.is_empty(), "{login} and {differ:?}");
        }
    }
}

async fn register(house: &TestHouse, token: &str, title: &str, visibility: &str) -> String {
    let body = json!({ "title": title, "now": "夜里看不清", "how": "装灯", "category": "equipment", "visibility": visibility });
    let made = house.browser().api("POST", "/api/v1/suggestions", token, &[], Some(&body)).await;
    assert_eq!(made.status, 201, "{}", made.body);
    made.json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn one_s_own_is_found_at_once_others_after_the_fold_and_private_ones_by_nobody() {
    for house in houses().await {
        let token = house.token_of("worker", &[Scope::Read, Scope::Write]).await;
        let id = register(&house, &token, "翻砂区加琉璃灯", "public").await;
        let (mut me, mut stranger) = (house.browser_of("worker").await, house.browser_of("province").await);
        let finds = |body: &str| body.contains(&id);
        assert!(finds(&me.visit("/search?q=琉璃").await.body), "one's own at once");
        house.settle().await;
        for words in ["琉璃", "璃", "翻砂区", "琉璃灯"] {
            assert!(finds(&stranger.visit(&format!("/search?q={words}")).await.body), "{words}");
        }
        // Made private: the index of this node has not heard of it yet.
        let path = format!("/api/v1/suggestions/{id}/visibility");
        let changed = house.browser().api("POST", &path, &token, &[], Some(&json!({ "visibility": "team" }))).await;
        assert!(changed.status < 300, "{}", changed.body);
        assert!(!finds(&stranger.visit("/search?q=琉璃").await.body), "a stale index shows nothing");
        assert!(!finds(&stranger.visit("/discover").await.body));
        assert_eq!(stranger.visit(&format!("/suggestions/{id}")).await.status, 404);
        assert!(finds(&me.visit("/search?q=琉璃").await.body));
    }
}

#[tokio::test]
async fn pages_ask_as_many_questions_for_three_rows_as_for_a_hundred() {
    for house in houses().await {
        let token = house.token_of("worker", &[Scope::Read, Scope::Write]).await;
        let pages = ["/", "/mine", "/discover", "/desk", "/inbox"];
        let mut counts = Vec::new();
        for rows in [3, 60] {
            for row in 0..rows {
                register(&house, &token, &format!("第{rows}批第{row}条"), "enterprise").await;
            }
            house.settle().await;
            let mut asked = Vec::new();
            for page in pages {
                let login = if page == "/desk" { "officer" } else { "worker" };
                let mut browser = house.browser_of(login).await;
                let before = house.app.db.asked();
                assert_eq!(browser.visit(page).await.status, 200, "{page}");
                asked.push((page, house.app.db.asked() - before));
            }
            counts.push(asked);
        }
        assert_eq!(counts[0], counts[1]);
    }
}

#[tokio::test]
async fn what_was_withdrawn_stands_among_its_authors_own_and_nowhere_else() {
    for house in houses().await {
        let token = house.token_of("worker", &[Scope::Read, Scope::Write]).await;
        let other = house.token_of("officer", &[Scope::Read]).await;
        let id = register(&house, &token, "熔炉旁加琥珀灯", "public").await;
        let (mut me, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let finds = async |token: &str, query: &str| {
            let path = format!("/api/v1/suggestions?limit=100&{query}");
            let list = house.browser().api("GET", &path, token, &[], None).await;
            assert_eq!(list.status, 200, "{}", list.body);
            list.body.contains(&id)
        };
        assert!(finds(&other, "").await && finds(&token, "q=琥珀").await);
        let path = format!("/api/v1/suggestions/{id}/withdrawal");
        let gone = house.browser().api("POST", &path, &token, &[], Some(&json!({}))).await;
        assert!(gone.status < 300, "{}", gone.body);
        // At once, while the index still holds it, and after the fold.
        for round in ["at once", "later"] {
            for query in ["", "state=withdrawn", "q=琥珀", "q=琥珀&mine=true"] {
                assert!(!finds(&token, query).await && !finds(&other, query).await, "{query} {round}");
            }
            assert!(finds(&token, "mine=true").await && finds(&token, "mine=true&state=withdrawn").await, "{round}");
            for page in ["/discover", "/search?q=琥珀", "/search?q=琥珀&scope=me"] {
                assert!(!me.visit(page).await.body.contains(&id), "{page} {round}");
                assert!(!officer.visit(page).await.body.contains(&id), "{page} {round}");
            }
            let mine = me.visit("/mine").await.body;
            assert!(mine.contains(&id) && mine.contains("已撤回"), "{round}");
            house.settle().await;
        }
        assert!(!me.visit("/search").await.body.contains("value=\"withdrawn\""), "nobody filters for nothing");
        assert_eq!(officer.visit(&format!("/suggestions/{id}")).await.status, 200, "the record stands");
    }
}
