//! The way of an award: money split among three people to the fen, who agrees, doubles and races.

use awards::lifecycle::State;
use awards::model::AwardId;
use kernel::Fen;
use store::statements;
use testkit::houses;

use crate::awards::acts::{
    agree, approve, award, done, flows, propose, refused, rounds, state, two_weeks, work, workers,
};

statements! {
    STEPS: (AwardId,) => (String,) = "SELECT step FROM ledger_entry WHERE subject = $1 AND kind = 'award' ORDER BY id";
    TOLD: (String,) => (String, i64) = "SELECT key, COUNT(*) FROM notice WHERE href = $1 GROUP BY key ORDER BY key";
}

#[tokio::test]
async fn three_people_get_their_parts_to_the_fen_from_the_audit_to_the_payment() {
    for house in houses().await {
        let people = workers(&house, 3).await;
        let (a, b, c) = (&people[0], &people[1], &people[2]);
        let work = work(&house, &[(a, 34), (b, 33), (c, 33)], 15_148_037).await;

        let mut officer = house.browser_of("officer").await;
        let list = officer.get("/awards").await;
        assert!(list.body.contains(&format!("/awards/new?work={work}")), "an audited work may be proposed");
        let form = officer.get(&format!("/awards/new?work={work}")).await;
        assert!(form.body.contains("628.70"), "the proposal shows what the scheme makes of it");
        let id = propose(&house, work, &[]).await;
        let it = award(&house, id).await;
        // Third grade: 500 yuan and as far towards 1 500 as the value is from 100 000 to 500 000.
        assert_eq!((it.decision.0.grade, it.amount), (Some(3), Fen(62_870)));

        house.settle().await; // who is told, is told what still waits for them
        let approval = format!("/awards/{id}/approval");
        let mut approver = house.browser_of("approver").await;
        refused(&mut approver, &approval, &[], 403).await;
        assert!(house.browser_for(b.person).await.get("/").await.body.contains("确认你在奖金里的份额：33%"));
        let waiting = approver.get("/").await.number_before("项奖励等你批准");
        agree(&house, id, &[b, c]).await;
        assert_eq!(approver.get("/").await.number_before("项奖励等你批准"), waiting + 1, "not before all agreed");
        agree(&house, id, &[b]).await;
        done(&mut approver, &approval, &[]).await;
        assert_eq!(state(&house, id).await, State::Publicised);

        let mut payroll = house.browser_of("payroll").await;
        refused(&mut payroll, &format!("/awards/{id}/payment"), &[], 409).await;
        house.house.work(house.clock.now()).await.unwrap();
        assert_eq!(state(&house, id).await, State::Publicised, "publicity takes its days");
        two_weeks(&house).await;
        assert_eq!(state(&house, id).await, State::Payable);

        refused(&mut house.browser_of("officer").await, &format!("/awards/{id}/payment"), &[], 403).await;
        let mut payroll = house.browser_of("payroll").await;
        let waiting = payroll.get("/").await.number_before("项奖励等发放");
        done(&mut payroll, &format!("/awards/{id}/payment"), &[]).await;
        assert_eq!(payroll.get("/").await.number_before("项奖励等发放") + 1, waiting);
        let mut parts = flows(&house, id).await;
        parts.sort_unstable();
        assert_eq!(parts, [20_747, 20_747, 21_376], "34, 33 and 33 per cent of 628.70 yuan");
        assert_eq!(parts.iter().sum::<i64>(), 62_870);

        let page = house.browser_for(b.person).await.get(&format!("/awards/{id}")).await;
        for words in ["628.70", "207.47", "213.76", "条例第 6 条"] {
            assert!(page.body.contains(words), "{words}");
        }
        house.settle().await;
        let (steps, href) = (house.app.db.read(move |reader| reader.all(&STEPS, (id,))).await, format!("/awards/{id}"));
        let steps: Vec<String> = steps.unwrap().into_iter().map(|(step,)| step).collect();
        assert_eq!(steps, ["propose", "agree_split", "agree_split", "approve", "clear", "pay"]);
        let told = house.app.db.read(move |reader| reader.all(&TOLD, (href,))).await.unwrap();
        let told: Vec<(&str, i64)> = told.iter().map(|(key, count)| (key.as_str(), *count)).collect();
        let wanted = [
            ("notice-award-agree", 2),
            ("notice-award-approve", 3),
            ("notice-award-clear", 1),
            ("notice-award-decide", 1),
            ("notice-award-pay", 3),
        ];
        assert_eq!(told, wanted, "its people, the head and payroll were told");
    }
}

