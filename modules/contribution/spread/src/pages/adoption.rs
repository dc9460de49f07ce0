//! One adoption: what was asked, answered, tried and seen, and what its two sides may do next.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use kernel::calendar::WorkCalendar;
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Result};
use ledger::Recorded;
use store::{Reader, Tx};
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes, say};

use super::{Typed, parse, returned};
use crate::actions::{self, By};
use crate::forms;
use crate::lifecycle::{State, Step};
use crate::model::{Adoption, AdoptionId};
use crate::policy::{self, Seen};
use crate::queries::NAME;
use crate::regions::Regions;
use crate::tree::{Tree, Twig};

/// The routes of this file.
#[rustfmt::skip] // one step, one line
pub fn routes() -> Routes {
    Routes::new()
        .get("/spread/adoptions/{adoption}", page)
        .post("/spread/adoptions/{adoption}/agreement", agree)
        .post("/spread/adoptions/{adoption}/refusal", refuse)
        .post("/spread/adoptions/{adoption}/calling-off", call_off)
        .post("/spread/adoptions/{adoption}/trial", try_out)
        .post("/spread/adoptions/{adoption}/observations", observe)
        .post("/spread/adoptions/{adoption}/use", take_over)
        .post("/spread/adoptions/{adoption}/giving-up", give_up)
        .post("/spread/adoptions/{adoption}/end", retire)
}

/// One thing that happened.
struct Event {
    step: String,
    who: String,
    at: String,
    words: String,
}

#[derive(Template)]
#[template(path = "spread/adoption.html")]
struct AdoptionPage<'a> {
    page: Page<'a>,
    t: ui::T,
    it: &'a Adoption,
    title: &'a str,
    head: String,
    unit: String,
    origin: String,
    state: String,
    look: &'static str,
    asked_by: String,
    answered_by: String,
    /// Working minutes until an answer is due.
    left: Option<i64>,
    waits: String,
    today: String,
    events: Vec<Event>,
    steps: Vec<Step>,
    typed: Typed,
    trouble: String,
}

impl AdoptionPage<'_> {
    /// Whether the reader may take this step now.
    fn may(&self, step: &str) -> bool {
        self.steps.iter().any(|one| one.word() == step)
    }

    /// What is wrong with a field; empty when nothing is.
    fn error(&self, field: &str) -> String {
        self.typed.error(self.t, field)
    }

    /// A date as it was typed; today, where nothing was.
    fn dated(&self, field: &str) -> &str {
        match self.typed.value(field) {
            "" => &self.today,
            typed => typed,
        }
    }
}

/// What the page reads.
struct Found {
    seen: Seen,
    regions: Regions,
    source: Option<(Twig, String)>,
    asked_by: String,
    answered_by: String,
    history: Vec<(ledger::SealedRow, String)>,
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let found = read(&ctx, parse(&id)?).await?;
    ctx.show(&adoption_page(&ctx, &found, Typed::default())?)
}

async fn read(ctx: &Ctx, id: AdoptionId) -> Result<Found> {
    let actor = ctx.actor()?.clone();
    ctx.read(move |reader| find(reader, &actor, id)).await
}

fn find(reader: &Reader<'_>, actor: &Actor, id: AdoptionId) -> Result<Found> {
    let seen = policy::find(reader, actor, id)?;
    let name =
        |person| -> Result<String> { Ok(reader.find(&NAME, (person,))?.map(|(name,)| name).unwrap_or_default()) };
    let mut history = Vec::new();
    for entry in ledger::folds::history(reader, id.any())? {
        let who = entry.actor.map(name).transpose()?.unwrap_or_default();
        history.push((entry, who));
    }
    let tree = Tree::read(reader, actor, seen.it.work)?;
    Ok(Found {
        regions: Regions::of(reader, [&seen.it.path, &seen.card.path])?,
        source: tree.node(seen.it.source).map(|node| (node.twig, node.name.clone())),
        asked_by: name(seen.it.asked_by)?,
        answered_by: seen.it.answered_by.map(name).transpose()?.unwrap_or_default(),
        seen,
        history,
    })
}

