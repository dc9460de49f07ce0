//! Reading the totals. Every function runs a fixed number of statements, whatever the size of the node.

use std::collections::{BTreeMap, BTreeSet};

use identity::{Unit, UnitKind};
use kernel::{Path, Result, Time};
use store::{Filter, Reader, Value};

use crate::day::{Day, Grain, Period};
use crate::indicator::{Figure, Indicator, Resolved};
use crate::measure::{Kind, Measure};
use crate::store::{OVERDUE, OVERDUE_ALL, OVERDUE_OF, ROWS};
use crate::totals::{Slot, Totals};

/// The first year of what is in stock. What came earlier counts on its first day.
pub const FIRST_YEAR: i32 = 2000;
/// The last year of what is in stock.
pub const LAST_YEAR: i32 = 2100;

/// A node as the totals know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its path in the regional tree.
    pub path: Path,
    /// Up to which tree it counts: an industrial union counts what hangs on it in either.
    pub tree: i64,
}

impl From<&Unit> for Node {
    fn from(unit: &Unit) -> Node {
        Node { path: unit.path.clone(), tree: i64::from(unit.kind == UnitKind::IndustryUnion) }
    }
}

/// The rows that were read of one node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading(BTreeMap<(Grain, i32), Totals>);

impl Reading {
    /// The measures in a period: sums and days of all its rows, people and works of its one row, stocks as they are
    /// at its end.
    pub fn resolve(&self, period: Period, measures: &[Measure]) -> Resolved {
        let mut resolved = Resolved { totals: Totals::default(), distinct: period.row().is_some() };
        let ids = |wanted: &dyn Fn(Kind) -> bool| -> Vec<u16> {
            measures.iter().filter(|it| wanted(it.kind)).map(|it| it.id).collect()
        };
        let flows = ids(&|kind| kind != Kind::Stock && (kind != Kind::Distinct || resolved.distinct));
        let stocks = ids(&|kind| kind == Kind::Stock);
        let mut add = |rows: &[(Grain, i32)], wanted: &[u16], times| {
            for totals in rows.iter().filter_map(|row| self.0.get(row)) {
                resolved.totals.add_all(&totals.only(wanted), times);
            }
        };
        add(&period.rows(), &flows, 1);
        if !stocks.is_empty() {
            add(&[EVER], &stocks, 1);
            add(&after(period), &stocks, -1);
        }
        resolved
    }
}

/// All time, as a row.
const EVER: (Grain, i32) = (Grain::Ever, 0);

/// Everything after a period: what is in stock at its end is what there is now without it. There is little
/// after the periods people look at, and nothing after the present one.
fn after(period: Period) -> Vec<(Grain, i32)> {
    Period::months(period.until, LAST_YEAR * 12 + 12).rows()
}

/// The times that some measures need for some periods.
fn needed(measures: &[Measure], periods: &[Period]) -> BTreeSet<(Grain, i32)> {
    let mut rows: BTreeSet<_> = periods.iter().flat_map(|period| period.rows()).collect();
    if measures.iter().any(|measure| measure.kind == Kind::Stock) {
        rows.insert(EVER);
        rows.extend(periods.iter().flat_map(|period| after(*period)));
    }
    rows
}

/// What is stored of one node.
///
/// # Errors
/// Broken, when the database fails.
pub fn reading(reader: &Reader<'_>, node: &Node, measures: &[Measure], periods: &[Period]) -> Result<Reading> {
    let (parent, label) = node.path.parts();
    let found = rows(reader, parent, &Which::These(&[label]), node.tree, measures, periods)?;
    Ok(found.into_values().next().unwrap_or_default())
}

/// What is stored of each child of a node that has anything, by its path in the tree that was asked.
///
/// # Errors
/// Broken, when the database fails.
pub fn readings_below(
    reader: &Reader<'_>,
    node: &Node,
    measures: &[Measure],
    periods: &[Period],
) -> Result<BTreeMap<Path, Reading>> {
    below(reader, node, &Which::All, measures, periods)
}

/// Which children of a node, by their labels.
pub(crate) enum Which<'a> {
    /// All of them.
    All,
    /// These.
    These(&'a [&'a str]),
    /// Those after a label, up to another.
    Between(&'a str, &'a str),
}

