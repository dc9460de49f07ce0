//! What travels up the union trees: numbers. Suggestions registered in a window of months, counted by
//! child of a node and by month, from the totals that follow the ledger (`stats`). Texts never travel
//! with them; `queries::visible` says who reads those.

#[macro_use]
mod figure;
mod indicators;
mod recount;
pub mod source;
mod window;

use std::collections::BTreeMap;
use std::ops::{AddAssign, Sub};

use identity::store::units::UNITS_WHERE;
use identity::{Unit, UnitKind, tree};
use kernel::lifecycle::Word;
use kernel::{Path, Result, Time, words};
use serde::Serialize;
use stats::{Measure, Node};
use store::{Filter, Reader, Value};

pub use figure::{Figure, only};
pub use indicators::INDICATORS;
pub use recount::recount;
pub use window::{MONTHS, Window};

use source::{ADOPTED, ANSWERED, IMPLEMENTED, ON_TIME, OPEN, OWED, SUBMITTED, UNASSIGNED};

/// The measures behind the figures that do not depend on the moment.
const MEASURES: [Measure; 7] = [SUBMITTED, ANSWERED, ON_TIME, ADOPTED, IMPLEMENTED, OPEN, UNASSIGNED];

words! {
    /// Over which time is counted.
    pub enum Period {
        /// 近 12 个月.
        Twelve = "twelve",
        /// 今年.
        Year = "year",
        /// 本月.
        Month = "month",
    }
}

impl Period {
    /// Its months.
    pub fn window(self, now: Time) -> Window {
        match self {
            Period::Twelve => Window::ending(now, MONTHS),
            Period::Year => Window::year(now),
            Period::Month => Window::ending(now, 1),
        }
    }
}

pub use stats::sight::{READERS as ROLES, find as counted, may_count};

/// The figures of a node, a child or a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// See [`Figure`], for this and the rest.
    pub received: i64,
    /// Answered.
    pub answered: i64,
    /// Answered on time.
    pub on_time: i64,
    /// Adopted.
    pub adopted: i64,
    /// Implemented.
    pub implemented: i64,
    /// Open.
    pub open: i64,
    /// Open, and in nobody's hands.
    pub unassigned: i64,
    /// Overdue.
    pub overdue: i64,
}

impl Counts {
    /// One figure.
    pub fn of(&self, figure: Figure) -> i64 {
        match figure {
            Figure::Received => self.received,
            Figure::Answered => self.answered,
            Figure::OnTime => self.on_time,
            Figure::Adopted => self.adopted,
            Figure::Implemented => self.implemented,
            Figure::Open => self.open,
            Figure::Unassigned => self.unassigned,
            Figure::Overdue => self.overdue,
        }
    }

    /// Of how many a figure is a part, where a rate says something. On time is measured against
    /// everything that is answered or should be, so that leaving things lie does not help; adopted
    /// against what is answered, implemented against what is adopted.
    pub fn whole(&self, figure: Figure) -> Option<i64> {
        match figure {
            Figure::OnTime => Some(self.answered + self.overdue),
            Figure::Adopted => Some(self.answered),
            Figure::Implemented => Some(self.adopted),
            Figure::Received | Figure::Answered | Figure::Open | Figure::Unassigned | Figure::Overdue => None,
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, more: Counts) {
        self.received += more.received;
        self.answered += more.answered;
        self.on_time += more.on_time;
        self.adopted += more.adopted;
        self.implemented += more.implemented;
        self.open += more.open;
        self.unassigned += more.unassigned;
        self.overdue += more.overdue;
    }
}

impl Sub for Counts {
    type Output = Counts;
    fn sub(self, less: Counts) -> Counts {
        Counts {
            received: self.received - less.received,
            answered: self.answered - less.answered,
            on_time: self.on_time - less.on_time,
            adopted: self.adopted - less.adopted,
            implemented: self.implemented - less.implemented,
            open: self.open - less.open,
            unassigned: self.unassigned - less.unassigned,
            overdue: self.overdue - less.overdue,
        }
    }
}

/// What is counted at and below a node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// By month of the window.
    months: Vec<Counts>,
    /// By child, those that have anything; the node's own path for what lies at the node itself.
    children: BTreeMap<Path, Counts>,
}

impl Table {
    /// Everything together.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        self.months.iter().for_each(|month| total += *month);
        total
    }

    /// One child, by its path in the tree that was asked; the node's own path for what lies at the
    /// node itself.
    pub fn child(&self, path: &Path) -> Counts {
        self.children.get(path).copied().unwrap_or_default()
    }

    /// One month of the window, from 0.
    pub fn month(&self, month: usize) -> Counts {
        self.months.get(month).copied().unwrap_or_default()
    }

    /// The paths that have anything, each once, in order.
    pub fn children(&self) -> Vec<&Path> {
        self.children.keys().collect()
    }
}

