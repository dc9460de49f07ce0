//! The head of the enterprise shares in an award: the union above decides [L1, Art. 10].

use awards::lifecycle::State;
use testkit::houses;

use crate::awards::acts::{agree, approve, award, propose, refused, state, work, workers};

#[tokio::test]
async fn an_author_who_is_approver_cannot_approve_and_the_union_above_does() {
    for house in houses().await {
        let head = house.actor("approver").await;
        let people = workers(&house, 1).await;
        let work = work(&house, &[(&people[0], 60), (&head, 40)], 5_000_000).await;
        let id = propose(&house, work, &[]).await;
        assert!(award(&house, id).await.head);
        agree(&house, id, &[&head]).await;
        let mut browser = house.browser_of("approver").await;
        refused(&mut browser, &format!("/awards/{id}/approval"), &[], 403).await;
        let page = browser.get(&format!("/awards/{id}")).await;
        assert!(page.body.contains("由上级工会审批"), "the page says who does");
        approve(&house, id, "county").await;
        assert_eq!(state(&house, id).await, State::Publicised);
    }
}

#[tokio::test]
async fn a_high_grade_is_filed_with_the_nearest_union_and_opens_to_it() {
    for house in houses().await {
        let people = workers(&house, 1).await;
        let work = work(&house, &[(&people[0], 100)], 100_000_000).await;
        let id = propose(&house, work, &[]).await;
        let path = format!("/awards/{id}");
        assert_eq!(house.browser_of("county").await.get(&path).await.status, 404, "nothing to see before");
        approve(&house, id, "approver").await;
        house.settle().await;
        let mut county = house.browser_of("county").await;
        assert_eq!(county.get(&path).await.status, 200);
        assert!(county.get("/inbox").await.body.contains("报你处备案"));
        refused(&mut county, &format!("{path}/approval"), &[], 403).await;
    }
}

#[tokio::test]
async fn an_officer_never_proposes_their_own() {
    for house in houses().await {
        let officer = house.actor("officer").await;
        let work = work(&house, &[(&officer, 100)], 5_000_000).await;
        let mut browser = house.browser_of("officer").await;
        refused(&mut browser, "/awards", &[("work", &work.to_string())], 403).await;
        assert_eq!(browser.get(&format!("/awards/new?work={work}")).await.status, 403);
        let people = workers(&house, 1).await;
        let other = crate::awards::acts::work(&house, &[(&people[0], 100)], 5_000_000).await.to_string();
        let own = [("work", other.as_str()), ("name", &officer.name), ("part", "100")];
        refused(&mut browser, "/awards", &own, 422).await;
    }
}
