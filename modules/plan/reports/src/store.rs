//! Every statement of the module.

use kernel::id::{PersonId, UnitId};
use kernel::{Result, Time};
use store::{Json, Migration, Reader, Tx, statements};

use crate::model::{Grain, Layout, LayoutId, OwnLayout, Report, ReportId};
use crate::sheet::Sheet;

/// The module's tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "reports/0001", sql: include_str!("../migrations/0001_reports.sql") }];

/// The columns of [`Report`], in order.
macro_rules! columns {
    () => {
        "r.id, r.unit, r.enterprise, r.path, r.industry_path, r.name, r.layout, r.slot, r.grain, r.from_month, r.until_month, \
         r.state, r.version, r.serial, r.supplements, r.words, r.drafted_by, r.drafted_at, r.reviewed_by, r.reviewed_at, \
         r.signed_by, r.signed_at, r.frozen, r.sent_to, r.sent_at, r.received_by, r.received_at"
    };
}

/// Head of a list of reports; conditions are over `r`.
pub const LIST: &str = concat!("SELECT ", columns!(), " FROM report r WHERE");

statements! {
    /// The same report again, or another one of the same layout and time, touches nothing.
    INSERT: Report => () =
        "INSERT INTO report (id, unit, enterprise, path, industry_path, name, layout, slot, grain, from_month, until_month, state, \
            version, serial, supplements, words, drafted_by, drafted_at, reviewed_by, reviewed_at, signed_by, signed_at, frozen, \
            sent_to, sent_at, received_by, received_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, \
            $25, $26, $27) ON CONFLICT DO NOTHING";
    FIND: (ReportId,) => Report = concat!("SELECT ", columns!(), " FROM report r WHERE r.id = $1");
    /// Everything that may change, over the version before.
    UPDATE: Report => () =
        "UPDATE report SET unit = $2, enterprise = $3, path = $4, industry_path = $5, name = $6, layout = $7, slot = $8, grain = $9, \
            from_month = $10, until_month = $11, state = $12, version = $13, serial = $14, supplements = $15, words = $16, \
            drafted_by = $17, drafted_at = $18, reviewed_by = $19, reviewed_at = $20, signed_by = $21, signed_at = $22, \
            frozen = $23, sent_to = $24, sent_at = $25, received_by = $26, received_at = $27 \
         WHERE id = $1 AND version + 1 = $13";
    SLOT: (UnitId, i64, i64, String) => (ReportId,) =
        "SELECT id FROM report WHERE unit = $1 AND from_month = $2 AND until_month = $3 AND slot = $4";
    SUPPLEMENTS: (ReportId,) => Report =
        concat!("SELECT ", columns!(), " FROM report r WHERE r.supplements = $1 ORDER BY r.drafted_at, r.id");
    KEEP_SHEET: (ReportId, Json<Sheet>) => () = "INSERT INTO report_sheet (report, sheet) VALUES ($1, $2)";
    SHEET: (ReportId,) => (Json<Sheet>,) = "SELECT sheet FROM report_sheet WHERE report = $1";
    NEXT_SERIAL: (String,) => (i64,) =
        "INSERT INTO report_counter (series, last) VALUES ($1, 1) \
         ON CONFLICT (series) DO UPDATE SET last = report_counter.last + 1 RETURNING last";
    NAME: (PersonId,) => (String,) = "SELECT name FROM person WHERE id = $1";
    INSERT_LAYOUT: OwnLayout => () =
        "INSERT INTO report_layout (id, unit, layout, version, made_by, made_at, retired_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING";
    LAYOUT: (LayoutId,) => OwnLayout =
        "SELECT id, unit, layout, version, made_by, made_at, retired_at FROM report_layout WHERE id = $1";
    LAYOUTS: (UnitId,) => OwnLayout =
        "SELECT id, unit, layout, version, made_by, made_at, retired_at FROM report_layout \
         WHERE unit = $1 AND retired_at IS NULL ORDER BY made_at, id";
    CHANGE_LAYOUT: (LayoutId, i64, Json<Layout>, Option<Time>) => () =
        "UPDATE report_layout SET version = version + 1, layout = $3, retired_at = $4 WHERE id = $1 AND version = $2";
    REMIND: (UnitId, Grain, i64, String, Option<PersonId>, Time) => () =
        "INSERT INTO report_reminder (unit, grain, from_month, day, by_person, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (unit, grain, from_month, day) DO NOTHING";
    /// Nodes that sent a report of this kind for the period before and none for this one, and were not told by us.
    OWING: (Grain, i64, i64, i64) => (UnitId,) =
        "SELECT DISTINCT b.unit FROM report b WHERE b.grain = $1 AND b.from_month = $3 AND b.sent_at IS NOT NULL \
            AND NOT EXISTS (SELECT 1 FROM report r WHERE r.grain = $1 AND r.from_month = $2 AND r.unit = b.unit AND r.sent_at IS NOT NULL) \
            AND NOT EXISTS (SELECT 1 FROM report_reminder m WHERE m.unit = b.unit AND m.grain = $1 AND m.from_month = $2 \
                AND m.by_person IS NULL) \
         ORDER BY b.unit LIMIT $4";
}

/// The report with this id, whoever may see it.
///
/// # Errors
/// Not found.
pub fn load(reader: &Reader<'_>, id: ReportId) -> Result<Report> {
    reader.one(&FIND, (id,))
}

/// Writes a report whose version was counted up, if nobody was faster.
///
/// # Errors
/// Overtaken.
pub fn save(tx: &mut Tx<'_>, it: &Report) -> Result<()> {
    tx.settle(&UPDATE, it)
}

/// The table as it was signed, if it was.
///
/// # Errors
/// Broken, when the database fails.
pub fn kept(reader: &Reader<'_>, id: ReportId) -> Result<Option<Sheet>> {
    Ok(reader.find(&SHEET, (id,))?.map(|(sheet,)| sheet.0))
}
