//! Who may open a statement: the same in lists and alone, and what a work's page shows of it.

use std::collections::BTreeSet;

use benefits::queries::Listed;
use benefits::{policy, queries};
use kernel::Actor;
use store::statements;
use testkit::{TestHouse, houses};
use works::Visibility;
use works::uses::UseId;

use crate::benefits::acts::{LINES, in_use, signed, step};

statements! {
    ALL: () => (UseId,) = "SELECT work_use FROM benefit ORDER BY id";
    STATES: () => (String, i64) = "SELECT state, COUNT(*) FROM benefit GROUP BY state ORDER BY state";
}

async fn differ(house: &TestHouse, actor: Actor) -> Vec<UseId> {
    let found = house.app.db.read(move |reader| {
        let listed: Vec<Listed> = queries::all(reader, &actor, None, None, 10_000)?;
        let listed: BTreeSet<UseId> = listed.into_iter().map(|one| one.work_use).collect();
        let all = reader.all(&ALL, ())?.into_iter().map(|(id,)| id);
        Ok(all.filter(|id| policy::find(reader, &actor, *id).is_ok() != listed.contains(id)).collect())
    });
    found.await.unwrap()
}

#[tokio::test]
async fn lists_and_single_statements_agree_on_who_may_open_them() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let mut chen = house.browser_of("worker").await;
        for visibility in [Visibility::Team, Visibility::Enterprise, Visibility::Public] {
            let id = in_use(&house, &worker, visibility).await;
            step(&house, &mut chen, id, "statement", &LINES).await;
        }
        for account in house.world.demo_accounts() {
            let actor = house.actor(account.login).await;
            assert_eq!(differ(&house, actor).await, [], "{}", account.login);
        }
        for person in house.world.people().step_by(3) {
            let actor = house.actor_as(&person).await;
            assert_eq!(differ(&house, actor).await, [], "{}", person.name);
        }
    }
}

#[tokio::test]
async fn a_team_s_own_matter_is_read_by_the_team_and_by_those_who_audit() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let mut chen = house.browser_of("worker").await;
        let id = in_use(&house, &worker, Visibility::Team).await;
        step(&house, &mut chen, id, "statement", &LINES).await;
        let path = format!("/benefits/{id}");
        for (login, status) in [
            ("worker", 200),
            ("officer", 200),
            ("finance", 200),
            ("approver", 200),
            ("implementer", 404),
            ("county", 404),
        ] {
            assert_eq!(house.browser_of(login).await.visit(&path).await.status, status, "{login}");
        }
        assert_eq!(house.browser().get(&path).await.status, 303, "nobody signs in first");
    }
}

#[tokio::test]
async fn the_world_tells_statements_of_every_kind_and_pages_of_works_show_them() {
    for house in houses().await {
        let states = house.app.db.read(|reader| reader.all(&STATES, ())).await.unwrap();
        let states: Vec<&str> = states.iter().map(|(state, _)| state.as_str()).collect();
        assert_eq!(states, ["audited", "handed_in", "sent_back"]);

        let finance = house.actor("finance").await;
        let audited = house.app.db.read(move |reader| queries::signed(reader, &finance, None)).await.unwrap();
        let one = audited.first().expect("the first enterprise has a signed figure");
        let page = house.browser_of("finance").await.visit(&format!("/benefits/{}", one.work_use)).await;
        assert_eq!(page.status, 200);
        let record = house.browser_of("officer").await.visit(&format!("/suggestions/{}", one.work_use)).await;
        assert!(record.body.contains(&format!("href=\"/benefits/{}\"", one.work_use)), "the record leads to it");
    }
}

#[tokio::test]
async fn a_signed_figure_stands_in_finance_s_list() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let (mut chen, mut lin) = (house.browser_of("worker").await, house.browser_of("finance").await);
        let id = in_use(&house, &worker, Visibility::Enterprise).await;
        step(&house, &mut chen, id, "statement", &LINES).await;
        step(&house, &mut lin, id, "audit", &signed("1200")).await;
        assert!(lin.visit("/benefits").await.body.contains("22,900.00"));
        assert!(lin.visit("/benefits?before=0").await.body.contains("还没有核定过的"), "the pages of the list end");
        assert!(lin.visit("/benefits?before=x").await.status == 200);
    }
}

#[tokio::test]
async fn a_person_s_page_lists_what_finance_signed_and_hides_what_the_reader_may_not_see() {
    for house in houses().await {
        let worker = house.actor("worker").await;
        let (mut chen, mut lin) = (house.browser_of("worker").await, house.browser_of("finance").await);
        let id = in_use(&house, &worker, Visibility::Team).await;
        step(&house, &mut chen, id, "statement", &LINES).await;
        step(&house, &mut lin, id, "audit", &signed("1200")).await;
        for (login, sees) in [("worker", true), ("finance", true), ("county", false)] {
            let actor = house.actor(login).await;
            let (app, now, person) = (house.app.clone(), house.clock.now(), worker.person);
            let panels = house.app.db.read(move |reader| {
                let t = app.t(ui::Locale::Zh);
                app.of_person(&web::Asking { reader, actor: &actor, t, now }, person)
            });
            let lines: Vec<_> = panels.await.unwrap().into_iter().flat_map(|panel| panel.lines).collect();
            let href = format!("/suggestions/{id}");
            let line = lines.iter().find(|line| line.href == href);
            assert_eq!(line.is_some(), sees, "{login}");
            assert!(line.is_none_or(|line| line.chip == Some(("22,900.00 元".to_owned(), "ok"))));
        }
    }
}
