//! The law's reward for a granted patent: filled into the award by the register, and not forgotten.

use jiff::ToSpan as _;
use kernel::clock::DAY;
use kernel::{Fen, Time};
use serde_json::json;
use store::statements;
use testkit::{Browser, TestHouse, houses};

use crate::inventions::acts::{filed, move_on, number, told};
use inventions::model::InventionId;
use kernel::Scope;
use works::WorkId;

statements! {
    AWARDS: (WorkId,) => (awards::model::AwardId, Fen, awards::lifecycle::State) =
        "SELECT id, amount, state FROM award WHERE work = $1 ORDER BY round";
}

const GRANTED: &str = "2026-06-01";

async fn granted(house: &TestHouse, kind: &str, digit: u8, serial: u32, more: &[(&str, &str)]) -> InventionId {
    let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
    let (id, of) = filed(house, &mut worker, &mut officer, kind).await;
    grant(house, &mut officer, (id, of), digit, serial, more).await;
    id
}

async fn grant(
    house: &TestHouse,
    officer: &mut Browser,
    of: (InventionId, inventions::model::RightId),
    digit: u8,
    serial: u32,
    more: &[(&str, &str)],
) {
    let number = number(2025, digit, serial);
    let holding = more.iter().find(|(name, _)| *name == "holding").copied().unwrap_or(("holding", "enterprise"));
    let applied = [("number", number.as_str()), ("on", "2025-01-02"), holding];
    move_on(house, officer, of, "application", &applied).await;
    move_on(house, officer, of, "grant", &[&[("on", GRANTED)], more].concat()).await;
}

#[tokio::test]
async fn the_officer_proposes_what_the_register_says_and_types_nothing() {
    for house in houses().await {
        let id = granted(&house, "invention", 1, 501, &[]).await;
        let mut officer = house.browser_of("officer").await;
        let page = officer.get(&format!("/inventions/{id}")).await;
        assert!(page.body.contains(&format!("/awards/new?work={id}")), "the panel leads on");
        assert!(page.body.contains("4,000") && page.body.contains("2026-09-01 前发放"), "{}", page.body);
        assert!(
            officer.get("/awards").await.body.contains(&format!("/awards/new?work={id}")),
            "and the list of what is due"
        );
        let form = officer.visit(&format!("/awards/new?work={id}")).await;
        assert!(form.body.contains("授权发明专利的法定奖励") && form.body.contains("4,000.00"), "{}", form.body);
        let work = id.to_string();
        let done = officer.submit("/awards", &[("work", work.as_str()), ("others", "[]")]).await;
        assert_eq!(done.status, 303, "{}", done.body);
        let rows = house.app.db.read(move |reader| reader.all(&AWARDS, (id.cast(),))).await.unwrap();
        assert_eq!((rows.len(), rows[0].1), (1, Fen::yuan(4_000)), "not a fen less, whatever a form claims");
        let page = officer.get(done.location()).await;
        assert!(page.body.contains("2026-09-01") && page.body.contains("已授权的专利，法定奖励"), "{}", page.body);
        assert!(!page.body.contains("class=\"verified\""), "nothing was audited, so nothing bears the seal");
    }
}

#[tokio::test]
async fn a_second_patent_pays_its_own_minimum_as_the_difference() {
    for house in houses().await {
        let id = granted(&house, "utility", 2, 502, &[]).await;
        pay(&house, id).await;
        let mut officer = house.browser_of("officer").await;
        assert!(
            !officer.get("/awards").await.body.contains(&format!("/awards/new?work={id}")),
            "nothing is due any more"
        );
        crate::inventions::acts::step(&house, &mut officer, id, "rights", &[("kind", "invention")]).await;
        let of = crate::inventions::acts::right(&house, id).await.0;
        house.clock.set(house.clock.now().plus_millis(DAY));
        let mut officer = house.browser_of("officer").await;
        grant(&house, &mut officer, (id, of), 1, 503, &[]).await;
        pay(&house, id).await;
        let rows = house.app.db.read(move |reader| reader.all(&AWARDS, (id.cast(),))).await.unwrap();
        let paid: Vec<Fen> = rows.iter().map(|(_, amount, _)| *amount).collect();
        assert_eq!(paid, [Fen::yuan(1_500), Fen::yuan(4_000)]);
    }
}

