//! The specialist's side: what waits for a judgement, and the form of one. Nobody sees what others
//! wrote before handing in their own.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use kernel::{Error, Faults, Result};
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes};

use crate::actions::{self};
use crate::forms::judge as forms;
use crate::lifecycle::Step;
use crate::model::{Suggestion, SuggestionId, Verdict};
use crate::pages::record::view::{advised, voices};
use crate::pages::record::{again, parse, path, read};
use crate::policy;
use crate::record::form::{self, Errors};
use crate::record::judging::{Asked, JUDGED, WAITING};
use crate::record::{Record, criterion_name, file_path, minutes_left, thumbnail_path};
use crate::rules::Rules;

/// Most lines in each of the two lists.
const MOST: i64 = 100;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/reviews", list)
        .get("/suggestions/{id}/review", page)
        .post("/suggestions/{id}/review", hand_in)
        .get("/suggestions/{id}/review/total", total)
}

#[derive(Template)]
#[template(path = "judge_list.html")]
struct ListPage<'a> {
    page: Page<'a>,
    waiting: Vec<Waiting>,
    judged: Vec<Judged>,
}

/// What is to be judged.
struct Waiting {
    href: String,
    title: String,
    serial: String,
    left: i64,
}

/// What was judged.
struct Judged {
    href: String,
    title: String,
    about: String,
    state: String,
    advice: String,
}

async fn list(ctx: Ctx) -> Reply {
    let me = ctx.actor()?.person;
    let (waiting, judged) =
        ctx.read(move |reader| Ok((reader.all(&WAITING, (me, MOST))?, reader.all(&JUDGED, (me, MOST))?))).await?;
    let t = ctx.t();
    let waiting = waiting.into_iter().map(|one| Waiting {
        href: format!("{}/review", path(one.id)),
        left: minutes_left(ctx.now, one.promised_at),
        title: one.title,
        serial: one.serial,
    });
    let page = ctx.page(t.get("judge-list-title"));
    let judged = judged.into_iter().map(|one| line(t, one)).collect();
    ctx.show(&ListPage { page, waiting: waiting.collect(), judged })
}

fn line(t: T, one: Asked) -> Judged {
    let at = one.submitted_at.map(|at| t.date(at.millis())).unwrap_or_default();
    Judged {
        href: path(one.id),
        title: one.title,
        about: format!("{} · {at}", one.serial),
        state: t.get(&format!("word-{}", one.state)).to_owned(),
        advice: one.advice.map(|advice| advised(t, advice, one.total.unwrap_or_default())).unwrap_or_default(),
    }
}

#[derive(Template)]
#[template(path = "judge.html")]
struct JudgePage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    action: String,
    left: i64,
    it: &'a Suggestion,
    fields: &'a Fields,
    errors: Errors<'a>,
    criteria: Vec<Score>,
    advice: Vec<Choice<'static>>,
    total: u32,
    voices: Vec<String>,
    photos: Vec<(String, String, String)>,
}

/// A criterion to be scored.
struct Score {
    field: String,
    name: String,
    weight: u32,
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let record = open(&ctx, parse(&id)?).await?;
    let fields = Fields::default();
    ctx.show(&draw(&ctx, &record, &fields, &Faults::none()))
}

async fn hand_in(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let id = parse(&id)?;
    match handed_in(&ctx, id, &fields).await {
        Ok(()) => Ok(ctx.lead_to(&path(id), Some((Tone::Good, "flash-suggestion-reviewed")))),
        Err(Error::Invalid(faults)) => {
            let record = open(&ctx, id).await?;
            ctx.show_again(&draw(&ctx, &record, &fields, &faults))
        }
        Err(error) => again(&ctx, id, "review", fields, error).await,
    }
}

async fn handed_in(ctx: &Ctx, id: SuggestionId, fields: &Fields) -> Result<()> {
    // Others' steps beside it do not overtake a judgement: only the state and one's own first one count.
    let by = ctx.by(None)?;
    let fields = fields.clone();
    ctx.change(move |tx| {
        let seen = policy::find(tx, &by.actor, id)?;
        let rules = Rules::of(tx, seen.it.place.enterprise.ok_or(Error::NotFound)?, by.now)?;
        let judgement = forms::judgement(&fields, &rules.rubric)?;
        Ok(actions::review(tx, &by, id, &judgement)?.with(()))
    })
    .await
}

/// The sum of what is typed so far, for the page that shows it while one types.
async fn total(ctx: Ctx, Path(id): Path<String>, Query(pairs): Query<Vec<(String, String)>>) -> Reply {
    let record = open(&ctx, parse(&id)?).await?;
    let total = forms::total(&Fields::from_pairs(pairs), &record.rules.rubric);
    Ok(ctx.t().with1("judge-total", "total", total).into_owned().into_response())
}

/// The record, for one of its reviewers who has not handed in yet.
async fn open(ctx: &Ctx, id: SuggestionId) -> Result<Record> {
    let record = read(ctx, id).await?;
    let me = ctx.actor()?.person;
    policy::check(ctx.actor()?, &record.seen, Step::Review)?;
    let mine = record.invited.iter().find(|review| review.reviewer == me);
    match mine.is_some_and(|review| review.submitted_at.is_none()) {
        true => Ok(record),
        false => Err(Error::refused("judge-handed-in")),
    }
}

fn draw<'a>(ctx: &'a Ctx, record: &'a Record, fields: &'a Fields, faults: &'a Faults) -> JudgePage<'a> {
    use kernel::lifecycle::Word;
    let (t, it) = (ctx.t(), &record.seen.it);
    let score = |criterion: &crate::rules::Criterion| Score {
        field: forms::field(criterion),
        name: criterion_name(t, criterion).to_owned(),
        weight: criterion.weight,
    };
    let photos = record.files.iter().filter(|file| file.thumbnail.is_some());
    JudgePage {
        page: ctx.page(t.get("judge-title")),
        back: path(it.id),
        bar: it.serial.clone(),
        action: format!("{}/review", path(it.id)),
        left: minutes_left(ctx.now, it.promised_at),

        it,
        fields,
        errors: Errors::new(t, faults),
        criteria: record.rules.rubric.criteria.iter().map(score).collect(),
        advice: form::choices(t, "word", Verdict::ALL, |word| fields.has("advice", word)),
        total: forms::total(fields, &record.rules.rubric),
        voices: voices(&record.files),
        photos: photos
            .map(|file| {
                let words = if file.caption.is_empty() { &file.name } else { &file.caption };
                (file_path(file.id), thumbnail_path(file.id), words.clone())
            })
            .collect(),
    }
}
