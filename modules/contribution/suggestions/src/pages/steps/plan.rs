//! The plan: who carries it out, what will be done, a trial or everywhere, and when.

use askama::Template;
use axum::extract::Path;
use kernel::{Error, Faults, Result};
use ui::Page;
use ui::page::Tone;
use ui::parts::Choice;
use web::{Ctx, Fields, Form, Reply, Routes};

use super::{done, none};
use crate::actions;
use crate::forms::steps as forms;
use crate::lifecycle::Step;
use crate::model::SuggestionId;
use crate::pages::record::{again, parse, path, read};
use crate::policy;
use crate::record::Record;
use crate::record::form::Errors;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/suggestions/{id}/plan", page).post("/suggestions/{id}/plan", plan)
}

#[derive(Template)]
#[template(path = "steps_plan.html")]
struct PlanPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    action: String,
    version: i64,
    title: &'a str,
    fields: &'a Fields,
    errors: Errors<'a>,
    /// Those who are likely to carry it out.
    likely: Vec<String>,
    scales: Vec<Choice<'static>>,
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id = parse(&id)?;
    let record = open(&ctx, id).await?;
    let fields = start(&record);
    ctx.show(&draw(&ctx, &record, &fields, &Faults::none()))
}

async fn plan(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let id = parse(&id)?;
    match planned(&ctx, id, &fields).await {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, done("plan"))))),
        Err(Error::Invalid(faults)) => {
            let record = open(&ctx, id).await?;
            ctx.show_again(&draw(&ctx, &record, &fields, &faults))
        }
        Err(error) => again(&ctx, id, "plan", fields, error).await,
    }
}

async fn planned(ctx: &Ctx, id: SuggestionId, fields: &Fields) -> Result<()> {
    let (by, fields) = (ctx.by(fields.version())?, fields.clone());
    ctx.change(move |tx| {
        let enterprise = policy::find(tx, &by.actor, id)?.it.place.enterprise.ok_or(Error::NotFound)?;
        let plan = forms::plan(tx, enterprise, &fields)?;
        none(actions::plan(tx, &by, id, &plan))
    })
    .await
}

async fn open(ctx: &Ctx, id: SuggestionId) -> Result<Record> {
    let record = read(ctx, id).await?;
    policy::check(ctx.actor()?, &record.seen, Step::Plan)?;
    Ok(record)
}

fn start(record: &Record) -> Fields {
    let version = ("version", record.seen.it.version.to_string());
    let Some(work) = &record.work else {
        let starts = ("starts", record.today.to_string());
        return Fields::from_pairs([version, starts, ("scale", "trial".to_owned())]);
    };
    Fields::from_pairs([
        version,
        ("owner", handle(record, work.owner)),
        ("plan", work.plan.clone()),
        ("scale", work.scale.clone()),
        ("starts", work.starts.to_string()),
        ("ends", work.ends.to_string()),
    ])
}

/// How somebody is typed so that nobody else can be meant.
pub(super) fn handle(record: &Record, person: kernel::id::PersonId) -> String {
    record.people.get(&person).map(|one| format!("{}#{}", one.name, one.employee_no)).unwrap_or_default()
}

fn draw<'a>(ctx: &'a Ctx, record: &'a Record, fields: &'a Fields, faults: &'a Faults) -> PlanPage<'a> {
    let (t, it) = (ctx.t(), &record.seen.it);
    let scale = |word: &'static str| Choice {
        value: word.into(),
        label: t.get(&format!("word-scale-{word}")).to_owned().into(),
        chosen: fields.has("scale", word),
    };
    let authors = record.authors.iter().map(|author| author.person);
    let likely = it.owner.into_iter().chain(authors).chain(it.officer);
    let mut likely: Vec<String> = likely.map(|person| handle(record, person)).collect();
    likely.dedup();
    PlanPage {
        page: ctx.page(t.get("steps-plan-title")),
        back: path(it.id),
        bar: it.serial.clone(),
        action: format!("{}/plan", path(it.id)),
        version: it.version,
        title: &it.title,
        fields,
        errors: Errors::new(t, faults),
        likely,
        scales: ["trial", "full"].map(scale).into_iter().collect(),
    }
}
