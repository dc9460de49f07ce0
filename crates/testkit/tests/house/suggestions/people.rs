//! A person's page: what stands on it, and for whom.

use testkit::houses;

use crate::suggestions::acts::suggest;

#[tokio::test]
async fn a_person_s_page_gathers_what_the_reader_may_see_of_it() {
    for house in houses().await {
        let mut worker = house.browser_of("worker").await;
        let me = house.actor("worker").await;
        suggest(&mut worker, "行车遥控器加防摔绳").await;
        let page = format!("/people/{}", me.person);
        let own = worker.get(&page).await;
        assert_eq!(own.status, 200, "{}", own.body);
        assert!(own.body.contains("行车遥控器加防摔绳") && own.body.contains(&me.name));
        assert!(worker.get("/me").await.body.contains(&page), "one's own page is found under one's account");

        let colleague = house.browser_of("reviewer").await.get(&page).await;
        assert!(colleague.body.contains("行车遥控器加防摔绳"), "it is open to the enterprise");

        let stranger = house.world.enterprises()[1].officer();
        let stranger = house.actor_as(&house.world.person(stranger).unwrap()).await;
        let seen = house.browser_for(stranger.person).await.get(&page).await;
        assert!(seen.status == 404 || !seen.body.contains("行车遥控器加防摔绳"), "outside it does not exist");
        assert_eq!(house.browser().get(&page).await.status, 303, "nobody is led to sign in");
    }
}

#[tokio::test]
async fn whoever_has_nothing_open_to_a_stranger_does_not_exist_for_them() {
    for house in houses().await {
        let payroll = house.actor("payroll").await;
        let stranger = house.world.enterprises()[1].officer();
        let stranger = house.actor_as(&house.world.person(stranger).unwrap()).await;
        let mut stranger = house.browser_for(stranger.person).await;
        assert_eq!(stranger.get(&format!("/people/{}", payroll.person)).await.status, 404);
        assert_eq!(stranger.get("/people/nobody").await.status, 404);
        let above = house.browser_of("county").await.get(&format!("/people/{}", payroll.person)).await;
        assert_eq!(above.status, 200, "the union above knows its people");
    }
}
