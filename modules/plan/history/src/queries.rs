//! What pages and the API ask.

use std::collections::HashMap;

use identity::Unit;
use kernel::id::UnitId;
use kernel::lifecycle::Word;
use kernel::{Actor, Result, Time};
use stats::{Figure, Indicator, Node, Period};
use store::{Filter, Reader, Value};
use works::Kind;

use crate::model::{Entry, Import, ImportId};
use crate::policy;
use crate::store::{IMPORTS, ROWS_OF_IMPORTS};
use crate::when::FIRST_YEAR;

/// What stands beside what: the figure of what was recorded and that of what was imported.
pub const BESIDE: [(&str, &str); 5] = [
    ("suggestion.submitted", "history.suggestions"),
    ("project.approved", "history.projects"),
    ("invention.disclosed", "history.inventions"),
    ("method.created", "history.methods"),
    ("benefit.audited", "history.benefit"),
];
/// Rows on a page.
pub const PAGE: i64 = 50;

/// One kind of thing, by year.
pub struct Group {
    /// The figure of what was recorded.
    pub recorded: &'static Indicator,
    /// And of what was imported.
    pub imported: &'static Indicator,
    /// The years that have anything, the latest first.
    pub years: Vec<Year>,
}

/// A year: two figures that are never one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// Which.
    pub year: i32,
    /// What was recorded.
    pub recorded: i64,
    /// What was imported.
    pub imported: i64,
}

/// Both figures of a node for every year that has anything, by kind. Three statements.
///
/// # Errors
/// Broken, when the database fails.
pub fn figures(reader: &Reader<'_>, unit: &Unit, dictionary: &[&'static Indicator], now: Time) -> Result<Vec<Group>> {
    let by_code = |code: &str| dictionary.iter().copied().find(|it| it.code == code);
    let pairs: Vec<_> = BESIDE.iter().filter_map(|(one, other)| Some((by_code(one)?, by_code(other)?))).collect();
    let flat: Vec<&Indicator> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    let years: Vec<i32> = (i32::from(FIRST_YEAR)..=i32::from(now.date().year())).rev().collect();
    let periods: Vec<Period> = years.iter().map(|year| Period::year(*year)).collect();
    let found = stats::figures(reader, &Node::from(unit), &flat, &periods)?;
    let groups = pairs.into_iter().zip(found.chunks(2)).map(|((recorded, imported), found)| {
        let number = |of: usize, at: usize| match found.get(of).and_then(|figures| figures.get(at)) {
            Some(Figure::Number(number)) => *number,
            _ => 0,
        };
        let year = |(at, year): (usize, &i32)| Year { year: *year, recorded: number(0, at), imported: number(1, at) };
        let all = years.iter().enumerate().map(year);
        Group { recorded, imported, years: all.filter(|year| year.recorded != 0 || year.imported != 0).collect() }
    });
    Ok(groups.filter(|group| !group.years.is_empty()).collect())
}

/// Some imports of a node, the newest first; one more than a page where there are more.
///
/// # Errors
/// Broken, when the database fails.
pub fn imports(reader: &Reader<'_>, unit: UnitId, at: i64) -> Result<Vec<Import>> {
    reader.all(&IMPORTS, (unit, PAGE + 1, at * PAGE))
}

/// Which rows are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked {
    /// Of this kind.
    pub kind: Option<Kind>,
    /// Of this year.
    pub year: Option<i64>,
    /// Of this import, standing or not.
    pub import: Option<ImportId>,
    /// From which page on.
    pub at: i64,
}

/// Rows that a node imported or that are its own, the latest first; one more than a page where there are more. Of an import
/// all it brought, otherwise what stands.
///
/// # Errors
/// Broken, when the database fails.
pub fn rows(reader: &Reader<'_>, unit: &Unit, asked: &Asked) -> Result<Vec<Entry>> {
    let mut filter = Filter::new();
    // What an enterprise imports is its own; what is a union node's own, it imported.
    let whose = if unit.kind.is_union() { "i.unit = ?" } else { "r.unit = ?" };
    filter.and(whose, [Value::Id(unit.id.uuid())]);
    match asked.import {
        Some(import) => filter.and("r.import = ? AND i.state <> 'history_running'", [Value::Id(import.uuid())]),
        None => filter.and("r.stands = 1", []),
    };
    if let Some(kind) = asked.kind {
        filter.and("r.kind = ?", [Value::Text(kind.word())]);
    }
    if let Some(year) = asked.year {
        filter.and("r.year = ?", [Value::Int(year)]);
    }
    let (limit, offset) = (Value::Int(PAGE + 1), Value::Int(asked.at * PAGE));
    match asked.import {
        Some(_) => filter.tail("ORDER BY r.line LIMIT ? OFFSET ?", [limit, offset]),
        None => filter.tail("ORDER BY r.day DESC, r.number DESC, r.line LIMIT ? OFFSET ?", [limit, offset]),
    };
    reader.list(ROWS_OF_IMPORTS, &filter)
}

/// The names of some units.
///
/// # Errors
/// Broken, when the database fails.
pub fn names(reader: &Reader<'_>, units: impl Iterator<Item = UnitId>) -> Result<HashMap<UnitId, String>> {
    let mut ids: Vec<UnitId> = units.collect();
    ids.sort_unstable();
    ids.dedup();
    let mut filter = Filter::new();
    filter.and_in("u.id", ids.iter().map(|id| Value::Id(id.uuid())));
    let units: Vec<Unit> = reader.list(identity::store::units::UNITS_WHERE, &filter)?;
    Ok(units.into_iter().map(|unit| (unit.id, unit.name)).collect())
}

/// The node of a page, if the actor may see its figures; and whether they import there, and read its rows.
///
/// # Errors
/// Not found; denied with the reason.
pub fn node(reader: &Reader<'_>, actor: &Actor, unit: &str) -> Result<(Unit, bool, bool)> {
    let unit = stats::sight::find(reader, actor, unit)?;
    let (imports, reads) = (policy::may_import(actor, &unit).allowed(), policy::may_read(actor, unit.id));
    Ok((unit, imports, reads))
}
