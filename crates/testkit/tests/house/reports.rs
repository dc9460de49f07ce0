//! The reports' module through the front door, on both engines.

use identity::store::units::UNITS_WHERE;
use identity::{Unit, UnitKind};
use kernel::clock::DAY;
use kernel::id::{PersonId, UnitId};
use kernel::{Scope, Shares, Time};
use reports::lifecycle::State;
use reports::model::ReportId;
use serde_json::{Value, json};
use store::{Filter, Json, statements};
use suggestions::actions::{Checked, Registration, check, register};
use suggestions::model::{Channel, Proposal, SuggestionId, Visibility};
use testkit::{Browser, Page, TestHouse, houses};

statements! {
    STANDING: (ReportId,) => (State, i64) = "SELECT state, version FROM report WHERE id = $1";
    FACTS: () => (i64,) = "SELECT COUNT(*) FROM ledger_entry";
    SHEET: (ReportId,) => (String,) = "SELECT sheet FROM report_sheet WHERE report = $1";
    FROZEN: () => (ReportId,) = "SELECT id FROM report WHERE frozen IS NOT NULL ORDER BY signed_at, id";
    SPOIL: (ReportId, Json<Value>) => () = "UPDATE report_sheet SET sheet = $2 WHERE report = $1";
    OPEN: (UnitId, Time) => (SuggestionId,) =
        "SELECT id FROM suggestion WHERE enterprise = $1 AND submitted_at >= $2 AND state = 'submitted' ORDER BY id";
}

async fn node(house: &TestHouse, login: &str) -> UnitId {
    house.actor(login).await.grants.first().unwrap().unit
}

async fn draft(house: &TestHouse, who: &mut Browser, login: &str, layout: &str, period: &str) -> ReportId {
    let unit = node(house, login).await.to_string();
    who.visit("/reports/new").await;
    let id = who.get("/reports/new").await.value_of("id").unwrap();
    let fields = [("id", id.as_str()), ("unit", unit.as_str()), ("layout", layout), ("period", period)];
    let page = who.submit("/reports", &fields).await;
    assert_eq!(page.status, 303, "{}", page.body);
    page.location().strip_prefix("/reports/").unwrap().parse().unwrap()
}

async fn standing(house: &TestHouse, id: ReportId) -> (State, i64) {
    house.app.db.read(move |reader| reader.one(&STANDING, (id,))).await.unwrap()
}

async fn facts(house: &TestHouse) -> i64 {
    house.app.db.read(|reader| reader.one(&FACTS, ())).await.unwrap().0
}

async fn send(house: &TestHouse, who: &mut Browser, id: ReportId, noun: &str, fields: &[(&str, &str)]) -> Page {
    let version = standing(house, id).await.1.to_string();
    who.visit("/reports").await;
    let all = [&[("version", version.as_str())], fields].concat();
    who.submit(&format!("/reports/{id}/{noun}"), &all).await
}

async fn step(house: &TestHouse, who: &mut Browser, id: ReportId, noun: &str, fields: &[(&str, &str)]) {
    let page = send(house, who, id, noun, fields).await;
    assert_eq!(page.status, 303, "{noun}: {}", page.body);
}

async fn refused(house: &TestHouse, who: &mut Browser, id: ReportId, noun: &str, fields: &[(&str, &str)], status: u16) {
    let before = (facts(house).await, standing(house, id).await);
    let page = send(house, who, id, noun, fields).await;
    assert_eq!(page.status, status, "{noun}: {}", page.body);
    assert_eq!((facts(house).await, standing(house, id).await), before, "{noun} left something");
}

/// The table as a signer sees it, signed.
async fn sign(house: &TestHouse, who: &mut Browser, id: ReportId) {
    let figures = who.get(&format!("/reports/{id}")).await.value_of("figures").unwrap();
    step(house, who, id, "signature", &[("figures", &figures), ("answer", "yes")]).await;
}

/// Drafted by the county's officer, reviewed and signed by its second.
async fn signed(house: &TestHouse, layout: &str, period: &str) -> ReportId {
    let (mut county, mut chair) = (house.browser_of("county").await, house.browser_of("chair").await);
    let id = draft(house, &mut county, "county", layout, period).await;
    step(house, &mut county, id, "review-request", &[]).await;
    step(house, &mut chair, id, "review", &[("note", "对过了。")]).await;
    sign(house, &mut chair, id).await;
    id
}

