//! Suggestions as a table that one takes along.

use kernel::id::AnyId;
use kernel::{Result, Time};
use store::{Filter, Value, row};
use web::Asking;
use web::export::{Column, Export, Line, PAGE};

use crate::lifecycle::State;
use crate::model::{Category, Visibility};
use crate::queries::visible;

/// The table.
pub const EXPORT: Export = Export {
    code: "suggestions",
    name: "export-suggestions",
    columns: &[
        Column::word("serial"),
        Column::word("title"),
        Column::text("problem"),
        Column::text("solution"),
        Column::word("category"),
        Column::word("state"),
        Column::word("unit"),
        Column::word("enterprise"),
        Column::word("people"),
        Column::word("visibility"),
        Column::moment("submitted_at"),
        Column::date("promised_on"),
        Column::moment("answered_at"),
        Column::moment("applied_at"),
        Column::moment("closed_at"),
        Column::int("seconded"),
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
        /// What is wrong.
        pub now_text: String,
        /// How to do it better.
        pub how_text: String,
        /// Of what kind.
        pub category: Option<Category>,
        /// Where it stands.
        pub state: State,
        /// Where it came from.
        pub unit: String,
        /// Of which enterprise.
        pub enterprise: String,
        /// Who may read it.
        pub visibility: Visibility,
        /// When it was registered.
        pub submitted_at: Time,
        /// By when an answer was promised.
        pub promised_at: Time,
        /// When it was answered.
        pub decided_at: Option<Time>,
        /// Since when it is in use.
        pub applied_at: Option<Time>,
        /// When it came to its end.
        pub closed_at: Option<Time>,
        /// How many seconded it.
        pub seconds: i64,
    }
}

const ROWS: &str = "SELECT s.id, s.serial, s.title, s.now_text, s.how_text, s.category, s.state, u.name AS unit, e.name AS enterprise, s.visibility, \
    s.submitted_at, s.promised_at, s.decided_at, s.applied_at, s.closed_at, s.seconds \
    FROM suggestion s JOIN unit u ON u.id = s.unit JOIN unit e ON e.id = s.enterprise WHERE";

fn rows(asking: &Asking<'_, '_>, after: Option<AnyId>) -> Result<Vec<Line>> {
    let t = asking.t;
    let mut filter = Filter::new();
    visible(&mut filter, asking.actor);
    filter.page("s.id", after.map(|id| Value::Id(id.uuid())), PAGE);
    let found: Vec<Row> = asking.reader.list(ROWS, &filter)?;
    let works: Vec<_> = found.iter().map(|row| row.id).collect();
    let authors = works::authors::of_many(asking.reader, &works)?;
    let line = |row: Row| Line {
        id: row.id,
        cells: vec![
            row.serial.into(),
            row.title.into(),
            row.now_text.into(),
            row.how_text.into(),
            row.category.map(|one| t.get(&format!("word-cat-{one}")).to_owned()).into(),
            t.get(&format!("word-{}", row.state)).into(),
            row.unit.into(),
            row.enterprise.into(),
            authors.get(&row.id).map(|all| web::shares::told(all)).into(),
            t.get(&format!("word-vis-{}", row.visibility)).into(),
            row.submitted_at.into(),
            row.promised_at.date().into(),
            row.decided_at.into(),
            row.applied_at.into(),
            row.closed_at.into(),
            row.seconds.into(),
        ],
    };
    Ok(found.into_iter().map(line).collect())
}
