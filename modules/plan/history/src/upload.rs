//! A spreadsheet on its way to the import: kept for a week, its columns given their meaning, looked at as it would be.

use std::collections::BTreeMap;

use documents::{MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Table, read_table};
use identity::Unit;
use jiff::civil::Date;
use kernel::clock::DAY;
use kernel::id::PersonId;
use kernel::{Error, Faults, Reason, Result, Time, text};
use store::{Json, Reader, Tx};
use works::Kind;

use crate::mapping::{self, Mapping};
use crate::model::{Upload, UploadId};
use crate::plan::{Outcome, Planned, Planner, chained};
use crate::store::{DROP_PARTS, DROP_UPLOAD, Lines, OLD_UPLOADS, PART, PUT_PART, PUT_UPLOAD, REMEMBERED, SET_MAPPING};

/// Rows in a part.
pub const A_PART: usize = 500;
/// How long an upload waits, in milliseconds.
const LIFETIME: i64 = 7 * DAY;
/// Longest name of a file kept, in characters.
const FILE_NAME: usize = 120;
/// Rows of a preview that are shown as they will be.
const SHOWN: usize = 20;
/// Faulty and changed rows of a preview that are shown, of each.
const TOLD: usize = 200;

/// Reads a file that somebody uploaded.
///
/// # Errors
/// Invalid at the field `file`: what is wrong with it, and what to do.
pub fn read(bytes: &[u8]) -> Result<Table> {
    let table = read_table(bytes).map_err(|error| {
        let reason = Reason::new(error.key()).with("megabytes", MAX_BYTES / 1024 / 1024);
        Error::Invalid(Faults::one("file", reason.with("rows", MAX_ROWS).with("columns", MAX_COLUMNS)))
    })?;
    if table.rows.is_empty() { Err(Error::invalid("file", "history-no-rows")) } else { Ok(table) }
}

/// Keeps a spreadsheet for a node, its columns guessed. What others left for too long goes.
///
/// # Errors
/// Broken, when the database fails.
pub fn put(
    tx: &mut Tx<'_>,
    (unit, person): (&Unit, Option<PersonId>),
    (kind, file): (Kind, &str),
    table: &Table,
    now: Time,
) -> Result<Upload> {
    for (old,) in tx.all(&OLD_UPLOADS, (now.plus_millis(-LIFETIME),))? {
        end(tx, old)?;
    }
    let upload = Upload {
        id: UploadId::new(now),
        unit: unit.id,
        person,
        kind,
        file: short(file),
        mapping: Json(guess(tx, unit, kind, &table.header)?),
        header: Json(table.header.clone()),
        rows: i64::try_from(table.rows.len()).unwrap_or(i64::MAX),
        at: now,
    };
    tx.execute(&PUT_UPLOAD, &upload)?;
    for (part, rows) in (0_i64..).zip(table.rows.chunks(A_PART)) {
        let lines: Lines = rows.iter().map(|row| (row.line, row.cells.clone())).collect();
        tx.execute(&PUT_PART, (upload.id, part, Json(lines)))?;
    }
    Ok(upload)
}

/// The name of a file, without the folders an old browser tells.
fn short(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    text::clean(name).chars().take(FILE_NAME).collect()
}

/// What the columns mean: as the node said the last time, else by their titles.
fn guess(reader: &Reader<'_>, unit: &Unit, kind: Kind, titles: &[String]) -> Result<Mapping> {
    let remembered = reader.find(&REMEMBERED, (unit.id, kind))?.map(|(Json(known),)| known).unwrap_or_default();
    Ok(mapping::guess(titles, &remembered, unit.kind.is_union()))
}

/// Gives columns their meaning, or says that the rows are something else; columns are then guessed once more.
///
/// # Errors
/// Invalid, column by column.
pub fn map(tx: &mut Tx<'_>, unit: &Unit, upload: &Upload, kind: Kind, mapping: Mapping) -> Result<()> {
    let mapping = if kind == upload.kind {
        mapping::check(&mapping, unit.kind.is_union())?;
        mapping
    } else {
        guess(tx, unit, kind, &upload.header.0)?
    };
    tx.settle(&SET_MAPPING, (upload.id, kind, Json(mapping)))
}

/// Forgets an upload.
///
/// # Errors
/// Broken, when the database fails.
pub fn end(tx: &mut Tx<'_>, id: UploadId) -> Result<()> {
    tx.execute(&DROP_PARTS, (id,))?;
    tx.execute(&DROP_UPLOAD, (id,)).map(drop)
}

/// The rows of a part; none behind the last.
///
/// # Errors
/// Broken, when the database fails.
pub fn part(reader: &Reader<'_>, upload: UploadId, part: i64) -> Result<Option<Lines>> {
    Ok(reader.find(&PART, (upload, part))?.map(|(Json(lines),)| lines))
}

/// What an import would do.
#[derive(Debug, Default)]
pub struct Preview {
    /// How many rows are new, changed, and as they stand.
    pub counts: [i64; 3],
    /// How many are faulty; nothing is imported unless there are none.
    pub faulty: i64,
    /// How many have a state that was not understood.
    pub guessed: i64,
    /// How many employee numbers fit nobody.
    pub strangers: i64,
    /// Sound rows by year: how many, and their benefit in fen.
    pub years: BTreeMap<i16, (i64, i64)>,
    /// The first rows.
    pub first: Vec<Planned>,
    /// The faulty ones, the first of them.
    pub faults: Vec<Planned>,
    /// The changed ones, the first of them.
    pub changed: Vec<Planned>,
    /// Stands for all of it: an import that would do anything else than was shown is refused.
    pub chain: String,
}

impl Preview {
    /// Whether an import would do anything.
    pub fn does_something(&self) -> bool {
        self.counts[0] + self.counts[1] > 0
    }

    fn take(&mut self, row: Planned) {
        self.strangers += i64::try_from(row.content.strangers.len()).unwrap_or(0);
        if matches!(row.outcome, Outcome::Faulty(_)) {
            self.faulty += 1;
        } else {
            self.guessed += i64::from(row.guessed);
            let year = self.years.entry(row.day.year()).or_default();
            (year.0, year.1) = (year.0 + 1, year.1 + row.content.benefit.map_or(0, |fen| fen.0));
        }
        match &row.outcome {
            Outcome::New => self.counts[0] += 1,
            Outcome::Changed(..) => self.counts[1] += 1,
            Outcome::Same => self.counts[2] += 1,
            Outcome::Faulty(_) => {}
        }
        if self.first.len() < SHOWN {
            self.first.push(row.clone());
        }
        match &row.outcome {
            Outcome::Faulty(_) if self.faults.len() < TOLD => self.faults.push(row),
            Outcome::Changed(..) if self.changed.len() < TOLD => self.changed.push(row),
            _ => {}
        }
    }
}

/// Looks at every row of an upload as an import would.
///
/// # Errors
/// Invalid, when its columns do not have the meanings they need.
pub fn preview(reader: &Reader<'_>, unit: &Unit, upload: &Upload, today: Date) -> Result<Preview> {
    mapping::check(&upload.mapping.0, unit.kind.is_union())?;
    let mut planner = Planner::new(reader, unit, upload.kind, &upload.mapping.0, today)?;
    let mut preview = Preview::default();
    let mut at = 0;
    while let Some(lines) = part(reader, upload.id, at)? {
        let planned = planner.plan(reader, &lines)?;
        preview.chain = chained(&preview.chain, &planned);
        planned.into_iter().for_each(|row| preview.take(row));
        at += 1;
    }
    Ok(preview)
}