#[tokio::test]
async fn a_report_goes_from_the_records_to_the_officer_above() {
    for house in houses().await {
        let (mut county, mut chair) = (house.browser_of("county").await, house.browser_of("chair").await);
        let (mut city, mut worker) = (house.browser_of("city").await, house.browser_of("worker").await);
        let id = draft(&house, &mut county, "county", "monthly", "2026-03").await;
        assert_eq!(draft(&house, &mut county, "county", "monthly", "2026-03").await, id, "one report for a period");
        let page = county.get(&format!("/reports/{id}")).await;
        assert!(page.body.contains("现在看到的是今天的数字") && page.body.contains("合理化建议"), "{}", page.body);
        for hidden in [&mut city, &mut worker] {
            assert_eq!(hidden.get(&format!("/reports/{id}")).await.status, 404, "a draft stays at its node");
        }

        step(&house, &mut county, id, "words", &[("text", "三月有春节返岗。")]).await;
        step(&house, &mut county, id, "review-request", &[]).await;
        refused(&house, &mut county, id, "review", &[], 403).await;
        step(&house, &mut chair, id, "return", &[("reason", "说明再写一句。")]).await;
        assert_eq!(standing(&house, id).await.0, State::Drafted);
        step(&house, &mut county, id, "review-request", &[]).await;
        refused(&house, &mut chair, id, "signature", &[("answer", "yes")], 409).await;
        step(&house, &mut chair, id, "review", &[("note", "")]).await;

        let figures = chair.get(&format!("/reports/{id}")).await.value_of("figures").unwrap();
        refused(&house, &mut county, id, "signature", &[("figures", &figures), ("answer", "yes")], 403).await;
        refused(&house, &mut chair, id, "signature", &[("figures", &figures)], 422).await;
        refused(&house, &mut chair, id, "signature", &[("figures", "000000"), ("answer", "yes")], 409).await;
        sign(&house, &mut chair, id).await;
        assert_eq!(standing(&house, id).await.0, State::Signed);
        let page = county.get(&format!("/reports/{id}")).await;
        assert!(page.body.contains("数字已定") && page.body.contains("〔2026〕"), "{}", page.body);
        refused(&house, &mut county, id, "removal", &[], 409).await;
        assert_eq!(city.get(&format!("/reports/{id}")).await.status, 404, "not before it is sent");

        step(&house, &mut county, id, "sending", &[]).await;
        assert_eq!(city.get(&format!("/reports/{id}")).await.status, 200);
        refused(&house, &mut county, id, "receipt", &[], 403).await;
        step(&house, &mut city, id, "question", &[("reason", "答复率怎么低了？")]).await;
        step(&house, &mut county, id, "answer", &[("text", "一家企业停产检修。")]).await;
        step(&house, &mut city, id, "receipt", &[("note", "")]).await;
        refused(&house, &mut city, id, "supplement", &[("reason", "")], 403).await;
        assert_eq!(standing(&house, id).await.0, State::Received);
        house.settle().await;
        assert!(chair.get("/inbox").await.body.contains("上级接收了"), "its signer is told");
        assert_eq!(worker.get("/reports").await.status, 403);
    }
}

#[tokio::test]
async fn nothing_is_signed_before_its_period_is_over() {
    for house in houses().await {
        let (mut county, mut chair) = (house.browser_of("county").await, house.browser_of("chair").await);
        let id = draft(&house, &mut county, "county", "monthly", "2026-06").await;
        step(&house, &mut county, id, "review-request", &[]).await;
        step(&house, &mut chair, id, "review", &[]).await;
        let page = chair.get(&format!("/reports/{id}")).await;
        assert_eq!(page.value_of("figures"), None, "there is nothing to sign yet");
        let token = house.token_of("chair", &[Scope::Read, Scope::Write]).await;
        let shown = chair.api("GET", &format!("/api/v1/reports/{id}"), &token, &[], None).await.json();
        refused(
            &house,
            &mut chair,
            id,
            "signature",
            &[("figures", shown["figures"].as_str().unwrap()), ("answer", "yes")],
            409,
        )
        .await;
        let unit = node(&house, "county").await.to_string();
        let wrong = [("unit", unit.as_str()), ("layout", "monthly"), ("period", "2026-Q1")];
        assert_eq!(county.submit("/reports", &wrong).await.status, 422, "a month's layout is not for a quarter");
        let later = [("unit", unit.as_str()), ("layout", "monthly"), ("period", "2026-09")];
        assert_eq!(county.submit("/reports", &later).await.status, 422, "a month to come has no figures");
    }
}

