//! What becomes private is gone at once, whatever the index still holds.

use testkit::{TestHouse, houses};
use works::WorkId;

use crate::portal::acts::*;

/// Where something of a work can be found by anybody.
async fn found(house: &TestHouse, id: WorkId, title: &str) -> Vec<String> {
    let query = serde_urlencoded::to_string([("q", title)]).unwrap();
    let paths = [
        "/portal".to_owned(),
        "/portal/results".to_owned(),
        format!("/portal/results?{query}"),
        format!("/api/v1/portal/results?{query}"),
        "/api/v1/portal/results?limit=100".to_owned(),
        "/portal/feed.xml".to_owned(),
        "/sitemap.xml".to_owned(),
    ];
    let mut found = Vec::new();
    for path in paths {
        let page = nobody(house, &path).await;
        assert_eq!(page.status, 200, "{path}");
        if page.body.contains(&id.to_string()) {
            found.push(path);
        }
    }
    if nobody(house, &format!("/portal/results/{id}")).await.status == 200 {
        found.push("its page".to_owned());
    }
    // Another result may have grown from it.
    for (other, _) in open(house).await.into_iter().filter(|(other, _)| *other != id) {
        let path = format!("/portal/results/{other}");
        if nobody(house, &path).await.body.contains(&id.to_string()) {
            found.push(path);
        }
    }
    found
}

#[tokio::test]
async fn what_becomes_private_or_ends_is_gone_before_the_index_knows() {
    for house in houses().await {
        house.settle().await;
        let (id, title) = open(&house).await.into_iter().next().unwrap();
        let before = found(&house, id, &title).await;
        assert!(before.len() >= 6, "it is found everywhere: {before:?}");
        for (statement, hidden, shown) in [
            (SHOW, "enterprise", "public"),
            (SHOW, "team", "public"),
            (STAGE, "ended", "in_use"),
            (STAGE, "open", "in_use"),
        ] {
            house.app.db.write(move |tx| tx.execute(&statement, (id, hidden.to_owned()))).await.unwrap();
            assert_eq!(found(&house, id, &title).await, Vec::<String>::new(), "{hidden}");
            house.app.db.write(move |tx| tx.execute(&statement, (id, shown.to_owned()))).await.unwrap();
            assert_eq!(found(&house, id, &title).await, before, "{shown} again");
        }
    }
}
