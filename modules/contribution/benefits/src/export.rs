//! Benefit statements as a table that one takes along.

use kernel::id::AnyId;
use kernel::{Fen, Result, Time};
use store::{Filter, Value, row};
use web::Asking;
use web::export::{Column, Export, Line, PAGE};
use works::Kind;

use crate::lifecycle::State;
use crate::queries::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "benefits",
    name: "export-benefits",
    columns: &[
        Column::word("serial"),
        Column::word("title"),
        Column::word("kind"),
        Column::word("state"),
        Column::word("unit"),
        Column::word("enterprise"),
        Column::date("in_use_since"),
        Column::money("claimed"),
        Column::money("audited"),
        Column::int("audited_points"),
        Column::moment("claimed_at"),
        Column::moment("audited_at"),
    ],
    rows,
};

row! {
    /// A record with the names of its places.
    pub struct Row {
        /// Which.
        pub id: AnyId,
        /// The number of the work.
        pub serial: String,
        /// Its title.
        pub title: String,
        /// What kind of work.
        pub kind: Kind,
        /// Where the statement stands.
        pub state: State,
        /// Who uses it.
        pub unit: String,
        /// Of which enterprise.
        pub enterprise: String,
        /// Since when.
        pub since: Time,
        /// What was stated.
        pub claimed_fen: Option<Fen>,
        /// What finance signed.
        pub audited_fen: Option<Fen>,
        /// The points finance signed where nothing can be computed.
        pub audited_points: Option<i64>,
        /// When it was handed in.
        pub claimed_at: Time,
        /// When it was signed.
        pub audited_at: Option<Time>,
    }
}

const ROWS: &str = "SELECT b.id, w.serial, w.title, w.kind, b.state, u.name AS unit, e.name AS enterprise, b.since, b.claimed_fen, b.audited_fen, \
    b.audited_points, b.claimed_at, b.audited_at \
    FROM benefit b JOIN work w ON w.id = b.work JOIN unit u ON u.id = b.unit JOIN unit e ON e.id = b.enterprise WHERE";

fn rows(asking: &Asking<'_, '_>, after: Option<AnyId>) -> Result<Vec<Line>> {
    let t = asking.t;
    let mut filter = Filter::new();
    visible(&mut filter, asking.actor);
    filter.page("b.id", after.map(|id| Value::Id(id.uuid())), PAGE);
    let found: Vec<Row> = asking.reader.list(ROWS, &filter)?;
    let line = |row: Row| Line {
        id: row.id,
        cells: vec![
            row.serial.into(),
            row.title.into(),
            t.get(&format!("word-kind-{}", row.kind)).into(),
            t.get(&format!("word-{}", row.state)).into(),
            row.unit.into(),
            row.enterprise.into(),
            row.since.date().into(),
            row.claimed_fen.into(),
            row.audited_fen.into(),
            row.audited_points.into(),
            row.claimed_at.into(),
            row.audited_at.into(),
        ],
    };
    Ok(found.into_iter().map(line).collect())
}