async fn another(house: &TestHouse, author: PersonId, text: &str) {
    let now = house.clock.now();
    let text = text.to_owned();
    let written = house.app.db.write(move |tx| {
        let actor = identity::actors::actor(tx, author, now, &[Scope::Write])?;
        let proposal = Proposal {
            title: text.clone(),
            now_text: format!("{text}，要等二十分钟。"),
            how_text: "改用快换定位销。".to_owned(),
            category: None,
            gains: Vec::new(),
            spot: String::new(),
            visibility: Visibility::Enterprise,
            shares: Shares::sole(author),
            builds_on: None,
        };
        let new = Registration {
            id: SuggestionId::new(now),
            proposal,
            author,
            place: actor.place,
            channel: Channel::Own,
            entered_by: None,
            now,
        };
        register(tx, &new).map(drop)
    });
    written.await.unwrap();
}

/// Figures of the node as a report tells them: code, number, number as of today.
fn told(report: &Value) -> Vec<(String, Value, Value)> {
    let figures = report["total"]["figures"].as_array().unwrap().iter();
    figures
        .map(|one| (one["code"].as_str().unwrap().to_owned(), one["number"].clone(), one["number_today"].clone()))
        .collect()
}

#[tokio::test]
async fn signed_figures_never_change_and_what_came_later_stands_beside_them_with_its_cause() {
    for house in houses().await {
        let author = house.actor("worker").await.person;
        for at in 0..5 {
            house.clock.advance(3_600_000);
            another(&house, author, &format!("换型台加定位销第{at}处")).await;
        }
        let (june, home) = (house.clock.now().plus_millis(-DAY), house.actor("worker").await.place.enterprise.unwrap());
        house.clock.advance(25 * DAY);
        house.settle().await;
        let id = signed(&house, "monthly", "2026-06").await;
        let token = house.token_of("county", &[Scope::Read]).await;
        let mut county = house.browser_of("county").await;
        let address = format!("/api/v1/reports/{id}");
        let before = county.api("GET", &address, &token, &[], None).await.json();
        let kept = house.app.db.read(move |reader| reader.one(&SHEET, (id,))).await.unwrap().0;
        assert!(before["causes"].as_array().unwrap().is_empty(), "nothing has changed yet");

        // The records of June go on: some are answered now, in July.
        let (officer, now) = (house.actor("officer").await, house.clock.now());
        let open = house.app.db.read(move |reader| reader.all(&OPEN, (home, june))).await.unwrap();
        assert!(open.len() >= 5, "there is something to answer");
        for (nth, (suggestion,)) in open.into_iter().enumerate() {
            let by = kernel::By { actor: officer.clone(), now: now.plus_millis(nth as i64 * 60_000), version: None };
            let remark = Checked::Remark("已经有了。".to_owned());
            house.app.db.write(move |tx| check(tx, &by, suggestion, &remark).map(drop)).await.unwrap();
            house.settle().await;
            let after = county.api("GET", &address, &token, &[], None).await.json();
            for ((code, number, _), (_, later, today)) in told(&before).into_iter().zip(told(&after)) {
                assert_eq!(number, later, "{code} was signed");
                if code == "suggestion.answered" {
                    let grown = number.as_i64().unwrap() + nth as i64 + 1;
                    assert_eq!(today, json!(grown), "what it has become stands beside it");
                }
            }
            assert_eq!(after["causes"].as_array().unwrap().len(), nth + 1, "with each entry that caused it");
        }
        let page = county.get(&format!("/reports/{id}")).await;
        assert!(page.body.contains("签发以后又有变化") && page.body.contains("变化从哪来"), "{}", page.body);
        let now_kept = house.app.db.read(move |reader| reader.one(&SHEET, (id,))).await.unwrap().0;
        assert_eq!(kept, now_kept);
        let spoilt = house.app.db.write(move |tx| tx.execute(&SPOIL, (id, Json(json!({}))))).await;
        assert!(spoilt.is_err(), "the database itself refuses");

        step(&house, &mut county, id, "supplement", &[("reason", "七月又答复了几条。")]).await;
        let page = county.get(&format!("/reports/{id}")).await;
        assert!(page.body.contains("（补充）"), "the supplement stands beside it");
        refused(&house, &mut county, id, "supplement", &[("reason", "")], 422).await;
    }
}

/// A cell of a spreadsheet as a number.
fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

