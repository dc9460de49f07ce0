//! Inventions as a table that one takes along: their names and dates. What they are about stays in their records,
//! which ask who reads them more closely.

use jiff::civil::Date;
use kernel::id::AnyId;
use kernel::{Result, Time};
use store::{Filter, Value, row};
use web::Asking;
use web::export::{Column, Export, Line, PAGE};

use crate::lifecycle::State;
use crate::queries::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "inventions",
    name: "export-inventions",
    columns: &[
        Column::word("serial"),
        Column::word("title"),
        Column::word("state"),
        Column::word("unit"),
        Column::word("enterprise"),
        Column::word("people"),
        Column::moment("begun_at"),
        Column::moment("handed_in_at"),
        Column::date("published_on"),
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
        /// Its number.
        pub serial: String,
        /// Its title.
        pub title: String,
        /// Where it stands.
        pub state: State,
        /// Where it was made.
        pub unit: String,
        /// Of which enterprise.
        pub enterprise: String,
        /// When it was begun.
        pub begun_at: Time,
        /// When it was disclosed.
        pub handed_in_at: Option<Time>,
        /// When the patent office published it.
        pub published_on: Option<Date>,
        /// Since when it is in use.
        pub in_use_since: Option<Time>,
        /// When it came to its end.
        pub closed_at: Option<Time>,
    }
}

const ROWS: &str = "SELECT i.id, i.serial, i.title, i.state, u.name AS unit, e.name AS enterprise, i.begun_at, i.handed_in_at, i.published_on, \
    i.in_use_since, i.closed_at \
    FROM invention i JOIN unit u ON u.id = i.unit JOIN unit e ON e.id = i.enterprise WHERE";

fn rows(asking: &Asking<'_, '_>, after: Option<AnyId>) -> Result<Vec<Line>> {
    let t = asking.t;
    let mut filter = Filter::new();
    visible(&mut filter, asking.actor);
    filter.page("i.id", after.map(|id| Value::Id(id.uuid())), PAGE);
    let found: Vec<Row> = asking.reader.list(ROWS, &filter)?;
    let works: Vec<_> = found.iter().map(|row| row.id).collect();
    let authors = works::authors::of_many(asking.reader, &works)?;
    let line = |row: Row| Line {
        id: row.id,
        cells: vec![
            row.serial.into(),
            row.title.into(),
            t.get(&format!("word-{}", row.state)).into(),
            row.unit.into(),
            row.enterprise.into(),
            authors.get(&row.id).map(|all| web::shares::told(all)).into(),
            row.begun_at.into(),
            row.handed_in_at.into(),
            row.published_on.into(),
            row.in_use_since.map(Time::date).into(),
            row.closed_at.into(),
        ],
    };
    Ok(found.into_iter().map(line).collect())
}
