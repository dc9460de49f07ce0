//! Operating methods as a table that one takes along.

use kernel::id::AnyId;
use kernel::{Result, Time};
use store::{Filter, Value, row};
use web::Asking;
use web::export::{Column, Export, Line, PAGE};

use crate::lifecycle::State;
use crate::model::Level;
use crate::queries::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "methods",
    name: "export-methods",
    columns: &[
        Column::word("serial"),
        Column::word("title"),
        Column::word("trade"),
        Column::word("state"),
        Column::word("level"),
        Column::int("edition"),
        Column::word("person"),
        Column::word("unit"),
        Column::word("enterprise"),
        Column::moment("begun_at"),
        Column::moment("changed_at"),
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
        /// Its name.
        pub name: String,
        /// Of which trade.
        pub trade: String,
        /// Where it stands.
        pub state: State,
        /// The highest level it was named at.
        pub level: Option<Level>,
        /// Its newest version.
        pub edition: i64,
        /// After whom it is named.
        pub person: String,
        /// Their unit when it was begun.
        pub unit: String,
        /// Of which enterprise.
        pub enterprise: String,
        /// When it was begun.
        pub begun_at: Time,
        /// When it last changed.
        pub changed_at: Time,
    }
}

const ROWS: &str = "SELECT m.id, m.serial, m.name, m.trade, m.state, m.level, m.edition, p.name AS person, u.name AS unit, e.name AS enterprise, \
    m.begun_at, m.changed_at \
    FROM method m JOIN person p ON p.id = m.person JOIN unit u ON u.id = m.unit JOIN unit e ON e.id = m.enterprise WHERE";

fn rows(asking: &Asking<'_, '_>, after: Option<AnyId>) -> Result<Vec<Line>> {
    let t = asking.t;
    let mut filter = Filter::new();
    visible(&mut filter, asking.actor);
    filter.page("m.id", after.map(|id| Value::Id(id.uuid())), PAGE);
    let found: Vec<Row> = asking.reader.list(ROWS, &filter)?;
    let line = |row: Row| Line {
        id: row.id,
        cells: vec![
            row.serial.into(),
            row.name.into(),
            row.trade.into(),
            t.get(&format!("method-state-{}", row.state)).into(),
            row.level.map(|level| t.get(&format!("method-level-{level}")).to_owned()).into(),
            row.edition.into(),
            row.person.into(),
            row.unit.into(),
            row.enterprise.into(),
            row.begun_at.into(),
            row.changed_at.into(),
        ],
    };
    Ok(found.into_iter().map(line).collect())
}