#[tokio::test]
async fn the_spreadsheet_says_what_the_page_says() {
    for house in houses().await {
        let mut city = house.browser_of("city").await;
        let token = house.token_of("city", &[Scope::Read]).await;
        for (layout, period) in
            [("monthly", "2026-05"), ("quarterly", "2026-Q1"), ("yearly", "2025"), ("yearly", "2026")]
        {
            let id = draft(&house, &mut city, "city", layout, period).await;
            let told = city.api("GET", &format!("/api/v1/reports/{id}"), &token, &[], None).await.json();
            let file = city.get(&format!("/reports/{id}/spreadsheet")).await;
            assert_eq!(file.status, 200);
            let table = documents::read_table(&file.bytes).unwrap();
            let lines: Vec<&Value> = told["lines"].as_array().unwrap().iter().chain([&told["total"]]).collect();
            assert_eq!(table.rows.len(), lines.len(), "{layout} {period}");
            let mut ratios = 0;
            for (row, line) in table.rows.iter().zip(&lines) {
                for (at, figure) in line["figures"].as_array().unwrap().iter().enumerate() {
                    // Name first; each figure is followed by that of a year before and the change.
                    let cell = row.cells[1 + at * 3].as_str();
                    let money = ["benefit.audited", "award.cash"].contains(&figure["code"].as_str().unwrap());
                    match (figure["number"].as_i64(), figure["part"].as_i64(), figure["whole"].as_i64()) {
                        (Some(fen), _, _) if money => assert_eq!(number(cell), Some(fen as f64 / 100.0), "{figure}"),
                        (Some(whole), _, _) => assert_eq!(number(cell), Some(whole as f64), "{figure}"),
                        (_, Some(part), Some(whole)) => {
                            let exact = part as f64 / whole as f64;
                            assert!((number(cell).unwrap() - exact).abs() < 0.006, "{cell} is {part}/{whole}");
                            ratios += 1;
                        }
                        _ => assert_eq!(cell, "—", "{figure}"),
                    }
                }
            }
            assert!(ratios > 0 || layout == "yearly" && period == "2025", "{layout} {period} has rates");
        }
    }
}

#[tokio::test]
async fn the_document_is_a_pdf_and_a_quarter_adds_up_no_people() {
    for house in houses().await {
        let mut city = house.browser_of("city").await;
        let id = draft(&house, &mut city, "city", "quarterly", "2026-Q1").await;
        let page = city.get(&format!("/reports/{id}")).await;
        assert!(page.body.contains("一季度不能由三个月相加"), "{}", page.body);
        let file = city.get(&format!("/reports/{id}/document")).await;
        assert_eq!(file.status, 200);
        assert!(file.bytes.starts_with(b"%PDF-"));
    }
}

#[tokio::test]
async fn a_node_designs_its_own_layout_and_others_cannot_use_it() {
    for house in houses().await {
        let (mut county, mut city) = (house.browser_of("county").await, house.browser_of("city").await);
        let unit = node(&house, "county").await.to_string();
        let id = county.get("/report-layouts/new").await.value_of("id").unwrap();
        let base = [("id", id.as_str()), ("unit", unit.as_str()), ("grain", "month"), ("rows", "total")];
        let name = ("name", "先进操作法月报");
        let picked = [&base[..], &[name, ("pick", "method.created"), ("add", "suggestion.submitted")]].concat();
        let page = county.submit("/report-layouts", &picked).await;
        assert_eq!(page.status, 200, "adding shows the form again");
        let moved = [
            &base[..],
            &[name, ("pick", "method.created"), ("pick", "suggestion.submitted"), ("up", "suggestion.submitted")],
        ]
        .concat();
        let page = county.submit("/report-layouts", &moved).await;
        let (first, second) =
            (page.body.find("value=\"suggestion.submitted\""), page.body.find("value=\"method.created\""));
        assert!(first < second, "it moved up");
        let empty = [&base[..], &[name]].concat();
        let page = county.submit("/report-layouts", &empty).await;
        assert!(page.status == 422 && page.body.contains("先进操作法月报"), "what was typed is kept");
        let nameless = [&base[..], &[("name", ""), ("pick", "method.created")]].concat();
        assert_eq!(county.submit("/report-layouts", &nameless).await.status, 422);
        let good =
            [&base[..], &[name, ("pick", "suggestion.submitted"), ("pick", "method.created"), ("pick", "no.such")]]
                .concat();
        assert_eq!(county.submit("/report-layouts", &good).await.status, 303);
        let report = draft(&house, &mut county, "county", &id, "2026-05").await;
        let page = county.get(&format!("/reports/{report}")).await;
        assert!(page.body.contains("先进操作法月报") && !page.body.contains("id=\"h-children\""), "{}", page.body);
        assert_eq!(city.get(&format!("/report-layouts/{id}")).await.status, 404);
        let theirs = node(&house, "city").await.to_string();
        city.visit("/reports").await;
        let used = city.submit("/reports", &[("unit", &theirs), ("layout", &id), ("period", "2026-05")]).await;
        assert_eq!(used.status, 422, "another node's layout is none of theirs");
        county.visit("/report-layouts").await;
        assert_eq!(county.submit(&format!("/report-layouts/{id}/removal"), &[]).await.status, 303);
        assert_eq!(county.get(&format!("/report-layouts/{id}")).await.status, 404);
        assert_eq!(county.get(&format!("/reports/{report}")).await.status, 200, "its reports stay");
    }
}

