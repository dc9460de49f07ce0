//! Every statement of the module.

use kernel::id::{PersonId, UnitId};
use kernel::{Path, Time};
use store::{Json, Migration, statements};
use works::Kind;

use crate::lifecycle::State;
use crate::mapping::{Mapping, Remembered};
use crate::model::{Content, Entry, Import, ImportId, RowId, Upload, UploadId};

/// The module's tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "history/0001", sql: include_str!("../migrations/0001_history.sql") }];

/// Rows of an upload with the line each has in its file.
pub type Lines = Vec<(u32, Vec<String>)>;

/// A row that stands, as a plan compares it: id, unit, key, content.
pub type Standing = (RowId, UnitId, String, Json<Content>);

/// The columns of an [`Import`], in its order.
macro_rules! import {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.number, i.unit, i.enterprise, i.path, i.industry_path, i.kind, i.file, i.person, i.state, i.version, \
             i.at, i.ended_at, i.rows, i.added, i.changed, i.same, i.part, i.recorded, i.chain, i.seen, i.upload, \
             i.withdrawn_by, i.withdrawn_at, i.reason FROM history_import i ",
            $rest
        )
    };
}

/// The columns of an [`Entry`], in its order.
macro_rules! entry {
    ($rest:literal) => {
        concat!(
            "SELECT r.id, r.import, r.number, r.line, r.kind, r.unit, r.enterprise, r.path, r.industry_path, r.key, r.title, \
             r.content, r.stage, r.day, r.year, r.benefit, r.award, r.stands, r.replaces FROM history_row r ",
            $rest
        )
    };
}

/// Head of a list of rows; conditions are over `r`.
pub const ROWS: &str = entry!("WHERE");
/// Head of a list of rows with the number of their import's node; conditions are over `r` and `i`.
pub const ROWS_OF_IMPORTS: &str = entry!("JOIN history_import i ON i.id = r.import WHERE");
/// Head of a list of rows that stand, as a plan compares them.
pub const STANDING: &str = "SELECT r.id, r.unit, r.key, r.content FROM history_row r WHERE r.stands = 1 AND";

