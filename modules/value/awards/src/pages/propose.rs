//! The proposal: what the scheme makes of a work, and who gets which part.

use askama::Template;
use axum::extract::Path;
use kernel::id::PersonId;
use kernel::{Error, Faults, Result, Time};
use ledger::Recorded;
use store::Reader;
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply, Routes, say};
use works::authors;
use works::uses::UseId;

use super::award::{again, parse, read};
use super::words::{Told, basis, explained, grade};
use crate::actions::{self, Outlook, Proposal, outlook};
use crate::engine::{Basis, Rule};
use crate::forms::{self, ROWS};
use crate::ground::{self, Ground};
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
    work_use: UseId,
    /// Whom it was taken over from; empty for a work at its own enterprise.
    origin: &'a str,
    /// What its authors were promised, in per cent; 0 for nothing.
    promised: u32,
    /// The authors who share in the promise.
    originators: Vec<(String, u32)>,
    /// Whether the grade is lowered for what was taken over.
    lowered: bool,
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
    /// The authors of what was taken over, and the enterprise they are of.
    originators: Vec<(String, u32)>,
    origin: String,
    /// The award that is changed, with its version.
    changes: Option<(AwardId, i64)>,
}

async fn blank(ctx: Ctx) -> Reply {
    ctx.actor()?;
    let asked = Fields::from_query(&ctx.visit.query);
    let found = find(&ctx, which(&asked)?).await?;
    draw(&ctx, &found, &Fields::default(), &Faults::none())
}

async fn propose(ctx: Ctx, Form(fields): Form) -> Reply {
    let (by, typed) = (ctx.by(fields.version())?, fields.clone());
    let id = which(&fields)?;
    let done: Result<Award> = ctx
        .change(move |tx| {
            let ground = ground::find(tx, &by.actor, id)?;
            let proposal = forms::proposal(tx, ground.enterprise, &typed)?;
            actions::propose(tx, &by, id, &proposal)
        })
        .await;
    match done {
        Ok(award) => Ok(ctx.lead_to(&format!("/awards/{}", award.id), Some((Tone::Good, "flash-award-proposed")))),
        Err(Error::Invalid(faults)) => draw(&ctx, &find(&ctx, id).await?, &fields, &faults),
        Err(error) => Err(error.into()),
    }
}

async fn amendment(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let (found, fields) = changed(&ctx, parse(&id)?).await?;
    draw(&ctx, &found, &fields, &Faults::none())
}

async fn amend(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let id = parse(&id)?;
    let (by, typed) = (ctx.by(fields.version())?, fields.clone());
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

/// The use that is meant: that of a work's own enterprise may be named by the work.
fn which(fields: &Fields) -> Result<UseId> {
    let named = [fields.get("use"), fields.get("work")].into_iter().find(|id| !id.is_empty());
    named.and_then(|id| id.parse().ok()).ok_or(Error::NotFound)
}

/// The use for which an award is proposed, for who may propose it.
async fn find(ctx: &Ctx, id: UseId) -> Result<Found> {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    ctx.read(move |reader| {
        let ground = ground::find(reader, &actor, id)?;
        let author = authors::includes(reader, ground.card.id, actor.person)?;
        policy::may_propose(&actor, &ground.place, author).check()?;
        let people = if ground.taken_over {
            Vec::new()
        } else {
            let authors = authors::of(reader, ground.card.id)?;
            handles(reader, authors.into_iter().map(|author| (author.person, author.part)))?
        };
        Found::read(reader, ground, people, None, now)
    })
    .await
}

impl Found {
    fn read(
        reader: &Reader<'_>,
        ground: Ground,
        people: Vec<(String, u32)>,
        changes: Option<(AwardId, i64)>,
        now: Time,
    ) -> Result<Found> {
        let (mut originators, mut origin) = (Vec::new(), String::new());
        if ground.taken_over {
            origin = identity::tree::unit(reader, ground.card.enterprise)?.short_name;
            if ground.promised > 0 {
                let authors = authors::of(reader, ground.card.id)?;
                originators = authors.into_iter().map(|author| (author.name, author.part)).collect();
            }
        }
        Ok(Found { outlook: outlook(reader, ground, now)?, people, originators, origin, changes })
    }
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
    let own = record.seen.parts.iter().filter(|part| !part.origin);
    let parts: Vec<(PersonId, u32)> = own.map(|part| (part.person, part.part)).collect();
    let (work_use, now, version) = (it.work_use, ctx.now, it.version);
    let read = move |reader: &Reader<'_>| {
        let people = handles(reader, parts)?;
        Found::read(reader, ground::load(reader, work_use)?, people, Some((id, version)), now)
    };
    Ok((ctx.read(read).await?, fields))
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
    let (t, ground) = (ctx.t(), &found.outlook.ground);
    let card = &ground.card;
    let shown = Proposal { borrowed: fields.has("borrowed", "yes"), ..Proposal::default() };
    let decision = found.outlook.decide(&shown);
    let due = decision.as_ref().ok().filter(|decision| decision.pays.0 > 0);
    let money = |fen: kernel::Fen| t.money_exact(fen.0);
    let range = due.and_then(|decision| decision.range);
    let (action, back, submit) = match found.changes {
        Some((id, _)) => (format!("/awards/{id}/amendment"), format!("/awards/{id}"), "awards-amend-submit"),
        None if ground.taken_over => ("/awards".to_owned(), "/awards".to_owned(), "awards-propose-submit"),
        None => ("/awards".to_owned(), card.href(), "awards-propose-submit"),
    };
    let page = ProposePage {
        page: ctx.page(t.get(if found.changes.is_some() { "awards-amend-title" } else { "awards-propose-title" })),
        action,
        back,
        submit,
        work_use: ground.id,
        origin: &found.origin,
        promised: ground.promised,
        originators: found.originators.clone(),
        lowered: ground.taken_over && found.outlook.scheme.1.applies(Rule::Borrowed),
        version: found.changes.map_or(0, |(_, version)| version),
        title: &card.title,
        serial: &card.serial,
        audited: matches!(found.outlook.basis, Some(Basis::Value(_) | Basis::Points(_))),
        basis: found.outlook.basis.map(|rests| basis(t, rests, &found.outlook.others)).unwrap_or_default(),
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
    // Those who took something over are nobody's to suggest: a few rows to write them in.
    let spare = if found.outlook.ground.taken_over { 4 } else { 2 };
    rows.resize(rows.len().max((found.people.len() + spare).min(ROWS)), Default::default());
    let made = |(at, (name, part))| Row {
        name_error: error(format!("name-{at}")),
        part_error: error(format!("part-{at}")),
        name,
        part,
    };
    rows.into_iter().enumerate().map(made).collect()
}