#[tokio::test]
async fn the_officer_above_sees_who_has_reported_and_reminds_who_has_not() {
    for house in houses().await {
        let (mut city, mut county) = (house.browser_of("city").await, house.browser_of("county").await);
        let (above, below) = (node(&house, "city").await, node(&house, "county").await);
        let returns = format!("/report-returns/{above}?period=2026-03");
        let page = city.get(&returns).await;
        assert!(page.body.contains("报了 0 个") && page.body.contains("逾期未报"), "{}", page.body);
        assert_eq!(county.get(&returns).await.status, 403);
        let remind = [("child", below.to_string()), ("period", "2026-03".to_owned())];
        let remind: Vec<(&str, &str)> = remind.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let before = facts(&house).await;
        for _ in 0..2 {
            assert_eq!(city.submit(&format!("/report-returns/{above}/reminders"), &remind).await.status, 303);
        }
        assert_eq!(facts(&house).await, before + 1, "once a day");
        house.settle().await;
        assert!(county.get("/inbox").await.body.contains("2026-03 的报表还没有报"));
        let id = signed(&house, "monthly", "2026-03").await;
        step(&house, &mut county, id, "sending", &[]).await;
        let page = city.get(&returns).await;
        assert!(page.body.contains("报了 1 个") && page.body.contains(&format!("/reports/{id}")), "{}", page.body);
        let other = house.app.db.read(|reader| reader.list::<Unit>(UNITS_WHERE, &Filter::new())).await.unwrap();
        let stranger = other.iter().find(|unit| unit.kind == UnitKind::County && unit.parent != Some(above)).unwrap();
        let stranger = stranger.id.to_string();
        let fields = [("child", stranger.as_str()), ("period", "2026-03")];
        assert_eq!(city.submit(&format!("/report-returns/{above}/reminders"), &fields).await.status, 404);
    }
}

#[tokio::test]
async fn only_those_concerned_see_a_report_and_nobody_learns_more_than_the_counts() {
    for house in houses().await {
        let all = house.app.db.read(|reader| reader.all(&FROZEN, ())).await.unwrap();
        assert!(all.len() >= 3, "the world has signed reports");
        let mut met = [0, 0];
        for account in house.world.demo_accounts() {
            let actor = house.actor(account.login).await;
            let mut browser = house.browser_of(account.login).await;
            for (id,) in &all {
                let id = *id;
                let it = house.app.db.read(move |reader| reports::store::load(reader, id)).await.unwrap();
                let sees = reports::policy::may_see(&actor, &it);
                for page in ["", "/document", "/spreadsheet"] {
                    let status = browser.get(&format!("/reports/{id}{page}")).await.status;
                    assert_eq!(status, if sees { 200 } else { 404 }, "{} {id}{page}", account.login);
                }
                met[usize::from(sees)] += 1;
            }
        }
        assert!(met.iter().all(|met| *met > 0), "some see, some do not");
        let mut worker = house.browser_of("worker").await;
        for page in ["/reports", "/reports/new", "/report-layouts"] {
            assert_eq!(worker.get(page).await.status, 403, "{page}");
        }
    }
}

