//! A report as an official document: what stands where is the template's, what it says is said here.

use documents::{ReportPaper, ReportTable};
use kernel::Time;
use stats::Indicator;
use ui::T;

use crate::model::Rows;
use crate::pages::{notes, row_name};
use crate::period;
use crate::queries::Record;
use crate::sheet::{Cell, Row};
use crate::shown::{cell, change, title, unit};

/// Columns of indicators that stand side by side on a page.
const ABREAST: usize = 6;

/// The document.
pub fn of(t: T, record: &Record, now: Time) -> ReportPaper {
    let it = &record.it;
    let day = |at: Time| {
        let date = at.date();
        let parts =
            [("year", date.year().to_string()), ("month", date.month().to_string()), ("day", date.day().to_string())];
        t.with("report-paper-date", parts.map(|(name, value)| (name, value.into()))).into_owned()
    };
    let signature = |key: &str, person: Option<_>, at: Option<Time>| {
        let name = person.map(|person| record.name(person).to_owned()).unwrap_or_default();
        (t.get(key).to_owned(), name, at.map(day).unwrap_or_default())
    };
    ReportPaper {
        node: it.name.clone(),
        title: title(t, it),
        number: it.serial.clone(),
        facts: vec![
            (t.get("report-paper-node").to_owned(), it.name.clone()),
            (t.get("report-paper-period").to_owned(), period::name(t, it.grain, it.period())),
            (t.get("report-paper-as-of").to_owned(), day(it.signed_at.unwrap_or(now))),
        ],
        draft: if it.state.is_frozen() { String::new() } else { t.get("report-paper-draft").to_owned() },
        totals: totals(t, record),
        tables: tables(t, record),
        words: (t.get("report-words").to_owned(), it.words.clone()),
        signatures: vec![
            signature("report-paper-drafted", Some(it.drafted_by), Some(it.drafted_at)),
            signature("report-paper-reviewed", it.reviewed_by, it.reviewed_at),
            signature("report-paper-signed", it.signed_by, it.signed_at),
        ],
        notes: footnotes(t, record),
        notes_title: t.get("report-paper-notes").to_owned(),
        page: t.get("report-paper-page").to_owned(),
    }
}

fn at(cells: &[Cell], place: usize) -> Cell {
    cells.get(place).copied().unwrap_or(Cell::Nothing)
}

/// The node's figures, one below the other.
fn totals(t: T, record: &Record) -> ReportTable {
    let row = &record.sheet.total;
    let compare = record.it.layout.0.compare;
    let mut heads = vec![t.get("report-col-indicator"), t.get("report-col-unit"), t.get("report-col-now")];
    if compare {
        heads.extend([t.get("report-col-before"), t.get("report-col-change")]);
    }
    let line = |(place, indicator): (usize, &&'static Indicator)| {
        let (now, before) = (at(&row.now, place), at(&row.before, place));
        let mut line = vec![t.get(&indicator.name_key()).to_owned(), unit(t, indicator), cell(t, indicator, now)];
        if compare {
            line.extend([cell(t, indicator, before), change(t, indicator, now, before)]);
        }
        line
    };
    ReportTable {
        caption: String::new(),
        heads: heads.into_iter().map(|head| (head.to_owned(), String::new())).collect(),
        words: 2,
        rows: record.indicators.iter().enumerate().map(line).collect(),
        total: false,
    }
}

/// The nodes below, some indicators abreast.
fn tables(t: T, record: &Record) -> Vec<ReportTable> {
    if record.it.layout.0.rows == Rows::Total || record.sheet.rows.is_empty() {
        return Vec::new();
    }
    let numbered: Vec<(usize, &'static Indicator)> = record.indicators.iter().copied().enumerate().collect();
    // As even as they come, so that the last table is not a lonely column.
    let tables = numbered.len().div_ceil(ABREAST).max(1);
    let abreast = numbered.len().div_ceil(tables).max(1);
    let one = |some: &[(usize, &'static Indicator)]| {
        let line = |row: &Row, name: String| -> Vec<String> {
            let cells = some.iter().map(|(place, indicator)| cell(t, indicator, at(&row.now, *place)));
            std::iter::once(name).chain(cells).collect()
        };
        let heads = some.iter().map(|(_, it)| (t.get(&it.name_key()).to_owned(), unit(t, it)));
        let mut rows: Vec<Vec<String>> = record.sheet.rows.iter().map(|row| line(row, row_name(t, row))).collect();
        rows.push(line(&record.sheet.total, t.get("report-row-total").to_owned()));
        ReportTable {
            caption: t.get("report-children").to_owned(),
            heads: std::iter::once((t.get("report-col-node").to_owned(), String::new())).chain(heads).collect(),
            words: 1,
            rows,
            total: true,
        }
    };
    numbered.chunks(abreast).map(one).collect()
}

/// What each figure means, with its version, and what else to know.
fn footnotes(t: T, record: &Record) -> Vec<String> {
    let signed = &record.sheet.columns;
    let definition = |it: &&'static Indicator| {
        let version = signed.iter().find(|(code, _)| it.code == code).map_or(it.version, |(_, version)| *version);
        let (name, meaning) = (t.get(&it.name_key()).to_owned(), t.get(&it.definition_key()).to_owned());
        let args = [("name", name.into()), ("definition", meaning.into()), ("version", i64::from(version).into())];
        t.with("report-paper-definition", args).into_owned()
    };
    record.indicators.iter().map(definition).chain(notes(t, record)).collect()
}
