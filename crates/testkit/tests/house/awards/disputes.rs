//! Publicity: who may object, that nothing is paid meanwhile, and who answers.

use awards::lifecycle::State;
use awards::model::AwardId;
use store::statements;
use testkit::{TestHouse, houses};

use crate::awards::acts::{approve, done, propose, refused, state, two_weeks, work, workers};

statements! {
    OBJECTIONS: (AwardId,) => (String,) = "SELECT CAST(COUNT(*) AS TEXT) FROM objection WHERE owner = $1 AND answered_at IS NULL";
}

/// A publicised award, and somebody who has nothing to do with it.
async fn publicised(house: &TestHouse) -> (AwardId, kernel::Actor) {
    let mut people = workers(house, 2).await;
    let work = work(house, &[(&people[0], 100)], 5_000_000).await;
    let id = propose(house, work, &[]).await;
    approve(house, id, "approver").await;
    (id, people.remove(1))
}

async fn objection(house: &TestHouse, id: AwardId) -> String {
    let all = house.app.db.read(move |reader| works::objections::of(reader, id)).await.unwrap();
    all.into_iter().find(|one| one.answered_at.is_none()).unwrap().id.to_string()
}

#[tokio::test]
async fn an_objection_stops_the_payment_until_somebody_else_answered_it() {
    for house in houses().await {
        let (id, colleague) = publicised(&house).await;
        let path = format!("/awards/{id}");
        let mut browser = house.browser_for(colleague.person).await;
        assert_eq!(browser.get(&path).await.status, 200, "everybody inside sees what is public");
        done(&mut browser, &format!("{path}/objections"), &[("reason", "试行的人没有列全")]).await;
        assert_eq!(state(&house, id).await, State::Disputed);
        two_weeks(&house).await;
        assert_eq!(state(&house, id).await, State::Disputed, "its time is over and nothing was cleared");
        refused(&mut house.browser_of("payroll").await, &format!("{path}/payment"), &[], 409).await;

        let open = objection(&house, id).await;
        let answered = [("objection", open.as_str()), ("outcome", "dismissed"), ("reason", "核实过，名单无误")];
        refused(&mut house.browser_for(colleague.person).await, &format!("{path}/answers"), &answered, 403).await;
        refused(&mut house.browser_of("officer").await, &format!("{path}/answers"), &answered, 403).await;
        let mut approver = house.browser_of("approver").await;
        let page =
            refused(&mut approver, &format!("{path}/answers"), &[("objection", &open), ("reason", "核实过")], 422)
                .await;
        assert!(page.body.contains("核实过"), "what was typed stays");
        done(&mut approver, &format!("{path}/answers"), &answered).await;
        assert_eq!(state(&house, id).await, State::Publicised);
        refused(&mut approver, &format!("{path}/answers"), &answered, 409).await;
        two_weeks(&house).await;
        assert_eq!(state(&house, id).await, State::Payable);
    }
}

#[tokio::test]
async fn an_upheld_objection_sends_it_back_and_a_later_approval_is_public_anew() {
    for house in houses().await {
        let (id, colleague) = publicised(&house).await;
        let path = format!("/awards/{id}");
        done(&mut house.browser_for(colleague.person).await, &format!("{path}/objections"), &[("reason", "算多了")])
            .await;
        let open = objection(&house, id).await;
        let answered = [("objection", open.as_str()), ("outcome", "upheld"), ("reason", "属实，重报")];
        done(&mut house.browser_of("approver").await, &format!("{path}/answers"), &answered).await;
        assert_eq!(state(&house, id).await, State::Proposed);
        house.clock.advance(60_000);
        approve(&house, id, "approver").await;
        assert_eq!(state(&house, id).await, State::Publicised);
    }
}

#[tokio::test]
async fn strangers_neither_see_nor_object_and_the_union_asks_only_what_it_sees() {
    for house in houses().await {
        let (id, _) = publicised(&house).await;
        let path = format!("/awards/{id}");
        let elsewhere = house.world.enterprises()[1].first_person;
        let stranger = house.actor_as(&house.world.person(elsewhere).unwrap()).await;
        let mut browser = house.browser_for(stranger.person).await;
        assert_eq!(browser.get(&path).await.status, 404);
        refused(&mut browser, &format!("{path}/objections"), &[("reason", "我不服")], 404).await;
        refused(&mut browser, &format!("{path}/objections"), &[], 404).await;
        refused(&mut house.browser_of("county").await, &format!("{path}/questions"), &[("reason", "请说明")], 404)
            .await;
        let none = house.app.db.read(move |reader| reader.one(&OBJECTIONS, (id,))).await.unwrap();
        assert_eq!(none.0, "0");
    }
}

#[tokio::test]
async fn the_union_questions_what_was_filed_with_it() {
    for house in houses().await {
        let people = workers(&house, 1).await;
        let work = work(&house, &[(&people[0], 100)], 60_000_000).await;
        let id = propose(&house, work, &[]).await;
        approve(&house, id, "approver").await;
        let path = format!("/awards/{id}");
        done(&mut house.browser_of("county").await, &format!("{path}/questions"), &[("reason", "请说明效益口径")])
            .await;
        assert_eq!(state(&house, id).await, State::Disputed);
        let open = objection(&house, id).await;
        let answered = [("objection", open.as_str()), ("outcome", "dismissed"), ("reason", "按采用之日起 12 个月核算")];
        done(&mut house.browser_of("approver").await, &format!("{path}/answers"), &answered).await;
        assert_eq!(state(&house, id).await, State::Publicised);
    }
}
