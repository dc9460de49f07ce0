//! One invention, whole.

use askama::Template;
use axum::extract::Path;
use axum::response::{Html, IntoResponse};
use kernel::{Error, Result};
use ui::parts::{Panel, Share};
use ui::{Page, T};
use web::acts::{Act, Typed};
use web::attachments::{Shown, shown};
use web::{Asking, Ctx, Fields, Reply, Routes, say};

use super::files::Files;
use super::{parse, path, refused, right};
use crate::model::{Fee, Invention, InventionId, Right};
use crate::pages::acts;
use crate::queries::Record;
use crate::rights::Standing;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/inventions/{invention}", page)
}

async fn page(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (record, panels) = read(&ctx, parse(&id)?).await?;
    ctx.show(&RecordPage::new(&ctx, &record, panels, &Typed::default())?)
}

/// Reads the invention with what other modules add.
///
/// # Errors
/// Sign-in needed; not found, when it is missing or hidden.
pub async fn read(ctx: &Ctx, id: InventionId) -> Result<(Record, Vec<Panel>)> {
    let (actor, now, app, t) = (ctx.actor()?.clone(), ctx.now, ctx.app.clone(), ctx.t());
    ctx.read(move |reader| {
        let record = Record::read(reader, &actor, id)?;
        let panels = match works::cards::load(reader, id.cast()) {
            Err(Error::NotFound) => Vec::new(),
            card => app.of_work(&Asking { reader, actor: &actor, t, now }, &card?)?,
        };
        Ok((record, panels))
    })
    .await
}

/// Shows the invention again after a small form of it was refused, with what was typed and what is wrong.
///
/// # Errors
/// What is not for the form to show.
pub async fn again(ctx: &Ctx, id: InventionId, noun: &str, fields: Fields, error: Error) -> Reply {
    let (faults, why, status) = refused(error)?;
    let (record, panels) = read(ctx, id).await?;
    let typed = Typed { noun: noun.to_owned(), fields, faults };
    let mut page = RecordPage::new(ctx, &record, panels, &typed)?;
    page.why = why.map(|reason| say(ctx.t(), &reason)).unwrap_or_default();
    Ok((status, Html(page.render()?)).into_response())
}

#[derive(Template)]
#[template(path = "inventions/record.html")]
struct RecordPage<'a> {
    page: Page<'a>,
    back: String,
    bar: String,
    here: String,
    record: &'a Record,
    it: &'a Invention,
    author: &'a str,
    state: String,
    visibility: String,
    /// What confidentiality means here and now.
    confidential: &'static str,
    in_use: String,
    /// Why a form came back although nothing in it was wrong; empty otherwise.
    why: String,
    rights: Vec<RightLine>,
    files: Vec<Shown>,
    words: Vec<Said>,
    acts: Vec<Act>,
    shares: Vec<Share<'a>>,
    panels: Vec<Panel>,
    events: Vec<(String, String, String)>,
}

/// A right as it is shown.
struct RightLine {
    href: String,
    kind: String,
    number: String,
    keeper: String,
    standing: (String, &'static str),
    fee: Option<(String, &'static str)>,
}

/// Something that was said on the way: a decision with its reason.
struct Said {
    what: String,
    words: String,
    name: String,
    at: String,
}

impl<'a> RecordPage<'a> {
    fn new(ctx: &'a Ctx, record: &'a Record, panels: Vec<Panel>, typed: &Typed) -> Result<RecordPage<'a>> {
        let (t, actor, it) = (ctx.t(), ctx.actor()?, &record.seen.it);
        let today = ctx.now.date();
        let word = |word: &str| t.get(&format!("word-{word}")).to_owned();
        Ok(RecordPage {
            page: ctx.page(it.title.as_str()),
            back: "/inventions".to_owned(),
            bar: it.serial.clone(),
            here: path(it.id),
            record,
            it,
            author: record.name(it.author),
            state: word(&it.state.to_string()),
            visibility: t.get(&format!("word-vis-{}", it.seen_by())).to_owned(),
            confidential: confidential(it),
            in_use: it.in_use_since.map(|since| t.date(since.millis())).unwrap_or_default(),
            why: String::new(),
            rights: record.rights.iter().map(|one| right_line(t, record, one, today)).collect(),
            files: shown::<Files>(t, (actor, it.id.any()), &record.seen, &record.files, str::to_owned),
            words: said(t, record),
            acts: acts::acts(t, record, actor, typed, today),
            shares: shares(record),
            panels,
            events: record
                .history
                .iter()
                .map(|entry| {
                    let who = entry.actor.map_or("", |person| record.name(person));
                    (word(&entry.step), who.to_owned(), t.stamp(entry.at.millis()))
                })
                .collect(),
        })
    }

    fn lead(&self) -> Option<&Act> {
        self.acts.iter().find(|act| act.look == "primary")
    }
}

/// The key of what confidentiality means for an invention now.
fn confidential(it: &Invention) -> &'static str {
    use crate::lifecycle::State as S;
    match it.state {
        S::Draft => "invention-confidential-draft",
        S::Secret => "invention-confidential-secret",
        _ if it.published_on.is_some() => "invention-confidential-published",
        _ => "invention-confidential-until",
    }
}

/// The shares for the bar.
pub fn shares(record: &Record) -> Vec<Share<'_>> {
    let share = |author: &'_ works::authors::Author| u8::try_from(author.part).unwrap_or(100);
    record
        .authors
        .iter()
        .map(|author| Share { name: author.name.as_str().into(), field: String::new().into(), percent: share(author) })
        .collect()
}

/// The next fee of a right that is not paid, in words, with its look.
pub fn next_fee(t: T, fees: &[&Fee], today: jiff::civil::Date) -> Option<(String, &'static str)> {
    let next = fees.iter().filter(|fee| fee.paid_on.is_none()).min_by_key(|fee| fee.due)?;
    let standing = next.standing(today);
    let key = format!("word-{standing}-by");
    let words = t.with2(&key, ("amount", t.money_exact(next.amount.0)), ("day", next.due.to_string()));
    Some((words.into_owned(), standing.look()))
}

fn right_line(t: T, record: &Record, one: &Right, today: jiff::civil::Date) -> RightLine {
    let fees: Vec<&Fee> = record.fees.iter().filter(|fee| fee.owed_for == one.id).collect();
    let kept = matches!(one.standing, Standing::Applied | Standing::Published | Standing::Granted);
    RightLine {
        href: right::path(one.invention, one.id),
        kind: t.get(&format!("word-right-{}", one.kind)).to_owned(),
        number: one.shown(),
        keeper: record.name(one.keeper).to_owned(),
        standing: (t.get(&format!("word-{}", one.standing)).to_owned(), one.standing.look()),
        fee: next_fee(t, &fees, today).filter(|_| kept),
    }
}

/// Decisions and reasons in their own words, oldest first.
fn said(t: T, record: &Record) -> Vec<Said> {
    let words = |entry: &ledger::SealedRow| {
        let payload = entry.payload();
        let said = ["note", "reason"].iter().find_map(|field| payload.get(field)?.as_str().map(str::to_owned));
        let said = said.filter(|words| !words.is_empty())?;
        Some(Said {
            what: t.get(&format!("word-{}", entry.step)).to_owned(),
            words: said,
            name: entry.actor.map_or("", |person| record.name(person)).to_owned(),
            at: t.stamp(entry.at.millis()),
        })
    };
    record.history.iter().filter_map(words).collect()
}
