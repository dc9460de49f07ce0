//! The steps of a method, each a noun that is posted from its page.

use axum::extract::Path;
use kernel::Result;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes};

use super::record::again;
use super::{parse, path};
use crate::deed::{NOUNS, perform, read};
use crate::lifecycle::Step;
use crate::model::MethodId;
use crate::policy;

/// The routes of this file: one for each of `deed::NOUNS`.
pub fn routes() -> Routes {
    NOUNS.iter().fold(Routes::new(), |routes, (noun, step)| {
        let (noun, step) = (*noun, *step);
        let post = move |ctx: Ctx, Path(id): Path<String>, Form(fields): Form| take(ctx, id, fields, noun, step);
        routes.post(address(noun), post)
    })
}

/// Where a noun is posted.
fn address(noun: &str) -> &'static str {
    match noun {
        "handing-in" => "/methods/{method}/handing-in",
        "acceptance" => "/methods/{method}/acceptance",
        "return" => "/methods/{method}/return",
        "exclusion" => "/methods/{method}/exclusion",
        "review" => "/methods/{method}/review",
        "publicity" => "/methods/{method}/publicity",
        "objection" => "/methods/{method}/objection",
        "answer" => "/methods/{method}/answer",
        "naming" => "/methods/{method}/naming",
        "refusal" => "/methods/{method}/refusal",
        "turning-down" => "/methods/{method}/turning-down",
        "revision" => "/methods/{method}/revision",
        "dismissal" => "/methods/{method}/dismissal",
        "nomination" => "/methods/{method}/nomination",
        "agreement" => "/methods/{method}/agreement",
        "visibility" => "/methods/{method}/visibility",
        "withdrawal" => "/methods/{method}/withdrawal",
        _ => "/methods/{method}/ending",
    }
}

/// What is said afterwards.
fn flash(step: Step) -> &'static str {
    match step {
        Step::HandIn => "flash-method-handed-in",
        Step::Name => "flash-method-named",
        Step::Object => "flash-method-objected",
        Step::Publish => "flash-method-published",
        Step::Accept => "flash-method-accepted",
        Step::Nominate => "flash-method-nominated",
        Step::Revise => "flash-method-revised",
        _ => "flash-method-done",
    }
}

async fn take(ctx: Ctx, id: String, fields: Fields, noun: &'static str, step: Step) -> Reply {
    let id = parse(&id)?;
    match taken(&ctx, id, &fields, step).await {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, flash(step))))),
        Err(error) => again(&ctx, id, noun, fields, error).await,
    }
}

async fn taken(ctx: &Ctx, id: MethodId, fields: &Fields, step: Step) -> Result<()> {
    let by = ctx.by(fields.version())?;
    // Whether they may at all comes before what they typed.
    let actor = by.actor.clone();
    ctx.read(move |reader| policy::role(&actor, &policy::find(reader, &actor, id)?, step).check()).await?;
    let deed = read(step, fields)?;
    ctx.change(move |tx| perform(tx, &by, id, &deed)).await.map(drop)
}
