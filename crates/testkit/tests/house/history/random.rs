//! Whatever is imported and taken back in whatever order: twice is once, taking back restores what was there, and figures
//! are what somebody counts who looks at the rows.

use std::collections::BTreeMap;

use documents::{Row, Table};
use history::model::ImportId;
use history::{actions, upload};
use identity::Unit;
use kernel::{Actor, By};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use testkit::{TestHouse, houses};
use works::Kind;

use crate::history::acts::{figure, holds, recount};

/// How many stories are told on each engine.
const STORIES: usize = 6;
/// The years the rows are of.
const YEARS: [i64; 3] = [2003, 2004, 2005];

/// A row: its number (0 for none), its year, what it says, its benefit in yuan.
type Told = (u8, u8, u8, u16);

fn table(rows: &[Told]) -> Table {
    // One number once, and one text without a number once: others are faults, which is another test.
    let mut met = BTreeMap::new();
    for (number, year, text, benefit) in rows {
        let year = YEARS[usize::from(*year) % YEARS.len()];
        let cells = [
            if *number == 0 { String::new() } else { format!("N{number}") },
            format!("做法{text}"),
            format!("{year}-05-0{}", text % 9 + 1),
            benefit.to_string(),
        ];
        let key = if *number == 0 { cells[1..].join("/") } else { cells[0].clone() };
        met.entry(key).or_insert(cells);
    }
    let rows = met.into_values().zip(2..).map(|(cells, line)| Row { line, cells: cells.to_vec() });
    Table { header: ["编号", "名称", "提出日期", "效益"].map(str::to_owned).to_vec(), rows: rows.collect() }
}

/// Imports a table; none where there was nothing to import.
async fn bring(house: &TestHouse, unit: &Unit, officer: &Actor, table: &Table) -> Option<ImportId> {
    house.clock.advance(60_000);
    let (unit, person, table, now) = (unit.clone(), officer.person, table.clone(), house.clock.now());
    let done = ledger::change(&house.app.db, move |tx| {
        let who = (&unit, Some(person));
        let kept = upload::put(tx, who, (Kind::Suggestion, "册.csv"), &table, now)?;
        let seen = upload::preview(tx, &unit, &kept, now.date())?;
        assert_eq!(seen.faulty, 0);
        if !seen.does_something() {
            return Ok(ledger::unchanged(None));
        }
        let begun = actions::begin(tx, who, &kept, &seen.chain, now)?;
        let id = begun.value().id;
        Ok(begun.with(Some(id)))
    });
    done.await.unwrap()
}

async fn take_back(house: &TestHouse, officer: &Actor, id: ImportId) {
    house.clock.advance(60_000);
    let by = By { actor: officer.clone(), now: house.clock.now(), version: None };
    ledger::change(&house.app.db, move |tx| actions::withdraw(tx, &by, id, "试")).await.unwrap();
}

/// What stands, by year, as the rows say.
async fn stands(house: &TestHouse, unit: &Unit) -> Vec<(i64, i64)> {
    let mut all = Vec::new();
    for year in YEARS {
        all.push(recount(house, unit.id, year).await);
    }
    all
}

async fn figures_hold(house: &TestHouse, unit: &Unit) {
    house.settle().await;
    for (year, (count, benefit)) in YEARS.into_iter().zip(stands(house, unit).await) {
        let year = year as i32;
        assert_eq!(figure(house, unit.id, "history.suggestions", year).await, count, "{year}");
        assert_eq!(figure(house, unit.id, "history.benefit", year).await, benefit, "{year}");
    }
    holds(house).await;
}

#[tokio::test]
async fn twice_is_once_taking_back_restores_and_figures_are_a_recount() {
    let a_file = prop::collection::vec((0_u8..6, 0_u8..3, 0_u8..8, 0_u16..900), 1..8);
    let story = prop::collection::vec((a_file, any::<prop::sample::Index>(), 0_u8..4), 3..7);
    for house in houses().await {
        let officer = house.actor("officer").await;
        let id = officer.place.enterprise.unwrap();
        let unit = house.app.db.read(move |reader| identity::tree::unit(reader, id)).await.unwrap();
        let mut runner = TestRunner::deterministic();
        for _ in 0..STORIES {
            let before = stands(&house, &unit).await;
            let mut kept: Vec<ImportId> = Vec::new();
            for (rows, which, what) in story.new_tree(&mut runner).unwrap().current() {
                if what == 0 && !kept.is_empty() {
                    let gone = kept.remove(which.index(kept.len()));
                    take_back(&house, &officer, gone).await;
                    continue;
                }
                let table = table(&rows);
                let first = stands(&house, &unit).await;
                let Some(import) = bring(&house, &unit, &officer, &table).await else { continue };
                let once = stands(&house, &unit).await;
                assert_eq!(
                    bring(&house, &unit, &officer, &table).await,
                    None,
                    "a second time there is nothing to import"
                );
                assert_eq!(stands(&house, &unit).await, once);
                take_back(&house, &officer, import).await;
                assert_eq!(stands(&house, &unit).await, first, "as if it had never been");
                let Some(import) = bring(&house, &unit, &officer, &table).await else { panic!("what is gone is new") };
                assert_eq!(stands(&house, &unit).await, once);
                kept.push(import);
            }
            figures_hold(&house, &unit).await;
            // In whatever order all of them go, what was there before is there again.
            while !kept.is_empty() {
                take_back(&house, &officer, kept.swap_remove(kept.len() / 2)).await;
            }
            assert_eq!(stands(&house, &unit).await, before);
        }
        figures_hold(&house, &unit).await;
    }
}
