//! The officer's check: what becomes of a disclosure, and its use.

use inventions::lifecycle::State;
use testkit::houses;
use works::{Stage, Visibility};

use crate::inventions::acts::{disclosed, filed, refused, state, step, told};

#[tokio::test]
async fn the_officer_asks_for_more_and_nobody_decides_on_their_own() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let id = disclosed(&house, &mut worker, &[]).await;
        refused(&house, &mut worker, id, "filing", &[("kind", "utility")], 403).await;
        refused(&house, &mut officer, id, "return", &[("reason", "")], 422).await;
        step(&house, &mut officer, id, "return", &[("reason", "图再画清楚些。")]).await;
        assert!(worker.get(&format!("/inventions/{id}")).await.body.contains("图再画清楚些。"));
        refused(&house, &mut officer, id, "filing", &[("kind", "utility")], 409).await;
        step(&house, &mut worker, id, "handover", &[]).await;
        let version = state(&house, id).await.1.to_string();
        step(&house, &mut officer, id, "refusal", &[("reason", "和现有的一样。")]).await;
        assert_eq!(state(&house, id).await.0, State::Declined);
        let late = [("version", version.as_str()), ("kind", "utility")];
        assert_eq!(officer.submit(&format!("/inventions/{id}/filing"), &late).await.status, 409);
        house.settle().await;
        let me = house.actor("worker").await.person;
        let keys = told(&house, me, &format!("/inventions/{id}")).await;
        assert_eq!(keys, ["notice-invention-return", "notice-invention-decline"]);

        let own = disclosed(&house, &mut officer, &[]).await;
        refused(&house, &mut officer, own, "filing", &[("kind", "utility")], 403).await;
        refused(&house, &mut officer, own, "secrecy", &[("reason", "保密")], 403).await;
        step(&house, &mut officer, own, "withdrawal", &[]).await;
        assert_eq!(state(&house, own).await.0, State::Withdrawn);
        refused(&house, &mut officer, own, "withdrawal", &[], 409).await;
    }
}

#[tokio::test]
async fn a_secret_is_a_work_in_use_and_never_leaves_the_enterprise() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let id = disclosed(&house, &mut worker, &[("visibility", "public")]).await;
        let page = officer.get(&format!("/inventions/{id}")).await;
        assert!(page.body.contains("公布以前不出本单位"));
        step(&house, &mut officer, id, "secrecy", &[("reason", "拆开也看不出来，两处存放。")]).await;
        assert_eq!(state(&house, id).await.0, State::Secret);
        refused(&house, &mut worker, id, "visibility", &[("visibility", "public")], 422).await;
        refused(&house, &mut officer, id, "rights", &[("kind", "utility")], 409).await;
        refused(&house, &mut officer, id, "use", &[("since", "2999-01-01")], 422).await;
        let today = house.clock.now().date().to_string();
        step(&house, &mut officer, id, "use", &[("since", &today)]).await;
        let card = house.app.db.read(move |reader| works::cards::load(reader, id.cast())).await.unwrap();
        assert_eq!((card.stage, card.visibility), (Stage::InUse, Visibility::Enterprise));
        let uses = house.app.db.read(move |reader| works::uses::of(reader, id.cast())).await.unwrap();
        assert_eq!(uses.len(), 1, "the clock of its benefit runs");
        for login in ["province", "county", "industry"] {
            assert_eq!(house.browser_of(login).await.get(&format!("/inventions/{id}")).await.status, 404, "{login}");
            let list = house.browser_of(login).await.get("/spread").await;
            assert!(!list.body.contains(&id.to_string()), "{login} learns nothing of a secret");
        }
        step(&house, &mut officer, id, "end-of-use", &[("reason", "停线了。")]).await;
        refused(&house, &mut officer, id, "end-of-use", &[("reason", "停线了。")], 409).await;
        // It may still be filed for later.
        step(&house, &mut officer, id, "filing", &[("kind", "invention")]).await;
        assert_eq!(state(&house, id).await.0, State::Filing);
        refused(&house, &mut officer, id, "secrecy", &[("reason", "又想保密")], 409).await;
    }
}

#[tokio::test]
async fn a_use_makes_benefits_and_taking_over_apply_to_it_as_to_the_others() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let (id, _) = filed(&house, &mut worker, &mut officer, "utility").await;
        let before = worker.get(&format!("/inventions/{id}")).await;
        let today = house.clock.now().date().to_string();
        step(&house, &mut officer, id, "use", &[("since", &today)]).await;
        let after = worker.get(&format!("/inventions/{id}")).await;
        let benefit = format!("/benefits/{id}");
        assert!(!before.body.contains(&benefit) && after.body.contains(&benefit), "its benefit can be stated");
    }
}