#[tokio::test]
async fn a_contested_split_is_not_approved_until_it_was_changed_and_agreed_to() {
    for house in houses().await {
        let people = workers(&house, 2).await;
        let (a, b) = (&people[0], &people[1]);
        let work = work(&house, &[(a, 70), (b, 30)], 5_000_000).await;
        let id = propose(&house, work, &[]).await;
        let mut friend = house.browser_for(b.person).await;
        refused(&mut friend, &format!("/awards/{id}/contest"), &[("reason", " ")], 422).await;
        done(&mut friend, &format!("/awards/{id}/contest"), &[("reason", "试行是我做的，一半才合理")]).await;
        let page = refused(&mut house.browser_of("approver").await, &format!("/awards/{id}/approval"), &[], 403).await;
        assert!(page.body.contains("有人对分配有意见"));

        let mut officer = house.browser_of("officer").await;
        let amendment = format!("/awards/{id}/amendment");
        let version = officer.get(&amendment).await.value_of("version").unwrap();
        let parts = |x, y| {
            let (version, a, b) = (version.as_str(), a.name.as_str(), b.name.as_str());
            [("version", version), ("name", a), ("part", x), ("name", b), ("part", y)]
        };
        let page = refused(&mut officer, &amendment, &parts("60", "50"), 422).await;
        assert!(page.body.contains("value=\"60\""), "what was typed stays");
        done(&mut officer, &amendment, &parts("50", "50")).await;
        refused(&mut house.browser_of("approver").await, &format!("/awards/{id}/approval"), &[], 403).await;
        agree(&house, id, &[a, b]).await;
        approve(&house, id, "approver").await;
        let it = award(&house, id).await;
        assert_eq!(it.amount, Fen(38_888), "fourth grade: 300 yuan and four ninths of 200");
    }
}

#[tokio::test]
async fn a_second_proposal_and_a_stale_page_are_refused() {
    for house in houses().await {
        let people = workers(&house, 1).await;
        let work = work(&house, &[(&people[0], 100)], 5_000_000).await;
        let id = propose(&house, work, &[]).await;
        let mut officer = house.browser_of("officer").await;
        refused(&mut officer, "/awards", &[("work", &work.to_string())], 409).await;
        assert_eq!(rounds(&house, work).await.len(), 1);
        let mut approver = house.browser_of("approver").await;
        let seen = approver.get(&format!("/awards/{id}")).await.value_of("version").unwrap();
        done(&mut officer, &format!("/awards/{id}/amendment"), &[("borrowed", "yes")]).await;
        let page = refused(&mut approver, &format!("/awards/{id}/approval"), &[("version", &seen)], 409).await;
        assert!(page.body.contains("刚才有人先办了一步"));
        assert_eq!(state(&house, id).await, State::Proposed);
        assert_eq!(award(&house, id).await.decision.0.grade, Some(5), "one grade lower than the fourth");
    }
}

#[tokio::test]
async fn a_figure_that_changed_after_the_proposal_is_not_approved() {
    for house in houses().await {
        let people = workers(&house, 1).await;
        let work = work(&house, &[(&people[0], 100)], 5_000_000).await;
        let id = propose(&house, work, &[]).await;
        crate::awards::acts::audit_again(&house, work, 1_000_000).await;
        let mut approver = house.browser_of("approver").await;
        let page = refused(&mut approver, &format!("/awards/{id}/approval"), &[], 409).await;
        assert!(page.body.contains("财务重新核定"));
    }
}

#[tokio::test]
async fn the_api_takes_the_same_way() {
    use kernel::Scope::{Read, Write};
    use serde_json::json;
    for house in houses().await {
        let people = workers(&house, 1).await;
        let work = work(&house, &[(&people[0], 100)], 60_000_000).await;
        let mut browser = house.browser();
        let officer = house.token_of("officer", &[Read, Write]).await;
        let page = browser.api("POST", "/api/v1/awards", &officer, &[], Some(&json!({ "work": work }))).await;
        assert_eq!(page.status, 201, "{}", page.body);
        let id = page.json()["id"].as_str().unwrap().to_owned();
        let approver = house.token_of("approver", &[Read, Write]).await;
        let path = format!("/api/v1/awards/{id}");
        let page = browser.api("POST", &format!("{path}/approval"), &officer, &[], Some(&json!({}))).await;
        assert_eq!(page.status, 403, "{}", page.body);
        let page = browser.api("POST", &format!("{path}/approval"), &approver, &[], Some(&json!({}))).await;
        assert_eq!((page.status, page.json()["state"].as_str()), (201, Some("publicised")), "{}", page.body);
        let whole = browser.api("GET", &path, &approver, &[], None).await.json();
        assert_eq!((whole["amount_fen"].as_i64(), whole["filed"].as_bool()), (Some(170_000), Some(true)));
        assert_eq!(whole["decision"]["lines"][0]["rule"], "grade");
        let stranger = browser.api("POST", &format!("{path}/nonsense"), &approver, &[], Some(&json!({}))).await;
        assert_eq!(stranger.status, 404);
    }
}
