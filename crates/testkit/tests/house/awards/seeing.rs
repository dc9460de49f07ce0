//! Who sees which award: one predicate, in Rust for one and in SQL for lists.

use std::collections::BTreeSet;

use awards::lifecycle::State;
use awards::model::AwardId;
use store::{Filter, statements};
use testkit::houses;
use ui::Locale;
use web::Asking;

use crate::awards::acts::{approve, propose, work, workers};

statements! {
    ALL: () => (AwardId, State) = "SELECT id, state FROM award ORDER BY id";
    PROMISED: () => (i64,) = "SELECT COUNT(*) FROM award a WHERE a.promised > 0 AND a.state = 'paid'";
}

#[tokio::test]
async fn the_world_has_awards_at_every_stage_and_lists_agree_with_pages_on_who_sees_them() {
    for house in houses().await {
        let all = house.app.db.read(|reader| reader.all(&ALL, ())).await.unwrap();
        let states: BTreeSet<State> = all.iter().map(|(_, state)| *state).collect();
        for wanted in [State::Proposed, State::Publicised, State::Disputed, State::Payable, State::Paid] {
            assert!(states.contains(&wanted), "no award of the world is {wanted}");
        }
        let (shared,) = house.app.db.read(|reader| reader.one(&PROMISED, ())).await.unwrap();
        assert!(shared > 0, "no originator of the world was paid by another enterprise");
        let worker = house.actor("worker").await;
        let mut seen = 0;
        for account in house.world.demo_accounts() {
            let actor = house.actor(account.login).await;
            let differ: Vec<AwardId> = house
                .app
                .db
                .read(move |reader| {
                    let mut filter = Filter::new();
                    awards::queries::visible(&mut filter, &actor);
                    let listed: Vec<(AwardId,)> = reader.list("SELECT a.id FROM award a WHERE", &filter)?;
                    let listed: BTreeSet<AwardId> = listed.into_iter().map(|(id,)| id).collect();
                    let all: Vec<(AwardId, State)> = reader.all(&ALL, ())?;
                    let differs =
                        |id: &AwardId| awards::policy::find(reader, &actor, *id).is_ok() != listed.contains(id);
                    Ok(all.into_iter().map(|(id, _)| id).filter(differs).collect())
                })
                .await
                .unwrap();
            assert!(differ.is_empty(), "{} and {differ:?}", account.login);
            seen += 1;
        }
        assert!(seen > 10 && worker.grants.is_empty());
    }
}

#[tokio::test]
async fn a_persons_awards_are_seen_by_others_once_they_are_public() {
    for house in houses().await {
        let people = workers(&house, 2).await;
        let (me, colleague) = (people[0].clone(), people[1].clone());
        let work = work(&house, &[(&me, 100)], 5_000_000).await;
        let id = propose(&house, work, &[]).await;
        let shown = async |actor: kernel::Actor| {
            let (app, now, person) = (house.app.clone(), house.clock.now(), me.person);
            let found = house.app.db.read(move |reader| {
                let asking = Asking { reader, actor: &actor, t: app.t(Locale::Zh), now };
                let panels = app.of_person(&asking, person)?;
                Ok(panels.iter().flat_map(|panel| &panel.lines).any(|line| line.href.contains(&id.to_string())))
            });
            found.await.unwrap()
        };
        assert!(shown(me.clone()).await && !shown(colleague.clone()).await);
        approve(&house, id, "approver").await;
        assert!(shown(me.clone()).await && shown(colleague.clone()).await);
    }
}
