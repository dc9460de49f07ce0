//! Every route, as everybody: what nobody, a stranger, a worker, an officer and an administrator
//! get. The table is a snapshot; a route that is added or opened shows as a difference, and a route
//! whose parameters the sweep cannot fill makes it fail, so none escapes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use awards::model::AwardId;
use axum::http::Method;
use campaigns::model::{EditionId, EntryId};
use history::model::{ImportId, RowId};
use inventions::model::{InventionId, RightId};
use kernel::id::UnitId;
use kernel::lifecycle::Word;
use methods::model::MethodId;
use plans::assessment::AssessmentId;
use plans::model::{EvidenceId, GoalId, PlanId, TaskId};
use projects::model::ProjectId;
use reports::model::{LayoutId, ReportId};
use spread::model::AdoptionId;
use store::statements;
use suggestions::lifecycle::State;
use suggestions::model::SuggestionId;
use testkit::{Browser, TestHouse, houses};
use works::WorkId;
use works::uses::UseId;

statements! {
    /// A suggestion of the main enterprise that a colleague may see and a stranger may not.
    ONE: (String,) => (SuggestionId,) =
        "SELECT s.id FROM suggestion s WHERE s.state = $1 AND s.visibility = 'enterprise' ORDER BY s.enterprise, s.id LIMIT 1";
    /// A method of the main enterprise that its unit has named and nobody above has.
    METHOD: () => (MethodId,) = "SELECT id FROM method WHERE state = 'named' AND visibility = 'enterprise' ORDER BY id LIMIT 1";
    /// A project of that enterprise that is carried out.
    PROJECT: (UnitId,) => (ProjectId,) =
        "SELECT id FROM project WHERE enterprise = $1 AND state = 'project_running' ORDER BY id LIMIT 1";
    /// An invention of that enterprise that a colleague may see, with a right.
    INVENTION: (UnitId,) => (InventionId, RightId) =
        "SELECT i.id, r.id FROM invention i JOIN invention_right r ON r.invention = i.id \
         WHERE i.enterprise = $1 AND i.state = 'invention_protected' AND i.visibility = 'enterprise' ORDER BY i.id LIMIT 1";
    /// An entry that waits for the main enterprise, and its edition, which takes entries.
    ENTRY: (UnitId,) => (EditionId, EntryId) =
        "SELECT e.campaign, e.id FROM campaign_entry e JOIN campaign c ON c.id = e.campaign \
         WHERE e.node = $1 AND e.state = 'entry_submitted' AND c.state = 'edition_open' ORDER BY e.serial LIMIT 1";
    CERTIFICATE: () => (String,) = "SELECT code FROM certificate ORDER BY id LIMIT 1";
    /// An award that is public inside that enterprise.
    AWARD: (UnitId,) => (AwardId,) =
        "SELECT id FROM award WHERE enterprise = $1 AND state = 'publicised' ORDER BY id LIMIT 1";
    /// A use of the main enterprise whose benefit waits for finance, rather of a work its people may see.
    USE: (UnitId,) => (UseId,) =
        "SELECT b.work_use FROM benefit b JOIN work w ON w.id = b.work \
         WHERE b.enterprise = $1 AND b.state = 'handed_in' ORDER BY w.visibility, b.id LIMIT 1";
    /// A work of the main enterprise that everybody may take over, and an adoption of it.
    SPREAD: (UnitId,) => (WorkId, AdoptionId) =
        "SELECT w.id, a.id FROM work w JOIN adoption a ON a.work = w.id WHERE w.enterprise = $1 AND w.visibility = 'public' \
         ORDER BY a.asked_at, a.id LIMIT 1";
    /// A report that the main enterprise has sent up.
    REPORT: (UnitId,) => (ReportId,) = "SELECT id FROM report WHERE enterprise = $1 AND sent_at IS NOT NULL ORDER BY id LIMIT 1";
    /// A plan in force that was assessed, with a goal measured by evidence, a task, and something that was recorded.
    PLAN: () => (PlanId, GoalId, TaskId, EvidenceId, AssessmentId) =
        "SELECT p.id, e.goal, k.id, e.id, a.id FROM plan p JOIN plan_evidence e ON e.plan = p.id JOIN plan_task k ON k.plan = p.id \
         JOIN plan_assessment a ON a.plan = p.id ORDER BY e.id, k.due LIMIT 1";
    /// A row that the main enterprise imported, and its import.
    HISTORY: (UnitId,) => (ImportId, RowId) = "SELECT import, id FROM history_row WHERE unit = $1 ORDER BY line LIMIT 1";
    LAYOUT: () => (LayoutId,) = "SELECT id FROM report_layout ORDER BY id LIMIT 1";
}

