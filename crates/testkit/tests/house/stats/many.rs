//! Nodes with thousands of children: a page of them reads no more than it shows, every child is reached, and the sums
//! are those of the node.

use std::collections::BTreeSet;

use identity::tree::NewUnit;
use identity::{By, UnitKind, tree};
use kernel::Scope;
use kernel::id::UnitId;
use testkit::{Browser, TestHouse, houses};

use crate::stats::acts::suggest;

/// Founds enterprises that hang on a county and on an industrial union, and hands in one suggestion in each of a few.
async fn founded(house: &TestHouse, county: UnitId, union: UnitId, named: &'static str, many: usize) -> Vec<UnitId> {
    let (worker, now) = (house.actor("worker").await.person, house.clock.now());
    let made = house.app.db.write(move |tx| {
        let mut made = Vec::new();
        for nth in 0..many {
            let new = NewUnit {
                kind: UnitKind::Enterprise,
                name: format!("{named}{nth}号厂"),
                short_name: String::new(),
                code: String::new(),
                parent: Some(county),
                industry_parent: Some(union),
                industry: String::new(),
            };
            let founded = tree::found(tx, By::House, &new, now)?;
            let unit = founded.value().clone();
            if nth % 97 == 0 {
                suggest(tx, worker, Some(&unit), now)?;
            }
            made.push(unit.id);
        }
        Ok(made)
    });
    let made = made.await.unwrap();
    house.settle().await;
    made
}

/// The address behind `rel="…"`.
fn turn(body: &str, rel: &str) -> Option<String> {
    let (_, rest) = body.split_once(&format!("rel=\"{rel}\" href=\""))?;
    let href = rest.split_once('"')?.0.replace("&#38;", "&").replace("&amp;", "&");
    Some(href.split('#').next().unwrap_or_default().to_owned())
}

