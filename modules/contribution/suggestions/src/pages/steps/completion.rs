//! Completing what was sent back: what was asked stands above, everything below can be changed.

use askama::Template;
use axum::extract::Path;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Result};
use ui::Page;
use ui::page::Tone;
use ui::parts::Choice;
use web::{Ctx, Fields, Form, Reply, Routes};

use super::{done, none};
use crate::actions;
use crate::forms::steps as forms;
use crate::lifecycle::Step;
use crate::model::{Category, Gain, PLACE, SuggestionId, TEXT, TITLE};
use crate::pages::record::{again, parse, path, read};
use crate::policy;
use crate::record::Record;
use crate::record::answers::{self, Answer};
use crate::record::form::{self, Errors};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/suggestions/{id}/completion", page).post("/suggestions/{id}/completion", complete)
}

#[derive(Template)]
#[template(path = "steps_completion.html")]
struct CompletionPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    action: String,
    version: i64,
    asked: Option<Answer>,
    fields: &'a Fields,
    errors: Errors<'a>,
    categories: Vec<Choice<'static>>,
    gains: Vec<Choice<'static>>,
    longest: [u32; 3],
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id = parse(&id)?;
    let record = open(&ctx, id).await?;
    let fields = start(&record);
    ctx.show(&draw(&ctx, &record, &fields, &Faults::none()))
}

async fn complete(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let id = parse(&id)?;
    match completed(&ctx, id, &fields).await {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, done("completion"))))),
        Err(Error::Invalid(faults)) => {
            let record = open(&ctx, id).await?;
            ctx.show_again(&draw(&ctx, &record, &fields, &faults))
        }
        Err(error) => again(&ctx, id, "completion", fields, error).await,
    }
}

async fn completed(ctx: &Ctx, id: SuggestionId, fields: &Fields) -> Result<()> {
    let (by, fields) = (ctx.by(fields.version())?, fields.clone());
    ctx.change(move |tx| {
        let seen = policy::find(tx, &by.actor, id)?;
        let proposal = forms::completion(&fields, &seen.it)?;
        none(actions::complete(tx, &by, id, &proposal))
    })
    .await
}

/// The record, if this person may complete it now.
async fn open(ctx: &Ctx, id: SuggestionId) -> Result<Record> {
    let record = read(ctx, id).await?;
    policy::check(ctx.actor()?, &record.seen, Step::Complete)?;
    Ok(record)
}

fn start(record: &Record) -> Fields {
    let it = &record.seen.it;
    let mut pairs = vec![
        ("version", it.version.to_string()),
        ("title", it.title.clone()),
        ("now", it.now_text.clone()),
        ("how", it.how_text.clone()),
        ("spot", it.spot.clone()),
        ("category", it.category.map(|category| category.to_string()).unwrap_or_default()),
    ];
    pairs.extend(it.gains.iter().map(|gain| ("gain", gain.to_string())));
    Fields::from_pairs(pairs)
}

fn draw<'a>(ctx: &'a Ctx, record: &'a Record, fields: &'a Fields, faults: &'a Faults) -> CompletionPage<'a> {
    let (t, it) = (ctx.t(), &record.seen.it);
    let asked = answers::answers(t, record).into_iter().find(|answer| answer.step == "word-return");
    CompletionPage {
        page: ctx.page(t.get("steps-completion-title")),
        back: path(it.id),
        bar: it.serial.clone(),
        action: format!("{}/completion", path(it.id)),
        version: it.version,
        asked,
        fields,
        errors: Errors::new(t, faults),
        categories: form::choices(t, "word-cat", Category::ALL, |word| fields.has("category", word)),
        gains: form::choices(t, "word-gain", Gain::ALL, |word| fields.has("gain", word)),
        longest: [TITLE, TEXT, PLACE].map(|most| u32::try_from(most).unwrap_or(u32::MAX)),
    }
}
