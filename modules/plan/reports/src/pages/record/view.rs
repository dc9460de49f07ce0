//! The parts of a report's page as they are drawn.

use kernel::Time;
use kernel::lifecycle::Word;
use ledger::SealedRow;
use stats::{Indicator, Late};
use ui::T;
use ui::parts::Cause;
use web::later;

use crate::lifecycle::Step;
use crate::model::Rows;
use crate::queries::Record;
use crate::sheet::{Cell, Row, tells_apart};
use crate::shown::{NOTHING, cell, change, names, unit};

/// A figure of the node, on a line of its own.
pub struct Total {
    pub name: String,
    pub unit: String,
    pub definition: String,
    pub now: Shown,
    pub before: String,
    pub change: String,
}

/// A figure, with where its records are and what it has become since it was signed.
pub struct Shown {
    pub text: String,
    pub href: String,
    pub later: String,
}

/// The nodes below.
pub struct Table {
    pub heads: Vec<(String, String)>,
    pub rows: Vec<(String, Vec<(Shown, String)>)>,
}

/// What somebody said on the way.
pub struct Said {
    pub what: String,
    pub words: String,
    pub name: String,
    pub at: String,
}

fn at(cells: &[Cell], place: usize) -> Cell {
    cells.get(place).copied().unwrap_or(Cell::Nothing)
}

fn shown(t: T, record: &Record, (place, indicator): (usize, &Indicator), row: &Row, sees: bool) -> Shown {
    let figure = at(&row.now, place);
    let page = row.unit.filter(|_| sees && figure != Cell::Nothing);
    let today = record.today.as_ref().and_then(|today| {
        let line = today.rows.iter().chain([&today.total]).find(|line| line.unit == row.unit)?;
        Some(at(&line.now, place))
    });
    let later = today.filter(|today| *today != figure).map(|today| cell(t, indicator, today));
    Shown {
        text: cell(t, indicator, figure),
        href: page.and_then(|unit| (indicator.records)(unit, record.it.period())).unwrap_or_default(),
        later: later.unwrap_or_default(),
    }
}

/// The node's own figures, one below the other.
pub fn totals(t: T, record: &Record, sees: bool) -> Vec<Total> {
    let row = &record.sheet.total;
    let line = |(place, indicator): (usize, &&'static Indicator)| Total {
        name: t.get(&indicator.name_key()).to_owned(),
        unit: unit(t, indicator),
        definition: t.get(&indicator.definition_key()).to_owned(),
        now: shown(t, record, (place, indicator), row, sees),
        before: cell(t, indicator, at(&row.before, place)),
        change: change(t, indicator, at(&row.now, place), at(&row.before, place)),
    };
    record.indicators.iter().enumerate().map(line).collect()
}

/// The nodes below, if the report has them.
pub fn table(t: T, record: &Record, sees: bool) -> Option<Table> {
    let layout = &record.it.layout.0;
    if layout.rows == Rows::Total || record.sheet.rows.is_empty() {
        return None;
    }
    let cells = |row: &Row| -> Vec<(Shown, String)> {
        let one = |(place, indicator): (usize, &&'static Indicator)| {
            let told = change(t, indicator, at(&row.now, place), at(&row.before, place));
            let told = if layout.compare && told != NOTHING { told } else { String::new() };
            (shown(t, record, (place, indicator), row, sees), told)
        };
        record.indicators.iter().enumerate().map(one).collect()
    };
    let heads = record.indicators.iter().map(|it| (t.get(&it.name_key()).to_owned(), unit(t, it))).collect();
    let mut rows: Vec<_> = record.sheet.rows.iter().map(|row| (row_name(t, row), cells(row))).collect();
    rows.push((t.get("report-row-total").to_owned(), cells(&record.sheet.total)));
    Some(Table { heads, rows })
}

/// What a line is called.
pub fn row_name(t: T, row: &Row) -> String {
    if row.unit.is_none() { t.get("report-row-here").to_owned() } else { row.name.clone() }
}

/// What to know about the figures.
pub fn notes(t: T, record: &Record) -> Vec<String> {
    let named = |wanted: &dyn Fn(&Indicator) -> bool| names(t, record.indicators.iter().filter(|it| wanted(it)));
    let mut notes = Vec::new();
    let apart = named(&tells_apart);
    if !apart.is_empty() {
        let known = record.it.period().row().is_some();
        let key = if known { "report-note-persons" } else { "report-note-persons-period" };
        notes.push(t.with1(key, "names", apart).into_owned());
    }
    let signed = &record.sheet.columns;
    let moved = named(&|it| signed.iter().any(|(code, version)| it.code == code && it.version != *version));
    if !moved.is_empty() {
        notes.push(t.with1("report-note-version", "names", moved).into_owned());
    }
    notes
}

/// Who drafted, reviewed, signed and received it.
pub fn hands(t: T, record: &Record) -> Vec<(String, String, String)> {
    let it = &record.it;
    let hands = [
        ("report-hand-drafted", Some(it.drafted_by), Some(it.drafted_at)),
        ("report-hand-reviewed", it.reviewed_by, it.reviewed_at),
        ("report-hand-signed", it.signed_by, it.signed_at),
        ("report-hand-received", it.received_by, it.received_at),
    ];
    let hand = |(key, person, at): (&str, Option<_>, Option<Time>)| {
        let (person, at) = (person?, at?);
        Some((t.get(key).to_owned(), record.name(person).to_owned(), t.stamp(at.millis())))
    };
    hands.into_iter().filter_map(hand).collect()
}

/// The entries that changed frozen figures, in words.
pub fn causes(t: T, record: &Record) -> Vec<Cause> {
    let one = |late: &Late| {
        let changed = record.indicators.iter().filter(|it| late.codes.contains(&it.code));
        later::cause(t, &late.entry, &late.place, names(t, changed))
    };
    record.late.iter().map(one).collect()
}

/// Notes, reasons and answers, oldest first.
pub fn said(t: T, record: &Record) -> Vec<Said> {
    let words = |entry: &SealedRow| {
        let payload = entry.payload();
        let said = ["note", "reason", "text"].iter().find_map(|field| payload.get(field)?.as_str().map(str::to_owned));
        let said = said.filter(|words| !words.is_empty() && entry.step != Step::Write.word());
        Some(Said {
            what: t.get(&format!("word-{}", entry.step)).to_owned(),
            words: said?,
            name: entry.actor.map_or("", |person| record.name(person)).to_owned(),
            at: t.stamp(entry.at.millis()),
        })
    };
    record.history.iter().filter_map(words).collect()
}

/// What happened, in order.
pub fn events(t: T, record: &Record) -> Vec<(String, String, String)> {
    let event = |entry: &SealedRow| {
        let who = entry.actor.map_or("", |person| record.name(person)).to_owned();
        (t.get(&format!("word-{}", entry.step)).to_owned(), who, t.stamp(entry.at.millis()))
    };
    record.history.iter().map(event).collect()
}
