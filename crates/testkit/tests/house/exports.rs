//! Tables that are taken along, on both engines: what the pages show and nothing else.

use std::collections::BTreeSet;

use documents::read_table;
use kernel::Scope;
use serde_json::Value;
use store::statements;
use testkit::{Browser, Page, TestHouse, houses};

statements! {
    TAKEN: () => (i64,) = "SELECT COUNT(*) FROM ledger_entry WHERE kind = 'export' AND step = 'taken'";
    ALL: () => (i64,) = "SELECT COUNT(*) FROM suggestion";
}

async fn taken(house: &TestHouse) -> i64 {
    house.app.db.read(|reader| reader.one(&TAKEN, ())).await.unwrap().0
}

async fn take(who: &mut Browser, table: &str) -> Page {
    who.visit("/exports").await;
    let page = who.submit(&format!("/exports/{table}"), &[]).await;
    assert_eq!(page.status, 200, "{table}: {}", page.body);
    page
}

fn json_lines(page: &Page) -> Vec<Value> {
    page.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn the_three_forms_of_a_table_hold_the_same_records() {
    for house in houses().await {
        let mut officer = house.browser_of("officer").await;
        let mut tables = 0;
        for export in house.app.exports() {
            let lines = json_lines(&take(&mut officer, &format!("{}.jsonl", export.code)).await);
            let ids: BTreeSet<&str> = lines.iter().map(|line| line["id"].as_str().unwrap()).collect();
            assert_eq!(ids.len(), lines.len(), "{}: a record came twice", export.code);
            let csv = take(&mut officer, &format!("{}.csv", export.code)).await;
            let csv = read_table(csv.body.as_bytes()).unwrap();
            assert_eq!(csv.rows.len(), lines.len(), "{}", export.code);
            let book = take(&mut officer, &format!("{}.xlsx", export.code)).await;
            let book = read_table(&book.bytes).unwrap();
            assert_eq!(book.header, csv.header, "{}", export.code);
            assert_eq!(book.header.len(), export.columns.len(), "{}", export.code);
            assert_eq!(book.rows.len(), lines.len(), "{}", export.code);
            for (row, line) in book.rows.iter().zip(&lines) {
                let first = line[export.columns[0].code].as_str().unwrap();
                assert_eq!(row.cells[0], first, "{}", export.code);
            }
            tables += i64::from(!lines.is_empty());
        }
        assert!(tables >= 5, "the world has something to take along");
        assert_eq!(taken(&house).await, 3 * i64::try_from(house.app.exports().count()).unwrap(), "each is a fact");
    }
}

#[tokio::test]
async fn nothing_leaves_that_one_may_not_see() {
    for house in houses().await {
        let all = house.app.db.read(|reader| reader.one(&ALL, ())).await.unwrap().0;
        for login in ["worker", "officer", "city", "province"] {
            let token = house.token_of(login, &[Scope::Read]).await;
            let mut who = house.browser_of(login).await;
            let lines = json_lines(&who.api("GET", "/api/v1/exports/suggestions.jsonl", &token, &[], None).await);
            assert!((lines.len() as i64) < all, "{login} took everything along");
            for line in &lines {
                let id = line["id"].as_str().unwrap();
                let page = who.get(&format!("/suggestions/{id}")).await;
                assert_eq!(page.status, 200, "{login} took along what they may not see: {line}");
            }
        }
    }
}

#[tokio::test]
async fn what_there_is_not_is_not_found_and_leaves_no_fact() {
    for house in houses().await {
        let mut officer = house.browser_of("officer").await;
        officer.visit("/exports").await;
        for table in ["people.csv", "suggestions.exe", "suggestions", ".csv"] {
            assert_eq!(officer.submit(&format!("/exports/{table}"), &[]).await.status, 404, "{table}");
        }
        assert_eq!(taken(&house).await, 0);
        assert_eq!(house.browser().get("/exports").await.status, 303, "nobody is asked to sign in");
    }
}
