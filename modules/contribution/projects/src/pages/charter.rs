//! The charter: proposing a project, new or from a work it grows from, and completing it.

use askama::Template;
use axum::extract::Path;
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Result};
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, say, shares};
use works::{Visibility, WorkId};

use crate::lifecycle::Step;
use crate::model::ProjectId;
use crate::pages::record::{parse, path, read};
use crate::{actions, forms, policy};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/projects/new", begin)
        .post("/projects", propose)
        .get("/projects/{project}/completion", again)
        .post("/projects/{project}/completion", complete)
}

#[derive(Template)]
#[template(path = "projects/charter.html")]
struct CharterPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    action: String,
    fields: &'a Fields,
    errors: Vec<(String, String)>,
    rows: Vec<shares::Row>,
    shown_to: Vec<Choice<'static>>,
    submit: &'static str,
}

impl CharterPage<'_> {
    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

async fn begin(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let from: Option<WorkId> = Fields::from_query(&ctx.visit.query).get("from").parse().ok();
    let today = ctx.now.date();
    let id = ProjectId::new(ctx.now);
    let mut fields = ctx
        .read(move |reader| {
            let Some(work) = from else { return Ok(Fields::default()) };
            // What the work says already is not typed again.
            let card = works::sight::find(reader, &actor, work)?;
            let people = works::authors::of(reader, work)?;
            let names = identity::named::by_id(reader, people.iter().map(|author| author.person))?;
            let handle = |person| names.get(person).map(|one| format!("{}#{}", one.name, one.employee_no));
            let mut fields =
                shares::start(people.iter().filter_map(|author| Some((handle(&author.person)?, author.part))));
            fields.set("title", card.title);
            fields.set("aim", card.gist);
            fields.set("from", work.to_string());
            Ok(fields)
        })
        .await?;
    fields.set("id", id.to_string());
    fields.set("starts", today.to_string());
    ctx.show(&draw(&ctx, "/projects".to_owned(), "/projects".to_owned(), "project-propose", &fields, &Faults::none()))
}

async fn propose(ctx: Ctx, Form(fields): Form) -> Reply {
    let by = ctx.by(None)?;
    let id: ProjectId = fields.get("id").parse().map_err(|_| Error::invalid("form", "form-unreadable"))?;
    let typed = fields.clone();
    let proposed = ctx
        .change(move |tx| {
            let enterprise =
                by.actor.place.enterprise.ok_or_else(|| Error::invalid("title", "project-no-enterprise"))?;
            let charter = forms::charter(tx, enterprise, by.actor.person, &typed)?;
            Ok(actions::propose(tx, &by, id, &charter)?.with(()))
        })
        .await;
    match proposed {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, "flash-project-proposed")))),
        Err(Error::Invalid(faults)) => {
            let (back, action) = ("/projects".to_owned(), "/projects".to_owned());
            ctx.show_again(&draw(&ctx, back, action, "project-propose", &fields, &faults))
        }
        Err(error) => Err(error.into()),
    }
}

async fn again(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let id = parse(&id)?;
    let record = read(&ctx, id).await?.0;
    policy::check(ctx.actor()?, &record.seen, Step::Complete)?;
    let it = &record.seen.it;
    let people: Vec<_> = record.authors.iter().map(|author| author.person).collect();
    let names = ctx.read(move |reader| identity::named::by_id(reader, people)).await?;
    let handle = |person| names.get(person).map(|one| format!("{}#{}", one.name, one.employee_no));
    let team = record.authors.iter().filter_map(|author| Some((handle(&author.person)?, author.part)));
    let mut fields = shares::start(team);
    fields.set("title", it.title.as_str());
    fields.set("problem", it.problem.as_str());
    fields.set("aim", it.aim.as_str());
    fields.set("route", it.route.as_str());
    fields.set("starts", it.starts.to_string());
    fields.set("ends", it.ends.to_string());
    fields.set("budget", it.budget.to_string());
    fields.set("visibility", it.visibility.word());
    fields.set("version", it.version.to_string());
    let action = format!("{}/completion", path(id));
    ctx.show(&draw(&ctx, path(id), action, "word-project_complete", &fields, &Faults::none()))
}

async fn complete(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let id = parse(&id)?;
    let by = ctx.by(fields.version())?;
    let typed = fields.clone();
    let done: Result<()> = ctx
        .change(move |tx| {
            let seen = policy::find(tx, &by.actor, id)?;
            policy::check(&by.actor, &seen, Step::Complete)?;
            let it = seen.it;
            let charter = forms::charter(tx, it.enterprise, it.leader, &typed)?;
            Ok(actions::complete(tx, &by, id, &charter)?.with(()))
        })
        .await;
    match done {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, "flash-project-saved")))),
        Err(Error::Invalid(faults)) => {
            let action = format!("{}/completion", path(id));
            ctx.show_again(&draw(&ctx, path(id), action, "word-project_complete", &fields, &faults))
        }
        Err(error) => Err(error.into()),
    }
}

fn draw<'a>(
    ctx: &'a Ctx,
    back: String,
    action: String,
    submit: &'static str,
    fields: &'a Fields,
    faults: &Faults,
) -> CharterPage<'a> {
    let t = ctx.t();
    CharterPage {
        page: ctx.page(t.get("project-new")),
        bar: t.get("project-new").to_owned(),
        back,
        action,
        fields,
        errors: faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect(),
        rows: shares::rows(t, fields, faults),
        shown_to: shown_to(t, fields),
        submit,
    }
}

fn shown_to(t: T, fields: &Fields) -> Vec<Choice<'static>> {
    let start = if fields.sent("visibility") { fields.get("visibility") } else { Visibility::Enterprise.word() };
    let choice = |one: &Visibility| Choice {
        value: one.word().into(),
        label: t.get(&format!("word-vis-{one}")).to_owned().into(),
        chosen: one.word() == start,
    };
    Visibility::ALL.iter().map(choice).collect()
}
