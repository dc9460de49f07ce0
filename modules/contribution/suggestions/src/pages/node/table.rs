//! The children of a node, side by side: rates first, the counts they rest on beside them.

use std::cmp::Reverse;

use identity::{Unit, UnitKind};
use ui::T;
use ui::parts::{Column, Sort};

use super::ask::Asked;
use super::rate;
use crate::counts::{Counts, Figure, Table, path_of};

/// The rates, in the order of the columns.
const RATES: [(Figure, &str); 3] = [
    (Figure::OnTime, "node-col-on-time"),
    (Figure::Adopted, "node-col-adopted"),
    (Figure::Implemented, "node-col-implemented"),
];
/// The counts, in the order of the columns.
const COUNTS: [(Figure, &str); 7] = [
    (Figure::Received, "node-col-received"),
    (Figure::Answered, "node-col-answered"),
    (Figure::OnTime, "node-col-n-on-time"),
    (Figure::Adopted, "node-col-n-adopted"),
    (Figure::Implemented, "node-col-n-implemented"),
    (Figure::Open, "node-col-open"),
    (Figure::Overdue, "node-col-overdue"),
];
/// A rate in the order of children: without anything to measure it comes last.
const NOTHING: i64 = -1;

/// The heads of the columns with the links that sort by them. Where a figure has a rate, one sorts by
/// the rate.
pub fn heads(t: T, asked: &Asked, unit: &Unit) -> Vec<Column<'static>> {
    let base = asked.at(unit);
    let column = |key: &str, href: String, sort, number| Column {
        label: t.get(key).to_owned().into(),
        href: href.into(),
        sort,
        number,
    };
    let by_name = if asked.sort.is_none() { Sort::Ascending } else { Sort::None };
    let sorted = |(figure, key): (Figure, &str)| {
        let here = asked.sort == Some(figure);
        let sort = match (here, asked.ascending) {
            (false, _) => Sort::None,
            (true, true) => Sort::Ascending,
            (true, false) => Sort::Descending,
        };
        let turn = if sort == Sort::Descending { "" } else { "-" };
        column(key, format!("{base}&sort={turn}{figure}"), sort, true)
    };
    let has_rate = |figure| RATES.iter().any(|(rate, _)| *rate == figure);
    let counts = COUNTS.into_iter().map(|(figure, key)| {
        if has_rate(figure) { column(key, String::new(), Sort::None, true) } else { sorted((figure, key)) }
    });
    let name = column(children_key(unit), base.clone(), by_name, false);
    [name].into_iter().chain(RATES.into_iter().map(sorted)).chain(counts).collect()
}

/// One cell.
pub struct Cell {
    /// What it says.
    pub text: String,
    /// The records behind it; empty where there are none.
    pub href: String,
    /// Whether it should catch the eye.
    pub late: bool,
}

/// One child.
pub struct Child {
    /// Its name.
    pub name: String,
    /// Whether it has moved away or ended since.
    pub gone: bool,
    /// Its own page; empty for what lies at the node itself.
    pub href: String,
    /// Its cells after the name.
    pub cells: Vec<Cell>,
}

/// Children shown at once.
pub const PARTS: usize = 60;

/// The rows from `at` on: a page of children, and after the last what lies at the node itself.
pub fn rows(t: T, asked: &Asked, unit: &Unit, children: &[&Unit], table: &Table, at: usize) -> Vec<Child> {
    let mut found: Vec<(&Unit, Counts)> =
        children.iter().map(|child| (*child, table.child(&path_of(unit, child)))).collect();
    match asked.sort {
        None => found.sort_by_key(|(child, _)| child.number),
        Some(figure) if asked.ascending => found.sort_by_key(|(_, counts)| measure(counts, figure)),
        Some(figure) => found.sort_by_key(|(_, counts)| Reverse(measure(counts, figure))),
    }
    let mut rows: Vec<Child> = found
        .iter()
        .skip(at)
        .take(PARTS)
        .map(|(child, counts)| Child {
            name: child.short_name.clone(),
            gone: !hangs_on(unit, child),
            href: asked.at(child),
            cells: cells(t, counts, |figure| format!("{}&child={}", asked.records(unit, figure), child.id)),
        })
        .collect();
    let here = table.child(&unit.path);
    if here != Counts::default() && at + PARTS >= children.len() {
        rows.push(Child {
            name: t.get("node-itself").to_owned(),
            gone: false,
            href: String::new(),
            cells: cells(t, &here, |figure| format!("{}&child=here", asked.records(unit, figure))),
        });
    }
    rows
}

/// Whether a child still hangs on the node. What was registered before it moved away or ended counts
/// where it was registered.
fn hangs_on(unit: &Unit, child: &Unit) -> bool {
    child.ended_at.is_none() && [child.parent, child.industry_parent].contains(&Some(unit.id))
}

fn cells(t: T, counts: &Counts, link: impl Fn(Figure) -> String) -> Vec<Cell> {
    let cell = |figure: Figure, text: String| Cell {
        text,
        href: if counts.of(figure) == 0 { String::new() } else { link(figure) },
        late: figure == Figure::Overdue && counts.overdue > 0,
    };
    let rates = RATES.iter().map(|(figure, _)| cell(*figure, rate(t, counts, *figure)));
    let numbers = COUNTS.iter().map(|(figure, _)| cell(*figure, t.number(counts.of(*figure))));
    rates.chain(numbers).collect()
}

/// What children are ordered by: the rate in hundredths of a per cent where there is one, else the count.
fn measure(counts: &Counts, figure: Figure) -> i64 {
    match counts.whole(figure) {
        Some(0) => NOTHING,
        Some(whole) => counts.of(figure).saturating_mul(10_000) / whole,
        None => counts.of(figure),
    }
}

/// What the children of a node are called.
fn children_key(unit: &Unit) -> &'static str {
    match unit.kind {
        UnitKind::Province => "node-children-cities",
        UnitKind::City => "node-children-counties",
        UnitKind::County => "node-children-townships",
        UnitKind::Township | UnitKind::IndustryUnion => "node-children-enterprises",
        UnitKind::Enterprise | UnitKind::Workshop | UnitKind::Team => "node-children-parts",
    }
}
