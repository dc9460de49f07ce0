//! The disclosure in small steps: which problem, what there is already, the solution and what is new, the inventors.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse};
use kernel::lifecycle::Word;
use kernel::{Error, Faults, Result};
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, say, shares};
use works::{Visibility, WorkId};

use super::{parse, path, refused};
use crate::lifecycle::Step;
use crate::model::{Disclosure, InventionId, Part};
use crate::{actions, forms, policy};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/inventions/new", begin)
        .post("/inventions", disclose)
        .get("/inventions/{invention}/disclosure/{part}", part)
        .post("/inventions/{invention}/disclosure/{part}", save)
}

#[derive(Template)]
#[template(path = "inventions/write.html")]
struct WritePage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    action: String,
    /// The parts, with where each is and whether it is behind, here or ahead.
    steps: Vec<(String, &'static str, &'static str)>,
    part: Part,
    last: bool,
    fields: &'a Fields,
    errors: Vec<(String, String)>,
    /// Why a form came back although nothing in it was wrong; empty otherwise.
    why: String,
    rows: Vec<shares::Row>,
    shown_to: Vec<Choice<'static>>,
}

impl WritePage<'_> {
    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

/// The draft a part belongs to; none before the first was saved.
type Draft = Option<InventionId>;

async fn begin(ctx: Ctx) -> Reply {
    let actor = ctx.actor()?.clone();
    let from: Option<WorkId> = Fields::from_query(&ctx.visit.query).get("from").parse().ok();
    let mut fields = ctx
        .read(move |reader| {
            let mut fields = Fields::default();
            // What the work says already is not typed again.
            if let Some(work) = from {
                let card = works::sight::find(reader, &actor, work)?;
                fields.set("title", card.title);
                fields.set("problem", card.gist);
                fields.set("from", work.to_string());
            }
            Ok(fields)
        })
        .await?;
    fields.set("id", InventionId::new(ctx.now).to_string());
    ctx.show(&draw(&ctx, None, Part::Problem, &fields, &Faults::none()))
}

async fn disclose(ctx: Ctx, Form(fields): Form) -> Reply {
    let by = ctx.by(None)?;
    let id: InventionId = fields.get("id").parse().map_err(|_| Error::invalid("form", "form-unreadable"))?;
    let typed = fields.clone();
    let done: Result<()> = ctx
        .change(move |tx| {
            let enterprise =
                by.actor.place.enterprise.ok_or_else(|| Error::invalid("title", "invention-no-enterprise"))?;
            let blank = forms::blank(tx, &by.actor, typed.get("from").parse().ok(), by.now)?;
            let told = forms::disclosure(tx, (enterprise, by.actor.person), &typed, Some(Part::Problem), blank)?;
            Ok(actions::disclose(tx, &by, id, &told)?.with(()))
        })
        .await;
    match done {
        Ok(()) => Ok(ctx.lead_to(&after(id, Part::Problem, &fields), Some((Tone::Good, "flash-invention-saved")))),
        Err(Error::Invalid(faults)) => ctx.show_again(&draw(&ctx, None, Part::Problem, &fields, &faults)),
        Err(error) => Err(error.into()),
    }
}

/// Where one goes on after a part was saved.
fn after(id: InventionId, part: Part, fields: &Fields) -> String {
    let next = Part::ALL.iter().position(|one| *one == part).and_then(|at| Part::ALL.get(at + 1));
    match next {
        Some(next) if !fields.sent("leave") => format!("{}/disclosure/{next}", path(id)),
        _ => path(id),
    }
}

/// The disclosure as it stands, for whoever may write on it.
async fn stands(ctx: &Ctx, id: InventionId) -> Result<(Disclosure, i64, Fields)> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| {
        let seen = policy::find(reader, &actor, id)?;
        policy::check(&actor, &seen, Step::Write)?;
        let it = seen.it;
        let people = works::authors::of(reader, id)?;
        let names = identity::named::by_id(reader, people.iter().map(|author| author.person))?;
        let handle = |person| names.get(person).map(|one| format!("{}#{}", one.name, one.employee_no));
        let team = people.iter().filter_map(|author| Some((handle(&author.person)?, author.part)));
        let mut fields = shares::start(team);
        for (name, value) in [
            ("title", &it.title),
            ("problem", &it.problem),
            ("prior", &it.prior),
            ("search", &it.search),
            ("solution", &it.solution),
            ("novelty", &it.novelty),
        ] {
            fields.set(name, value.as_str());
        }
        fields.set("visibility", it.visibility.word());
        fields.set("version", it.version.to_string());
        let told = Disclosure {
            title: it.title,
            problem: it.problem,
            prior: it.prior,
            search: it.search,
            solution: it.solution,
            novelty: it.novelty,
            visibility: it.visibility,
            shares: works::authors::shares(reader, id)?,
            grew_from: None,
        };
        Ok((told, it.version, fields))
    })
    .await
}

