//! An uploaded roster on its way from the preview to the import.

use identity::roster::{Options, Sheet};
use kernel::id::{PersonId, UnitId};
use kernel::{Id, Result, Time};
use serde::{Deserialize, Serialize};
use store::{Json, Reader, Tx, row, statements};

/// Tag of an upload's id.
pub enum UploadTag {}
/// The id of an upload.
pub type UploadId = Id<UploadTag>;

/// How long an upload waits, in milliseconds.
pub const LIFETIME: i64 = 30 * 60_000;

/// A sheet as it lies in the table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    header: Vec<String>,
    rows: Vec<(u32, Vec<String>)>,
}

row! {
    /// An upload as it is stored.
    #[derive(Clone, Debug)]
    pub struct UploadRow {
        /// Its id.
        pub id: UploadId,
        /// Who uploaded it.
        pub person: PersonId,
        /// Whose roster it is.
        pub enterprise: UnitId,
        /// What it says.
        pub sheet: Json<Kept>,
        /// Whether who is not in it leaves.
        pub end_missing: bool,
        /// When it came.
        pub at: Time,
    }
}

statements! {
    PUT: UploadRow => () =
        "INSERT INTO roster_upload (id, person, enterprise, sheet, end_missing, at) VALUES ($1, $2, $3, $4, $5, $6)";
    /// Only one's own, and only while it is fresh.
    GET: (UploadId, PersonId, Time) => UploadRow =
        "SELECT id, person, enterprise, sheet, end_missing, at FROM roster_upload WHERE id = $1 AND person = $2 AND at > $3";
    DROP: (UploadId,) => () = "DELETE FROM roster_upload WHERE id = $1";
    PURGE: (Time,) => () = "DELETE FROM roster_upload WHERE at <= $1";
}

/// An upload that waits.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Whose roster it is.
    pub enterprise: UnitId,
    /// What it says.
    pub sheet: Sheet,
    /// What the officer chose.
    pub options: Options,
}

/// Keeps an upload; those that are too old go.
///
/// # Errors
/// Broken, when the database fails.
pub fn put(tx: &mut Tx<'_>, person: PersonId, upload: &Upload, now: Time) -> Result<UploadId> {
    purge(tx, now)?;
    let row = UploadRow {
        id: UploadId::new(now),
        person,
        enterprise: upload.enterprise,
        sheet: Json(Kept { header: upload.sheet.header.clone(), rows: upload.sheet.rows.clone() }),
        end_missing: upload.options.end_missing,
        at: now,
    };
    tx.execute(&PUT, &row)?;
    Ok(row.id)
}

/// Those that are too old go.
///
/// # Errors
/// Broken, when the database fails.
pub fn purge(tx: &mut Tx<'_>, now: Time) -> Result<()> {
    tx.execute(&PURGE, (now.plus_millis(-LIFETIME),)).map(drop)
}

/// One's own upload.
///
/// # Errors
/// Not found, when it is another's or too old.
pub fn get(reader: &Reader<'_>, id: UploadId, person: PersonId, now: Time) -> Result<Upload> {
    let row = reader.one(&GET, (id, person, now.plus_millis(-LIFETIME)))?;
    let Json(Kept { header, rows }) = row.sheet;
    let options = Options { end_missing: row.end_missing };
    Ok(Upload { enterprise: row.enterprise, sheet: Sheet { header, rows }, options })
}

/// Forgets an upload.
///
/// # Errors
/// Broken, when the database fails.
pub fn end(tx: &mut Tx<'_>, id: UploadId) -> Result<()> {
    tx.execute(&DROP, (id,)).map(drop)
}
