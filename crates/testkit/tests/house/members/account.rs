//! One's own account through the front door: devices, how pages look, tokens in use, and what is tidied
//! away at night.

use identity::tokens;
use kernel::clock::DAY;
use kernel::{Scope, Time};
use store::statements;
use testkit::{Browser, PASSWORD, TestHouse, houses};

statements! {
    LEFT: () => (i64, i64, i64) = "SELECT (SELECT COUNT(*) FROM session), (SELECT COUNT(*) FROM sign_in_failure), \
        (SELECT COUNT(*) FROM roster_upload)";
}

/// Whether somebody is signed in there.
async fn inside(browser: &mut Browser) -> bool {
    browser.get("/me").await.status == 200
}

#[tokio::test]
async fn devices_are_listed_and_ended_one_by_one_or_all_at_once() {
    for house in houses().await {
        let mut here = house.browser_of("worker").await;
        let mut lost = house.browser_of("worker").await;
        house.clock.advance(60_000);
        let list = here.get("/me/sessions").await;
        assert_eq!(list.body.matches("<li class=\"task plain\">").count(), 2);
        assert_eq!(list.body.matches("name=\"session\"").count(), 1, "the present one is ended by signing out");
        let other = list.value_of("session").unwrap();
        let by_another = house.browser_of("officer").await.submit("/me/sessions", &[("session", &other)]).await;
        assert_eq!(by_another.status, 404, "nobody ends somebody else's");
        assert!(inside(&mut lost).await);
        assert_eq!(here.submit("/me/sessions", &[("session", &other)]).await.status, 303);
        assert!(!inside(&mut lost).await && inside(&mut here).await);

        let (mut two, mut stranger) = (house.browser_of("worker").await, house.browser_of("officer").await);
        let out = here.submit("/sign-out/everywhere", &[]).await;
        assert_eq!((out.status, out.location()), (303, "/sign-in"));
        assert!(!inside(&mut here).await && !inside(&mut two).await);
        assert!(inside(&mut stranger).await);

        let mut again = house.browser_of("worker").await;
        let mut kept = again.clone();
        again.submit("/sign-out", &[]).await;
        assert!(!inside(&mut kept).await, "a cookie somebody copied opens nothing after signing out");
    }
}

/// The head of a page says how it looks.
fn looks(body: &str) -> (bool, bool, bool) {
    let head = body.split("<head>").next().unwrap();
    (head.contains("lang=\"en\""), head.contains("data-theme=\"dark\""), head.contains("data-text=\"larger\""))
}

async fn signs_in(house: &TestHouse, browser: &mut Browser, login: &str) {
    let who = house.phone_of(login);
    browser.visit("/sign-in").await;
    let page = browser.submit("/sign-in", &[("who", &who), ("password", PASSWORD)]).await;
    assert_eq!(page.status, 303, "{}", page.body);
}

#[tokio::test]
async fn how_pages_look_follows_the_account_to_other_devices() {
    for house in houses().await {
        let (mut phone, mut desk) = (house.browser_of("worker").await, house.browser_of("worker").await);
        assert_eq!(looks(&desk.get("/me").await.body), (false, false, false));
        for (name, value) in [("lang", "en"), ("theme", "dark"), ("text", "larger")] {
            phone.visit("/me").await;
            assert_eq!(phone.submit("/display", &[(name, value), ("back", "/me")]).await.status, 303);
        }
        assert_eq!(looks(&desk.get("/me").await.body), (true, true, true));
        let wrong = desk.get("/suggestions/00000000-0000-7000-8000-000000000000").await;
        assert_eq!((wrong.status, looks(&wrong.body)), (404, (true, true, true)), "errors look like every page");
        desk.submit("/sign-out", &[]).await;
        assert_eq!(looks(&desk.get("/sign-in").await.body), (true, true, true), "the device remembers");
        phone.submit("/display", &[("theme", ""), ("back", "/me")]).await;
        signs_in(&house, &mut desk, "worker").await;
        let mut third = house.browser_of("worker").await;
        assert!(looks(&third.get("/me").await.body).0, "the language was not touched");
    }
}

#[tokio::test]
async fn who_has_no_session_yet_chooses_by_cookie_and_brings_it_along() {
    for house in houses().await {
        let mut visitor = house.browser();
        visitor.visit("/sign-in").await;
        for (name, value) in [("lang", "en"), ("theme", "dark")] {
            visitor.submit("/display", &[(name, value), ("back", "/about/privacy")]).await;
        }
        assert_eq!(looks(&visitor.get("/about/privacy").await.body), (true, true, false));
        signs_in(&house, &mut visitor, "worker").await;
        assert_eq!(looks(&visitor.get("/me").await.body), (true, true, false));
        let mut other = house.browser_of("worker").await;
        assert_eq!(looks(&other.get("/me").await.body), (false, true, false), "a theme that was chosen is kept");
    }
}

