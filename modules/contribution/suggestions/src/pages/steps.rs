//! The steps on a record, each a noun under its address. A handler reads the form, acts, and leads back;
//! what cannot be taken comes back on the same page with everything that was typed.

mod completion;
mod files;
mod plan;
mod shares;

use axum::extract::Path;
use kernel::{Error, Result};
use ledger::Recorded;
use store::Tx;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use crate::actions::{self, By};
use crate::forms::steps as forms;
use crate::model::SuggestionId;
use crate::pages::record::{again, parse, path};
use crate::policy;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .post("/suggestions/{id}/withdrawal", withdraw)
        .post("/suggestions/{id}/appeal", appeal)
        .post("/suggestions/{id}/confirmation", confirm)
        .post("/suggestions/{id}/dispute", dispute)
        .post("/suggestions/{id}/agreement", agree)
        .post("/suggestions/{id}/visibility", show)
        .post("/suggestions/{id}/second", second)
        .post("/suggestions/{id}/second/removal", unsecond)
        .post("/suggestions/{id}/comments", comment)
        .post("/suggestions/{id}/progress", progress)
        .post("/suggestions/{id}/reconsideration", reconsider)
        .post("/suggestions/{id}/take-up", take_up)
        .post("/suggestions/{id}/claim", claim)
        .merge(completion::routes())
        .merge(plan::routes())
        .merge(shares::routes())
        .merge(files::routes())
}

async fn withdraw(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, "withdrawal", fields, |_| Ok(()), |tx, by, id, ()| none(actions::withdraw(tx, by, id))).await
}

async fn appeal(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let words = |fields: &Fields| forms::words(fields, "reason");
    take(ctx, &id, "appeal", fields, words, |tx, by, id, reason| none(actions::appeal(tx, by, id, reason))).await
}

async fn confirm(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let words = |fields: &Fields| forms::optional_words(fields, "note");
    take(ctx, &id, "confirmation", fields, words, |tx, by, id, note| none(actions::confirm(tx, by, id, note))).await
}

async fn dispute(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let words = |fields: &Fields| forms::words(fields, "reason");
    take(ctx, &id, "dispute", fields, words, |tx, by, id, reason| none(actions::dispute(tx, by, id, reason))).await
}

async fn agree(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, "agreement", fields, |_| Ok(()), |tx, by, id, ()| none(actions::agree(tx, by, id))).await
}

async fn show(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, "visibility", fields, forms::visibility, |tx, by, id, to| none(actions::show(tx, by, id, *to))).await
}

async fn second(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(
        ctx,
        &id,
        "second",
        fields,
        |_| Ok(()),
        |tx, by, id, ()| {
            // A double tap is harmless: who has seconded it has seconded it.
            let seen = policy::find(tx, &by.actor, id)?;
            if seen.ties.seconded {
                return Ok(ledger::unchanged(()));
            }
            none(actions::second(tx, &beside(by), id))
        },
    )
    .await
}

async fn unsecond(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, "second-removal", fields, |_| Ok(()), |tx, by, id, ()| none(actions::unsecond(tx, by, id))).await
}

async fn comment(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, "comments", fields, forms::comment, |tx, by, id, text| {
        let seen = policy::find(tx, &by.actor, id)?;
        let enterprise = seen.it.place.enterprise.ok_or(Error::NotFound)?;
        let mentions = identity::named::mentioned(tx, enterprise, text)?;
        none(actions::comment(tx, &beside(by), id, text, &mentions))
    })
    .await
}

async fn progress(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let words = |fields: &Fields| forms::words(fields, "note");
    take(ctx, &id, "progress", fields, words, |tx, by, id, note| none(actions::progress(tx, by, id, note))).await
}

async fn reconsider(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, "reconsideration", fields, forms::reconsideration, |tx, by, id, outcome| {
        none(actions::reconsider(tx, by, id, outcome.overturn, &outcome.answer))
    })
    .await
}

async fn take_up(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let words = |fields: &Fields| forms::words(fields, "answer");
    take(ctx, &id, "take-up", fields, words, |tx, by, id, answer| none(actions::take_up(tx, by, id, answer))).await
}

async fn claim(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, "claim", fields, |_| Ok(()), |tx, by, id, ()| none(actions::claim(tx, by, id))).await
}

/// The proof alone.
fn none<T>(recorded: Result<Recorded<T>>) -> Result<Recorded<()>> {
    Ok(recorded?.with(()))
}

/// For what stands beside others and overwrites nobody: a comment, a second.
fn beside(by: &By) -> By {
    By { version: None, ..by.clone() }
}

/// Reads the form of a step on the record page, takes the step, and leads back to the record.
async fn take<C: Send + 'static>(
    ctx: Ctx,
    id: &str,
    noun: &'static str,
    fields: Fields,
    parse_form: impl FnOnce(&Fields) -> Result<C>,
    step: impl Fn(&mut Tx<'_>, &By, SuggestionId, &C) -> Result<Recorded<()>> + Send + 'static,
) -> Reply {
    let (id, by) = (parse(id)?, ctx.by(fields.version())?);
    let outcome = match parse_form(&fields) {
        Ok(command) => ctx.change(move |tx| step(tx, &by, id, &command)).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, done(noun))))),
        Err(error) => again(&ctx, id, noun, fields, error).await,
    }
}

/// The sentence shown on the record after a step.
fn done(noun: &str) -> &'static str {
    match noun {
        "withdrawal" => "flash-suggestion-withdrawn",
        "appeal" => "flash-suggestion-appealed",
        "confirmation" => "flash-suggestion-confirmed",
        "dispute" => "flash-suggestion-disputed",
        "agreement" => "flash-suggestion-agreed",
        "visibility" => "flash-suggestion-shown",
        "second" => "flash-suggestion-seconded",
        "comments" => "flash-suggestion-commented",
        "application" => "flash-suggestion-applied",
        "reconsideration" => "flash-suggestion-reconsidered",
        "claim" => "flash-suggestion-claimed",
        "completion" => "flash-suggestion-completed",
        "shares" => "flash-suggestion-reshared",
        "plan" => "flash-suggestion-planned",
        "attachments" => "flash-suggestion-attached",
        _ => "flash-suggestion-saved",
    }
}
