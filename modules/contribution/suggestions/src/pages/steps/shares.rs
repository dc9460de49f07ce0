//! The shares: who has which part. Whoever is named anew, or gets another part, is asked to agree.

use askama::Template;
use axum::extract::Path;
use kernel::{Error, Faults, Result};
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes, shares};

use super::plan::handle;
use super::{done, none};
use crate::actions;
use crate::lifecycle::Step;
use crate::model::SuggestionId;
use crate::pages::record::{again, parse, path, read};
use crate::policy;
use crate::record::Record;
use crate::record::form::Errors;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/suggestions/{id}/shares", page).post("/suggestions/{id}/shares", reshare)
}

#[derive(Template)]
#[template(path = "steps_shares.html")]
struct SharesPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    action: String,
    version: i64,
    title: &'a str,
    errors: Errors<'a>,
    rows: Vec<shares::Row>,
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id = parse(&id)?;
    let record = open(&ctx, id).await?;
    let fields = start(&record);
    ctx.show(&draw(&ctx, &record, &fields, &Faults::none()))
}

async fn reshare(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let id = parse(&id)?;
    match reshared(&ctx, id, &fields).await {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, done("shares"))))),
        Err(Error::Invalid(faults)) => {
            let record = open(&ctx, id).await?;
            ctx.show_again(&draw(&ctx, &record, &fields, &faults))
        }
        Err(error) => again(&ctx, id, "shares", fields, error).await,
    }
}

async fn reshared(ctx: &Ctx, id: SuggestionId, fields: &Fields) -> Result<()> {
    let (by, fields) = (ctx.by(fields.version())?, fields.clone());
    ctx.change(move |tx| {
        let it = policy::find(tx, &by.actor, id)?.it;
        let enterprise = it.place.enterprise.ok_or(Error::NotFound)?;
        let shares = shares::read(tx, enterprise, it.author, &fields)?;
        none(actions::reshare(tx, &by, id, &shares))
    })
    .await
}

async fn open(ctx: &Ctx, id: SuggestionId) -> Result<Record> {
    let record = read(ctx, id).await?;
    policy::check(ctx.actor()?, &record.seen, Step::Reshare)?;
    Ok(record)
}

fn start(record: &Record) -> Fields {
    let team = record.authors.iter().map(|author| (handle(record, author.person), author.part));
    shares::start(team)
}

fn draw<'a>(ctx: &'a Ctx, record: &'a Record, fields: &'a Fields, faults: &'a Faults) -> SharesPage<'a> {
    let (t, it) = (ctx.t(), &record.seen.it);
    SharesPage {
        page: ctx.page(t.get("steps-shares-title")),
        back: path(it.id),
        bar: it.serial.clone(),
        action: format!("{}/shares", path(it.id)),
        version: it.version,
        title: &it.title,
        errors: Errors::new(t, faults),
        rows: shares::rows(t, fields, faults),
    }
}
