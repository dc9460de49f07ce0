//! What units took over from each other, as a table that one takes along.

use jiff::civil::Date;
use kernel::id::AnyId;
use kernel::{Result, Time};
use store::{Filter, Value, row};
use web::Asking;
use web::export::{Column, Export, Line, PAGE};
use works::Kind;

use crate::lifecycle::State;
use crate::policy::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "adoptions",
    name: "export-adoptions",
    columns: &[
        Column::word("serial"),
        Column::word("title"),
        Column::word("kind"),
        Column::word("state"),
        Column::word("taker"),
        Column::word("enterprise"),
        Column::text("purpose"),
        Column::moment("asked_at"),
        Column::moment("answered_at"),
        Column::date("starts_on"),
        Column::date("ends_on"),
        Column::date("in_use_since"),
        Column::moment("closed_at"),
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
        /// Where it stands.
        pub state: State,
        /// Who takes it over.
        pub unit: String,
        /// Of which enterprise.
        pub enterprise: String,
        /// What for.
        pub purpose: String,
        /// When it was asked for.
        pub asked_at: Time,
        /// When it was answered.
        pub answered_at: Option<Time>,
        /// When the trial began.
        pub starts: Option<Date>,
        /// When it is to end.
        pub ends: Option<Date>,
        /// Since when it is in use.
        pub since: Option<Time>,
        /// When it came to its end.
        pub closed_at: Option<Time>,
    }
}

const ROWS: &str = "SELECT a.id, w.serial, w.title, w.kind, a.state, u.name AS unit, e.name AS enterprise, a.purpose, a.asked_at, a.answered_at, \
    a.starts, a.ends, a.since, a.closed_at \
    FROM adoption a JOIN work w ON w.id = a.work JOIN unit u ON u.id = a.unit JOIN unit e ON e.id = a.enterprise WHERE";

fn rows(asking: &Asking<'_, '_>, after: Option<AnyId>) -> Result<Vec<Line>> {
    let t = asking.t;
    let mut filter = Filter::new();
    visible(&mut filter, asking.actor);
    filter.page("a.id", after.map(|id| Value::Id(id.uuid())), PAGE);
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
            row.purpose.into(),
            row.asked_at.into(),
            row.answered_at.into(),
            row.starts.into(),
            row.ends.into(),
            row.since.map(Time::date).into(),
            row.closed_at.into(),
        ],
    };
    Ok(found.into_iter().map(line).collect())
}
