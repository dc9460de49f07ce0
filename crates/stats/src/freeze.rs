//! Frozen figures: what somebody answered for stays as it was, and what came later is told with its cause.

use kernel::id::AnyId;
use kernel::{Error, Path, Result, Time};
use store::{Reader, Tx};

use crate::day::Period;
use crate::fold::fold;
use crate::indicator::{Figure, Indicator, Resolved};
use crate::measure::{Kind, Measure};
use crate::pack::Unpack;
use crate::read::{Node, measures, reading};
use crate::source::Source;
use crate::standing::{Amount, What, unpack_amounts};
use crate::store::{FREEZE, FROZEN, FrozenId, FrozenRow, LATE, LATE_EITHER, LateRow};
use crate::totals::{Slot, Totals};

/// Figures as somebody answered for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// By this they are found again.
    pub id: FrozenId,
    /// Of which node.
    pub node: Node,
    /// Of which time.
    pub period: Period,
    /// How many entries of the ledger had been counted.
    pub position: i64,
    /// When.
    pub at: Time,
    /// Which indicators, by code and version.
    pub indicators: Vec<(String, u32)>,
    resolved: Resolved,
}

/// An indicator then and now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its code.
    pub code: &'static str,
    /// As it was frozen.
    pub frozen: Figure,
    /// As it is now.
    pub now: Figure,
    /// The entries since that changed one of its measures, in their order.
    pub causes: Vec<Cause>,
    /// Whether these causes come to the difference. They do, unless the totals themselves were wrong and
    /// have been rebuilt. People and works are not added up: for them it says whether there is a cause at all.
    pub explained: bool,
}

/// An entry that changed what was frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// Its position in the ledger.
    pub position: i64,
    /// The record.
    pub subject: AnyId,
    /// Where it counts.
    pub path: Path,
    /// What it counted for in the indicator's measures, and counts for since.
    pub changes: Vec<(Measure, i64, i64)>,
}

/// Keeps the indicators of a node and period as they are counted now. Nothing changes them any more: the
/// database refuses.
///
/// # Errors
/// Broken, when the database fails.
pub fn freeze(
    tx: &mut Tx<'_>,
    sources: &[Source],
    node: &Node,
    period: Period,
    indicators: &[&Indicator],
    now: Time,
) -> Result<Frozen> {
    let fold = fold(sources.to_vec());
    // Nothing may be counted between reading the figures and keeping them.
    fold.hold(tx)?;
    let measures = measures(indicators);
    let resolved = reading(tx, node, &measures, &[period])?.resolve(period, &measures);
    let frozen = Frozen {
        id: FrozenId::new(now),
        node: node.clone(),
        period,
        position: i64::try_from(ledger::folds::cursor(tx, fold.name)?).map_err(Error::broken)?,
        at: now,
        indicators: indicators.iter().map(|it| (it.code.to_owned(), it.version)).collect(),
        resolved,
    };
    tx.execute(&FREEZE, &frozen.row())?;
    Ok(frozen)
}

/// Frozen figures.
///
/// # Errors
/// Not found.
pub fn frozen(reader: &Reader<'_>, id: FrozenId) -> Result<Frozen> {
    let row = reader.one(&FROZEN, (id,))?;
    let period = Period::months(row.from_month as i32, row.until_month as i32);
    Ok(Frozen {
        id,
        node: Node { path: row.node, tree: row.tree },
        period,
        position: row.position,
        at: row.at,
        indicators: row.indicators.split(' ').filter_map(named).collect(),
        resolved: Resolved { totals: Totals::unpack(&row.totals)?, distinct: period.row().is_some() },
    })
}

/// What has become of frozen figures since, for those of the indicators that are among them in the version
/// that was frozen. Four statements.
///
/// # Errors
/// Broken, when the database fails.
pub fn differences(reader: &Reader<'_>, frozen: &Frozen, indicators: &[&'static Indicator]) -> Result<Vec<Difference>> {
    let indicators: Vec<&'static Indicator> = indicators.iter().filter(|it| frozen.holds(it)).copied().collect();
    let all = measures(&indicators);
    let now = reading(reader, &frozen.node, &all, &[frozen.period])?.resolve(frozen.period, &all);
    let late = late(reader, frozen)?;
    indicators
        .into_iter()
        .map(|indicator| {
            let own = indicator.formula.measures();
            let causes = causes(&late, &own, frozen.period)?;
            Ok(Difference {
                code: indicator.code,
                frozen: indicator.formula.of(&frozen.resolved),
                now: indicator.formula.of(&now),
                explained: explained(&late, &own, frozen, &now)?,
                causes,
            })
        })
        .collect()
}

