//! Lists of suggestions: who may see which, as SQL, and the row that cards and tables are drawn
//! from. A list runs a fixed number of statements whatever the number of its rows.

mod finding;
mod newest;
mod visibility;
mod waiting;

use std::collections::HashMap;

use kernel::id::PersonId;
use kernel::{Actor, Result, Time};
use store::{Filter, Reader, Value, row, statements};

use crate::lifecycle::State;
use crate::model::{Category, SuggestionId, Visibility};

pub use finding::{Asked, Found, alike, find, passages, related};
pub use newest::{NEWEST, Newest, newest};
pub use visibility::{reasons, under, viewer, visible, within};
pub use waiting::{Queue, Waiting, queue, waiting};

row! {
    /// A suggestion as a card or a table row shows it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ListRow {
        /// Its id.
        pub id: SuggestionId,
        /// Its number.
        pub serial: String,
        /// In a line.
        pub title: String,
        /// Where it stands.
        pub state: State,
        /// Which of the five kinds.
        pub category: Option<Category>,
        /// Who may find it.
        pub visibility: Visibility,
        /// Its version, for actions taken from the list.
        pub version: i64,
        /// Who put it forward.
        pub author: PersonId,
        /// Their name.
        pub author_name: String,
        /// Short name of the unit where it counts.
        pub unit_name: String,
        /// Short name of the enterprise.
        pub enterprise_name: String,
        /// When it was registered.
        pub submitted_at: Time,
        /// When an answer was promised.
        pub promised_at: Time,
        /// Deadline of the present state, if it has one.
        pub due_at: Option<Time>,
        /// When it was decided.
        pub decided_at: Option<Time>,
        /// Since when it is in use.
        pub applied_at: Option<Time>,
        /// The officer who has it.
        pub officer: Option<PersonId>,
        /// Their name.
        pub officer_name: Option<String>,
        /// How many seconded it.
        pub seconds: i64,
        /// Whether finance has signed what its own use brought.
        pub settled: bool,
    }
}

/// The columns of a [`ListRow`] and where they come from. The suggestion is `s`, its author `a`, its
/// unit `u`, its enterprise `e`, its officer `o`.
macro_rules! list_rows {
    () => {
        "SELECT s.id, s.serial, s.title, s.state, s.category, s.visibility, s.version, s.author, a.name AS author_name, u.short_name AS unit_name, \
                e.short_name AS enterprise_name, s.submitted_at, s.promised_at, s.due_at, s.decided_at, s.applied_at, s.officer, o.name AS officer_name, s.seconds, \
                CAST(CASE WHEN f.work_use IS NULL THEN 0 ELSE 1 END AS BIGINT) AS settled \
         FROM suggestion s JOIN person a ON a.id = s.author JOIN unit u ON u.id = s.unit JOIN unit e ON e.id = s.enterprise \
         LEFT JOIN person o ON o.id = s.officer LEFT JOIN work_figure f ON f.work_use = s.id"
    };
}

/// Head of a list of [`ListRow`], for [`Reader::list`].
pub const LIST: &str = concat!(list_rows!(), " WHERE");

statements! {
    /// What somebody has a share in, the newest first.
    MINE: (PersonId, i64, i64) => ListRow = concat!(
        list_rows!(), " WHERE s.id IN (SELECT x.work FROM work_author x WHERE x.person = $1) \
         ORDER BY s.submitted_at DESC, s.id DESC LIMIT $2 OFFSET $3");
    AUTHOR_OF: (SuggestionId,) => (PersonId,) = "SELECT author FROM suggestion WHERE id = $1";
    MINE_COUNT: (PersonId,) => (i64,) = "SELECT COUNT(*) FROM work_author a JOIN suggestion s ON s.id = a.work WHERE a.person = $1";
}

/// Every statement of the lists, for the catalogue.
pub fn all_statements() -> Vec<store::AnyStatement> {
    [statements(), finding::statements(), waiting::statements()].concat()
}

/// The suggestions with these ids that the actor may see, in the order of the ids: one statement.
///
/// # Errors
/// Broken, when the database fails.
pub fn seen_of(reader: &Reader<'_>, actor: &Actor, ids: &[SuggestionId]) -> Result<Vec<ListRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut filter = Filter::new();
    filter.and_in("s.id", ids.iter().map(|id| Value::Id(id.uuid())));
    visible(&mut filter, actor);
    let mut found: HashMap<SuggestionId, ListRow> =
        reader.list::<ListRow>(LIST, &filter)?.into_iter().map(|row| (row.id, row)).collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// What somebody has a share in, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn mine(reader: &Reader<'_>, person: PersonId, most: i64, offset: i64) -> Result<Vec<ListRow>> {
    reader.all(&MINE, (person, most, offset))
}

/// How many somebody has a share in.
///
/// # Errors
/// Broken, when the database fails.
pub fn mine_count(reader: &Reader<'_>, person: PersonId) -> Result<i64> {
    Ok(reader.one(&MINE_COUNT, (person,))?.0)
}

/// Who put a suggestion forward, if there is one of this id; for the forms of its author.
///
/// # Errors
/// Broken, when the database fails.
pub fn author_of(reader: &Reader<'_>, id: SuggestionId) -> Result<Option<PersonId>> {
    Ok(reader.find(&AUTHOR_OF, (id,))?.map(|(author,)| author))
}
