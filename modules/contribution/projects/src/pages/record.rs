//! One project, whole.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use kernel::{Error, Reason, Result};
use ui::Page;
use ui::parts::{Panel, Share};
use web::acts::{Act, Typed};
use web::attachments::{Shown, shown};
use web::{Asking, Ctx, Reply, Routes, say};

use crate::model::{Project, ProjectId, spent};
use crate::pages::acts;
use crate::pages::files::Files;
use crate::queries::Record;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/projects/{project}", page)
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (record, panels, judges) = read(&ctx, parse(&id)?).await?;
    ctx.show(&RecordPage::new(&ctx, &record, panels, &judges, &Typed::default())?)
}

/// The id in a path; what is none names nothing.
///
/// # Errors
/// Not found.
pub fn parse(id: &str) -> Result<ProjectId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// The address of a project.
pub fn path(id: ProjectId) -> String {
    format!("/projects/{id}")
}

/// Who may be called to a panel: the enterprise's reviewers, with their names.
pub type Callable = Vec<(String, String)>;

/// Reads the project with what other modules add and who may be called to its panel.
///
/// # Errors
/// Sign-in needed; not found, when it is missing or hidden.
pub async fn read(ctx: &Ctx, id: ProjectId) -> Result<(Record, Vec<Panel>, Callable)> {
    let (actor, now, app, t) = (ctx.actor()?.clone(), ctx.now, ctx.app.clone(), ctx.t());
    ctx.read(move |reader| {
        let record = Record::read(reader, &actor, id)?;
        let card = match works::cards::load(reader, id.cast()) {
            Err(Error::NotFound) => None,
            other => Some(other?),
        };
        let panels = match card {
            Some(card) => app.of_work(&Asking { reader, actor: &actor, t, now }, &card)?,
            None => Vec::new(),
        };
        let held = identity::grants::within(reader, record.seen.it.enterprise, now)?;
        let mut callable: Callable = Vec::new();
        for one in held.iter().filter(|one| one.role == kernel::Role::Reviewer && one.starts_at <= now) {
            let author = record.authors.iter().any(|author| author.person == one.person);
            let entry = (one.person.to_string(), one.name.clone());
            if !author && !callable.contains(&entry) {
                callable.push(entry);
            }
        }
        Ok((record, panels, callable))
    })
    .await
}

/// Shows the project again after a small form of it was refused, with what was typed and what is wrong.
///
/// # Errors
/// What is not for the form to show.
pub async fn again(ctx: &Ctx, id: ProjectId, noun: &str, fields: web::Fields, error: Error) -> Reply {
    let (faults, why, status) = match error {
        Error::Invalid(faults) => (faults, None, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Overtaken => (Default::default(), Some(Reason::new("project-overtaken")), StatusCode::CONFLICT),
        Error::Refused(reason) => (Default::default(), Some(reason), StatusCode::CONFLICT),
        other => return Err(other.into()),
    };
    let (record, panels, judges) = read(ctx, id).await?;
    let typed = Typed { noun: noun.to_owned(), fields, faults };
    let mut page = RecordPage::new(ctx, &record, panels, &judges, &typed)?;
    page.why = why.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((status, Html(page.render()?)).into_response())
}

#[derive(Template)]
#[template(path = "projects/record.html")]
struct RecordPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    here: String,
    record: &'a Record,
    it: &'a Project,
    leader: &'a str,
    state: String,
    visibility: String,
    /// Why a form came back although nothing in it was wrong; empty otherwise.
    why: String,
    budget: String,
    spent: String,
    /// Part of the budget that is spent, in whole per cent, at most 100.
    part: i64,
    over: bool,
    milestones: Vec<MilestoneLine>,
    words: Vec<Said>,
    files: Vec<Shown>,
    panel: Vec<PanelMember>,
    acts: Vec<Act>,
    shares: Vec<Share<'a>>,
    panels: Vec<Panel>,
    events: Vec<(String, String, String)>,
}

/// A milestone as it is shown.
struct MilestoneLine {
    id: String,
    title: String,
    due: String,
    reached: String,
    note: String,
    late: bool,
    /// Whether the reader may say that it is reached.
    open: bool,
}

