//! Without an account: the form behind a poster's code, and following what was registered by it.
//! Hostile by assumption: rates are limited before anything is read, names are proved against the
//! roster, and the answer to a wrong name is that to an unknown number.

use askama::Template;
use axum::extract::{FromRequest, Path, Request};
use kernel::{Error, Faults, Result};
use ledger::Recorded;
use store::{Reader, Tx};
use ui::page::Page;
use ui::parts::Choice;
use web::{Ctx, Fields, Form, Reply, Routes, Upload, say};

use super::attachments::take_in;
use super::queue::{categories, paragraphs};
use crate::actions::{Registered, Registration, register};
use crate::forms::visitor::{claimed, not_on_roster, proposal};
use crate::lifecycle::{State, Step};
use crate::model::{Channel, Purpose, SuggestionId};
use crate::parts::{FileRow, INSERT_FILE};
use crate::posters::{self, FOLLOW_CODE, grouped, is_code};
use crate::store::{FIND, load};

/// Most photos at a poster.
const PHOTOS: usize = 3;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/p/{code}", form).post("/p/{code}", send).get("/follow", follow).post("/follow", shown)
}

/// The form behind a poster's code.
#[derive(Template)]
#[template(path = "visitor.html")]
struct FormPage<'a> {
    page: Page<'a>,
    action: String,
    unit: String,
    enterprise: String,
    typed: &'a Fields,
    categories: Vec<Choice<'a>>,
    faults: &'a Faults,
}

impl FormPage<'_> {
    fn error(&self, field: &str) -> String {
        self.faults.of(field).map(|reason| say(self.page.t, reason)).unwrap_or_default()
    }
}

/// What a visitor takes along.
#[derive(Template)]
#[template(path = "visitor-done.html")]
struct DonePage<'a> {
    page: Page<'a>,
    serial: String,
    promised: String,
    /// The code to follow by; empty where it was shown before.
    code: String,
}

/// The unit of a poster with its enterprise.
struct Wall {
    unit: identity::Unit,
    enterprise: identity::Unit,
}

fn wall(reader: &Reader<'_>, code: &str) -> Result<Wall> {
    let poster = posters::poster(reader, code)?;
    let unit = identity::tree::unit(reader, poster.unit)?;
    let enterprise = identity::tree::unit(reader, unit.enterprise.ok_or(Error::NotFound)?)?;
    if unit.ended_at.is_some() { Err(Error::NotFound) } else { Ok(Wall { unit, enterprise }) }
}

async fn form(ctx: Ctx, Path(code): Path<String>) -> Reply {
    let wanted = code.clone();
    let wall = ctx.read(move |reader| wall(reader, &wanted)).await?;
    // The draft and its code are made with the page, so that sending twice is one act with one code.
    let draft = SuggestionId::new(ctx.now).to_string();
    let fields = Fields::from_pairs([("draft", draft), ("follow", posters::code(FOLLOW_CODE))]);
    ctx.show(&form_page(&ctx, &code, wall, &fields, &Faults::none()))
}

fn form_page<'a>(ctx: &'a Ctx, code: &str, wall: Wall, typed: &'a Fields, faults: &'a Faults) -> FormPage<'a> {
    let t = ctx.t();
    FormPage {
        page: ctx.page(t.try_get("visitor-title").unwrap_or_default()),
        action: format!("/p/{code}"),
        unit: wall.unit.name,
        enterprise: wall.enterprise.name,
        typed,
        categories: categories(t, kernel::lifecycle::Word::from_word(typed.get("category"))),
        faults,
    }
}

async fn send(ctx: Ctx, Path(code): Path<String>, request: Request) -> Reply {
    // Before the body is read: photos are the dearest thing a stranger can send.
    ctx.app.visitors.take(&ctx.visit.address, ctx.now)?;
    let Upload { fields, files } = Upload::from_request(request, &ctx.app).await?;
    let id: SuggestionId = fields.get("draft").parse().map_err(|_| Error::NotFound)?;
    let follow = fields.get("follow").to_owned();
    if !is_code(&follow, FOLLOW_CODE) {
        return Err(Error::NotFound.into());
    }
    let outcome = match registration(&ctx, &code, id, &fields).await? {
        Ok(registration) => {
            let mut photos = Vec::new();
            let mut faults = Faults::none();
            for part in files.into_iter().filter(|part| part.field == "photo").take(PHOTOS) {
                match take_in(&ctx, id, Purpose::Before, part).await? {
                    Ok(file) if file.thumbnail.is_some() => photos.push(file),
                    Ok(_) => faults.add("photo", kernel::Reason::new("visitor-photo-only")),
                    Err(reason) => faults.add("photo", reason),
                }
            }
            if faults.is_empty() { Ok((registration, photos)) } else { Err(faults) }
        }
        Err(faults) => Err(faults),
    };
    let (registration, photos) = match outcome {
        Ok(complete) => complete,
        Err(faults) => {
            let wanted = code.clone();
            let wall = ctx.read(move |reader| wall(reader, &wanted)).await?;
            return ctx.show_again(&form_page(&ctx, &code, wall, &fields, &faults));
        }
    };
    let kept = follow.clone();
    let told = ctx.change(move |tx| enter(tx, &registration, &photos, &kept)).await?;
    let known = ctx.read(move |reader| Ok(posters::followed(reader, &follow).ok().map(|id| (id, follow)))).await?;
    let t = ctx.t();
    ctx.show(&DonePage {
        page: ctx.page(t.get("visitor-done-title")),
        promised: t.due(told.promised_at.millis(), ctx.now.millis()),
        code: known.filter(|(id, _)| *id == told.id).map(|(_, code)| grouped(&code)).unwrap_or_default(),
        serial: told.serial,
    })
}

