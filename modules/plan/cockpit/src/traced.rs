//! One figure of a node and where it comes from: the parts below, the months, the way to its records.

use identity::{Unit, tree};
use kernel::{Actor, Error, Result, Time};
use stats::sight;
use stats::{FIRST_YEAR, Figure, Indicator, Kind, Node, Period, Source};
use store::Reader;
use web::Fields;

use crate::found::{Dictionary, owed};
use crate::parts::{Asked, Child, Of, Parts, parts};
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
    pub parts: Parts,
    /// What is left of a sum when the parts that were read are taken off: it lies at the node itself, and of a large
    /// node at the parts that were not read.
    pub rest: Option<i64>,
    /// In the months of the year asked for that have begun, and of the one before.
    pub months: (Vec<Figure>, Vec<Figure>),
}

/// Reads one figure of a node. A fixed number of statements, and of parts a page, whatever the size of the node.
///
/// # Errors
/// Not found, the node or the figure; denied with the reason.
pub fn trace(
    reader: &Reader<'_>,
    actor: &Actor,
    (unit, code): (&str, &str),
    (when, asked): (When, &Asked),
    dictionary: &Dictionary,
    sources: &[Source],
    now: Time,
) -> Result<Traced> {
    let unit = sight::find(reader, actor, unit)?;
    let node = Node::from(&unit);
    let (subject, value, parts, months) = if code == OVERDUE {
        let owed = owed(sources);
        let mut all = 0;
        for measure in &owed {
            all += stats::overdue_sum(reader, &node, measure, now)?;
        }
        let parts = parts(reader, &unit, Of::Overdue(&owed, now), asked)?;
        (Subject::Overdue, Figure::Number(all), parts, Default::default())
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
        let parts = parts(reader, &unit, Of::Figures(&[it], when.period()), asked)?;
        (Subject::Indicator(it), *value, parts, (these.to_vec(), last.to_vec()))
    };
    let rest = rest(subject, value, &parts.read);
    Ok(Traced { above: tree::ancestors(reader, &unit)?, unit, subject, value, parts, rest, months })
}

/// What is left of a sum when its parts are taken off. People are told apart at each node, so the parts of a node
/// may come to more than the node has; days and rates are no sums.
fn rest(subject: Subject, value: Figure, children: &[Child]) -> Option<i64> {
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
    Some(all - parts.sum::<i64>()).filter(|rest| *rest != 0 && !children.is_empty())
}
