//! Who finds what: the SQL of lists agrees with the policy of single inventions, and only counts go further up.

use std::collections::BTreeSet;

use inventions::model::InventionId;
use inventions::{policy, queries, register};
use jiff::civil::Date;
use store::{Filter, statements};
use testkit::houses;

use crate::inventions::acts::{disclosed, draft, move_on, number, right, step};

statements! {
    ALL: () => (InventionId,) = "SELECT id FROM invention ORDER BY id";
}

#[tokio::test]
async fn lists_and_single_inventions_agree_on_who_may_see_what() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        for visibility in ["team", "enterprise", "public"] {
            draft(&mut worker, &[("visibility", visibility)]).await;
            disclosed(&house, &mut worker, &[("visibility", visibility)]).await;
            let id = disclosed(&house, &mut worker, &[("visibility", visibility)]).await;
            step(&house, &mut officer, id, "secrecy", &[("reason", "保密")]).await;
        }
        let stranger = house.world.person(house.world.enterprises()[1].officer()).unwrap();
        let mut actors = vec![house.actor_as(&stranger).await];
        for account in house.world.demo_accounts() {
            actors.push(house.actor(account.login).await);
        }
        let today: Date = house.clock.now().date();
        for actor in actors {
            let name = actor.name.clone();
            let (differ, hidden) = house
                .app
                .db
                .read(move |reader| {
                    let mut filter = Filter::new();
                    queries::visible(&mut filter, &actor);
                    let listed: Vec<(InventionId,)> = reader.list("SELECT i.id FROM invention i WHERE", &filter)?;
                    let listed: BTreeSet<_> = listed.into_iter().map(|(id,)| id).collect();
                    let all = reader.all(&ALL, ())?;
                    let differs = |id: &InventionId| policy::find(reader, &actor, *id).is_ok() != listed.contains(id);
                    let differ: Vec<_> = all.iter().map(|(id,)| *id).filter(differs).collect();
                    let lines = register::lines(reader, &actor, register::Narrow::default(), today, register::MOST, 0)?;
                    let leaks = lines.iter().filter(|line| !listed.contains(&line.invention)).count();
                    Ok((differ, (all.len() - listed.len(), leaks)))
                })
                .await
                .unwrap();
            assert!(differ.is_empty(), "{name} and {differ:?}");
            assert!(hidden.0 > 0, "{name} sees drafts of others");
            assert_eq!(hidden.1, 0, "the register shows {name} what the list hides");
        }
    }
}

#[tokio::test]
async fn a_public_invention_leaves_the_enterprise_when_it_is_published_and_not_a_day_before() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let id = disclosed(&house, &mut worker, &[("visibility", "public")]).await;
        step(&house, &mut officer, id, "filing", &[("kind", "invention"), ("note", "先写说明书")]).await;
        let of = right(&house, id).await.0;
        let number = number(2025, 1, 31);
        move_on(&house, &mut officer, (id, of), "application", &[("number", &number), ("on", "2025-01-05")]).await;
        let path = format!("/inventions/{id}");
        for login in ["province", "industry", "city"] {
            assert_eq!(house.browser_of(login).await.get(&path).await.status, 404, "{login}");
        }
        let fee = [("year", "2"), ("amount", "1234"), ("due", "2026-12-05")];
        move_on(&house, &mut officer, (id, of), "fees", &fee).await;
        move_on(&house, &mut officer, (id, of), "publication", &[("on", "2026-06-05")]).await;
        for login in ["province", "industry", "payroll"] {
            let page = house.browser_of(login).await.get(&path).await;
            assert_eq!(page.status, 200, "{login}");
            assert!(!page.body.contains("/filing") && !page.body.contains("/use"), "{login} may do nothing");
            let inside = login == "payroll";
            assert_eq!(page.body.contains("先写说明书"), inside, "what was said stays inside: {login}");
            assert_eq!(page.body.contains("h-history"), inside, "{login}");
            let right = house.browser_of(login).await.get(&format!("{path}/rights/{of}")).await;
            assert_eq!((right.status, right.body.contains("1,234.00")), (200, inside), "and so do the fees: {login}");
            let register = house.browser_of(login).await.get("/rights").await;
            assert_eq!(register.body.contains(&of.to_string()), inside, "{login}");
        }
        assert_eq!(house.browser().get(&path).await.status, 303, "nobody is asked to sign in");
    }
}

#[tokio::test]
async fn above_the_enterprise_only_counts_are_seen() {
    for house in houses().await {
        let count = async |login: &str| {
            let actor = house.actor(login).await;
            let counts = house.app.db.read(move |reader| register::counts(reader, &actor)).await.unwrap();
            counts.unwrap()
        };
        let (above, inside) = (count("province").await, count("officer").await);
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        draft(&mut worker, &[]).await;
        let id = disclosed(&house, &mut worker, &[("visibility", "team")]).await;
        step(&house, &mut officer, id, "secrecy", &[("reason", "保密")]).await;
        for (before, after) in [(above, count("province").await), (inside, count("officer").await)] {
            assert_eq!(after.disclosed, before.disclosed + 1, "a draft counts for nothing");
            assert_eq!(after.secret, before.secret + 1);
            assert!(after.granted <= after.applied && after.secret <= after.disclosed);
        }
        let page = house.browser_of("province").await.get("/inventions").await;
        assert!(page.body.contains("h-counts") && !page.body.contains(&id.to_string()));
        assert!(!worker.get("/inventions").await.body.contains("h-counts"));
    }
}

#[tokio::test]
async fn lists_are_narrowed_and_everyone_finds_what_waits_for_them() {
    for house in houses().await {
        let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let id = disclosed(&house, &mut worker, &[]).await;
        let link = format!("/inventions/{id}");
        assert!(officer.get("/inventions?which=waiting").await.body.contains(&link));
        assert!(!worker.get("/inventions?which=waiting").await.body.contains(&link));
        assert!(worker.get("/inventions?which=mine&q=自锁式").await.body.contains(&link));
        assert!(!worker.get("/inventions?which=mine&q=100%25").await.body.contains(&link));
        assert!(worker.get("/inventions?state=invention_submitted").await.body.contains(&link));
        assert!(!worker.get("/inventions?state=invention_secret").await.body.contains(&link));
        step(&house, &mut officer, id, "return", &[("reason", "补图")]).await;
        assert!(worker.get("/inventions?which=waiting").await.body.contains(&link));
        assert!(!officer.get("/inventions?which=waiting").await.body.contains(&link));
    }
}