statements! {
    PUT_UPLOAD: Upload => () =
        "INSERT INTO history_upload (id, unit, person, kind, file, header, mapping, rows, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    PUT_PART: (UploadId, i64, Json<Lines>) => () =
        "INSERT INTO history_upload_part (upload, part, rows) VALUES ($1, $2, $3)";
    UPLOAD: (UploadId,) => Upload =
        "SELECT id, unit, person, kind, file, header, mapping, rows, at FROM history_upload WHERE id = $1";
    PART: (UploadId, i64) => (Json<Lines>,) = "SELECT rows FROM history_upload_part WHERE upload = $1 AND part = $2";
    SET_MAPPING: (UploadId, Kind, Json<Mapping>) => () =
        "UPDATE history_upload SET kind = $2, mapping = $3 WHERE id = $1";
    DROP_PARTS: (UploadId,) => () = "DELETE FROM history_upload_part WHERE upload = $1";
    DROP_UPLOAD: (UploadId,) => () = "DELETE FROM history_upload WHERE id = $1";
    /// Uploads that nobody imports any more.
    OLD_UPLOADS: (Time,) => (UploadId,) =
        "SELECT u.id FROM history_upload u WHERE u.at < $1 AND NOT EXISTS \
            (SELECT 1 FROM history_import i WHERE i.upload = u.id AND i.state = 'history_running') ORDER BY u.id";
    /// The import that took an upload, if it was not cancelled.
    IMPORT_OF: (UploadId, UnitId) => (ImportId,) =
        "SELECT id FROM history_import WHERE upload = $1 AND unit = $2 AND state <> 'history_cancelled' ORDER BY number DESC LIMIT 1";
    REMEMBERED: (UnitId, Kind) => (Json<Remembered>,) =
        "SELECT mapping FROM history_mapping WHERE unit = $1 AND kind = $2";
    REMEMBER: (UnitId, Kind, Json<Remembered>) => () =
        "INSERT INTO history_mapping (unit, kind, mapping) VALUES ($1, $2, $3) \
         ON CONFLICT (unit, kind) DO UPDATE SET mapping = excluded.mapping";

    NEXT_NUMBER: (String,) => (i64,) =
        "INSERT INTO history_counter (series, last) VALUES ($1, 1) \
         ON CONFLICT (series) DO UPDATE SET last = history_counter.last + 1 RETURNING last";
    PUT_IMPORT: Import => () =
        "INSERT INTO history_import (id, number, unit, enterprise, path, industry_path, kind, file, person, state, version, at, \
            ended_at, rows, added, changed, same, part, recorded, chain, seen, upload, withdrawn_by, withdrawn_at, reason) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)";
    IMPORT: (ImportId,) => Import = import!("WHERE i.id = $1");
    /// Everything that may change, over the version before.
    SAVE_IMPORT: Import => () =
        "UPDATE history_import SET number = $2, unit = $3, enterprise = $4, path = $5, industry_path = $6, kind = $7, file = $8, \
            person = $9, state = $10, version = $11, at = $12, ended_at = $13, rows = $14, added = $15, changed = $16, same = $17, \
            part = $18, recorded = $19, chain = $20, seen = $21, upload = $22, withdrawn_by = $23, withdrawn_at = $24, reason = $25 \
         WHERE id = $1 AND version + 1 = $11";
    /// The imports of a node, the newest first.
    IMPORTS: (UnitId, i64, i64) => Import = import!("WHERE i.unit = $1 ORDER BY i.number DESC LIMIT $2 OFFSET $3");
    RUNNING: (UnitId,) => (ImportId,) =
        "SELECT id FROM history_import WHERE unit = $1 AND state = 'history_running' ORDER BY number LIMIT 1";

    PUT_ROW: Entry => () =
        "INSERT INTO history_row (id, import, number, line, kind, unit, enterprise, path, industry_path, key, title, content, \
            stage, day, year, benefit, award, stands, replaces) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    PUT_AUTHOR: (RowId, PersonId) => () =
        "INSERT INTO history_author (entry, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    ENTRY: (RowId,) => Entry = entry!("WHERE r.id = $1");
    /// Rows of an import behind a line, in their order.
    ROWS_AFTER: (ImportId, i64, i64) => Entry =
        entry!("WHERE r.import = $1 AND r.line > $2 ORDER BY r.line LIMIT $3");
    /// The line of the last row that has an entry in the ledger.
    LINE_AT: (ImportId, i64) => (i64,) =
        "SELECT line FROM history_row WHERE import = $1 ORDER BY line LIMIT 1 OFFSET $2";
    NAMES: (RowId, PersonId) => (RowId,) = "SELECT entry FROM history_author WHERE entry = $1 AND person = $2";
    /// Rows that stand and name somebody, the newest first.
    OF_PERSON: (PersonId, i64) => Entry = entry!(
        "JOIN history_author a ON a.entry = r.id WHERE a.person = $1 AND r.stands = 1 ORDER BY r.day DESC, r.id DESC LIMIT $2"
    );
    /// The row that took another's place, the first to do so.
    REPLACED_BY: (RowId,) => (RowId,) =
        "SELECT r.id FROM history_row r JOIN history_import i ON i.id = r.import \
         WHERE r.replaces = $1 AND i.ended_at IS NOT NULL AND i.state <> 'history_cancelled' ORDER BY r.number LIMIT 1";

    /// Rows of an import that were planned beside others than now stand.
    OUTRUN: (ImportId,) => (i64,) =
        "SELECT COUNT(*) FROM history_row p LEFT JOIN history_row c \
            ON c.unit = p.unit AND c.kind = p.kind AND c.key = p.key AND c.stands = 1 \
         WHERE p.import = $1 AND COALESCE(c.id, p.id) <> COALESCE(p.replaces, p.id)";
    /// Imports that lose rows to one that is kept: which, and how many.
    LOSERS: (ImportId,) => (ImportId, i64) =
        "SELECT c.import, COUNT(*) FROM history_row p JOIN history_row c ON c.id = p.replaces \
         WHERE p.import = $1 GROUP BY c.import, c.number ORDER BY c.number";
    FALL_REPLACED: (ImportId,) => () =
        "UPDATE history_row SET stands = 0 WHERE id IN (SELECT replaces FROM history_row WHERE import = $1 AND replaces IS NOT NULL)";
    RISE: (ImportId,) => () = "UPDATE history_row SET stands = 1 WHERE import = $1";
    FALL: (ImportId,) => () = "UPDATE history_row SET stands = 0 WHERE import = $1";
    STANDS: (ImportId,) => (i64,) = "SELECT COUNT(*) FROM history_row WHERE import = $1 AND stands = 1";
    /// Rows that stand again once those of an import have ended: of each identity whose standing row was its, the latest that
    /// another kept import brought. To be asked before they end.
    HEIRS: (ImportId, State) => (RowId, ImportId) =
        "SELECT r.id, r.import FROM history_row w \
            JOIN history_row r ON r.unit = w.unit AND r.kind = w.kind AND r.key = w.key AND r.import <> w.import \
            JOIN history_import i ON i.id = r.import AND i.state = $2 \
         WHERE w.import = $1 AND w.stands = 1 AND NOT EXISTS \
            (SELECT 1 FROM history_row n JOIN history_import ni ON ni.id = n.import AND ni.state = $2 \
             WHERE n.unit = r.unit AND n.kind = r.kind AND n.key = r.key AND n.import <> w.import AND n.number > r.number) \
         ORDER BY r.number, r.id";
    RISE_ONE: (RowId,) => () = "UPDATE history_row SET stands = 1 WHERE id = $1";
    /// Rows that were staged and are to go, some at a time.
    STAGED: (ImportId, i64) => (RowId,) = "SELECT id FROM history_row WHERE import = $1 ORDER BY line LIMIT $2";
    DROP_AUTHORS: (RowId,) => () = "DELETE FROM history_author WHERE entry = $1";
    DROP_ROW: (RowId,) => () = "DELETE FROM history_row WHERE id = $1";

    /// The enterprises below a node, with what they may be called.
    ENTERPRISES: (Path, String) => (UnitId, Path, Option<Path>, String, String) =
        "SELECT id, path, industry_path, name, short_name FROM unit \
         WHERE kind = 'enterprise' AND path >= $1 AND path < $2 AND ended_at IS NULL ORDER BY path";
    /// What an import comes to, by year: rows that stand, their benefit.
    YEARS_OF: (ImportId,) => (i64, i64, i64) =
        "SELECT year, COUNT(*), CAST(SUM(benefit) AS BIGINT) FROM history_row WHERE import = $1 GROUP BY year ORDER BY year DESC";
}

/// What rows of imports come to by place, kind and day; conditions are over `r`.
pub const COUNTS: &str = "SELECT r.import, r.path, r.industry_path, r.kind, r.day, COUNT(*), CAST(SUM(r.benefit) AS BIGINT) \
     FROM history_row r WHERE r.stands = 1 AND";
/// Imports by their ids.
pub const IMPORTS_BY_ID: &str = "SELECT i.id FROM history_import i WHERE";
/// People by number in an organisation, present or gone.
pub const PEOPLE_BY_NUMBER: &str = "SELECT id, enterprise, employee_no, name FROM person WHERE ended_at IS NULL AND";