#[tokio::test]
async fn a_token_tells_when_it_was_last_used_without_a_write_each_time() {
    for house in houses().await {
        let token = house.token_of("worker", &[Scope::Read]).await;
        let (me, mut caller) = (house.actor("worker").await.person, house.browser());
        let used = || {
            let db = house.app.db.clone();
            async move { db.read(move |reader| tokens::of(reader, me)).await.unwrap()[0].last_used_at }
        };
        let begun = house.clock.now();
        assert_eq!(used().await, None);
        for (minutes, told) in [(0, 0), (59, 0), (1, 60), (5, 60)] {
            house.clock.advance(minutes * 60_000);
            assert_eq!(caller.api("GET", "/api/v1/suggestions", &token, &[], None).await.status, 200);
            assert_eq!(used().await, Some(begun.plus_millis(told * 60_000)), "after {minutes} minutes more");
        }
        let list = house.browser_of("worker").await.get("/me/tokens").await;
        assert!(list.body.contains("13:00"), "the list says when");
    }
}

#[tokio::test]
async fn at_night_goes_what_has_run_out() {
    for house in houses().await {
        let left = || {
            let db = house.app.db.clone();
            async move { db.read(|reader| reader.one(&LEFT, ())).await.unwrap() }
        };
        let mut admin = house.browser_of("admin").await;
        let unit = house.actor("worker").await.place.enterprise.unwrap().to_string();
        let sheet = "姓名,工号\r\n周小满,Y1".as_bytes();
        let sent = admin.upload("/roster/import", &[("unit", &unit)], &[("file", "a.csv", "text/csv", sheet)]).await;
        assert_eq!(sent.status, 303);
        let mut guesser = house.browser();
        guesser.visit("/sign-in").await;
        guesser.submit("/sign-in", &[("who", &house.phone_of("worker")), ("password", "a wrong one")]).await;
        let (sessions, failures, uploads) = left().await;
        assert!(sessions > 0 && failures > 0 && uploads > 0);

        let night = |days: i64| Time::start_of(testkit::NOON.date()).plus_millis(days * DAY + 3 * 3_600_000);
        for (days, kept) in [(1, sessions), (8, 0)] {
            house.clock.set(night(days));
            house.house.work(night(days)).await.unwrap();
            assert_eq!(left().await, (kept, 0, 0), "after {days} nights");
        }
    }
}

#[tokio::test]
async fn an_employee_number_opens_the_door_of_its_enterprise_alone() {
    for house in houses().await {
        let plan = house.plan_of("worker");
        let enterprise = house.actor("worker").await.place.enterprise.unwrap();
        let unit = house.app.db.read(move |reader| identity::tree::unit(reader, enterprise)).await.unwrap();
        let number = plan.employee_no.as_str();
        let mut browser = house.browser();
        browser.visit("/sign-in").await;
        let which = browser.submit("/sign-in", &[("who", number), ("password", PASSWORD)]).await;
        assert!(
            which.status == 422 && which.value_of("who").as_deref() == Some(number),
            "a number needs its enterprise"
        );
        let offered = browser.get(&format!("/sign-in/enterprises?{}", query("enterprise", &unit.short_name))).await;
        assert!(offered.body.contains(&unit.name), "{}", offered.body);
        let elsewhere = [("who", number), ("enterprise", "查无此厂"), ("password", PASSWORD)];
        assert_eq!(browser.submit("/sign-in", &elsewhere).await.status, 422);
        let here = [("who", number), ("enterprise", unit.name.as_str()), ("password", PASSWORD), ("next", "/mine")];
        let entered = browser.submit("/sign-in", &here).await;
        assert_eq!((entered.status, entered.location()), (303, "/mine"), "{}", entered.body);
        assert!(browser.get("/me").await.body.contains(&plan.name));
    }
}

fn query(name: &str, value: &str) -> String {
    web::Fields::from_pairs([(name, value)]).to_query()
}

#[tokio::test]
async fn a_page_that_is_not_there_still_knows_who_is_signed_in() {
    for house in houses().await {
        let name = house.actor("worker").await.name;
        for (mut browser, known) in [(house.browser_of("worker").await, true), (house.browser(), false)] {
            let missing = browser.get("/no-such-page").await;
            assert_eq!(missing.status, 404);
            assert_eq!(missing.body.contains(&name), known);
            assert_eq!(missing.body.contains(r#"href="/sign-in""#), !known);
        }
    }
}