/// What is stored of some children of a node, by their path in the tree that was asked.
pub(crate) fn below(
    reader: &Reader<'_>,
    node: &Node,
    which: &Which<'_>,
    measures: &[Measure],
    periods: &[Period],
) -> Result<BTreeMap<Path, Reading>> {
    let found = rows(reader, node.path.as_str(), which, node.tree, measures, periods)?;
    Ok(found.into_iter().map(|(label, reading)| (Path::from_text(format!("{}.{label}", node.path)), reading)).collect())
}

fn rows(
    reader: &Reader<'_>,
    parent: &str,
    which: &Which<'_>,
    tree: i64,
    measures: &[Measure],
    periods: &[Period],
) -> Result<BTreeMap<String, Reading>> {
    let wanted: Vec<u16> = measures.iter().map(|measure| measure.id).collect();
    let needed = needed(measures, periods);
    let mut found: BTreeMap<String, Reading> = BTreeMap::new();
    for grain in [Grain::Year, Grain::Month, Grain::Ever] {
        let times = needed.iter().filter(|row| row.0 == grain);
        let times: BTreeSet<i32> = times.map(|row| if grain == Grain::Month { row.1 / 12 } else { row.1 }).collect();
        if times.is_empty() {
            continue;
        }
        let mut filter = Filter::new();
        filter.and("parent = ? AND grain = ?", [Value::Text(parent), Value::Int(grain.number())]);
        filter.and_in("period", times.into_iter().map(|time| Value::Int(i64::from(time))));
        match *which {
            Which::All => {}
            Which::These(labels) => {
                filter.and_in("label", labels.iter().map(|label| Value::Text(label)));
            }
            Which::Between(after, until) => {
                filter.and("label > ? AND label <= ?", [Value::Text(after), Value::Text(until)]);
            }
        }
        filter.and("tree <= ?", [Value::Int(tree)]);
        for (label, _, period, bytes) in reader.list::<(String, i64, i64, Vec<u8>)>(ROWS, &filter)? {
            let period = i32::try_from(period).unwrap_or(0);
            let reading = found.entry(label).or_default();
            Totals::unpack_some(&bytes, &wanted, |slot, number| {
                let time = if grain == Grain::Month { period * 12 + slot.day as i32 - 1 } else { period };
                if grain != Grain::Month || needed.contains(&(grain, time)) {
                    reading.0.entry((grain, time)).or_default().add(Slot { day: 0, ..slot }, number);
                }
            })?;
        }
    }
    // A row of a year may hold nothing of the months that were asked for.
    found.retain(|_, reading| !reading.0.is_empty());
    Ok(found)
}

/// Indicators of a node, a list of figures for each, in the order of the periods. Three statements at most.
///
/// # Errors
/// Broken, when the database fails.
pub fn figures(
    reader: &Reader<'_>,
    node: &Node,
    indicators: &[&Indicator],
    periods: &[Period],
) -> Result<Vec<Vec<Figure>>> {
    let measures = measures(indicators);
    let reading = reading(reader, node, &measures, periods)?;
    let resolved: Vec<Resolved> = periods.iter().map(|period| reading.resolve(*period, &measures)).collect();
    Ok(indicators.iter().map(|it| resolved.iter().map(|resolved| it.formula.of(resolved)).collect()).collect())
}

/// Indicators of the children of a node in a period: those that have anything in it, by their path. Three
/// statements at most.
///
/// # Errors
/// Broken, when the database fails.
pub fn children(
    reader: &Reader<'_>,
    node: &Node,
    indicators: &[&Indicator],
    period: Period,
) -> Result<BTreeMap<Path, Vec<Figure>>> {
    let measures = measures(indicators);
    let below = readings_below(reader, node, &measures, &[period])?;
    let figures = |reading: &Reading| {
        let resolved = reading.resolve(period, &measures);
        indicators.iter().map(|it| it.formula.of(&resolved)).collect()
    };
    Ok(below.iter().map(|(path, reading)| (path.clone(), figures(reading))).collect())
}

/// Every measure that some indicators are made of, each once.
pub fn measures(indicators: &[&Indicator]) -> Vec<Measure> {
    let all: BTreeMap<u16, Measure> =
        indicators.iter().flat_map(|it| it.formula.measures()).map(|measure| (measure.id, measure)).collect();
    all.into_values().collect()
}