/// The nodes that the table of a page leads to.
fn children(body: &str, unit: UnitId) -> BTreeSet<String> {
    let table = body.split_once(r#"<h2 id="h-parts">"#).expect("a table of parts").1;
    let table = table.split_once("</tbody>").expect("its end").0;
    let own = unit.to_string();
    table
        .split("href=\"/cockpit/")
        .skip(1)
        .filter_map(|rest| rest.split(['?', '/', '"']).next())
        .filter(|id| *id != own)
        .map(str::to_owned)
        .collect()
}

/// Every page from a path on, by their read-on links.
async fn pages(browser: &mut Browser, first: &str, rel: &str) -> Vec<(String, String)> {
    let (mut path, mut all) = (Some(first.to_owned()), Vec::new());
    while let Some(here) = path {
        let page = browser.get(&here).await;
        assert_eq!(page.status, 200, "{here}: {}", page.body);
        path = turn(&page.body, rel);
        all.push((here, page.body));
        assert!(all.len() < 100, "the pages end");
    }
    all
}

#[tokio::test]
async fn every_child_of_a_large_node_is_reached_and_the_sums_are_those_of_the_node() {
    for house in houses().await {
        let own = house.actor("worker").await.place.enterprise.unwrap();
        let own = house.app.db.read(move |reader| tree::unit(reader, own)).await.unwrap();
        let (county, union) = (own.parent.unwrap(), own.industry_parent.unwrap());
        founded(&house, county, union, "甲", stats::WHOLE + 20).await;
        // One of them moves away and is remembered where it was counted.
        let hang = house.app.db.read(move |reader| tree::unit(reader, union)).await.unwrap();
        let all = house.app.db.read(move |reader| tree::children(reader, &hang)).await.unwrap();
        let gone = all.iter().find(|unit| unit.name == "甲97号厂").unwrap().id;
        let now = house.clock.now();
        ledger::change(&house.app.db, move |tx| tree::hang_in_industry(tx, By::House, gone, None, now)).await.unwrap();
        house.settle().await;
        let every: BTreeSet<String> = all.iter().map(|unit| unit.id.to_string()).collect();

        let mut province = house.browser_of("province").await;
        let figure = format!("/cockpit/{union}/figures/suggestion.submitted");
        for (base, column) in [(format!("/cockpit/{union}"), 1), (figure, 0)] {
            let there = pages(&mut province, &base, "next").await;
            assert!(there.len() > 5, "{base}: {} pages", there.len());
            let mut seen = BTreeSet::new();
            for (path, body) in &there {
                for child in children(body, union) {
                    assert!(seen.insert(child.clone()), "{child} stands on two pages: {path}");
                }
            }
            assert_eq!(seen, every, "{base}");
            // And back again over the same pages.
            let back = pages(&mut province, &there.last().unwrap().0, "prev").await;
            let shown = |all: &[(String, String)]| all.iter().map(|page| children(&page.1, union)).collect::<Vec<_>>();
            let forth: Vec<_> = shown(&there);
            assert_eq!(shown(&back).into_iter().rev().collect::<Vec<_>>(), forth, "{base}");
            // Those with the most first, and one by its name.
            let sorted = province.get(&format!("{base}?sort={column}")).await;
            assert!(
                sorted.status == 200 && children(&sorted.body, union).contains(&gone.to_string()),
                "{}",
                sorted.body
            );
            let named = province.get(&format!("{base}?part=%E7%94%B2194%E5%8F%B7")).await;
            assert_eq!(children(&named.body, union).len(), 1, "{}", named.body);
        }

        // What the parts come to, read on through the API, is the figure.
        let token = house.token_of("province", &[Scope::Read]).await;
        for code in ["suggestion.submitted", "suggestion.open"] {
            let (mut after, mut sum, mut parts) = (String::new(), 0, 0);
            let figure = loop {
                let path = format!("/api/v1/nodes/{union}/figures/{code}?span=ever{after}");
                let told = province.api("GET", &path, &token, &[], None).await.json();
                let here: i64 =
                    told["parts"].as_array().unwrap().iter().filter_map(|it| it["figure"]["number"].as_i64()).sum();
                let figure = told["figure"]["number"].as_i64().unwrap();
                assert_eq!(here + told["rest"].as_i64().unwrap_or(0), figure, "{code}: shown and the rest");
                assert!(told["own"].is_null());
                sum += here;
                parts += told["parts"].as_array().unwrap().len();
                match told["next"].as_i64() {
                    Some(next) => after = format!("&after={next}"),
                    None => break figure,
                }
            };
            assert!(sum > 3, "{code}: there is something");
            assert_eq!((sum, parts), (figure, every.len()), "{code}");
        }
    }
}

#[tokio::test]
async fn a_page_of_a_large_node_reads_as_many_rows_however_many_children_it_has() {
    for house in houses().await {
        let own = house.actor("worker").await.place.enterprise.unwrap();
        let own = house.app.db.read(move |reader| tree::unit(reader, own)).await.unwrap();
        let (county, union) = (own.parent.unwrap(), own.industry_parent.unwrap());
        let paths = ["", "/figures/suggestion.submitted", "/figures/people.headcount", "/figures/overdue"];
        let mut asked = Vec::new();
        for (named, many) in [("甲", stats::WHOLE + 20), ("乙", 300)] {
            founded(&house, county, union, named, many).await;
            let mut province = house.browser_of("province").await;
            let mut counts = Vec::new();
            for path in paths {
                let path = format!("/cockpit/{union}{path}");
                let before = (house.app.db.asked(), house.app.db.rows());
                assert_eq!(province.get(&path).await.status, 200, "{path}");
                counts.push((path, house.app.db.asked() - before.0, house.app.db.rows() - before.1));
            }
            asked.push(counts);
        }
        assert_eq!(asked[0], asked[1]);
        assert!(asked[0].iter().all(|(_, _, rows)| *rows < 260), "{:?}", asked[0]);
    }
}
