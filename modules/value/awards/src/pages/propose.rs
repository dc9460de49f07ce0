//! The proposal: what the scheme makes of a work, and who gets which part.

use askama::Template;
use axum::extract::Path;
use kernel::id::PersonId;
use kernel::{Error, Faults, Result};
use ledger::Recorded;
use store::Reader;
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes, say};
use works::{WorkId, authors, sight};

use super::award::{again, parse, read};
use super::words::{Told, basis, explained, grade};
use crate::actions::{self, By, Outlook, Proposal, outlook};
use crate::engine::Basis;
use crate::forms::{self, ROWS};
use crate::lifecycle::Step;
use crate::model::{Award, AwardId};
use crate::policy;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .get("/awards/new", blank)
        .post("/awards", propose)
        .get("/awards/{id}/amendment", amendment)
        .post("/awards/{id}/amendment", amend)
}

/// A person and their part, as typed.
struct Row {
    name: String,
    part: String,
    name_error: String,
    part_error: String,
}

#[derive(Template)]
#[template(path = "awards/propose.html")]
struct ProposePage<'a> {
    page: Page<'a>,
    action: String,
    back: String,
    submit: &'static str,
    work: WorkId,
    version: i64,
    title: &'a str,
    serial: &'a str,
    basis: String,
    audited: bool,
    grade: String,
    lines: Vec<Told>,
    amount: String,
    /// Until when the law wants it paid; empty where it sets no day.
    due: String,
    /// What the committee may choose; empty where there is nothing to choose.
    range: String,
    /// Why the scheme pays nothing here; empty when it pays.
    why: String,
    fields: &'a Fields,
    errors: Vec<(String, String)>,
    rows: Vec<Row>,
}

impl ProposePage<'_> {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, words)| words)
    }
}

/// What the form is drawn from.
struct Found {
    outlook: Outlook,
    people: Vec<(String, u32)>,
    /// The award that is changed, with its version.
    changes: Option<(AwardId, i64)>,
}

async fn blank(ctx: Ctx) -> Reply {
    ctx.actor()?;
    let asked = Fields::from_query(&ctx.visit.query);
    let found = find(&ctx, asked.get("work").parse().map_err(|_| Error::NotFound)?).await?;
    draw(&ctx, &found, &Fields::default(), &Faults::none())
}

async fn propose(ctx: Ctx, Form(fields): Form) -> Reply {
    let (by, typed) = (by(&ctx, &fields)?, fields.clone());
    let work: WorkId = fields.get("work").parse().map_err(|_| Error::NotFound)?;
    let done: Result<Award> = ctx
        .change(move |tx| {
            let card = sight::find(tx, &by.actor, work)?;
            let proposal = forms::proposal(tx, card.enterprise, &typed)?;
            actions::propose(tx, &by, work, &proposal)
        })
        .await;
    match done {
        Ok(award) => Ok(ctx.lead_to(&format!("/awards/{}", award.id), Some((Tone::Good, "flash-award-proposed")))),
        Err(Error::Invalid(faults)) => draw(&ctx, &find(&ctx, work).await?, &fields, &faults),
        Err(error) => Err(error.into()),
    }
}

async fn amendment(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (found, fields) = changed(&ctx, parse(&id)?).await?;
    draw(&ctx, &found, &fields, &Faults::none())
}

async fn amend(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let id = parse(&id)?;
    let (by, typed) = (by(&ctx, &fields)?, fields.clone());
    let done: Result<Award> = ctx
        .change(move |tx| -> Result<Recorded<Award>> {
            let seen = policy::find(tx, &by.actor, id)?;
            let proposal = forms::proposal(tx, seen.it.enterprise, &typed)?;
            actions::amend(tx, &by, id, &proposal)
        })
        .await;
    match done {
        Ok(_) => Ok(ctx.lead_to(&format!("/awards/{id}"), Some((Tone::Good, "flash-award-amended")))),
        Err(Error::Invalid(faults)) => draw(&ctx, &changed(&ctx, id).await?.0, &fields, &faults),
        Err(error) => again(&ctx, id, "amendment", fields, error).await,
    }
}

fn by(ctx: &Ctx, fields: &Fields) -> Result<By> {
    Ok(By { actor: ctx.actor()?.clone(), now: ctx.now, version: forms::version(fields) })
}

/// The work for which an award is proposed, for who may propose it.
async fn find(ctx: &Ctx, work: WorkId) -> Result<Found> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    ctx.read(move |reader| {
        let card = sight::find(reader, &actor, work)?;
        policy::may_propose(&actor, &card, authors::includes(reader, work, actor.person)?).check()?;
        let authors = authors::of(reader, work)?.into_iter().map(|author| (author.person, author.part));
        let people = handles(reader, authors)?;
        Ok(Found { outlook: outlook(reader, card, now)?, people, changes: None })
    })
    .await
}

