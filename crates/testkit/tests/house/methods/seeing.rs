//! Who finds what: the SQL of lists agrees with the policy of single methods.

use std::collections::BTreeSet;

use methods::model::MethodId;
use methods::{policy, queries};
use store::{Filter, statements};
use testkit::houses;

use crate::methods::acts::{hand_in, name_at_unit};

statements! {
    ALL: () => (MethodId,) = "SELECT id FROM method ORDER BY id";
}

#[tokio::test]
async fn lists_and_single_methods_agree_on_who_may_see_what() {
    for house in houses().await {
        let mut seen_by_somebody = 0;
        for account in house.world.demo_accounts() {
            let actor = house.actor(account.login).await;
            let (differ, listed) = house
                .app
                .db
                .read(move |reader| {
                    let mut filter = Filter::new();
                    queries::visible(&mut filter, &actor);
                    let listed: Vec<(MethodId,)> = reader.list("SELECT m.id FROM method m WHERE", &filter)?;
                    let listed: BTreeSet<_> = listed.into_iter().map(|(id,)| id).collect();
                    let all = reader.all(&ALL, ())?;
                    let differs = |id: &MethodId| policy::find(reader, &actor, *id).is_ok() != listed.contains(id);
                    let differ: Vec<_> = all.iter().map(|(id,)| *id).filter(differs).collect();
                    Ok((differ, (listed.len(), all.len())))
                })
                .await
                .unwrap();
            assert!(differ.is_empty(), "{} and {differ:?}", account.login);
            assert!(listed.0 < listed.1, "{} sees drafts of others", account.login);
            seen_by_somebody += listed.0;
        }
        assert!(seen_by_somebody > 20);
    }
}

#[tokio::test]
async fn what_is_opened_is_seen_as_far_and_no_farther() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let id = hand_in(&mut worker, &[("visibility", "team")]).await;
        let path = format!("/methods/{id}");
        name_at_unit(&house, id).await;
        for (login, status) in [("finance", 200), ("payroll", 404), ("province", 404), ("auditor", 404)] {
            assert_eq!(house.browser_of(login).await.get(&path).await.status, status, "{login}");
        }
        crate::methods::acts::step(&house, "worker", id, "visibility", &[("visibility", "public")]).await;
        for login in ["payroll", "province", "industry", "auditor"] {
            let page = house.browser_of(login).await.get(&path).await;
            assert_eq!(page.status, 200, "{login}");
            assert!(!page.body.contains("acceptance") && !page.body.contains("/methods/{id}/text"), "{login}");
        }
        assert_eq!(house.browser().get(&path).await.status, 303, "nobody is asked to sign in");
    }
}

#[tokio::test]
async fn a_named_method_is_found_by_its_words_by_whoever_may_see_it_and_waits_for_nobody_any_more() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let id = hand_in(&mut worker, &[("object", "钨铼偶极校正"), ("visibility", "team")]).await;
        assert!(house.browser_of("officer").await.get("/").await.body.contains("项操作法等你办"));
        let found = async |login: &str, query: &[(&str, &str)]| {
            let query = web::Fields::from_pairs(query.iter().copied()).to_query();
            let page = house.browser_of(login).await.get(&format!("/works?{query}")).await;
            assert_eq!(page.status, 200, "{login}");
            (page.body.contains(&format!("/methods/{id}")), page.body)
        };
        name_at_unit(&house, id).await;
        house.settle().await;
        let (there, body) = found("worker", &[("q", "钨铼")]).await;
        assert!(there && body.contains("<mark>钨铼</mark>"), "{body}");
        assert!(found("worker", &[("q", "钨铼"), ("kind", "method")]).await.0);
        assert!(!found("worker", &[("q", "钨铼"), ("kind", "project")]).await.0);
        assert!(found("worker", &[]).await.0, "the newest first");
        assert!(found("finance", &[("q", "钨铼")]).await.0, "a reader of the enterprise");
        for login in ["payroll", "province"] {
            assert!(!found(login, &[("q", "钨铼")]).await.0, "{login}");
            assert!(!found(login, &[]).await.0, "{login}");
        }
        crate::methods::acts::step(&house, "worker", id, "visibility", &[("visibility", "public")]).await;
        house.settle().await;
        assert!(found("province", &[("q", "钨铼")]).await.0);
        assert!(!found("province", &[("q", "<script>")]).await.1.contains("<script>\""));
    }
}
