//! Who finds what: the SQL of lists agrees with the policy of single records.

use std::collections::BTreeSet;

use campaigns::model::{EditionId, EntryId};
use campaigns::{policy, queries};
use store::{Filter, statements};
use testkit::houses;

use crate::campaigns::acts::*;
use crate::common::LOGINS;

statements! {
    EDITIONS: () => (EditionId,) = "SELECT id FROM campaign ORDER BY id";
    ENTRIES: () => (EntryId,) = "SELECT id FROM campaign_entry ORDER BY id";
}

#[tokio::test]
async fn lists_and_single_records_agree_on_who_may_see_what() {
    for house in houses().await {
        let mut city = house.browser_of("city").await;
        make(&mut city, &[]).await;
        let id = open(&house, &[]).await;
        let works = works_of(&house, home(&house).await).await;
        let first = enter(&house, id, works[0], "甲").await;
        enter(&house, id, works[1], "乙").await;
        step(&house, &mut house.browser_of("officer").await, first, "confirmation", &[]).await;
        let mut seen = BTreeSet::new();
        for login in LOGINS {
            let actor = house.actor(login).await;
            let (editions, entries) = house
                .app
                .db
                .read(move |reader| {
                    let mut filter = Filter::new();
                    queries::visible(&mut filter, &actor);
                    let listed: Vec<(EditionId,)> = reader.list("SELECT c.id FROM campaign c WHERE", &filter)?;
                    let listed: BTreeSet<_> = listed.into_iter().map(|(id,)| id).collect();
                    let all: Vec<_> = reader.all(&EDITIONS, ())?.into_iter().map(|(id,)| id).collect();
                    assert!(all.len() >= 4, "the world's and ours");
                    for id in all {
                        assert_eq!(policy::find(reader, &actor, id).is_ok(), listed.contains(&id), "edition {id}");
                    }
                    let mut filter = Filter::new();
                    queries::visible_entries(&mut filter, &actor);
                    let head = "SELECT e.id FROM campaign_entry e JOIN campaign c ON c.id = e.campaign WHERE";
                    let found: BTreeSet<_> =
                        reader.list::<(EntryId,)>(head, &filter)?.into_iter().map(|(id,)| id).collect();
                    let all: Vec<_> = reader.all(&ENTRIES, ())?.into_iter().map(|(id,)| id).collect();
                    assert!(all.len() > 6);
                    for id in all {
                        assert_eq!(policy::find_entry(reader, &actor, id).is_ok(), found.contains(&id), "entry {id}");
                    }
                    Ok((listed.len(), found.len()))
                })
                .await
                .unwrap();
            seen.insert((editions, entries));
        }
        assert!(seen.len() > 3, "not everybody sees the same: {seen:?}");
    }
}

#[tokio::test]
async fn an_edition_of_a_city_is_not_there_for_another_city() {
    for house in houses().await {
        let id = open(&house, &[]).await;
        let far = house.world.enterprises()[2].officer();
        let far = house.actor_as(&house.world.person(far).unwrap()).await.person;
        let mut browser = house.browser_for(far).await;
        assert_eq!(browser.get(&format!("/campaigns/{id}")).await.status, 404);
        assert_eq!(browser.get(&format!("/campaigns/{id}/enter")).await.status, 404);
        assert_eq!(browser.get(&format!("/campaigns/{id}/desk")).await.status, 404);
        assert_eq!(house.browser().get(&format!("/campaigns/{id}")).await.status, 303, "sign in first");
    }
}
