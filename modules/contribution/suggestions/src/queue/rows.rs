//! The rows of the queue, a page at a time.

use kernel::clock::DAY;
use kernel::{Actor, Error, Result, Time};
use search::{Index, Order as SearchOrder, Query};
use store::{Filter, Reader, Value, row};

use crate::lifecycle::State;
use crate::model::{Category, SuggestionId, UnitName};
use crate::queries;
use crate::queue::READERS;
use crate::queue::asked::{Asked, Cursor, Holder, Order};

/// Rows on a page.
pub const PAGE: usize = 50;

row! {
    /// A row of the queue.
    #[derive(Clone, Debug)]
    pub struct Row {
        /// Its id.
        pub id: SuggestionId,
        /// Its number.
        pub serial: String,
        /// In a line.
        pub title: String,
        /// How what is now begins.
        pub gist: String,
        /// Where it stands.
        pub state: State,
        /// Which of the five kinds.
        pub category: Option<Category>,
        /// Who put it forward.
        pub author: String,
        /// Short name of the unit where it counts.
        pub unit: String,
        /// When it was registered.
        pub submitted_at: Time,
        /// Its deadline.
        pub due_at: Option<Time>,
        /// The officer who has it.
        pub officer: Option<String>,
        /// Whether a decision is prepared.
        pub prepared: bool,
    }
}

/// The ids first, from an index where there is one, then their rows: [`order`] closes the bracket.
const ROWS: &str = "SELECT s.id, s.serial, s.title, SUBSTR(s.now_text, 1, 60) AS gist, s.state, s.category, \
        a.name AS author, u.short_name AS unit, s.submitted_at, s.due_at, o.name AS officer, \
        CAST(CASE WHEN s.prepared IS NULL THEN 0 ELSE 1 END AS BIGINT) AS prepared \
     FROM suggestion s JOIN person a ON a.id = s.author JOIN unit u ON u.id = s.unit \
     LEFT JOIN person o ON o.id = s.officer \
     WHERE s.id IN (SELECT s.id FROM suggestion s WHERE";

/// The units of the parts, parents before children.
const UNITS: &str = "SELECT s.id, s.short_name, s.path FROM unit s WHERE s.ended_at IS NULL AND";

/// What has no deadline sorts behind all that have one.
macro_rules! due_or_never {
    () => {
        "COALESCE(s.due_at, 9007199254740991)"
    };
}
const NEVER: i64 = 9_007_199_254_740_991;

/// A page of the queue.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its rows.
    pub rows: Vec<Row>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

/// Reads a page.
///
/// # Errors
/// Broken, when the database or the index fails.
pub fn page(reader: &Reader<'_>, index: &Index, actor: &Actor, asked: &Asked, now: Time) -> Result<Page> {
    let unit = match asked.unit {
        Some(unit) => Some(identity::tree::unit(reader, unit)?),
        None => None,
    };
    let mut filter = Filter::new();
    queries::within(&mut filter, actor, &READERS);
    asked.view.narrow(&mut filter, now);
    if let Some(unit) = &unit {
        queries::under(&mut filter, &unit.path);
    }
    if let Some(category) = &asked.category {
        filter.and("s.category = ?", [Value::Owned(category.to_string())]);
    }
    if asked.photo {
        let photo = "EXISTS (SELECT 1 FROM suggestion_file f WHERE f.suggestion = s.id AND f.thumbnail IS NOT NULL)";
        filter.and(photo, []);
    }
    if let Some(days) = asked.days {
        let end = Time::start_of(now.date()).plus_millis((days + 1) * DAY);
        filter.and("s.due_at < ?", [Value::Int(end.millis())]);
    }
    match asked.holder {
        Some(Holder::Me) => {
            filter.and("s.officer = ?", [Value::Id(actor.person.uuid())]);
        }
        Some(Holder::Nobody) => {
            filter.and("s.officer IS NULL", []);
        }
        None => {}
    }
    if !asked.text.is_empty() {
        let found = found(index, actor, &asked.text)?;
        filter.and_in("s.id", found.into_iter().map(|id| Value::Id(id.uuid())));
    }
    order(&mut filter, asked);
    let mut rows: Vec<Row> = reader.list(ROWS, &filter)?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| Cursor {
        key: match asked.order {
            Order::Due => row.due_at.map_or(NEVER, Time::millis),
            Order::Newest => row.submitted_at.millis(),
        },
        id: row.id,
    });
    Ok(Page { rows, next })
}

fn order(filter: &mut Filter<'_>, asked: &Asked) {
    let most = Value::Int(i64::try_from(PAGE + 1).unwrap_or(i64::MAX));
    match asked.order {
        Order::Due => {
            if let Some(Cursor { key, id }) = asked.after {
                let after = concat!("(", due_or_never!(), " > ? OR (", due_or_never!(), " = ? AND s.id > ?))");
                filter.and(after, [Value::Int(key), Value::Int(key), Value::Id(id.uuid())]);
            }
            let order = concat!("ORDER BY ", due_or_never!(), ", s.id");
            filter.tail(order, []).tail("LIMIT ?)", [most]).tail(order, []);
        }
        Order::Newest => {
            if let Some(Cursor { key, id }) = asked.after {
                let after = "(s.submitted_at < ? OR (s.submitted_at = ? AND s.id < ?))";
                filter.and(after, [Value::Int(key), Value::Int(key), Value::Id(id.uuid())]);
            }
            let order = "ORDER BY s.submitted_at DESC, s.id DESC";
            filter.tail(order, []).tail("LIMIT ?)", [most]).tail(order, []);
        }
    }
}

/// What the index finds for a text; the database says which of it lies in the actor's parts.
fn found(index: &Index, actor: &Actor, text: &str) -> Result<Vec<SuggestionId>> {
    let query =
        Query { text: text.to_owned(), order: SearchOrder::Relevance, limit: search::MAX_LIMIT, ..Query::default() };
    let hits = index.query(&query, &queries::viewer(actor)).map_err(Error::broken)?;
    Ok(hits.hits.iter().filter_map(|hit| id_of(hit.id)).collect())
}

/// An id as the index keeps it.
pub(crate) fn id_of(number: u128) -> Option<SuggestionId> {
    format!("{number:032x}").parse().ok()
}

/// The units one may narrow to, with how deep each lies below the first.
///
/// # Errors
/// Broken, when the database fails.
pub fn units(reader: &Reader<'_>, actor: &Actor) -> Result<Vec<(UnitName, usize)>> {
    units_of(reader, actor, &READERS)
}

/// The units over which somebody holds one of these roles inside an enterprise.
///
/// # Errors
/// Broken, when the database fails.
pub fn units_of(reader: &Reader<'_>, actor: &Actor, roles: &[kernel::Role]) -> Result<Vec<(UnitName, usize)>> {
    let mut filter = Filter::new();
    queries::within(&mut filter, actor, roles);
    filter.tail("ORDER BY s.path", []);
    let units: Vec<(kernel::id::UnitId, String, kernel::Path)> = reader.list(UNITS, &filter)?;
    let top = units.iter().map(|(_, _, path)| path.depth()).min().unwrap_or(0);
    Ok(units.into_iter().map(|(unit, name, path)| (UnitName { unit, name }, path.depth() - top)).collect())
}
