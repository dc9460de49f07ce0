//! Who finds what: lists agree with single records, and a tree names nobody to whom it may not.

use std::collections::BTreeSet;

use kernel::Role;
use spread::model::AdoptionId;
use spread::policy;
use spread::tree::Tree;
use store::{Filter, statements};
use testkit::houses;
use works::{Visibility, WorkId};

use crate::spread::acts::{of, public_of};

statements! {
    ALL: () => (AdoptionId,) = "SELECT id FROM adoption ORDER BY id";
    HIDE: (WorkId,) => () = "UPDATE work SET visibility = 'enterprise' WHERE id = $1";
    NAMELESS: (WorkId,) => () = "UPDATE adoption SET named = 0 WHERE work = $1";
}

#[tokio::test]
async fn lists_and_single_adoptions_agree_on_who_may_see_them() {
    for house in houses().await {
        let mut actors = Vec::new();
        for account in house.world.demo_accounts() {
            actors.push(house.actor(account.login).await);
        }
        for nth in 0..3 {
            for role in [Role::InnovationOfficer, Role::Implementer, Role::FinanceAuditor, Role::TeamLeader] {
                actors.push(of(&house, nth, role).await);
            }
        }
        let mut seen = 0;
        for actor in actors {
            let name = actor.name.clone();
            let (differ, count) = house
                .app
                .db
                .read(move |reader| {
                    let mut filter = Filter::new();
                    policy::visible(&mut filter, &actor);
                    let listed: Vec<(AdoptionId,)> =
                        reader.list("SELECT a.id FROM adoption a JOIN work w ON w.id = a.work WHERE", &filter)?;
                    let listed: BTreeSet<_> = listed.into_iter().map(|(id,)| id).collect();
                    let all = reader.all(&ALL, ())?;
                    assert!(!all.is_empty());
                    let differs = |id: &AdoptionId| policy::find(reader, &actor, *id).is_ok() != listed.contains(id);
                    Ok((all.into_iter().map(|(id,)| id).filter(differs).collect::<Vec<_>>(), listed.len()))
                })
                .await
                .unwrap();
            assert!(differ.is_empty(), "{name} and {differ:?}");
            seen += count;
        }
        assert!(seen > 0);
    }
}

#[tokio::test]
async fn a_tree_names_takers_only_where_the_work_or_the_adoption_is_public() {
    for house in houses().await {
        let work = public_of(&house, 0).await.id;
        let stranger = house.actor("county").await;
        let origin = of(&house, 0, Role::InnovationOfficer).await;
        let taker = of(&house, 2, Role::TeamLeader).await;
        let names = |actor: &kernel::Actor| {
            let actor = actor.clone();
            house.app.db.read(move |reader| {
                let tree = Tree::read(reader, &actor, work)?;
                assert!(tree.nodes.iter().all(|node| !node.city.is_empty()));
                Ok(tree.nodes.iter().map(|node| !node.name.is_empty()).collect::<Vec<_>>())
            })
        };
        let all = names(&stranger).await.unwrap();
        assert!(all.len() > 1 && all.iter().all(|named| *named), "public: everybody is named");
        house
            .app
            .db
            .write(move |tx| {
                tx.execute(&HIDE, (work,))?;
                tx.execute(&NAMELESS, (work,))
            })
            .await
            .unwrap();
        assert!(matches!(names(&stranger).await, Err(kernel::Error::NotFound)), "hidden from who has no part in it");
        assert!(names(&origin).await.unwrap().iter().all(|named| *named), "the originators know who took it");
        // A taker sees themselves and the originators, of others the city alone.
        let seen = names(&taker).await.unwrap();
        assert!(seen.iter().filter(|named| **named).count() >= 2 && seen.iter().any(|named| !*named), "{seen:?}");
    }
}

#[tokio::test]
async fn the_catalogue_shows_what_may_be_taken_over_and_nothing_else() {
    for house in houses().await {
        for nth in 0..3 {
            let actor = of(&house, nth, Role::InnovationOfficer).await;
            house
                .app
                .db
                .read(move |reader| {
                    let asked = spread::catalogue::Asked { limit: 500, ..Default::default() };
                    let listed: BTreeSet<WorkId> =
                        spread::catalogue::find(reader, &actor, &asked)?.into_iter().map(|entry| entry.id).collect();
                    let all: Vec<works::Card> = reader.list(works::cards::CARDS, &Filter::new())?;
                    let enterprise = actor.place.enterprise.unwrap();
                    for card in all {
                        let fit = policy::is_on_offer(&card, enterprise).allowed();
                        assert_eq!(fit, listed.contains(&card.id), "{}", card.title);
                        assert!(!fit || card.visibility == Visibility::Public || card.enterprise == enterprise);
                    }
                    assert!(!listed.is_empty());
                    Ok(())
                })
                .await
                .unwrap();
        }
    }
}
