//! Publicity and objections: anybody of the scope may object, somebody else answers, what is upheld leaves the list.

use campaigns::lifecycle::{EditionState, State};
use campaigns::model::{EditionId, EntryId};
use kernel::clock::DAY;
use kernel::id::PersonId;
use store::statements;
use testkit::{TestHouse, houses};

use crate::campaigns::acts::*;

statements! {
    OBJECTION: (EntryId,) => (works::objections::ObjectionId,) =
        "SELECT id FROM objection WHERE owner = $1 ORDER BY at DESC, id DESC LIMIT 1";
}

/// An edition whose list of two is public.
async fn published(house: &TestHouse) -> (EditionId, [EntryId; 2], PersonId) {
    let id = open(house, &[]).await;
    let works = works_of(house, home(house).await).await;
    let entries = [enter(house, id, works[0], "甲").await, enter(house, id, works[1], "乙").await];
    for entry in entries {
        climb(house, entry).await;
    }
    let jurors = review(house, id).await;
    for juror in &jurors[2..] {
        for entry in entries {
            assert_eq!(score(house, *juror, id, entry, ("8", "8")).await.status, 303);
        }
    }
    let mut city = house.browser_of("city").await;
    let desk = city.get(&format!("/campaigns/{id}/list")).await;
    assert!(!desk.body.contains("value=\"0\" selected"), "two equals are not parted by one first grade");
    let grades = entries.map(|entry| format!("grade-{entry}"));
    edition_step(house, &mut city, id, "list", &[(&grades[0], "0"), (&grades[1], "1")]).await;
    edition_step(house, &mut city, id, "publication", &[]).await;
    (id, entries, works[0].1)
}

async fn objection(house: &TestHouse, entry: EntryId) -> String {
    house.app.db.read(move |reader| reader.one(&OBJECTION, (entry,))).await.unwrap().0.to_string()
}

#[tokio::test]
async fn an_objection_is_answered_by_somebody_else_and_when_upheld_removes_the_entry() {
    for house in houses().await {
        let (id, [first, second], author) = published(&house).await;
        let (mut worker, mut city) = (house.browser_of("finance").await, house.browser_of("city").await);
        let mut own = house.browser_for(author).await;
        refused(&house, &mut own, first, ("objection", 403), &[("reason", "自己的")]).await;
        refused(&house, &mut worker, first, ("objection", 422), &[("reason", "")]).await;
        step(&house, &mut worker, first, "objection", &[("reason", "效益算多了。")]).await;
        house.settle().await;
        assert!(city.get("/inbox").await.body.contains("收到异议"), "the organiser is told");
        let page = own.get(&format!("/entries/{first}")).await;
        let name = house.plan_of("finance").name;
        assert!(
            page.body.contains("效益算多了。") && !page.body.contains(&format!("{name} ")),
            "who objects is not told"
        );

        house.clock.advance(10 * DAY);
        let (mut worker, mut city) = (house.browser_of("finance").await, house.browser_of("city").await);
        assert_eq!(send_edition(&house, &mut city, id, "finish", &[]).await.status, 409, "an objection waits");
        let which = objection(&house, first).await;
        let fields = [("objection", which.as_str()), ("upheld", "yes"), ("answer", "核对属实，移出名单。")];
        refused(&house, &mut worker, first, ("answer", 403), &fields).await;
        refused(&house, &mut city, first, ("answer", 422), &[("objection", &which), ("answer", "")]).await;
        step(&house, &mut city, first, "answer", &fields).await;
        let it = entry(&house, first).await;
        assert_eq!((it.state, it.reason.as_str()), (State::Removed, "核对属实，移出名单。"));
        refused(&house, &mut worker, second, ("objection", 409), &[("reason", "晚了")]).await;

        edition_step(&house, &mut city, id, "finish", &[]).await;
        assert_eq!(edition(&house, id).await.0, EditionState::Finished);
        assert_eq!(entry(&house, first).await.certificate, None);
        assert_eq!(entry(&house, second).await.state, State::Honoured);
    }
}

#[tokio::test]
async fn an_objection_of_the_organisers_own_is_answered_by_another_and_lists_leave_as_spreadsheets() {
    for house in houses().await {
        let (id, [first, _], _) = published(&house).await;
        let mut city = house.browser_of("city").await;
        step(&house, &mut city, first, "objection", &[("reason", "我自己有疑问。")]).await;
        let which = objection(&house, first).await;
        let fields = [("objection", which.as_str()), ("upheld", "no"), ("answer", "没事。")];
        refused(&house, &mut city, first, ("answer", 403), &fields).await;
        for (login, name) in [("worker", "results"), ("city", "entries"), ("county", "entries")] {
            let page = house.browser_of(login).await.get(&format!("/campaigns/{id}/{name}.xlsx")).await;
            assert_eq!(page.status, 200);
            let table = documents::read_table(&page.bytes).unwrap();
            assert_eq!(table.rows.len(), 2, "{login}");
        }
    }
}
