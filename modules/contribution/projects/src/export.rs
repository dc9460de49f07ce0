//! Projects as a table that one takes along.

use jiff::civil::Date;
use kernel::id::AnyId;
use kernel::{Fen, Result, Time};
use store::{Filter, Value, row};
use web::Asking;
use web::export::{Column, Export, Line, PAGE};

use crate::lifecycle::State;
use crate::queries::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "projects",
    name: "export-projects",
    columns: &[
        Column::word("serial"),
        Column::word("title"),
        Column::text("problem"),
        Column::text("aim"),
        Column::word("state"),
        Column::word("unit"),
        Column::word("enterprise"),
        Column::word("people"),
        Column::date("starts_on"),
        Column::date("ends_on"),
        Column::money("budget"),
        Column::money("spent"),
        Column::moment("proposed_at"),
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
        /// Which problem.
        pub problem: String,
        /// What is to be reached.
        pub aim: String,
        /// Where it stands.
        pub state: State,
        /// Where it is done.
        pub unit: String,
        /// Of which enterprise.
        pub enterprise: String,
        /// When it begins.
        pub starts: Date,
        /// When it is to be over.
        pub ends: Date,
        /// What it may cost.
        pub budget: Fen,
        /// What it cost so far.
        pub spent: Fen,
        /// When it was proposed.
        pub proposed_at: Time,
        /// Since when its result is in use.
        pub in_use_since: Option<Time>,
        /// When it came to its end.
        pub closed_at: Option<Time>,
    }
}

const ROWS: &str = "SELECT p.id, p.serial, p.title, p.problem, p.aim, p.state, u.name AS unit, e.name AS enterprise, p.starts, p.ends, p.budget, \
    CAST(COALESCE((SELECT SUM(x.fen) FROM project_spending x WHERE x.project = p.id), 0) AS BIGINT) AS spent, \
    p.proposed_at, p.in_use_since, p.closed_at \
    FROM project p JOIN unit u ON u.id = p.unit JOIN unit e ON e.id = p.enterprise WHERE";

fn rows(asking: &Asking<'_, '_>, after: Option<AnyId>) -> Result<Vec<Line>> {
    let t = asking.t;
    let mut filter = Filter::new();
    visible(&mut filter, asking.actor);
    filter.page("p.id", after.map(|id| Value::Id(id.uuid())), PAGE);
    let found: Vec<Row> = asking.reader.list(ROWS, &filter)?;
    let works: Vec<_> = found.iter().map(|row| row.id).collect();
    let authors = works::authors::of_many(asking.reader, &works)?;
    let line = |row: Row| Line {
        id: row.id,
        cells: vec![
            row.serial.into(),
            row.title.into(),
            row.problem.into(),
            row.aim.into(),
            t.get(&format!("word-{}", row.state)).into(),
            row.unit.into(),
            row.enterprise.into(),
            authors.get(&row.id).map(|all| web::shares::told(all)).into(),
            row.starts.into(),
            row.ends.into(),
            row.budget.into(),
            row.spent.into(),
            row.proposed_at.into(),
            row.in_use_since.map(Time::date).into(),
            row.closed_at.into(),
        ],
    };
    Ok(found.into_iter().map(line).collect())
}
