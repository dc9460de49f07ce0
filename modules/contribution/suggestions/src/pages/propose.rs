//! Putting something forward: three short steps over a draft that saves itself, and the registration.
//! Every step is a plain form; each of its buttons keeps what was typed before it does anything else.

mod draft;
mod friends;
mod related;
mod steps;
mod submit;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kernel::Error;
use kernel::lifecycle::Word;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use crate::forms::propose::Part;
use crate::model::DraftId;
use draft::Draft;
pub(crate) use steps::draft_key;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/suggestions/new", begin)
        .get("/suggestions/related", related::fragment)
        .get("/suggestions/people", friends::fragment)
        .post("/suggestions/drafts/{id}", autosave)
        .get("/suggestions/drafts/{id}/what", steps::what)
        .post("/suggestions/drafts/{id}/what", steps::what_typed)
        .get("/suggestions/drafts/{id}/how", steps::how)
        .post("/suggestions/drafts/{id}/how", steps::how_typed)
        .get("/suggestions/drafts/{id}/who", steps::who)
        .post("/suggestions/drafts/{id}/who", steps::who_typed)
        .get("/suggestions/drafts/{id}/same", submit::same)
        .post("/suggestions/drafts/{id}/same", submit::same_answered)
        .post("/suggestions/drafts/{id}/end", discard)
}

/// A new draft is only an id until something is typed into it.
async fn begin(ctx: Ctx) -> Reply {
    if ctx.actor()?.place.enterprise.is_none() {
        return Err(Error::refused("suggestion-no-enterprise").into());
    }
    let first = draft::step(DraftId::new(ctx.now), Part::What);
    let asked = Fields::from_query(&ctx.visit.query);
    // «借鉴» on a record's page begins a draft that builds on it.
    let from = asked.get("builds_on");
    let to = if from.is_empty() {
        first
    } else {
        format!("{first}?{}", Fields::from_pairs([("builds_on", from)]).to_query())
    };
    Ok(ctx.lead_to(&to, None))
}

/// What the page's script sends after every pause. It must hear at once when nobody is signed in any
/// more, or it would believe the words are safe here.
async fn autosave(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    if ctx.actor.is_none() {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    }
    let part = Part::from_word(fields.get("step")).ok_or_else(|| Error::invalid("step", "suggestion-choose"))?;
    Draft::keep(&ctx, &id, part, fields, |_| ()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn discard(ctx: Ctx, Path(id): Path<String>, Form(_): Form) -> Reply {
    let id: DraftId = id.parse().map_err(|_| Error::NotFound)?;
    let me = ctx.actor()?.person;
    ctx.keep(move |tx| draft::end(tx, id, me)).await?;
    Ok(ctx.lead_to("/mine", Some((Tone::Plain, "flash-draft-ended"))))
}

/// The way back after signing in again in the middle of a form: to the step, where the device and
/// the draft still have what was typed.
fn sign_in_again(ctx: &Ctx) -> Response {
    ctx.lead_to(&format!("/sign-in?next={}", ctx.visit.path), None)
}

/// To the receipt of what this draft became.
fn receipt(ctx: &Ctx, id: &str) -> Response {
    ctx.lead_to(&format!("/suggestions/{id}/receipt?new"), None)
}