async fn part(ctx: Ctx, Path((id, part)): Path<(String, String)>) -> Reply {
    let (id, part) = (parse(&id)?, Part::from_word(&part).ok_or(Error::NotFound)?);
    let (.., fields) = stands(&ctx, id).await?;
    ctx.show(&draw(&ctx, Some(id), part, &fields, &Faults::none()))
}

async fn save(ctx: Ctx, Path((id, part)): Path<(String, String)>, Form(fields): Form) -> Reply {
    let (id, part) = (parse(&id)?, Part::from_word(&part).ok_or(Error::NotFound)?);
    let (told, ..) = stands(&ctx, id).await?;
    let (by, typed) = (ctx.by(fields.version())?, fields.clone());
    let done: Result<()> = ctx
        .change(move |tx| {
            let it = policy::find(tx, &by.actor, id)?.it;
            let told = forms::disclosure(tx, (it.enterprise, it.author), &typed, Some(part), told.clone())?;
            Ok(actions::write(tx, &by, id, &told)?.with(()))
        })
        .await;
    match done {
        Ok(()) => Ok(ctx.lead_to(&after(id, part, &fields), Some((Tone::Good, "flash-invention-saved")))),
        Err(error) => {
            let (faults, why, status) = refused(error)?;
            // Whoever was overtaken goes on from the newest version, with what they typed.
            let mut fields = fields;
            if why.is_some() {
                fields.set("version", stands(&ctx, id).await?.1.to_string());
            }
            let mut page = draw(&ctx, Some(id), part, &fields, &faults);
            page.why = why.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
            Ok((status, Html(page.render()?)).into_response())
        }
    }
}

fn draw<'a>(ctx: &'a Ctx, draft: Draft, part: Part, fields: &'a Fields, faults: &Faults) -> WritePage<'a> {
    let t = ctx.t();
    let place = |one: Part| Part::ALL.iter().position(|other| *other == one);
    let step = |one: &Part| {
        let (href, class) = match draft {
            Some(id) => (format!("{}/disclosure/{one}", path(id)), if place(*one) < place(part) { "past" } else { "" }),
            None => (String::new(), ""),
        };
        (href, if *one == part { "on" } else { class }, part_key(*one))
    };
    WritePage {
        page: ctx.page(t.get("invention-new")),
        bar: t.get("invention-new").to_owned(),
        back: draft.map_or("/inventions".to_owned(), path),
        action: draft.map_or("/inventions".to_owned(), |id| format!("{}/disclosure/{part}", path(id))),
        steps: Part::ALL.iter().map(step).collect(),
        part,
        last: part == Part::Inventors,
        errors: faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect(),
        why: String::new(),
        rows: shares::rows(t, fields, faults),
        shown_to: shown_to(t, fields),
        fields,
    }
}

/// The key of a part's name.
fn part_key(part: Part) -> &'static str {
    match part {
        Part::Problem => "word-invention-part-problem",
        Part::Prior => "word-invention-part-prior",
        Part::Solution => "word-invention-part-solution",
        Part::Inventors => "word-invention-part-inventors",
    }
}

/// Who may find it, with what that means before it is published.
pub fn shown_to(t: T, fields: &Fields) -> Vec<Choice<'static>> {
    let start = if fields.sent("visibility") { fields.get("visibility") } else { Visibility::Team.word() };
    let choice = |one: &Visibility| Choice {
        value: one.word().into(),
        label: t.get(&format!("word-vis-{one}")).to_owned().into(),
        chosen: one.word() == start,
    };
    Visibility::ALL.iter().map(choice).collect()
}