/// The award that is to be changed, and what it says now.
async fn changed(ctx: &Ctx, id: AwardId) -> Result<(Found, Fields)> {
    let record = read(ctx, id).await?;
    policy::check(ctx.actor()?, &record.seen, Step::Amend)?;
    let it = &record.seen.it;
    let mut fields = Fields::default();
    if it.borrowed {
        fields.set("borrowed", "yes");
    }
    if let Some(choice) = it.choice {
        fields.set("choice", choice.to_string());
    }
    let parts: Vec<(PersonId, u32)> = record.seen.parts.iter().map(|part| (part.person, part.part)).collect();
    let (card, now, version) = (record.card.clone(), ctx.now, it.version);
    let read = move |reader: &Reader<'_>| Ok((outlook(reader, card, now)?, handles(reader, parts)?));
    let (outlook, people) = ctx.read(read).await?;
    Ok((Found { outlook, people, changes: Some((id, version)) }, fields))
}

/// People as they are typed so that nobody else can be meant, with their parts.
fn handles(reader: &Reader<'_>, parts: impl IntoIterator<Item = (PersonId, u32)>) -> Result<Vec<(String, u32)>> {
    let handle = |(person, part)| {
        let person = identity::people::person(reader, person)?;
        Ok((format!("{}#{}", person.name, person.employee_no), part))
    };
    parts.into_iter().map(handle).collect()
}

fn draw(ctx: &Ctx, found: &Found, fields: &Fields, faults: &Faults) -> Reply {
    let (t, card) = (ctx.t(), &found.outlook.card);
    let shown = Proposal { borrowed: fields.has("borrowed", "yes"), ..Proposal::default() };
    let decision = found.outlook.decide(&shown);
    let due = decision.as_ref().ok().filter(|decision| decision.pays.0 > 0);
    let money = |fen: kernel::Fen| t.money_exact(fen.0);
    let range = due.and_then(|decision| decision.range);
    let (action, back, submit) = match found.changes {
        Some((id, _)) => (format!("/awards/{id}/amendment"), format!("/awards/{id}"), "awards-amend-submit"),
        None => ("/awards".to_owned(), card.href(), "awards-propose-submit"),
    };
    let page = ProposePage {
        page: ctx.page(t.get(if found.changes.is_some() { "awards-amend-title" } else { "awards-propose-title" })),
        action,
        back,
        submit,
        work: card.id,
        version: found.changes.map_or(0, |(_, version)| version),
        title: &card.title,
        serial: &card.serial,
        audited: matches!(found.outlook.basis, Some(Basis::Value(_) | Basis::Points(_))),
        basis: found.outlook.basis.map(|found| basis(t, found)).unwrap_or_default(),
        grade: due.and_then(|decision| decision.grade).map(|number| grade(t, number)).unwrap_or_default(),
        lines: due.map(|decision| explained(t, &decision.lines)).unwrap_or_default(),
        amount: due.map(|decision| money(decision.pays)).unwrap_or_default(),
        due: due.and_then(|decision| decision.due).map(|day| day.to_string()).unwrap_or_default(),
        range: range
            .map(|(least, most)| t.with2("awards-range", ("least", money(least)), ("most", money(most))).into_owned())
            .unwrap_or_default(),
        why: if due.is_some() { String::new() } else { t.get("awards-nothing-due").to_owned() },
        errors: faults.iter().map(|(field, reason)| (field.to_owned(), say(t, reason))).collect(),
        rows: rows(t, found, fields, faults),
        fields,
    };
    if faults.is_empty() { ctx.show(&page) } else { ctx.show_again(&page) }
}

/// The people as typed, or as the work has them, and a few empty rows.
fn rows(t: ui::T, found: &Found, fields: &Fields, faults: &Faults) -> Vec<Row> {
    let error = |field: String| faults.of(&field).map(|reason| say(t, reason)).unwrap_or_default();
    let mut rows: Vec<(String, String)> = match fields.sent("name") {
        true => fields.all("name").zip(fields.all("part")).map(|(name, part)| (name.into(), part.into())).collect(),
        false => found.people.iter().map(|(name, part)| (name.clone(), part.to_string())).collect(),
    };
    rows.resize(rows.len().max((found.people.len() + 2).min(ROWS)), Default::default());
    let made = |(at, (name, part))| Row {
        name_error: error(format!("name-{at}")),
        part_error: error(format!("part-{at}")),
        name,
        part,
    };
    rows.into_iter().enumerate().map(made).collect()
}
