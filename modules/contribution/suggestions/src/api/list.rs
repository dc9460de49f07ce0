//! Lists of suggestions: what the caller may see, the newest first, or what fits some words best.

use axum::Json;
use axum::response::IntoResponse;
use kernel::id::PersonId;
use kernel::lifecycle::Word;
use kernel::{Result, Time};
use serde::Serialize;
use web::api::Slice;
use web::{Ctx, Fields, Reply};

use super::others::{unreadable, word};
use crate::lifecycle::State;
use crate::model::{Category, SuggestionId, Visibility};
use crate::queries::{self, ListRow, Newest};
use web::api::Stamp;
use web::api::{Api, Query};
use web::shape;

/// Most items of a slice.
const MOST: usize = 100;
/// Items of a slice unless said otherwise.
const USUAL: usize = 50;

shape! {
    /// A person.
    PersonRef: Serialize {
        /// The person.
        id: PersonId,
        /// Their name.
        name: String,
    }
}
shape! {
    /// A suggestion in a list.
    Item: Serialize {
        /// Its id.
        id: SuggestionId,
        /// Its number, as people say it.
        serial: String,
        /// In a line.
        title: String,
        /// Where it stands.
        state: State,
        /// Which of the five kinds.
        category: Option<Category>,
        /// Who may find it.
        visibility: Visibility,
        /// Counts up with every change.
        version: i64,
        /// Who put it forward.
        author: PersonRef,
        /// Short name of the unit where it counts.
        unit: String,
        /// Short name of its enterprise.
        enterprise: String,
        /// When it was registered.
        submitted_at: Stamp,
        /// When an answer was promised.
        promised_at: Stamp,
        /// The deadline of the present state.
        due_at: Option<Stamp>,
        /// When it was decided.
        decided_at: Option<Stamp>,
        /// Since when it is in use.
        applied_at: Option<Stamp>,
        /// How many seconded it.
        seconds: i64,
    }
}

impl From<ListRow> for Item {
    fn from(row: ListRow) -> Item {
        Item {
            id: row.id,
            serial: row.serial,
            title: row.title,
            state: row.state,
            category: row.category,
            visibility: row.visibility,
            version: row.version,
            author: PersonRef { id: row.author, name: row.author_name },
            unit: row.unit_name,
            enterprise: row.enterprise_name,
            submitted_at: Stamp(row.submitted_at),
            promised_at: Stamp(row.promised_at),
            due_at: row.due_at.map(Stamp),
            decided_at: row.decided_at.map(Stamp),
            applied_at: row.applied_at.map(Stamp),
            seconds: row.seconds,
        }
    }
}

/// Mounts it.
pub fn routes(api: Api) -> Api {
    let query = [
        Query::new::<Vec<State>>("state", "Only in one of these states; repeat the parameter for several."),
        Query::new::<Category>("category", "Only of this kind."),
        Query::new::<bool>("mine", "`true` for what the caller has a share in; only there stands what was withdrawn."),
        Query::new::<String>("q", "Words to be found in title, text, number or names."),
        Query::new::<u32>("limit", "Items of a slice: 1 to 100, usually 50."),
        Query::new::<String>("cursor", "The `next` of the slice before."),
    ];
    api.get::<Slice<Item>, _, _>(
        "/api/v1/suggestions",
        "What the caller may see, the newest first; with `q`, what fits best first.",
        &query,
        list,
    )
}

/// What is asked for.
struct Asked {
    states: Vec<State>,
    category: Option<Category>,
    mine: bool,
    limit: usize,
}

impl Asked {
    fn read(fields: &Fields) -> Result<Asked> {
        let states = fields.all("state").map(|typed| State::from_word(typed).ok_or_else(|| unreadable("state")));
        let limit = match fields.get("limit") {
            "" => USUAL,
            typed => typed.parse().ok().filter(|n| (1..=MOST).contains(n)).ok_or_else(|| unreadable("limit"))?,
        };
        let mine = match fields.get("mine") {
            "" | "false" => false,
            "true" => true,
            _ => return Err(unreadable("mine")),
        };
        Ok(Asked { states: states.collect::<Result<_>>()?, category: word(fields, "category")?, mine, limit })
    }
}

async fn list(ctx: Ctx) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let asked = Asked::read(&fields)?;
    let text = fields.get("q").trim().to_owned();
    let slice = if text.is_empty() {
        newest(&ctx, asked, fields.get("cursor")).await?
    } else {
        fitting(&ctx, asked, text, fields.get("cursor")).await?
    };
    Ok(Json(slice).into_response())
}

/// The newest first, from the database. The cursor is the last item's time and id.
async fn newest(ctx: &Ctx, asked: Asked, cursor: &str) -> Result<Slice<Item>> {
    let actor = ctx.actor()?.clone();
    let after = if cursor.is_empty() { None } else { Some(place(cursor).ok_or_else(|| unreadable("cursor"))?) };
    let Asked { states, category, mine, limit } = asked;
    let wanted = Newest { states, category, mine, after, most: limit + 1 };
    let mut rows = ctx.read(move |reader| queries::newest(reader, &actor, &wanted)).await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| format!("{}.{}", row.submitted_at.millis(), row.id));
    Ok(Slice { items: rows.into_iter().map(Item::from).collect(), next })
}

/// Reads a cursor.
fn place(cursor: &str) -> Option<(Time, SuggestionId)> {
    let (at, id) = cursor.split_once('.')?;
    Some((Time::from_millis(at.parse().ok()?), id.parse().ok()?))
}

/// What fits the words best, from the search index and checked against the database. The cursor is
/// how far to skip.
async fn fitting(ctx: &Ctx, asked: Asked, text: String, cursor: &str) -> Result<Slice<Item>> {
    let offset = if cursor.is_empty() { 0 } else { cursor.parse().map_err(|_| unreadable("cursor"))? };
    let wanted = queries::Asked {
        text,
        states: asked.states,
        category: asked.category,
        with_me: asked.mine,
        offset,
        limit: asked.limit,
        ..Default::default()
    };
    let found = queries::find(&ctx.app.db, &ctx.app.index, ctx.actor()?, wanted, ctx.now).await?;
    let next = found.next.map(|offset| offset.to_string());
    Ok(Slice { items: found.rows.into_iter().map(Item::from).collect(), next })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_as_it_was_written_and_nothing_else_does() {
        let (at, id) = (Time::from_millis(7), SuggestionId::new(Time::from_millis(7)));
        assert_eq!(place(&format!("7.{id}")), Some((at, id)));
        assert_eq!((place("7"), place("x.y"), place(&format!("{id}.7"))), (None, None, None));
    }
}
