//! Who finds what: the SQL of lists agrees with the policy of single methods.

use std::collections::BTreeSet;

use methods::model::MethodId;
use methods::{policy, queries};
use store::{Filter, statements};
use testkit::houses;

use crate::acts::{hand_in, name_at_unit};

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
        crate::acts::step(&house, "worker", id, "visibility", &[("visibility", "public")]).await;
        for login in ["payroll", "province", "industry", "auditor"] {
            let page = house.browser_of(login).await.get(&path).await;
            assert_eq!(page.status, 200, "{login}");
            assert!(!page.body.contains("acceptance") && !page.body.contains("/methods/{id}/text"), "{login}");
        }
        assert_eq!(house.browser().get(&path).await.status, 303, "nobody is asked to sign in");
    }
}