/// Counts what was registered at and below `node` in the window, from the totals that follow the
/// ledger: a fixed number of statements, whatever the size of the node.
///
/// # Errors
/// Broken, when the database fails.
pub fn count(reader: &Reader<'_>, node: &Unit, window: &Window, now: Time) -> Result<Table> {
    let (at, period) = (Node::from(node), window.period());
    let by_month = window.periods();
    let reading = stats::reading(reader, &at, &MEASURES, &by_month)?;
    let mut months: Vec<Counts> =
        by_month.iter().map(|month| Counts::from(&reading.resolve(*month, &MEASURES))).collect();
    let below = stats::readings_below(reader, &at, &MEASURES, &[period])?;
    let mut children: BTreeMap<Path, Counts> =
        below.into_iter().map(|(path, reading)| (path, Counts::from(&reading.resolve(period, &MEASURES)))).collect();
    // What no child has lies at the node itself.
    let mut here = Counts::default();
    months.iter().for_each(|month| here += *month);
    children.values().for_each(|child| here = here - *child);
    children.insert(node.path.clone(), here);
    for (child, month, overdue) in stats::overdue(reader, &at, &OWED, period, now)? {
        if let Some(at) = usize::try_from(month - period.from).ok().and_then(|at| months.get_mut(at)) {
            at.overdue += overdue;
        }
        children.entry(child).or_default().overdue += overdue;
    }
    children.retain(|_, counts| *counts != Counts::default());
    Ok(Table { months, children })
}

impl From<&stats::Resolved> for Counts {
    fn from(resolved: &stats::Resolved) -> Counts {
        let sum = |measure: &Measure| resolved.totals.sum(measure);
        Counts {
            received: sum(&SUBMITTED),
            answered: sum(&ANSWERED),
            on_time: sum(&ON_TIME),
            adopted: sum(&ADOPTED),
            implemented: sum(&IMPLEMENTED),
            open: sum(&OPEN),
            unassigned: sum(&UNASSIGNED),
            overdue: 0,
        }
    }
}

/// The path of a child in the tree of `node`. A child that hangs on an industrial union lies
/// elsewhere in the regional tree, but both paths end with its number.
pub fn path_of(node: &Unit, child: &Unit) -> Path {
    node.path.child(child.number)
}

/// The children of a node: those that hang there now, and those that only the counts remember because
/// they have moved away or ended. Two or three statements.
///
/// # Errors
/// Broken, when the database fails.
pub fn children(reader: &Reader<'_>, node: &Unit, table: &Table) -> Result<Vec<Unit>> {
    let mut children = tree::children(reader, node)?;
    let known: Vec<Path> = children.iter().map(|child| path_of(node, child)).collect();
    let gone = table.children().into_iter().filter(|path| **path != node.path && !known.contains(path));
    let mut filter = Filter::new();
    filter.and_in("u.number", gone.filter_map(Path::number).map(Value::Int));
    filter.tail("ORDER BY u.number", []);
    children.extend(reader.list::<Unit>(UNITS_WHERE, &filter)?);
    Ok(children)
}

/// Keeps the suggestions that a figure of `node` counts, for lists of what lies behind it. `below`
/// is the node's path or that of one of its children; `alone` leaves out what lies deeper.
pub fn behind<'a>(filter: &mut Filter<'a>, node: &Unit, below: &'a Path, alone: bool, window: &Window) {
    self::below(filter, node, below, alone);
    window.keep(filter);
}

/// Keeps what lies at or below a place in the tree of `node`; `alone` leaves out what lies deeper.
pub fn below<'a>(filter: &mut Filter<'a>, node: &Unit, below: &'a Path, alone: bool) {
    let (from, until) = (Value::Text(below.as_str()), Value::Owned(if alone { after(below) } else { below.end() }));
    if node.kind == UnitKind::IndustryUnion {
        filter.and(
            "((s.industry_path >= ? AND s.industry_path < ?) OR (s.path >= ? AND s.path < ?))",
            [from.clone(), until.clone(), from, until],
        );
    } else {
        filter.and("s.path >= ? AND s.path < ?", [from, until]);
    }
}

/// The child of a node under which the counts put a place.
pub fn child_of(node: &Unit, path: &Path, industry_path: Option<&Path>) -> Path {
    let industrial = industry_path.filter(|path| node.kind == UnitKind::IndustryUnion && node.path.covers(path));
    let path = industrial.unwrap_or(path);
    path.ancestors().nth(node.path.depth() + 1).unwrap_or_else(|| path.clone())
}

/// The first text after this very path and before every path below it.
fn after(path: &Path) -> String {
    format!("{path}.")
}

/// The figure with this word; what was received when there is none.
pub fn figure(word: &str) -> Figure {
    Figure::from_word(word).unwrap_or(Figure::Received)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;

    use super::*;

    fn at(text: &str) -> Time {
        Time::start_of(text.parse().unwrap())
    }

    #[test]
    fn a_window_ends_with_the_present_month() {
        let year = Window::ending(at("2026-03-31"), 12);
        assert_eq!(year.months.len(), 12);
        assert_eq!((year.from(), year.until()), (at("2025-04-01"), at("2026-04-01")));
        assert_eq!(Window::year(at("2026-03-31")).from(), at("2026-01-01"));
        assert_eq!(Window::ending(at("2026-01-01"), 1).months, ["2026-01-01".parse::<Date>().unwrap()]);
    }

    #[test]
    fn a_rate_of_answers_on_time_counts_those_that_are_missing() {
        let counts = Counts { received: 9, answered: 6, on_time: 6, overdue: 2, ..Counts::default() };
        assert_eq!(counts.whole(Figure::OnTime), Some(8));
    }
}
