//! Awards as a table that one takes along. Bank details are in no table.

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
    code: "awards",
    name: "export-awards",
    columns: &[
        Column::word("serial"),
        Column::word("title"),
        Column::word("kind"),
        Column::word("state"),
        Column::int("round"),
        Column::word("unit"),
        Column::word("enterprise"),
        Column::money("amount"),
        Column::moment("proposed_at"),
        Column::moment("approved_at"),
        Column::date("public_until"),
        Column::moment("paid_at"),
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
        /// Where the award stands.
        pub state: State,
        /// The how manieth for the work.
        pub round: i64,
        /// Of which unit.
        pub unit: String,
        /// Of which enterprise.
        pub enterprise: String,
        /// What it comes to.
        pub amount: Fen,
        /// When it was proposed.
        pub proposed_at: Time,
        /// When it was approved.
        pub approved_at: Option<Time>,
        /// Until when it is public.
        pub public_until: Option<Time>,
        /// When it was paid.
        pub paid_at: Option<Time>,
    }
}

const ROWS: &str = "SELECT a.id, w.serial, w.title, w.kind, a.state, a.round, u.name AS unit, e.name AS enterprise, a.amount, a.proposed_at, \
    a.approved_at, a.public_until, a.paid_at \
    FROM award a JOIN work w ON w.id = a.work JOIN unit u ON u.id = a.unit JOIN unit e ON e.id = a.enterprise WHERE";

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
            t.get(&format!("word-award-{}", row.state)).into(),
            row.round.into(),
            row.unit.into(),
            row.enterprise.into(),
            row.amount.into(),
            row.proposed_at.into(),
            row.approved_at.into(),
            row.public_until.map(Time::date).into(),
            row.paid_at.into(),
        ],
    };
    Ok(found.into_iter().map(line).collect())
}