/// The registration a visitor asks for, once the roster has confirmed who they are.
async fn registration(
    ctx: &Ctx,
    code: &str,
    id: SuggestionId,
    fields: &Fields,
) -> Reply<std::result::Result<Registration, Faults>> {
    let claim = claimed(fields);
    // What was written is looked at too, so that everything is told at once; whose it is does not matter yet.
    let written = proposal(fields, kernel::id::PersonId::new(ctx.now));
    let (name, number) = match (claim, &written) {
        (Ok(claim), Ok(_)) => claim,
        (claim, written) => {
            let mut faults = Faults::none();
            for (field, reason) in claim.err().iter().chain(written.as_ref().err()).flat_map(Faults::iter) {
                faults.add(field, reason.clone());
            }
            return Ok(Err(faults));
        }
    };
    let wanted = code.to_owned();
    let (wall, person) = ctx
        .read(move |reader| {
            let wall = wall(reader, &wanted)?;
            let person = identity::people::by_employee_no(reader, wall.enterprise.id, &number)?;
            Ok((wall, person.filter(|person| person.name == name)))
        })
        .await?;
    let Some(person) = person else { return Ok(Err(Faults::one("employee_no", not_on_roster()))) };
    Ok(proposal(fields, person.id).map(|proposal| Registration {
        id,
        proposal,
        author: person.id,
        place: wall.unit.place(),
        channel: Channel::Poster,
        entered_by: None,
        now: ctx.now,
    }))
}

/// Registers with photos and the follow-up code. Sent twice, it stays one record with one code.
fn enter(tx: &mut Tx<'_>, new: &Registration, photos: &[FileRow], follow: &str) -> Result<Recorded<Registered>> {
    if tx.find(&FIND, (new.id,))?.is_none() {
        for photo in photos {
            tx.execute(&INSERT_FILE, photo)?;
        }
    }
    let recorded = register(tx, new)?;
    if recorded.entry().is_some() {
        posters::keep(tx, follow, new.id)?;
    }
    Ok(recorded)
}

/// Asks for the code, or shows where the suggestion stands.
#[derive(Template)]
#[template(path = "visitor-follow.html")]
struct FollowPage<'a> {
    page: Page<'a>,
    typed: &'a str,
    error: &'a str,
    found: Option<Standing>,
}

/// Where a suggestion stands: nothing in it names a person.
struct Standing {
    serial: String,
    state: String,
    open: bool,
    submitted: String,
    promised: String,
    decided: String,
    answer: Vec<String>,
    hint: &'static str,
}

fn follow_page<'a>(ctx: &'a Ctx, typed: &'a str, error: &'a str, found: Option<Standing>) -> FollowPage<'a> {
    let title = ctx.t().try_get("visitor-follow-title").unwrap_or_default();
    FollowPage { page: ctx.page(title), typed, error, found }
}

async fn follow(ctx: Ctx) -> Reply {
    ctx.show(&follow_page(&ctx, "", "", None))
}

async fn shown(ctx: Ctx, Form(fields): Form) -> Reply {
    ctx.app.visitors.take(&format!("follow {}", ctx.visit.address), ctx.now)?;
    let (code, typed) = (fields.get("code").to_owned(), fields.get("code"));
    let found = ctx
        .read(move |reader| {
            let id = match posters::followed(reader, &code) {
                Err(Error::NotFound) => return Ok(None),
                other => other?,
            };
            let own = load(reader, id)?;
            // One answer for those that were joined: the first one's.
            let answered = match own.lead {
                Some(lead) => load(reader, lead)?,
                None => own.clone(),
            };
            let answer = answer(reader, answered.id)?;
            Ok(Some((own, answered, answer)))
        })
        .await?;
    let t = ctx.t();
    let Some((own, answered, answer)) = found else {
        let error = t.try_get("visitor-code-unknown").unwrap_or_default();
        return ctx.show_again(&follow_page(&ctx, typed, error, None));
    };
    let standing = Standing {
        serial: own.serial,
        state: t.get(&format!("word-{}", answered.state)).to_owned(),
        open: answered.state.awaits_answer(),
        submitted: t.day_time(own.submitted_at.millis()),
        promised: t.due(own.promised_at.millis(), ctx.now.millis()),
        decided: answered.decided_at.map(|at| t.day(at.millis())).unwrap_or_default(),
        answer: paragraphs(&answer),
        hint: match (own.state, own.unclaimed) {
            (State::Returned, _) => "visitor-hint-returned",
            (_, true) => "visitor-hint-claim",
            _ => "",
        },
    };
    ctx.show(&follow_page(&ctx, "", "", Some(standing)))
}

/// The last answer its author was given, from the ledger; empty while there is none.
fn answer(reader: &Reader<'_>, id: SuggestionId) -> Result<String> {
    use kernel::lifecycle::Word;
    const ANSWERS: [Step; 9] = [
        Step::Return,
        Step::Remark,
        Step::Adopt,
        Step::Decline,
        Step::Shelve,
        Step::PassUp,
        Step::Uphold,
        Step::Overturn,
        Step::TakeUp,
    ];
    let history = ledger::folds::history(reader, id.any())?;
    let last = history.iter().rev().find(|entry| ANSWERS.iter().any(|step| step.word() == entry.step));
    let told = last.map(|entry| entry.payload()["answer"].as_str().unwrap_or_default().to_owned());
    Ok(told.unwrap_or_default())
}