impl Frozen {
    /// An indicator as it was frozen; nothing when it is not among them.
    pub fn figure(&self, indicator: &Indicator) -> Figure {
        if self.holds(indicator) { indicator.formula.of(&self.resolved) } else { Figure::Nothing }
    }

    fn holds(&self, indicator: &Indicator) -> bool {
        self.indicators.iter().any(|(code, version)| (code.as_str(), *version) == (indicator.code, indicator.version))
    }

    fn row(&self) -> FrozenRow {
        let names: Vec<String> = self.indicators.iter().map(|(code, version)| format!("{code}@{version}")).collect();
        FrozenRow {
            id: self.id,
            node: self.node.path.clone(),
            tree: self.node.tree,
            from_month: i64::from(self.period.from),
            until_month: i64::from(self.period.until),
            position: self.position,
            at: self.at,
            indicators: names.join(" "),
            totals: self.resolved.totals.pack(),
        }
    }
}

fn named(text: &str) -> Option<(String, u32)> {
    let (code, version) = text.split_once('@')?;
    Some((code.to_owned(), version.parse().ok()?))
}

/// A change with what was and what is.
struct Change {
    row: LateRow,
    before: Vec<Amount>,
    after: Vec<Amount>,
}

/// Every change at or below the node in the period or, for what is in stock, before its end.
fn late(reader: &Reader<'_>, frozen: &Frozen) -> Result<Vec<Change>> {
    let statement = if frozen.node.tree == 0 { LATE } else { LATE_EITHER };
    let path = &frozen.node.path;
    let until = i64::from(frozen.period.until);
    let rows = reader.all(&statement, (i64::MIN, until, frozen.position, path, path.end()))?;
    rows.into_iter()
        .map(|row| {
            let before = unpack_amounts(&mut Unpack(&row.before))?;
            let after = unpack_amounts(&mut Unpack(&row.after))?;
            Ok(Change { row, before, after })
        })
        .collect()
}

fn causes(late: &[Change], measures: &[Measure], period: Period) -> Result<Vec<Cause>> {
    let mut causes: Vec<Cause> = Vec::new();
    for change in late {
        let changes = measures.iter().filter(|measure| counts(measure, change, period)).filter_map(|measure| {
            let (before, after) = (of(measure, &change.before), of(measure, &change.after));
            (before != after).then(|| (*measure, told(&before), told(&after)))
        });
        let changes: Vec<_> = changes.collect();
        if !changes.is_empty() {
            let LateRow { position, subject, path, .. } = change.row.clone();
            causes.push(Cause { position, subject, path, changes });
        }
    }
    Ok(causes)
}

/// Whether what changed since comes to the difference, measure by measure.
fn explained(late: &[Change], measures: &[Measure], frozen: &Frozen, now: &Resolved) -> Result<bool> {
    for measure in measures {
        let mut rest = now.totals.only(&[measure.id]);
        rest.add_all(&frozen.resolved.totals.only(&[measure.id]), -1);
        let mut caused = false;
        for change in late.iter().filter(|change| counts(measure, change, frozen.period)) {
            let (before, after) = (of(measure, &change.before), of(measure, &change.after));
            caused |= before != after;
            rest.add_all(&before, 1);
            rest.add_all(&after, -1);
        }
        let unexplained = match measure.kind {
            Kind::Distinct => !caused && !rest.is_empty(),
            _ => !rest.is_empty(),
        };
        if unexplained {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a change in a month changes a measure of the period.
fn counts(measure: &Measure, change: &Change, period: Period) -> bool {
    measure.kind == Kind::Stock || period.holds(change.row.month as i32)
}

/// What amounts come to in one measure.
fn of(measure: &Measure, amounts: &[Amount]) -> Totals {
    let mut totals = Totals::default();
    for amount in amounts.iter().filter(|amount| amount.measure == measure.id) {
        let (bucket, number) = match amount.what {
            What::Add(number) | What::Come(number) => (0, number),
            What::Took(days) => (days + 1, 1),
            What::Once(_) => (0, 1),
            What::Owed(_) => continue,
        };
        totals.add(Slot { day: 0, measure: measure.id, bucket }, number);
    }
    totals
}

/// How much that is; of days how many.
fn told(totals: &Totals) -> i64 {
    totals.slots().map(|(_, number)| number).sum()
}