/// Proposed, approved, public to its end, paid.
async fn pay(house: &TestHouse, id: InventionId) {
    let both = [Scope::Read, Scope::Write];
    let officer = house.token_of("officer", &both).await;
    let made = house.browser().api("POST", "/api/v1/awards", &officer, &[], Some(&json!({ "work": id }))).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let award = made.json()["id"].as_str().unwrap().to_owned();
    let head = house.token_of("approver", &both).await;
    let path = format!("/api/v1/awards/{award}/approval");
    let done = house.browser().api("POST", &path, &head, &[], Some(&json!({}))).await;
    assert_eq!(done.status, 201, "{}", done.body);
    let now = house.clock.now().plus_millis(20 * DAY);
    house.clock.set(now);
    house.house.work(now).await.unwrap();
    let payroll = house.token_of("payroll", &both).await;
    let path = format!("/api/v1/awards/{award}/payment");
    let done = house.browser().api("POST", &path, &payroll, &[], Some(&json!({}))).await;
    assert_eq!(done.status, 201, "{}", done.body);
}

#[tokio::test]
async fn the_unit_is_reminded_once_before_the_three_months_are_over_and_once_after() {
    for house in houses().await {
        let id = granted(&house, "utility", 2, 504, &[]).await;
        let settled = granted(&house, "utility", 2, 505, &[("rewarded", "yes")]).await;
        let inventors = granted(&house, "utility", 2, 506, &[("holding", "inventors")]).await;
        let software = {
            let (mut worker, mut officer) = (house.browser_of("worker").await, house.browser_of("officer").await);
            let of = filed(&house, &mut worker, &mut officer, "software").await;
            move_on(&house, &mut officer, of, "application", &[("on", "2026-05-01")]).await;
            let granted = [("on", GRANTED), ("registration", "2026SR0000001")];
            move_on(&house, &mut officer, of, "grant", &granted).await;
            of.0
        };
        let (officer, head) = (house.actor("officer").await.person, house.actor("approver").await.person);
        let granted: jiff::civil::Date = GRANTED.parse().unwrap();
        let at = async |day: jiff::civil::Date| {
            let now = Time::start_of(day);
            house.clock.set(now);
            house.house.work(now).await.unwrap();
        };
        let count = async |person, id: InventionId, key: &str| {
            let all = told(&house, person, &format!("/inventions/{id}")).await;
            all.iter().filter(|told| *told == key).count()
        };
        at(granted.saturating_add(58.days())).await;
        assert_eq!(count(officer, id, "notice-award-reward-due").await, 0, "there is time left");
        at(granted.saturating_add(2.months())).await;
        at(granted.saturating_add(2.months()).saturating_add(1.days())).await;
        assert_eq!(count(officer, id, "notice-award-reward-due").await, 1);
        at(granted.saturating_add(3.months())).await;
        assert_eq!(count(head, id, "notice-award-reward-late").await, 0, "it may be paid on the day itself");
        at(granted.saturating_add(3.months()).saturating_add(2.days())).await;
        at(granted.saturating_add(4.months())).await;
        for person in [officer, head] {
            assert_eq!(count(person, id, "notice-award-reward-late").await, 1);
            for other in [settled, inventors, software] {
                for key in ["notice-award-reward-due", "notice-award-reward-late"] {
                    assert_eq!(count(person, other, key).await, 0, "{other} owes nothing by law");
                }
            }
        }
        let mut officer = house.browser_of("officer").await;
        let page = officer.get(&format!("/inventions/{id}")).await;
        assert!(page.body.contains("2026-09-01 前没有发放"), "what is overdue is shown");
    }
}
