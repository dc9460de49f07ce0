//! The page of a node: every figure opens the list behind it, with the texts the reader may see and the number of each
//! unit below.

use std::collections::BTreeSet;

use kernel::id::UnitId;
use kernel::lifecycle::Word as _;
use store::Filter;
use suggestions::counts::{self, Figure, Period};
use suggestions::model::SuggestionId;
use suggestions::queries::visible;
use testkit::{Browser, TestHouse, houses};

/// The digits of a text; zero when it has none.
fn number(text: &str) -> u64 {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or_default()
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.split_once(start)?.1.split_once(end).map(|(found, _)| found)
}

/// Every address behind a figure of a page.
fn behind(body: &str) -> BTreeSet<String> {
    let hrefs = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    hrefs.filter(|href| href.contains("/records?")).map(|href| href.replace("&#38;", "&")).collect()
}

/// What a list says it holds, the records it shows on all its pages, and what the units below have, where it tells.
async fn opened(browser: &mut Browser, address: &str) -> (u64, BTreeSet<String>, Option<u64>) {
    let mut page = browser.get(address).await;
    assert_eq!(page.status, 200, "{address}");
    let told = number(between(&page.body, "<h1>", "</h1>").unwrap());
    let parts = between(&page.body, "<h2 id=\"h-children\">", "</table>")
        .map(|table| table.split("class=\"fig\"").skip(1).filter_map(|rest| between(rest, ">", "<")).map(number).sum());
    let mut shown = BTreeSet::new();
    loop {
        shown.extend(
            page.body
                .split("<th scope=\"row\"><a href=\"")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned()),
        );
        let Some(next) = between(&page.body, "rel=\"next\" href=\"", "\"") else { return (told, shown, parts) };
        page = browser.get(&next.replace("&#38;", "&")).await;
    }
}

/// The records behind a list without child and month that its reader may read, asked in one condition instead of reason by
/// reason.
async fn readable(house: &TestHouse, login: &str, list: &str) -> Option<BTreeSet<String>> {
    let (path, query) = list.split_once('?')?;
    let asked = web::Fields::from_query(query);
    if !asked.get("child").is_empty() || !asked.get("month").is_empty() {
        return None;
    }
    let unit: UnitId = path.split('/').nth(2)?.parse().ok()?;
    let (figure, period) = (Figure::from_word(asked.get("figure"))?, Period::from_word(asked.get("period"))?);
    let (actor, now) = (house.actor(login).await, house.clock.now());
    let found = house.app.db.read(move |reader| {
        let (unit, window) = (identity::tree::unit(reader, unit)?, period.window(now));
        let mut filter = Filter::new();
        counts::behind(&mut filter, &unit, &unit.path, false, &window);
        counts::only(&mut filter, figure, now);
        visible(&mut filter, &actor);
        reader.list::<(SuggestionId,)>("SELECT s.id FROM suggestion s WHERE", &filter)
    });
    Some(found.await.unwrap().into_iter().map(|(id,)| format!("/suggestions/{id}")).collect())
}

async fn reads(house: &TestHouse, login: &str) {
    let mut browser = house.browser_of(login).await;
    let page = browser.visit("/nodes").await;
    assert_eq!(page.status, 200, "{login}");
    let lists = behind(&page.body);
    let kinds = ["figure=received", "figure=on_time", "figure=adopted", "figure=implemented", "figure=open"];
    for kind in kinds.iter().chain(&["month=", "child="]) {
        assert!(lists.iter().any(|list| list.contains(kind)), "{login} finds no {kind}");
    }
    let (mut of_months, mut of_all, mut compared) = (0, 0, 0);
    for list in &lists {
        let (told, shown, parts) = opened(&mut browser, list).await;
        assert!(shown.len() as u64 <= told, "{login} {list}");
        assert!(parts.is_none_or(|parts| parts == told), "{login} {list}: {parts:?} of {told}");
        if let Some(readable) = readable(house, login, list).await {
            assert_eq!(shown, readable, "{login} {list}");
            compared += readable.len();
        }
        if list.contains("figure=received") && !list.contains("child=") {
            *(if list.contains("month=") { &mut of_months } else { &mut of_all }) += told;
        }
        for record in shown.iter().take(3) {
            assert_eq!(browser.get(record).await.status, 200, "{login} may read {record}");
        }
    }
    assert!(compared > 0, "{login} may read something");
    assert!(of_all > 0 && of_months == of_all, "{login}: the months are {of_months} of {of_all}");
}

#[tokio::test]
async fn every_figure_opens_the_list_it_counts() {
    for house in houses().await {
        for login in ["county", "city", "province", "industry"] {
            reads(&house, login).await;
        }
        let mut worker = house.browser_of("worker").await;
        assert_eq!(worker.get("/nodes").await.status, 403);
    }
}