/// What stands for each parameter.
async fn parameters(house: &TestHouse) -> BTreeMap<&'static str, String> {
    let officer = house.actor("officer").await;
    let enterprise = officer.place.enterprise.expect("an officer works somewhere");
    let state = State::InReview.word();
    let found = house.app.db.read(move |reader| {
        let all = reader.all(&ONE, (state,))?;
        all.into_iter().next().ok_or(kernel::Error::NotFound)
    });
    let (suggestion,) = found.await.expect("the world has one in review");
    let (method,) = house.app.db.read(|reader| reader.one(&METHOD, ())).await.expect("the world has one named");
    let found = house.app.db.read(move |reader| reader.one(&PROJECT, (enterprise,)));
    let (project,) = found.await.expect("the world has one that is carried out");
    let found = house.app.db.read(move |reader| reader.one(&INVENTION, (enterprise,)));
    let (invention, right) = found.await.expect("the world has one with a patent");
    let (certificate,) = house.app.db.read(|reader| reader.one(&CERTIFICATE, ())).await.expect("and certified");
    let found = house.app.db.read(move |reader| reader.one(&AWARD, (enterprise,)));
    let (award,) = found.await.expect("the world has one that is public");
    let found = house.app.db.read(move |reader| reader.one(&USE, (enterprise,)));
    let (work_use,) = found.await.expect("the world has a benefit that waits");
    let spread = house.app.db.read(move |reader| reader.one(&SPREAD, (enterprise,)));
    let (work, adoption) = spread.await.expect("the world has one that spread");
    let reported = house.app.db.read(move |reader| reader.one(&REPORT, (enterprise,)));
    let (report,) = reported.await.expect("the world has a report of an enterprise");
    let (layout,) = house.app.db.read(|reader| reader.one(&LAYOUT, ())).await.expect("and a layout");
    let planned = house.app.db.read(|reader| reader.one(&PLAN, ())).await;
    let (plan, goal, task, evidence, assessment) = planned.expect("the world has a plan that was assessed");
    let old = house.app.db.read(move |reader| reader.one(&HISTORY, (enterprise,)));
    let (import, old) = old.await.expect("the world has a row of an old ledger");
    let found = house.app.db.read(move |reader| reader.one(&ENTRY, (enterprise,)));
    let (edition, entry) = found.await.expect("the world has an entry that waits for the unit");
    BTreeMap::from([
        ("plan", plan.to_string()),
        ("goal", goal.to_string()),
        ("task", task.to_string()),
        ("evidence", evidence.to_string()),
        ("assessment", assessment.to_string()),
        ("report", report.to_string()),
        ("layout", layout.to_string()),
        ("year", "2023".to_owned()),
        ("import", import.to_string()),
        ("old", old.to_string()),
        // Nobody has uploaded anything, and nothing runs.
        ("upload", old.to_string()),
        ("long", old.to_string()),
        ("edition", edition.to_string()),
        ("entry", entry.to_string()),
        ("id", suggestion.to_string()),
        ("method", method.to_string()),
        ("project", project.to_string()),
        ("certificate", certificate),
        ("invention", invention.to_string()),
        ("right", right.to_string()),
        ("part", "problem".to_owned()),
        ("use", work_use.to_string()),
        ("unit", enterprise.to_string()),
        ("person", officer.person.to_string()),
        ("code", "XXXXXXXX".to_owned()),
        ("name", "none.css".to_owned()),
        ("path", "0/000".to_owned()),
        ("table", "suggestions.csv".to_owned()),
        ("figure", "suggestion.submitted".to_owned()),
        ("file", suggestion.to_string()),
        ("draft", suggestion.to_string()),
        ("paper", "a4".to_owned()),
        ("award", award.to_string()),
        ("step", "approval".to_owned()),
        ("work", work.to_string()),
        ("adoption", adoption.to_string()),
    ])
}

fn filled(path: &str, parameters: &BTreeMap<&'static str, String>) -> String {
    let mut url = String::new();
    for piece in path.split('/').skip(1) {
        let value = match piece.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            None => piece,
            Some(name) => {
                // What an id names, the folder before it says.
                let name =
                    if name == "id" && url.ends_with("/awards") { "award" } else { name.trim_start_matches('*') };
                parameters.get(name).unwrap_or_else(|| panic!("the sweep cannot fill {{{name}}} of {path}"))
            }
        };
        let _ = write!(url, "/{value}");
    }
    url
}

async fn knock(browser: &mut Browser, method: &str, url: &str) -> u16 {
    match method {
        "GET" => browser.get(url).await.status,
        "POST" if !url.starts_with("/api/") => browser.submit(url, &[]).await.status,
        other => {
            browser.send(Method::from_bytes(other.as_bytes()).expect("a method"), url, &[], Vec::new()).await.status
        }
    }
}

#[tokio::test]
async fn every_route_answers_everybody_as_it_should() {
    let mut tables = Vec::new();
    for house in houses().await {
        let parameters = parameters(&house).await;
        let mut table = String::from("nobody worker officer county admin\n");
        for route in &house.routes {
            let url = filled(route.path, &parameters);
            let mut line = String::new();
            for login in ["", "worker", "officer", "county", "admin"] {
                // Everybody anew: a route may end the session it is knocked with.
                let mut browser = if login.is_empty() { house.browser() } else { house.browser_of(login).await };
                let status = knock(&mut browser, route.method, &url).await;
                assert!(status != 500, "{} {url} is broken for {login}", route.method);
                let _ = write!(line, "{status} ");
            }
            let _ = writeln!(table, "{line} {:<6} {}", route.method, route.path);
        }
        tables.push(table);
    }
    assert!(tables.windows(2).all(|pair| pair[0] == pair[1]), "the engines answer alike");
    insta::assert_snapshot!(tables[0]);
}

#[tokio::test]
async fn a_form_without_its_token_does_nothing() {
    let house = houses().await.remove(0);
    let parameters = parameters(&house).await;
    for route in house.routes.iter().filter(|route| route.method == "POST" && !route.path.starts_with("/api/")) {
        let mut browser = house.browser_of("officer").await;
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        let page = browser.send(Method::POST, &filled(route.path, &parameters), &kind, b"csrf=forged".to_vec()).await;
        assert!((400..500).contains(&page.status), "POST {} took a forged form: {}", route.path, page.status);
    }
}
