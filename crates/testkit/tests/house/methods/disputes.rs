//! Publicity: whoever may see a method may object once, who names answers, and nothing is named meanwhile.

use methods::lifecycle::State;
use methods::model::{MethodId, Standing};
use store::statements;
use testkit::{TestHouse, houses};

use crate::methods::acts::{hand_in, last, name_at_unit, pass, refused, state, step};

statements! {
    OBJECTION: (MethodId,) => (works::objections::ObjectionId,) =
        "SELECT o.id FROM objection o JOIN method_naming n ON n.id = o.owner WHERE n.method = $1 ORDER BY o.at DESC, o.id DESC LIMIT 1";
}

async fn objection(house: &TestHouse, id: MethodId) -> String {
    house.app.db.read(move |reader| reader.one(&OBJECTION, (id,))).await.unwrap().0.to_string()
}

/// A method that is public at the unit.
async fn published(house: &TestHouse) -> MethodId {
    let id = hand_in(&mut house.browser_of("worker").await, &[]).await;
    step(house, "officer", id, "acceptance", &[]).await;
    step(house, "reviewer", id, "review", &[("favours", "yes"), ("text", "同意命名。")]).await;
    refused(house, "implementer", id, "objection", &[("text", "太早了")], 409).await;
    step(house, "officer", id, "publicity", &[]).await;
    id
}

#[tokio::test]
async fn an_objection_is_raised_once_and_holds_the_naming_until_it_is_answered() {
    for house in houses().await {
        let id = published(&house).await;
        let page = house.browser_of("implementer").await.visit(&format!("/methods/{id}")).await;
        assert!(page.body.contains(&format!("action=\"/methods/{id}/objection\"")), "it can be said on the page");
        let empty = refused(&house, "implementer", id, "objection", &[("text", "")], 422).await;
        assert!(empty.body.contains("f-objection-e"), "{}", empty.body);
        refused(&house, "worker", id, "objection", &[("text", "自己的")], 403).await;
        refused(&house, "approver", id, "objection", &[("text", "由我命名")], 403).await;
        refused(&house, "county", id, "objection", &[("text", "看不见的")], 404).await;
        step(&house, "implementer", id, "objection", &[("text", "端面角的数据是我班组的。")]).await;
        refused(&house, "implementer", id, "objection", &[("text", "再说一遍")], 403).await;

        pass(&house, 14);
        let held = refused(&house, "approver", id, "naming", &[("document", "东屿〔2026〕9号")], 409).await;
        assert!(held.body.contains("还有异议没有答复"), "the closed step says why");
        refused(&house, "reviewer", id, "objection", &[("text", "晚了")], 409).await;
        let which = objection(&house, id).await;
        let answer = [("objection", which.as_str()), ("upheld", "no"), ("answer", "已核对，数据是两个班组共同的。")];
        refused(&house, "officer", id, "answer", &answer, 403).await;
        let wrong =
            refused(&house, "approver", id, "answer", &[("objection", &which), ("answer", "只写了话")], 422).await;
        assert!(wrong.body.contains("只写了话") && wrong.body.contains(&format!("o-{which}-e")), "{}", wrong.body);
        step(&house, "approver", id, "answer", &answer).await;
        refused(&house, "approver", id, "answer", &answer, 409).await;
        step(&house, "approver", id, "naming", &[("document", "东屿〔2026〕9号")]).await;
        assert_eq!(state(&house, id).await.0, State::Named);
        house.settle().await;
        let inbox = house.browser_of("implementer").await.visit("/inbox").await;
        assert!(inbox.body.contains("的异议已有答复"), "who objected is told: {}", inbox.body);
    }
}

#[tokio::test]
async fn who_objects_is_told_to_nobody_but_who_answers() {
    for house in houses().await {
        let id = published(&house).await;
        step(&house, "implementer", id, "objection", &[("text", "端面角的数据是我班组的。")]).await;
        let name = house.plan_of("implementer").name;
        let section =
            |body: &str| body.split("id=\"objections\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
        for (login, told) in [("approver", true), ("officer", false), ("worker", false)] {
            let page = house.browser_of(login).await.visit(&format!("/methods/{id}")).await;
            let section = section(&page.body);
            assert!(section.contains("端面角的数据是我班组的。"), "{login}");
            assert_eq!(section.contains(&name), told, "{login}");
        }
    }
}

#[tokio::test]
async fn an_upheld_objection_ends_the_try_and_takes_nothing_away_that_was_named() {
    for house in houses().await {
        let id = published(&house).await;
        step(&house, "implementer", id, "objection", &[("text", "五年前就这样做了。")]).await;
        let which = objection(&house, id).await;
        let upheld = [("objection", which.as_str()), ("upheld", "yes"), ("answer", "属实，不是独创。")];
        step(&house, "approver", id, "answer", &upheld).await;
        assert_eq!((state(&house, id).await.0, last(&house, id).await), (State::Declined, "decline".to_owned()));

        let id = hand_in(&mut house.browser_of("worker").await, &[("name", "另一个法")]).await;
        name_at_unit(&house, id).await;
        step(&house, "officer", id, "nomination", &[]).await;
        step(&house, "county", id, "publicity", &[]).await;
        step(&house, "officer", id, "objection", &[("text", "名次没有核实。")]).await;
        let which = objection(&house, id).await;
        let upheld = [("objection", which.as_str()), ("upheld", "yes"), ("answer", "请核实后再报。")];
        refused(&house, "approver", id, "answer", &upheld, 403).await;
        step(&house, "county", id, "answer", &upheld).await;
        assert_eq!((state(&house, id).await.0, last(&house, id).await), (State::Named, "turn_down".to_owned()));
        let namings = house.app.db.read(move |reader| methods::store::namings(reader, id)).await.unwrap();
        assert_eq!(namings.iter().map(|one| one.standing).collect::<Vec<_>>(), [Standing::Named, Standing::Declined]);
        // Nominated again it may be objected to again.
        step(&house, "officer", id, "nomination", &[]).await;
        step(&house, "county", id, "publicity", &[]).await;
        step(&house, "officer", id, "objection", &[("text", "还是没有核实。")]).await;
    }
}
