//! Related suggestions while the title is typed: a workmate may have had the thought already.

use askama::Template;
use kernel::lifecycle::Word;
use kernel::{Actor, Result};
use ui::T;
use web::{Ctx, Fields, Reply};

use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{SuggestionId, TITLE};
use crate::pages::browse::card::Piece;
use crate::queries::{ListRow, related};

/// How many are shown.
const MOST: usize = 3;

/// What stands under the title.
#[derive(Template)]
#[template(path = "propose-related.html")]
pub(super) struct Related {
    pub(super) t: T,
    pub(super) likes: Vec<Like>,
}

/// One related suggestion.
pub(super) struct Like {
    pub(super) id: SuggestionId,
    pub(super) title: Vec<Piece>,
    pub(super) about: String,
    /// Whether it can still be seconded.
    pub(super) open: bool,
}

impl Like {
    pub(super) fn new(t: T, row: &ListRow, typed: &str, actor: &Actor) -> Like {
        let state = t.try_get(&format!("word-{}", row.state.word())).unwrap_or_default();
        Like {
            id: row.id,
            title: search::highlight(&row.title, typed).into_iter().map(Piece::from).collect(),
            about: format!("{} · {state}", row.enterprise_name),
            open: row.author != actor.person && LIFECYCLE.permits(row.state, Step::Second),
        }
    }
}

/// The related ones of a title.
///
/// # Errors
/// Broken, when the index or the database fails.
pub(super) async fn likes(ctx: &Ctx, title: &str) -> Result<Vec<Like>> {
    let actor = ctx.actor()?;
    let title: String = title.chars().take(TITLE).collect();
    let rows = related(&ctx.app.db, &ctx.app.index, actor, &title, MOST).await?;
    Ok(rows.iter().map(|row| Like::new(ctx.t(), row, &title, actor)).collect())
}

/// `GET /suggestions/related?q=`; the form's own field is called `title`.
pub(super) async fn fragment(ctx: Ctx) -> Reply {
    let asked = Fields::from_query(&ctx.visit.query);
    let typed = if asked.sent("q") { asked.get("q") } else { asked.get("title") };
    ctx.show(&Related { t: ctx.t(), likes: likes(&ctx, typed).await? })
}
