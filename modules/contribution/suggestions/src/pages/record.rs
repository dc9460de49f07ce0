//! One record, whole: chain, answer, people, comments, files, and what one may do next.

pub(super) mod view;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse};
use kernel::{Error, Reason, Result};
use ui::Page;
use ui::parts::{Heat, Receipt, Share, Step as ChainStep};
use web::acts::{Act, Field, Form, Typed};
use web::{Asking, Ctx, Reply, Routes, say};

use crate::lifecycle::Step;
use crate::model::{Suggestion, SuggestionId};
use crate::policy;
use crate::record::acts::{self, Acts};
use crate::record::answers::{self, Answer};
use crate::record::{Record, chain, minutes_left};
use view::{Event, Judged, Photo, Shown};

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/suggestions/{id}", page)
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let record = read(&ctx, parse(&id)?).await?;
    ctx.show(&RecordPage::new(&ctx, &record, &Typed::default())?)
}

/// The id in a path; what is none names nothing.
///
/// # Errors
/// Not found.
pub fn parse(id: &str) -> Result<SuggestionId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// The address of a record.
pub fn path(id: SuggestionId) -> String {
    format!("/suggestions/{id}")
}

/// Reads the record for whoever asks.
///
/// # Errors
/// Sign-in needed; not found, when it is missing or hidden.
pub async fn read(ctx: &Ctx, id: SuggestionId) -> Result<Record> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let (app, t) = (ctx.app.clone(), ctx.t());
    ctx.read(move |reader| {
        let mut record = Record::read(reader, &actor, id, now)?;
        if record.seen.it.state.is_adopted() {
            let card = works::cards::load(reader, id.cast())?;
            record.panels = app.of_work(&Asking { reader, actor: &actor, t, now }, &card)?;
        }
        Ok(record)
    })
    .await
}

/// Shows the record again after a small form of it was refused: fresh, with everything that was typed,
/// and what is wrong at its field, or that somebody was faster. Other errors pass through.
///
/// # Errors
/// What is not for the form to show.
pub async fn again(ctx: &Ctx, id: SuggestionId, noun: &str, fields: web::Fields, error: Error) -> Reply {
    let (faults, overtaken, status) = match error {
        Error::Invalid(faults) => (faults, None, StatusCode::UNPROCESSABLE_ENTITY),
        Error::Overtaken => (Default::default(), Some(Reason::new("record-overtaken")), StatusCode::CONFLICT),
        Error::Refused(reason) => (Default::default(), Some(reason), StatusCode::CONFLICT),
        other => return Err(other.into()),
    };
    let record = read(ctx, id).await?;
    let typed = Typed { noun: noun.to_owned(), fields, faults };
    let mut page = RecordPage::new(ctx, &record, &typed)?;
    page.overtaken = overtaken.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((status, Html(page.render()?)).into_response())
}

#[derive(Template)]
#[template(path = "record.html")]
struct RecordPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    here: String,
    left: Option<i64>,
    record: &'a Record,
    it: &'a Suggestion,
    author: &'a str,
    entered_by: &'a str,
    owner: (&'a str, &'a str),
    category: String,
    state: String,
    state_look: &'static str,
    heat: Heat,
    /// What the bar says beyond the state.
    heat_words: &'static str,
    visibility: String,
    scale: String,
    gains: Vec<String>,
    /// Why the form came back although nothing in it was wrong; empty otherwise.
    overtaken: String,
    faults: usize,
    steps: Vec<ChainStep<'static>>,
    answers: Vec<Answer>,
    prepared: Option<Answer>,
    notes: Vec<Answer>,
    reviews: Vec<Judged>,
    voices: Vec<String>,
    photos: Vec<Photo>,
    files: Vec<Shown>,
    attach: Option<Form>,
    comment_field: Field,
    comment_closed: Option<String>,
    events: Vec<Event>,
    panel: Acts,
    shares: Vec<Share<'a>>,
    agreed: String,
    receipt: Option<Receipt<'static>>,
}

impl<'a> RecordPage<'a> {
    fn new(ctx: &'a Ctx, record: &'a Record, typed: &Typed) -> Result<RecordPage<'a>> {
        let (t, actor, it) = (ctx.t(), ctx.actor()?, &record.seen.it);
        let category = it.category.map_or_else(|| "open".to_owned(), |category| category.to_string());
        let closed = policy::may(actor, &record.seen, Step::Comment);
        Ok(RecordPage {
            page: ctx.page(it.title.as_str()),
            back: "/".to_owned(),
            bar: t.get("record-bar").to_owned(),
            here: path(it.id),
            left: it.due_at.map(|due| minutes_left(ctx.now, due)),
            record,
            it,
            author: record.name(Some(it.author)),
            entered_by: record.name(it.entered_by),
            owner: (record.name(it.owner), record.unit_of(it.owner)),
            category: t.get(&format!("word-cat-{category}")).to_owned(),
            state: t.get(&format!("word-{}", it.state)).to_owned(),
            state_look: it.state.look(),
            heat: it.state.heat(record.figure.is_some()),
            heat_words: match it.state.heat(record.figure.is_some()) {
                Heat::Settled => t.get("record-settled"),
                _ => "",
            },
            visibility: t.get(&format!("word-vis-{}", it.visibility)).to_owned(),
            scale: record
                .work
                .as_ref()
                .map(|work| t.get(&format!("word-scale-{}", work.scale)).to_owned())
                .unwrap_or_default(),
            gains: it.gains.iter().map(|gain| t.get(&format!("word-gain-{gain}")).to_owned()).collect(),
            overtaken: String::new(),
            faults: typed.faults.iter().count(),
            steps: chain::chain(t, record),
            answers: answers::answers(t, record),
            prepared: view::prepared(actor, record),
            notes: answers::notes(record),
            reviews: view::judged(t, record),
            voices: view::voices(&record.files),
            photos: view::photos(t, record),
            files: view::files(t, actor, record),
            attach: acts::attach(t, record, actor, typed),
            comment_field: acts::comment(t, record, actor, typed),
            comment_closed: closed.reason().map(|reason| say(t, reason)),
            events: view::events(t, record),
            panel: acts::acts(t, record, actor, typed),
            shares: view::shares(record),
            agreed: view::agreed(t, record),
            receipt: view::receipt(t, record),
        })
    }
}

impl Acts {
    /// What the record waits for from this reader.
    fn first(&self) -> Option<&Act> {
        self.mine.iter().find(|act| act.look == "primary")
    }
}
