//! What the cockpit reads: a fixed number of statements, and of parts a page, whatever the size of the node.

use identity::{Unit, tree};
use kernel::id::UnitId;
use kernel::{Actor, Result, Time};
use stats::sight::{self, READERS};
use stats::{FIRST_YEAR, Figure, Indicator, Kind, Measure, Node, Period, Source};
use store::Reader;

use crate::parts::{Asked, Of, Parts, parts};
use crate::span::Span;

/// The four that the field reports first [S0].
pub const HEADLINES: [&str; 4] = ["suggestion.submitted", "project.approved", "invention.filed", "method.promoted"];
/// The columns by which parts of a node are compared.
pub const COLUMNS: [&str; 6] = [
    "suggestion.per_head",
    "suggestion.submitted",
    "suggestion.on_time_rate",
    "suggestion.adopted_of_concluded",
    "benefit.audited",
    "method.promoted",
];
/// What is drawn month by month.
pub const MONTHLY: &str = "suggestion.submitted";
/// What lies somewhere now, whenever it came.
pub const STANDING: [&str; 4] = ["suggestion.open", "suggestion.unassigned", "benefit.waiting", "award.waiting"];

/// The dictionary, by code.
pub struct Dictionary(Vec<&'static Indicator>);

impl Dictionary {
    /// Of everything the house counts.
    pub fn of(all: impl Iterator<Item = &'static Indicator>) -> Dictionary {
        Dictionary(all.collect())
    }

    /// Everything, in order.
    pub fn all(&self) -> &[&'static Indicator] {
        &self.0
    }

    /// Those of these codes that there are.
    pub fn these(&self, codes: &[&str]) -> Vec<&'static Indicator> {
        codes.iter().filter_map(|code| self.0.iter().copied().find(|it| it.code == *code)).collect()
    }
}

/// An indicator with its figures in all periods that were read.
pub struct Row {
    /// The indicator.
    pub it: &'static Indicator,
    /// In the period asked for.
    pub now: Figure,
    /// Over what is fairly compared, now and a year before.
    pub compared: (Figure, Figure),
    /// In the year before two, the one before, and this year.
    pub years: [Figure; 3],
    /// In the months of the year asked for that have begun, and of the one before.
    pub months: (Vec<Figure>, Vec<Figure>),
}

/// What was read.
pub struct Found {
    /// The node.
    pub unit: Unit,
    /// The nodes above it, the highest first.
    pub above: Vec<Unit>,
    /// Other nodes one may look at by role.
    pub held: Vec<Unit>,
    /// Every figure.
    pub rows: Vec<Row>,
    /// The columns of the parts.
    pub columns: Vec<&'static Indicator>,
    /// Its parts.
    pub parts: Parts,
    /// What lies somewhere now.
    pub standing: Vec<(&'static Indicator, i64)>,
    /// How much is overdue.
    pub overdue: i64,
}

impl Found {
    /// The row of an indicator.
    pub fn row(&self, code: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.it.code == code)
    }
}

/// Reads the cockpit of a node.
///
/// # Errors
/// Not found; denied with the reason.
pub fn find(
    reader: &Reader<'_>,
    actor: &Actor,
    unit: &str,
    (span, asked): (Span, &Asked),
    dictionary: &Dictionary,
    sources: &[Source],
    now: Time,
) -> Result<Found> {
    let unit = sight::find(reader, actor, unit)?;
    let node = Node::from(&unit);
    let ever = Period::months(FIRST_YEAR * 12, stats::month(now) + 1);
    let months = [span.months_of(span.year), span.months_of(span.year - 1)];
    let (compared, before) = span.compared().unwrap_or((Period::months(0, 0), Period::months(0, 0)));
    let mut periods = vec![span.period(), compared, before, ever];
    periods.extend(span.years().map(Period::year));
    periods.extend(months.iter().flatten());
    let figures = stats::figures(reader, &node, dictionary.all(), &periods)?;
    let mut standing = Vec::new();
    let mut rows = Vec::new();
    for (it, figures) in dictionary.all().iter().copied().zip(figures) {
        let [now, compared, before, ever, rest @ ..] = figures.as_slice() else { continue };
        let (years, rest) = rest.split_at(3);
        let (these, last) = rest.split_at(months[0].len());
        if let (true, Figure::Number(n)) = (STANDING.contains(&it.code), *ever) {
            standing.push((it, n));
        }
        rows.push(Row {
            it,
            now: *now,
            compared: (*compared, *before),
            years: [years[0], years[1], years[2]],
            months: (these.to_vec(), last.to_vec()),
        });
    }
    let columns = dictionary.these(&COLUMNS);
    let parts = parts(reader, &unit, Of::Figures(&columns, span.period()), asked)?;
    let mut overdue = 0;
    for measure in owed(sources) {
        overdue += stats::overdue_sum(reader, &node, &measure, now)?;
    }
    Ok(Found {
        above: tree::ancestors(reader, &unit)?,
        held: held(reader, actor)?,
        rows,
        columns,
        parts,
        standing,
        overdue,
        unit,
    })
}

/// The measures of what is owed by a deadline.
pub fn owed(sources: &[Source]) -> Vec<Measure> {
    let all = sources.iter().flat_map(|source| source.measures);
    all.filter(|measure| measure.kind == Kind::Owed).copied().collect()
}

/// The nodes somebody may look at by role, if there are several; a person holds few roles.
fn held(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<Unit>> {
    let mut ids: Vec<UnitId> = READERS.iter().flat_map(|role| actor.nodes(*role)).map(|grant| grant.unit).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() < 2 {
        return Ok(Vec::new());
    }
    ids.into_iter().map(|id| tree::unit(reader, id)).collect()
}