#[tokio::test]
async fn the_administrator_sets_by_when_reports_are_due() {
    for house in houses().await {
        let (mut admin, mut city) = (house.browser_of("admin").await, house.browser_of("city").await);
        let id = draft(&house, &mut city, "city", "monthly", "2026-04").await;
        let page = city.get(&format!("/reports/{id}")).await;
        assert!(page.body.contains("2026-05-11 前报出"), "the fifth working day after the holiday: {}", page.body);
        let page = admin.visit("/report-deadlines").await;
        assert_eq!(page.value_of("month").as_deref(), Some("5"));
        let wrong = admin.submit("/report-deadlines", &[("month", "0"), ("quarter", "8"), ("year", "x")]).await;
        assert!(wrong.status == 422 && wrong.body.contains("value=\"x\""), "what was typed is kept");
        let done = admin.submit("/report-deadlines", &[("month", "3"), ("quarter", "8"), ("year", "15")]).await;
        assert_eq!(done.status, 303);
        let page = city.get(&format!("/reports/{id}")).await;
        assert!(page.body.contains("2026-05-08 前报出"), "{}", page.body);
        assert_eq!(city.get("/report-deadlines").await.status, 403);
    }
}

#[tokio::test]
async fn who_usually_reports_is_reminded_once_when_it_is_due() {
    for house in houses().await {
        house.clock.advance(30 * DAY);
        let (now, june) = (house.clock.now(), reports::period::parse("2026-06").unwrap());
        let (county, city) = (node(&house, "county").await, node(&house, "city").await);
        let owing = house.app.db.read(move |reader| reports::actions::owing(reader, june, 100)).await.unwrap();
        assert!(owing.contains(&county), "the county sent May and not June");
        assert!(!owing.contains(&city), "the city did not send May: nobody made it a habit");
        for _ in 0..2 {
            let told =
                house.app.db.write(move |tx| reports::actions::remind_by_itself(tx, county, june, now).map(drop));
            told.await.unwrap();
        }
        let owing = house.app.db.read(move |reader| reports::actions::owing(reader, june, 100)).await.unwrap();
        assert!(!owing.contains(&county), "once");
        house.settle().await;
        let mut browser = house.browser_of("county").await;
        assert_eq!(browser.get("/inbox").await.body.matches("2026-06 的报表还没有报").count(), 1);
    }
}

#[tokio::test]
async fn the_api_takes_a_report_the_same_way() {
    for house in houses().await {
        let (mut browser, all) = (house.browser(), [Scope::Read, Scope::Write]);
        let (county, chair) = (house.token_of("county", &all).await, house.token_of("chair", &all).await);
        let unit = node(&house, "county").await;
        let layout = json!({
            "unit": unit, "name": "半年看一次的月报", "grain": "month", "rows": "children", "compare": false,
            "indicators": ["suggestion.submitted", "suggestion.adopted_of_submitted"],
        });
        let layout = browser.api("POST", "/api/v1/report-layouts", &county, &[], Some(&layout)).await;
        assert_eq!(layout.status, 201, "{}", layout.body);
        let asked = json!({ "unit": unit, "layout": layout.json()["id"], "period": "2026-05" });
        let drafted = browser.api("POST", "/api/v1/reports", &county, &[], Some(&asked)).await;
        assert_eq!(drafted.status, 201, "{}", drafted.body);
        let address = format!("/api/v1/reports/{}", drafted.json()["id"].as_str().unwrap());
        let step = async |browser: &mut Browser, token: &str, noun: &str, body: Value| {
            browser.api("POST", &format!("{address}/{noun}"), token, &[], Some(&body)).await
        };
        assert_eq!(step(&mut browser, &county, "review-request", json!({ "version": 1 })).await.status, 201);
        assert_eq!(step(&mut browser, &county, "review", json!({})).await.status, 403);
        assert_eq!(step(&mut browser, &chair, "review", json!({ "version": 1 })).await.status, 409, "another version");
        assert_eq!(step(&mut browser, &chair, "review", json!({ "note": "好" })).await.status, 201);
        let shown = browser.api("GET", &address, &chair, &[], None).await.json();
        let figures = shown["figures"].clone();
        let unsure = json!({ "figures": figures, "answers": false });
        assert_eq!(step(&mut browser, &chair, "signature", unsure).await.status, 422);
        let signed = step(&mut browser, &chair, "signature", json!({ "figures": figures, "answers": true })).await;
        assert_eq!(signed.json()["state"], "report_signed", "{}", signed.body);
        let listed = browser.api("GET", "/api/v1/reports", &county, &[], None).await.json();
        assert!(listed["items"].as_array().unwrap().iter().any(|one| one["id"] == drafted.json()["id"]));
    }
}