/// Something that was said on the way: a decision, a trial, a result.
struct Said {
    what: String,
    words: String,
    name: String,
    at: String,
}

/// A member of the panel as they are shown.
struct PanelMember {
    name: String,
    says: String,
    look: &'static str,
    conclusion: String,
}

impl<'a> RecordPage<'a> {
    fn new(
        ctx: &'a Ctx,
        record: &'a Record,
        panels: Vec<Panel>,
        callable: &Callable,
        typed: &Typed,
    ) -> Result<RecordPage<'a>> {
        let (t, actor, it) = (ctx.t(), ctx.actor()?, &record.seen.it);
        let spent = spent(&record.spendings).ok_or_else(|| Error::broken("spending leaves the range of money"))?;
        let part = if it.budget.0 > 0 { spent.0.saturating_mul(100) / it.budget.0 } else { 0 };
        let today = ctx.now.date();
        let may_reach = crate::policy::may(actor, &record.seen, crate::lifecycle::Step::Reach).allowed();
        Ok(RecordPage {
            page: ctx.page(it.title.as_str()),
            back: "/projects".to_owned(),
            bar: it.serial.clone(),
            here: path(it.id),
            record,
            it,
            leader: record.name(it.leader),
            state: t.get(&format!("word-{}", it.state)).to_owned(),
            visibility: t.get(&format!("word-vis-{}", it.visibility)).to_owned(),
            why: String::new(),
            budget: t.money(it.budget.0),
            spent: t.money(spent.0),
            part: part.clamp(0, 100),
            over: spent > it.budget,
            milestones: record
                .milestones
                .iter()
                .map(|one| MilestoneLine {
                    id: one.id.to_string(),
                    title: one.title.clone(),
                    due: one.due.to_string(),
                    reached: one.reached_on.map(|day| day.to_string()).unwrap_or_default(),
                    note: one.note.clone(),
                    late: one.reached_on.is_none_or(|day| day > one.due) && one.due < today,
                    open: one.reached_on.is_none() && may_reach,
                })
                .collect(),
            words: said(t, record),
            files: shown::<Files>(t, (actor, it.id.any()), &record.seen, &record.files, |phase| {
                t.get(&format!("word-{phase}")).to_owned()
            }),
            panel: record
                .panel
                .iter()
                .map(|judge| PanelMember {
                    name: record.name(judge.person).to_owned(),
                    says: t
                        .get(match judge.accepts {
                            None => "project-judge-awaited",
                            Some(true) => "project-judge-accepts",
                            Some(false) => "project-judge-rejects",
                        })
                        .to_owned(),
                    look: if judge.accepts == Some(true) { "ok" } else { "" },
                    conclusion: judge.conclusion.clone().unwrap_or_default(),
                })
                .collect(),
            acts: acts::acts(t, record, actor, callable, typed, today),
            shares: record
                .authors
                .iter()
                .map(|author| Share {
                    name: author.name.as_str().into(),
                    field: String::new().into(),
                    percent: u8::try_from(author.part).unwrap_or(100),
                })
                .collect(),
            panels,
            events: record
                .history
                .iter()
                .map(|entry| {
                    let who = entry.actor.map_or("", |person| record.name(person));
                    (t.get(&format!("word-{}", entry.step)).to_owned(), who.to_owned(), t.stamp(entry.at.millis()))
                })
                .collect(),
        })
    }

    fn lead(&self) -> Option<&Act> {
        self.acts.iter().find(|act| act.look == "primary")
    }
}

/// Decisions, results and trials in their own words, oldest first.
fn said(t: ui::T, record: &Record) -> Vec<Said> {
    let words = |entry: &ledger::SealedRow| {
        let payload = entry.payload();
        let said = ["note", "reason", "result", "text"]
            .iter()
            .find_map(|field| payload.get(field)?.as_str().map(str::to_owned));
        let said = said.filter(|words| !words.is_empty() && entry.step != "project_reach")?;
        Some(Said {
            what: t.get(&format!("word-{}", entry.step)).to_owned(),
            words: said,
            name: entry.actor.map_or("", |person| record.name(person)).to_owned(),
            at: t.stamp(entry.at.millis()),
        })
    };
    record.history.iter().filter_map(words).collect()
}
