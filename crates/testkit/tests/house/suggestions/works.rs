//! The suggestion as a work: it has a card from its adoption on and a use while it is in use, and whoever
//! may see the card is the same in Rust and in SQL.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Time;
use store::{Filter, statements};
use suggestions::lifecycle::State;
use testkit::houses;
use works::uses::Use;
use works::{Card, Stage, WorkId};

statements! {
    STATES: () => (WorkId, State, Option<Time>) = "SELECT id, state, applied_at FROM suggestion ORDER BY id";
    USES: () => Use =
        "SELECT id, work, source, unit, enterprise, path, industry_path, since, ended_at FROM work_use \
         WHERE source IS NULL ORDER BY id";
}

#[tokio::test]
async fn every_adopted_suggestion_has_a_card_and_those_in_use_a_use() {
    for house in houses().await {
        house
            .app
            .db
            .read(|reader| {
                let cards: BTreeMap<WorkId, Card> =
                    reader.list::<Card>(works::cards::CARDS, &Filter::new())?.into_iter().map(|c| (c.id, c)).collect();
                let uses: BTreeMap<WorkId, Use> = reader.all(&USES, ())?.into_iter().map(|u| (u.work, u)).collect();
                let mut in_use = 0;
                for (id, state, applied_at) in reader.all(&STATES, ())? {
                    let card = cards.get(&id);
                    assert_eq!(card.is_some(), state.is_adopted(), "{state}");
                    let used = matches!(state, State::Applied | State::Done);
                    assert_eq!(card.is_some_and(|card| card.stage == Stage::InUse), used, "{state}");
                    let lasting = uses.get(&id).filter(|one| one.ended_at.is_none());
                    assert_eq!(lasting.map(|one| one.since), applied_at.filter(|_| used), "{state}");
                    in_use += usize::from(used);
                }
                assert!(in_use > 0 && in_use < cards.len());
                Ok(())
            })
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn cards_in_lists_and_alone_agree_on_who_may_see_them() {
    for house in houses().await {
        for account in house.world.demo_accounts() {
            let actor = house.actor(account.login).await;
            let differ: Vec<WorkId> = house
                .app
                .db
                .read(move |reader| {
                    let mut filter = Filter::new();
                    works::sight::visible(&mut filter, &actor);
                    let listed: Vec<Card> = reader.list(works::cards::CARDS, &filter)?;
                    let listed: BTreeSet<WorkId> = listed.into_iter().map(|card| card.id).collect();
                    let all: Vec<Card> = reader.list(works::cards::CARDS, &Filter::new())?;
                    let differs = |id: &WorkId| works::sight::find(reader, &actor, *id).is_ok() != listed.contains(id);
                    Ok(all.into_iter().map(|card| card.id).filter(differs).collect())
                })
                .await
                .unwrap();
            assert!(differ.is_empty(), "{} and {differ:?}", account.login);
        }
    }
}
