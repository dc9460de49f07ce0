//! One plan, whole: its goals with their lights, who owes what, and the nodes below.

pub(super) mod view;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use kernel::{Error, Reason, Result};
use ui::Page;
use web::acts::{Act, Typed};
use web::{Ctx, Fields, Reply, Routes, say};

use super::acts::acts;
use super::parse;
use crate::lifecycle::{State, Step};
use crate::model::{Plan, PlanId};
use crate::whole::Whole;
use crate::{policy, shown};
use view::{Matrix, Section};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/plans/{plan}", page)
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let whole = read_with_children(&ctx, parse(&id)?).await?;
    ctx.show(&RecordPage::new(&ctx, &whole, &Typed::default())?)
}

/// Reads the plan, and the nodes below, for whoever asks.
///
/// # Errors
/// Sign-in needed; not found.
pub(super) async fn read_with_children(ctx: &Ctx, id: PlanId) -> Result<Whole> {
    let (actor, now, book) = (ctx.actor()?.clone(), ctx.now, ctx.app.book());
    let read = move |reader: &store::Reader<'_>| {
        let whole = Whole::read(reader, &actor, &book.indicators, id, now)?;
        whole.with_children(reader, &book.indicators, now)
    };
    ctx.read(read).await
}

/// Reads the plan for whoever asks.
///
/// # Errors
/// Sign-in needed; not found.
pub(super) async fn read(ctx: &Ctx, id: PlanId) -> Result<Whole> {
    let (actor, now, book) = (ctx.actor()?.clone(), ctx.now, ctx.app.book());
    ctx.read(move |reader| Whole::read(reader, &actor, &book.indicators, id, now)).await
}

/// Why a small form came back, what was typed in it and what is wrong, and the status of the answer.
///
/// # Errors
/// What is not for the form to show.
pub(super) fn returned(
    ctx: &Ctx,
    noun: &str,
    fields: Fields,
    error: Error,
) -> std::result::Result<(Typed, String, StatusCode), Error> {
    let (faults, why, status) = match error {
        Error::Invalid(faults) => (faults, None, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Overtaken => (Default::default(), Some(Reason::new("plan-overtaken")), StatusCode::CONFLICT),
        Error::Refused(reason) => (Default::default(), Some(reason), StatusCode::CONFLICT),
        other => return Err(other),
    };
    let why = why.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((Typed { noun: noun.to_owned(), fields, faults }, why, status))
}

/// Shows the plan again after a small form of it was refused.
///
/// # Errors
/// What is not for the form to show.
pub(super) async fn again(ctx: &Ctx, id: PlanId, noun: &str, fields: Fields, error: Error) -> Reply {
    let (typed, why, status) = returned(ctx, noun, fields, error)?;
    let whole = read_with_children(ctx, id).await?;
    let mut page = RecordPage::new(ctx, &whole, &typed)?;
    page.why = why;
    Ok((status, Html(page.render()?)).into_response())
}

#[derive(Template)]
#[template(path = "plans/record.html")]
struct RecordPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    here: String,
    it: &'a Plan,
    state: String,
    /// Why a form came back although nothing in it was wrong; empty otherwise.
    why: String,
    years: String,
    /// Years to look at: number, whether it is the one that is shown.
    choices: Vec<(i32, bool)>,
    running: bool,
    drafted: bool,
    /// The plan it was taken over from: address, node.
    above: Option<(String, String)>,
    /// How many goals the plan above added since.
    missing: usize,
    rule: Vec<(&'static str, String)>,
    tally: Vec<(&'static str, String)>,
    sections: Vec<Section>,
    /// What is due next: address, name, who, day, whether it is late.
    next: Vec<(String, String, String, String, bool)>,
    /// Who owes what: light, words, address, goal, who.
    owing: Vec<(&'static str, String, String, String, String)>,
    matrix: Option<Matrix>,
    /// Address, name, state of each assessment.
    assessments: Vec<(String, String, String)>,
    may_add: bool,
    acts: Vec<Act>,
    events: Vec<(String, String, String)>,
}

impl<'a> RecordPage<'a> {
    fn new(ctx: &'a Ctx, whole: &'a Whole, typed: &Typed) -> Result<RecordPage<'a>> {
        let (t, actor, it) = (ctx.t(), ctx.actor()?, &whole.it);
        let asked = Fields::from_query(&ctx.visit.query).get("year").parse().ok();
        let year = asked.filter(|year| it.years().contains(year)).unwrap_or(it.year_at(ctx.now));
        let present = i32::from(ctx.now.date().year());
        let tallies =
            whole.facts().tallies(&whole.goals.iter().map(|(_, goal)| goal.clone()).collect::<Vec<_>>(), year);
        let home = policy::at(actor, &policy::HOME, it.unit);
        Ok(RecordPage {
            page: ctx.page(format!("{} {}", it.node, it.name)),
            back: "/plans".to_owned(),
            bar: t.get("nav-plans").to_owned(),
            here: Plan::path_of(it.id),
            state: t.get(&format!("word-{}", it.state)).to_owned(),
            why: String::new(),
            years: shown::years(it),
            choices: it.years().filter(|one| *one <= present || *one == year).map(|one| (one, one == year)).collect(),
            running: it.state != State::Drafted && it.state != State::Dropped,
            drafted: it.state == State::Drafted,
            above: whole.above.as_ref().map(|above| (Plan::path_of(above.id), above.node.clone())),
            missing: whole.missing.len(),
            rule: shown::rule(t, it.rule()),
            tally: tallies.get(&None).map(|tally| shown::tally(t, tally)).unwrap_or_default(),
            sections: view::sections(t, whole, year, &tallies),
            next: view::next(t, whole),
            owing: view::owing(t, whole, year),
            matrix: view::matrix(t, whole, actor),
            assessments: view::assessments(t, whole, home),
            may_add: policy::may(actor, it, Step::AddGoal).allowed(),
            acts: acts(t, whole, actor, typed),
            events: view::events(t, whole),
            it,
        })
    }

    fn lead(&self) -> Option<&Act> {
        self.acts.iter().find(|act| act.look == "primary")
    }
}
