//! One figure of a node and where it comes from: the parts below, the months, the way to its records.

use std::collections::BTreeMap;

use identity::{Unit, tree};
use kernel::{Actor, Error, Path, Result, Time};
use stats::sight;
use stats::{FIRST_YEAR, Figure, Indicator, Kind, Node, Period, Source};
use store::Reader;
use web::Fields;

use crate::found::{Child, Dictionary, children};
use crate::span::Span;

/// What is overdue depends on the moment it is asked, so it is no indicator of a period; it is traced all the same.
pub const OVERDUE: &str = "overdue";

/// What is traced.
#[derive(Clone, Copy)]
pub enum Subject {
    /// A figure of the dictionary.
    Indicator(&'static Indicator),
    /// What is overdue at this moment.
    Overdue,
}

/// Over which time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// A year or a month.
    Span(Span),
    /// From the first record until now, whenever it came.
    Ever(i32),
}

impl When {
    /// What the query asks for: `span=ever`, or as [`Span::read`] says.
    pub fn read(fields: &Fields, now: Time) -> When {
        if fields.get("span") == "ever" { When::Ever(stats::month(now)) } else { When::Span(Span::read(fields, now)) }
    }

    /// The months.
    pub fn period(self) -> Period {
        match self {
            When::Span(span) => span.period(),
            When::Ever(month) => Period::months(FIRST_YEAR * 12, month + 1),
        }
    }

    /// The query that asks for it.
    pub fn query(self) -> String {
        match self {
            When::Span(span) => span.query(),
            When::Ever(_) => "span=ever".to_owned(),
        }
    }
}

/// What was read of a figure.
pub struct Traced {
    /// The node.
    pub unit: Unit,
    /// The nodes above it, the highest first.
    pub above: Vec<Unit>,
    /// The figure.
    pub subject: Subject,
    /// What it is.
    pub value: Figure,
    /// Its parts; each has the one figure.
    pub children: Vec<Child>,
    /// What lies at the node itself, where a sum is left when the parts are taken off.
    pub own: Option<i64>,
    /// In the months of the year asked for that have begun, and of the one before.
    pub months: (Vec<Figure>, Vec<Figure>),
}

/// Reads one figure of a node. A fixed number of statements, whatever the size of the node.
///
/// # Errors
/// Not found, the node or the figure; denied with the reason.
pub fn trace(
    reader: &Reader<'_>,
    actor: &Actor,
    (unit, code): (&str, &str),
    when: When,
    dictionary: &Dictionary,
    sources: &[Source],
    now: Time,
) -> Result<Traced> {
    let unit = sight::find(reader, actor, unit)?;
    let node = Node::from(&unit);
    let (subject, value, below, months) = if code == OVERDUE {
        let (value, below) = overdue(reader, &node, sources, now)?;
        (Subject::Overdue, value, below, Default::default())
    } else {
        let it = *dictionary.these(&[code]).first().ok_or(Error::NotFound)?;
        let months = match when {
            When::Span(span) => [span.months_of(span.year), span.months_of(span.year - 1)],
            When::Ever(_) => Default::default(),
        };
        let mut periods = vec![when.period()];
        periods.extend(months.iter().flatten());
        let figures = stats::figures(reader, &node, &[it], &periods)?.pop().unwrap_or_default();
        let (value, rest) = figures.split_first().ok_or(Error::NotFound)?;
        let (these, last) = rest.split_at(months[0].len());
        let below = stats::children(reader, &node, &[it], when.period())?;
        (Subject::Indicator(it), *value, below, (these.to_vec(), last.to_vec()))
    };
    let (children, _) = children(reader, &unit, below, 1)?;
    let own = own(subject, value, &children);
    Ok(Traced { above: tree::ancestors(reader, &unit)?, unit, subject, value, children, own, months })
}

/// What is overdue at and below a node, by part.
fn overdue(
    reader: &Reader<'_>,
    node: &Node,
    sources: &[Source],
    now: Time,
) -> Result<(Figure, BTreeMap<Path, Vec<Figure>>)> {
    let ever = When::Ever(stats::month(now)).period();
    let mut by_part = BTreeMap::new();
    let mut all = 0;
    for measure in sources.iter().flat_map(|source| source.measures).filter(|measure| measure.kind == Kind::Owed) {
        for (path, _, count) in stats::overdue(reader, node, measure, ever, now)? {
            all += count;
            if path != node.path {
                *by_part.entry(path).or_insert(0) += count;
            }
        }
    }
    let figures = by_part.into_iter().map(|(path, count)| (path, vec![Figure::Number(count)])).collect();
    Ok((Figure::Number(all), figures))
}

/// What is left of a sum when its parts are taken off. People are told apart at each node, so the parts of a node
/// may come to more than the node has; days and rates are no sums.
fn own(subject: Subject, value: Figure, children: &[Child]) -> Option<i64> {
    if let Subject::Indicator(it) = subject
        && (it.unit == stats::Unit::Days || it.formula.measures().iter().any(|measure| measure.kind == Kind::Distinct))
    {
        return None;
    }
    let Figure::Number(all) = value else { return None };
    let parts = children.iter().filter_map(|child| match child.figures.first() {
        Some(Figure::Number(n)) => Some(*n),
        _ => None,
    });
    Some(all - parts.sum::<i64>()).filter(|own| *own != 0 && !children.is_empty())
}