/// A summed measure of a node on each day of a month, the first of the month first. Kept down to the
/// enterprise. One statement.
///
/// # Errors
/// Broken, when the database fails.
pub fn days(reader: &Reader<'_>, node: &Node, measure: &Measure, month: i32) -> Result<Vec<i64>> {
    let (parent, label) = node.path.parts();
    let mut filter = Filter::new();
    let key = [Value::Text(parent), Value::Int(Grain::Day.number()), Value::Int(i64::from(month.div_euclid(12)))];
    filter.and("parent = ? AND grain = ? AND period = ?", key);
    filter.and("label = ? AND tree <= ?", [Value::Text(label), Value::Int(node.tree)]);
    let (first, next) = (Day::first_of(month), Day::first_of(month + 1));
    let mut days = vec![0; (next.0 - first.0).unsigned_abs() as usize];
    for (_, _, _, bytes) in reader.list::<(String, i64, i64, Vec<u8>)>(ROWS, &filter)? {
        Totals::unpack_some(&bytes, &[measure.id], |slot, number| {
            if let Some(sum) = slot.day.checked_sub(first.of_year()).and_then(|at| days.get_mut(at as usize)) {
                *sum += number;
            }
        })?;
    }
    Ok(days)
}

/// Sums of one day, each in the order of the measures that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OneDay {
    /// Of the node.
    pub own: Vec<i64>,
    /// Of the children that have anything then, by their path.
    pub below: BTreeMap<Path, Vec<i64>>,
}

/// Summed measures of a node and of each of its children on one day. Kept down to the enterprise. Two statements.
///
/// # Errors
/// Broken, when the database fails.
pub fn on_day(reader: &Reader<'_>, node: &Node, measures: &[Measure], day: Day) -> Result<OneDay> {
    let wanted: Vec<u16> = measures.iter().map(|measure| measure.id).collect();
    let rows = |parent: &str, label: Option<&str>| -> Result<BTreeMap<String, Vec<i64>>> {
        let year = i64::from(day.month().div_euclid(12));
        let mut filter = Filter::new();
        let key = [Value::Text(parent), Value::Int(Grain::Day.number()), Value::Int(year)];
        filter.and("parent = ? AND grain = ? AND period = ?", key);
        if let Some(label) = label {
            filter.and("label = ?", [Value::Text(label)]);
        }
        filter.and("tree <= ?", [Value::Int(node.tree)]);
        let mut found: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for (label, _, _, bytes) in reader.list::<(String, i64, i64, Vec<u8>)>(ROWS, &filter)? {
            Totals::unpack_some(&bytes, &wanted, |slot, number| {
                if let Some(at) = wanted.iter().position(|id| *id == slot.measure && slot.day == day.of_year()) {
                    found.entry(label.clone()).or_insert_with(|| vec![0; wanted.len()])[at] += number;
                }
            })?;
        }
        Ok(found)
    };
    let (parent, label) = node.path.parts();
    let own = rows(parent, Some(label))?.into_values().next().unwrap_or_else(|| vec![0; wanted.len()]);
    let below = rows(node.path.as_str(), None)?;
    let path = |label: String| Path::from_text(format!("{}.{label}", node.path));
    Ok(OneDay { own, below: below.into_iter().map(|(label, sums)| (path(label), sums)).collect() })
}

/// What is overdue at a moment below a node, of what came in a period: by child (the node's own path for
/// what lies at the node itself) and by month. One statement.
///
/// # Errors
/// Broken, when the database fails.
pub fn overdue(
    reader: &Reader<'_>,
    node: &Node,
    measure: &Measure,
    period: Period,
    now: Time,
) -> Result<Vec<(Path, i32, i64)>> {
    let (from, until) = (i64::from(period.from), i64::from(period.until));
    let found = reader.all(&OVERDUE, (&node.path, i64::from(measure.id), now, from, until, node.tree))?;
    Ok(found.into_iter().map(|(child, month, count)| (child, i32::try_from(month).unwrap_or(0), count)).collect())
}

/// How much is overdue at a moment at and below a node, whenever it came. One statement.
///
/// # Errors
/// Broken, when the database fails.
pub fn overdue_sum(reader: &Reader<'_>, node: &Node, measure: &Measure, now: Time) -> Result<i64> {
    Ok(reader.one(&OVERDUE_ALL, (&node.path, i64::from(measure.id), now, node.tree))?.0)
}

/// The same of each child whose path comes after one, up to another. One statement.
///
/// # Errors
/// Broken, when the database fails.
pub fn overdue_between(
    reader: &Reader<'_>,
    node: &Node,
    measure: &Measure,
    (after, until): &(Path, Path),
    now: Time,
) -> Result<Vec<(Path, i64)>> {
    reader.all(&OVERDUE_OF, (&node.path, i64::from(measure.id), now, node.tree, after, until))
}
