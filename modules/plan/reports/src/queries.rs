//! What pages read: lists of reports, and one report whole.

use std::collections::{HashMap, HashSet};

use identity::grants::Held;
use identity::store::people::GRANTS_WHERE;
use identity::{Unit, named, tree};
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Actor, Result, Time};
use ledger::SealedRow;
use ledger::folds::history;
use stats::{Difference, Indicator, Late};
use store::{Bind, Filter, Reader, Value};

use crate::layout::chosen;
use crate::model::{Grain, Report, ReportId};
use crate::period::Due;
use crate::policy;
use crate::sheet::Sheet;
use crate::store::{LIST, SUPPLEMENTS, kept, load};

/// Reports of these nodes, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_nodes(reader: &Reader<'_>, units: &[UnitId], most: i64, skip: i64) -> Result<Vec<Report>> {
    let mut filter = Filter::new();
    filter.and_in("r.unit", units.iter().map(|unit| Value::Id(unit.uuid())));
    filter.tail("ORDER BY r.drafted_at DESC, r.id DESC LIMIT ? OFFSET ?", [Value::Int(most + 1), Value::Int(skip)]);
    reader.list(LIST, &filter)
}

/// What was sent to these nodes, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn sent_to(reader: &Reader<'_>, units: &[UnitId], most: i64, skip: i64) -> Result<Vec<Report>> {
    let mut filter = Filter::new();
    filter.and_in("r.sent_to", units.iter().map(|unit| Value::Id(unit.uuid())));
    filter.tail("ORDER BY r.sent_at DESC, r.id DESC LIMIT ? OFFSET ?", [Value::Int(most + 1), Value::Int(skip)]);
    reader.list(LIST, &filter)
}

/// A node below and its reports for a period, the last first.
pub struct Return {
    /// The node.
    pub unit: Unit,
    /// What it sent.
    pub sent: Vec<Report>,
    /// Whether somebody makes reports there.
    pub manned: bool,
}

/// What came from the nodes directly below for a period, and from which nothing has.
///
/// # Errors
/// Broken, when the database fails.
pub fn returns(reader: &Reader<'_>, unit: &Unit, grain: Grain, from_month: i64, now: Time) -> Result<Vec<Return>> {
    let children: Vec<Unit> = tree::children(reader, unit)?.into_iter().filter(|one| one.ended_at.is_none()).collect();
    let mut filter = Filter::new();
    filter.and("r.grain = ? AND r.from_month = ?", [Value::Text(grain.word()), Value::Int(from_month)]);
    filter.and_in("r.unit", children.iter().map(|child| Value::Id(child.id.uuid())));
    filter.and("r.sent_at IS NOT NULL", []);
    filter.tail("ORDER BY r.sent_at DESC, r.id DESC", []);
    let mut sent: HashMap<UnitId, Vec<Report>> = HashMap::new();
    for report in reader.list::<Report>(LIST, &filter)? {
        sent.entry(report.unit).or_default().push(report);
    }
    let manned = makers(reader, &children, now)?;
    let one = |child: Unit| Return {
        sent: sent.remove(&child.id).unwrap_or_default(),
        manned: manned.contains(&child.id),
        unit: child,
    };
    Ok(children.into_iter().map(one).collect())
}

/// Those of some units at which somebody makes reports.
fn makers(reader: &Reader<'_>, units: &[Unit], now: Time) -> Result<HashSet<UnitId>> {
    let mut filter = Filter::new();
    filter.and_in("g.unit", units.iter().map(|unit| Value::Id(unit.id.uuid())));
    filter.and_in("g.role", policy::MAKERS.map(|role| Value::Text(Word::word(role))));
    filter.and("g.starts_at <= ? AND (g.ends_at IS NULL OR g.ends_at > ?)", [now.bind(), now.bind()]);
    Ok(reader.list::<Held>(GRANTS_WHERE, &filter)?.into_iter().map(|held| held.unit).collect())
}

/// One report, whole.
pub struct Record {
    /// The report.
    pub it: Report,
    /// Its node.
    pub unit: Unit,
    /// The indicators of its layout.
    pub indicators: Vec<&'static Indicator>,
    /// What it shows: what was signed, and before that what is counted now.
    pub sheet: Sheet,
    /// What is counted now, where something else was signed.
    pub today: Option<Sheet>,
    /// What has become of the node's frozen figures since.
    pub differences: Vec<Difference>,
    /// The entries that caused it.
    pub late: Vec<Late>,
    /// The report it adds to.
    pub first: Option<Report>,
    /// Those that add to it.
    pub supplements: Vec<Report>,
    /// The node it was sent to, by name.
    pub sent_to: String,
    /// By when it is due.
    pub due: jiff::civil::Date,
    /// What happened to it.
    pub history: Vec<SealedRow>,
    names: HashMap<PersonId, String>,
}

impl Record {
    /// Reads it for whoever asks.
    ///
    /// # Errors
    /// Not found.
    pub fn read(reader: &Reader<'_>, actor: &Actor, book: &stats::Book, id: ReportId, now: Time) -> Result<Record> {
        let it = policy::find(reader, actor, id)?;
        let unit = Unit { path: it.path.clone(), ..tree::unit(reader, it.unit)? };
        let indicators = chosen(&book.indicators, &it.layout.0.indicators);
        let today = Sheet::make(reader, &unit, &it.layout.0, it.period(), &indicators)?;
        let signed = kept(reader, id)?;
        let (differences, late) = match it.frozen.filter(|_| signed.is_some()) {
            Some(frozen) => {
                let frozen = stats::frozen(reader, frozen)?;
                let differences = stats::differences(reader, &frozen, &indicators)?;
                let late = stats::late(reader, &differences)?;
                (differences, late)
            }
            None => (Vec::new(), Vec::new()),
        };
        let (sheet, today) = match signed {
            Some(signed) => (signed, Some(today)),
            None => (today, None),
        };
        let history = history(reader, id.any())?;
        let people = history.iter().filter_map(|entry| entry.actor).chain([it.drafted_by]);
        let names = named::by_id(reader, people.chain(it.reviewed_by).chain(it.signed_by).chain(it.received_by))?;
        Ok(Record {
            first: it.supplements.map(|first| load(reader, first)).transpose()?,
            supplements: reader.all(&SUPPLEMENTS, (id,))?,
            sent_to: it.sent_to.map(|to| tree::unit(reader, to)).transpose()?.map(|to| to.name).unwrap_or_default(),
            due: Due::of(reader, &unit, now)?.day(it.grain, it.period()),
            names: names.into_iter().map(|(id, one)| (id, one.name)).collect(),
            it,
            unit,
            indicators,
            sheet,
            today,
            differences,
            late,
            history,
        })
    }

    /// Somebody's name.
    pub fn name(&self, person: PersonId) -> &str {
        self.names.get(&person).map_or("", String::as_str)
    }

    /// What is different now from what was signed.
    pub fn differs(&self) -> bool {
        self.today.as_ref().is_some_and(|today| {
            let cells = |sheet: &Sheet| -> Vec<_> {
                let rows = sheet.rows.iter().map(|row| (row.unit, row.now.clone()));
                rows.chain([(sheet.total.unit, sheet.total.now.clone())]).collect()
            };
            today.columns == self.sheet.columns && cells(today) != cells(&self.sheet)
        })
    }
}
