//! Assessments: written, signed by somebody who answers for them, and then unchanged.

use identity::UnitKind;
use kernel::Scope;
use plans::assessment::AssessmentId;
use plans::lifecycle::State;
use plans::model::PlanId;
use serde_json::{Value, json};
use store::{Json, statements};
use testkit::{Browser, Page, TestHouse, houses};

use crate::plans::acts::{coded, goal, refused, standing, step, world_plan};
use crate::stats::acts::suggested;

statements! {
    ONE: (PlanId, String) => (AssessmentId, i64) = "SELECT id, version FROM plan_assessment WHERE plan = $1 AND kind = $2";
    SHEET: (AssessmentId,) => (String,) = "SELECT sheet FROM plan_sheet WHERE assessment = $1";
    SPOIL: (AssessmentId, Json<Value>) => () = "UPDATE plan_sheet SET sheet = $2 WHERE assessment = $1";
}

async fn one(house: &TestHouse, plan: PlanId, kind: &str) -> (AssessmentId, i64) {
    let kind = kind.to_owned();
    house.app.db.read(move |reader| reader.one(&ONE, (plan, kind.as_str()))).await.unwrap()
}

/// The table of what changed figures after the signature.
fn causes(body: &str) -> String {
    let table = body.split_once(r#"id="h-causes""#).unwrap_or_else(|| panic!("no causes: {body}")).1;
    table.split_once("</table>").unwrap().0.to_owned()
}

async fn send(
    house: &TestHouse,
    who: &mut Browser,
    plan: PlanId,
    kind: &str,
    noun: &str,
    fields: &[(&str, &str)],
) -> Page {
    let (id, version) = one(house, plan, kind).await;
    let version = version.to_string();
    who.visit("/inbox").await;
    let all = [&[("version", version.as_str())], fields].concat();
    who.submit(&format!("/plans/{plan}/assessments/{id}/{noun}"), &all).await
}

#[tokio::test]
async fn an_assessment_is_signed_over_the_figures_that_were_seen_and_never_changes() {
    for house in houses().await {
        let (mut city, mut province) = (house.browser_of("city").await, house.browser_of("province").await);
        let plan = world_plan(&house, UnitKind::City).await;
        refused(&house, &mut city, plan, "assessments", &[("kind", "someday")], 422).await;
        step(&house, &mut city, plan, "assessments", &[("kind", "halfway")]).await;
        let (id, _) = one(&house, plan, "halfway").await;
        let address = format!("/plans/{plan}/assessments/{id}");
        assert_eq!(province.get(&address).await.status, 404, "not before it is signed");
        step(&house, &mut city, plan, "assessments", &[("kind", "halfway")]).await;
        assert_eq!(one(&house, plan, "halfway").await.0, id, "one halfway");

        let figures = city.get(&address).await.value_of("figures").unwrap();
        let bare = [("figures", figures.as_str()), ("answer", "yes")];
        assert_eq!(
            send(&house, &mut city, plan, "halfway", "signature", &bare).await.status,
            422,
            "nothing is said yet"
        );
        let academy = goal(&house, plan, "每市建成示范性工匠学院").await;
        let note = format!("note-{academy}");
        let said = [("words", "总体按计划推进。"), ("verdict", "mostly_met"), (note.as_str(), "第二所年内挂牌。")];
        assert_eq!(send(&house, &mut city, plan, "halfway", "words", &said).await.status, 303);
        assert_eq!(send(&house, &mut province, plan, "halfway", "words", &said).await.status, 403);
        let odd = [("figures", "0000"), ("answer", "yes")];
        assert_eq!(send(&house, &mut city, plan, "halfway", "signature", &odd).await.status, 409, "another table");
        let unsure = [("figures", figures.as_str())];
        assert_eq!(send(&house, &mut city, plan, "halfway", "signature", &unsure).await.status, 422);
        let sure = [("figures", figures.as_str()), ("answer", "yes")];
        let page = send(&house, &mut city, plan, "halfway", "signature", &sure).await;
        assert_eq!(page.status, 303, "{}", page.body);
        assert_eq!(standing(&house, plan).await.0, State::Halfway);

        let kept = house.app.db.read(move |reader| reader.one(&SHEET, (id,))).await.unwrap().0;
        let evidence = [("amount", "5"), ("day", "2026-06-01"), ("words", "又添了几所。")];
        step(&house, &mut city, plan, &format!("goals/{academy}/evidence"), &evidence).await;
        let page = province.get(&address).await;
        assert!(
            page.status == 200 && page.body.contains("现为 5 所"),
            "what came later stands beside it: {}",
            page.body
        );
        let own = causes(&page.body);
        assert!(
            own.contains("每市建成示范性工匠学院") && own.contains("记一笔"),
            "with the entry that caused it: {own}"
        );
        assert!(!own.contains("合理化建议"), "and no other: {own}");
        // So do figures that nobody typed.
        let token = house.token_of("province", &[Scope::Read]).await;
        let before = house.browser().api("GET", &format!("/api/v1{address}"), &token, &[], None).await.json();
        suggested(&house, house.actor("worker").await.person).await;
        let after = house.browser().api("GET", &format!("/api/v1{address}"), &token, &[], None).await.json();
        let told = |all: &Value| all["causes"].as_array().unwrap().clone();
        assert_eq!((told(&before).len(), told(&after).len()), (1, 2), "{after}");
        let cause = told(&after).remove(0);
        assert_eq!((&cause["kind"], &cause["step"]), (&json!("suggestion"), &json!("submit")));
        let codes: Vec<&str> = cause["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
        assert!(codes.contains(&"suggestion.submitted"), "{codes:?}");
        let counted = coded(&house, plan, "suggestion.submitted").await;
        let line = |all: &Value| {
            let goals = all["goals"].as_array().unwrap();
            goals.iter().find(|one| one["goal"] == counted.to_string()).unwrap().clone()
        };
        let signed = line(&before)["standings"].as_array().unwrap().last().unwrap()["value"].as_i64().unwrap();
        assert!(line(&before)["value_today"].is_null());
        assert_eq!(line(&after)["value_today"].as_i64(), Some(signed + 100), "one more, in hundredths");
        assert_eq!(line(&after)["standings"], line(&before)["standings"], "what was signed stays");
        let page = province.get(&address).await;
        assert!(page.body.contains("签发以后又有变化") && causes(&page.body).contains("合理化建议"), "{}", page.body);
        let now = house.app.db.read(move |reader| reader.one(&SHEET, (id,))).await.unwrap().0;
        assert_eq!(kept, now);
        let spoilt = house.app.db.write(move |tx| tx.execute(&SPOIL, (id, Json(json!({}))))).await;
        assert!(spoilt.is_err(), "the database itself refuses");
        assert_eq!(send(&house, &mut city, plan, "halfway", "words", &said).await.status, 409);
        let file = province.get(&format!("{address}/document")).await;
        assert!(file.status == 200 && file.bytes.starts_with(b"%PDF-"));

        step(&house, &mut city, plan, "assessments", &[("kind", "final")]).await;
        let said = [("words", "全部完成。"), ("verdict", "met")];
        assert_eq!(send(&house, &mut city, plan, "final", "words", &said).await.status, 303);
        let (last, _) = one(&house, plan, "final").await;
        let figures = city.get(&format!("/plans/{plan}/assessments/{last}")).await.value_of("figures").unwrap();
        let sure = [("figures", figures.as_str()), ("answer", "yes")];
        assert_eq!(send(&house, &mut city, plan, "final", "signature", &sure).await.status, 303);
        refused(&house, &mut city, plan, &format!("goals/{academy}/evidence"), &evidence, 409).await;
        step(&house, &mut city, plan, "closing", &[]).await;
        assert_eq!(standing(&house, plan).await.0, State::Closed);
        house.settle().await;
        assert!(province.get("/inbox").await.body.contains("的评估"), "the node above is told");
    }
}