fn adoption_page<'a>(ctx: &'a Ctx, found: &'a Found, typed: Typed) -> Result<AdoptionPage<'a>> {
    let (t, actor, it) = (ctx.t(), ctx.actor()?, &found.seen.it);
    let unit = found.regions.unit(&it.path);
    let origin = found.regions.enterprise(&found.seen.card.path);
    let waits = match it.state {
        State::Wanted => t.with1("spread-waits-origin", "unit", origin.as_str()),
        State::Cleared => t.with1("spread-waits-trial", "unit", unit.as_str()),
        State::Trying => t.with1("spread-waits-decision", "unit", unit.as_str()),
        State::TakenOver => t.with1("spread-waits-benefit", "unit", unit.as_str()),
        _ => "".into(),
    };
    let events = found.history.iter().filter_map(|(entry, who)| {
        let step = Step::from_word(&entry.step)?;
        let payload = entry.payload();
        let words = ["purpose", "answer", "terms", "seen", "reason", "spot"];
        let words = words.iter().find_map(|name| payload.get(*name)?.as_str().filter(|words| !words.is_empty()));
        Some(Event {
            step: t.get(&format!("word-{}", step.word())).to_owned(),
            who: who.clone(),
            at: t.stamp(entry.at.millis()),
            words: words.unwrap_or_default().to_owned(),
        })
    });
    let source = match &found.source {
        Some((Twig::First, _)) | None => origin.clone(),
        Some((_, name)) if name.is_empty() => t.get("spread-somebody-else").to_owned(),
        Some((_, name)) => name.clone(),
    };
    Ok(AdoptionPage {
        page: ctx.desk(t.with1("spread-adoption-title", "title", found.seen.card.title.as_str()).into_owned()),
        t,
        it,
        title: &found.seen.card.title,
        head: t.with2("spread-adoption-head", ("unit", unit.as_str()), ("source", source.as_str())).into_owned(),
        unit,
        origin,
        state: t.get(&format!("word-{}", it.state)).to_owned(),
        look: match it.state {
            State::Wanted => "soon",
            State::Cleared | State::Trying => "live",
            _ => "",
        },
        asked_by: found.asked_by.clone(),
        answered_by: found.answered_by.clone(),
        left: it.due_at.map(|due| minutes_left(ctx.now, due)),
        waits: waits.into_owned(),
        today: ctx.now.date().to_string(),
        events: events.collect(),
        steps: Step::ALL.iter().copied().filter(|step| policy::may(actor, &found.seen, *step).allowed()).collect(),
        typed,
        trouble: String::new(),
    })
}

/// Working minutes until a deadline; negative once it has passed.
fn minutes_left(now: kernel::Time, due: kernel::Time) -> i64 {
    let span = WorkCalendar::china().working_hours_left(now.timestamp(), due.timestamp());
    let rest = i64::from(span.hours) * 60 + i64::from(span.minutes);
    let days = i64::from(span.days) * ui::format::WORKING_DAY;
    // A working day has nine hours and the chip counts eight: the rest must not make one more.
    let minutes = if days > 0 { days + rest.min(ui::format::WORKING_DAY - 1) } else { rest };
    if span.overdue { -minutes.max(1) } else { minutes }
}

async fn agree(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let words = forms::words(&fields, "answer");
    take(ctx, &id, "agreement", fields, words, |tx, by, id, words| actions::hand_over(tx, by, id, words)).await
}

async fn refuse(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let words = forms::words(&fields, "reason");
    take(ctx, &id, "refusal", fields, words, |tx, by, id, words| actions::turn_down(tx, by, id, words)).await
}

async fn call_off(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    take(ctx, &id, "calling-off", fields, Ok(()), |tx, by, id, ()| actions::call_off(tx, by, id)).await
}

async fn try_out(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let trial = forms::trial(&fields);
    take(ctx, &id, "trial", fields, trial, actions::try_out).await
}

async fn observe(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let words = forms::words(&fields, "seen");
    take(ctx, &id, "observations", fields, words, |tx, by, id, words| actions::observe(tx, by, id, words)).await
}

async fn take_over(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let taken = forms::taken_over(&fields);
    take(ctx, &id, "use", fields, taken, |tx, by, id, (since, seen)| actions::take_over(tx, by, id, *since, seen)).await
}

async fn give_up(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let words = forms::words(&fields, "reason");
    take(ctx, &id, "giving-up", fields, words, |tx, by, id, words| actions::drop_it(tx, by, id, words)).await
}

async fn retire(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let words = forms::words(&fields, "reason");
    take(ctx, &id, "end", fields, words, |tx, by, id, words| actions::retire(tx, by, id, words)).await
}

/// Takes the step and leads back; what cannot be taken comes back with everything that was typed.
async fn take<C: Send + 'static>(
    ctx: Ctx,
    id: &str,
    noun: &'static str,
    fields: Fields,
    command: Result<C>,
    step: fn(&mut Tx<'_>, &By, AdoptionId, &C) -> Result<Recorded<Adoption>>,
) -> Reply {
    let (id, by) = (parse(id)?, ctx.by(fields.version())?);
    let outcome = match command {
        Ok(command) => ctx.change(move |tx| step(tx, &by, id, &command)).await,
        Err(error) => Err(error),
    };
    let error = match outcome {
        Ok(it) => return Ok(ctx.lead_to(&it.href(), Some((Tone::Good, "flash-spread-done")))),
        Err(error) => error,
    };
    let (faults, reason) = returned(error)?;
    let status = if reason.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let found = read(&ctx, id).await?;
    // Who may not is told that, not what is wrong with the form.
    policy::role(ctx.actor()?, &found.seen, step_of(noun)).check()?;
    let mut page = adoption_page(&ctx, &found, Typed { noun: noun.to_owned(), fields, faults })?;
    page.trouble = reason.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((status, Html(page.render().map_err(Error::broken)?)).into_response())
}

fn step_of(noun: &str) -> Step {
    match noun {
        "agreement" => Step::HandOver,
        "refusal" => Step::TurnDown,
        "calling-off" => Step::CallOff,
        "trial" => Step::TryOut,
        "observations" => Step::Observe,
        "use" => Step::TakeOver,
        "giving-up" => Step::Drop,
        _ => Step::Retire,
    }
}
