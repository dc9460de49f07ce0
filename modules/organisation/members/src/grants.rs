//! Who is trusted with what, where: giving roles at a node and ending them.

use askama::Template;
use axum::extract::Path;
use identity::grants::{self, GrantId, Held, NewGrant};
use identity::{By, Person, Unit, people};
use kernel::clock::DAY;
use kernel::id::UnitId;
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Faults, Reason, Result, Role, Time};
use store::Reader;
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, Routes, role_key};

use crate::forms::{Errors, confirmed, day, refusal_at};
use crate::reach;

/// The routes of this file.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/grants", list)
        .post("/grants", give)
        .get("/grants/people", people_found)
        .post("/grants/{id}/end", end)
}

/// One role in the list.
struct Line {
    id: GrantId,
    name: String,
    href: String,
    role: String,
    unit: String,
    time: String,
    /// The question before it is ended.
    question: String,
}

/// Somebody a role can be given to.
struct Candidate {
    id: String,
    name: String,
    number: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "grants.html")]
struct Shown<'a> {
    page: Page<'a>,
    node: Unit,
    lines: Vec<Line>,
    fields: Fields,
    typed: String,
    found: Vec<Candidate>,
    roles: Vec<Choice<'static>>,
    units: Vec<Choice<'static>>,
    errors: Errors,
    wide: bool,
    find: String,
    others: Vec<Unit>,
}

#[derive(Template)]
#[template(path = "grants-people.html")]
struct Candidates {
    t: T,
    typed: String,
    found: Vec<Candidate>,
}

/// What the page reads.
struct Found {
    node: Unit,
    parts: Vec<Unit>,
    held: Vec<Held>,
    people: Vec<Person>,
    others: Vec<Unit>,
}

fn look(reader: &Reader<'_>, actor: &Actor, fields: &Fields, now: Time) -> Result<Found> {
    let node = reach::node(reader, actor, fields.get("unit"))?;
    let held = match node.enterprise {
        Some(enterprise) => {
            let mut held = grants::within(reader, enterprise, now)?;
            held.retain(|held| node.path.covers(&held.path));
            held.sort_by(|a, b| (&a.path, a.role, &a.name).cmp(&(&b.path, b.role, &b.name)));
            held
        }
        None => grants::at(reader, node.id, now)?,
    };
    let others = if reach::wide(actor) { reach::find(reader, actor, fields.get("find"))? } else { Vec::new() };
    let people = candidates(reader, &node, fields.get("q"))?;
    Ok(Found { parts: reach::parts(reader, &node)?, held, people, others, node })
}

/// People of the node's organisation by the beginning of name or number, and whoever has exactly this
/// telephone, wherever they work.
fn candidates(reader: &Reader<'_>, node: &Unit, typed: &str) -> Result<Vec<Person>> {
    let mut found = people::search(reader, node.employer(), typed)?;
    if let Ok(Some(phone)) = people::checked_phone(typed) {
        found.extend(people::by_phone(reader, &phone)?);
    }
    Ok(found)
}

fn shown<'a>(ctx: &'a Ctx, found: Found, fields: Fields, faults: &Faults) -> Shown<'a> {
    let t = ctx.t();
    let fits = |role: &&Role| found.parts.iter().any(|unit| grants::fits(**role, unit).allowed());
    let choice = |role: &Role| Choice {
        value: role.word().into(),
        label: t.try_get(role_key(*role)).unwrap_or_default().into(),
        chosen: fields.get("role") == role.word(),
    };
    let node = if fields.sent("node") { fields.get("node").to_owned() } else { found.node.id.to_string() };
    Shown {
        page: ctx.desk(t.with1("grants-of", "name", found.node.short_name.as_str()).into_owned()),
        lines: found.held.iter().map(|held| line(t, held)).collect(),
        typed: fields.get("q").to_owned(),
        found: found.people.iter().map(|person| candidate(person, fields.get("person"))).collect(),
        roles: Role::ALL.iter().filter(fits).map(choice).collect(),
        units: reach::choices(&found.parts, &node),
        errors: Errors::new(t, faults),
        wide: ctx.actor.as_ref().is_some_and(reach::wide),
        find: fields.get("find").to_owned(),
        others: found.others,
        node: found.node,
        fields,
    }
}

fn line(t: T, held: &Held) -> Line {
    let role = t.get(role_key(held.role)).to_owned();
    Line {
        id: held.id,
        name: held.name.clone(),
        href: format!("/roster/{}", held.person),
        unit: held.unit_name.clone(),
        time: term(t, held),
        question: t.with2("grants-end-ask", ("name", held.name.as_str()), ("role", role.as_str())).into_owned(),
        role,
    }
}

/// From when until when a role is held; the last day counts whole.
pub(crate) fn term(t: T, held: &Held) -> String {
    let from = t.date(held.starts_at.millis());
    match held.ends_at {
        Some(end) => {
            let until = t.date(end.plus_millis(-1).millis());
            t.with2("grants-from-until", ("from", from), ("until", until)).into_owned()
        }
        None => t.with1("grants-from", "from", from).into_owned(),
    }
}

fn candidate(person: &Person, chosen: &str) -> Candidate {
    Candidate {
        id: person.id.to_string(),
        name: person.name.clone(),
        number: person.employee_no.clone(),
        chosen: person.id.to_string() == chosen,
    }
}

async fn find(ctx: &Ctx, fields: &Fields) -> Result<Found> {
    let (actor, fields, now) = (ctx.actor()?.clone(), fields.clone(), ctx.now);
    ctx.read(move |reader| look(reader, &actor, &fields, now)).await
}

async fn list(ctx: Ctx) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let found = find(&ctx, &fields).await?;
    ctx.show(&shown(&ctx, found, fields, &Faults::none()))
}

/// The people that fit what was typed so far, for the search while typing.
async fn people_found(ctx: Ctx) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let (actor, asked) = (ctx.actor()?.clone(), fields.clone());
    let people = ctx
        .read(move |reader| {
            let node = reach::node(reader, &actor, asked.get("unit"))?;
            candidates(reader, &node, asked.get("q"))
        })
        .await?;
    let found = people.iter().map(|person| candidate(person, fields.get("person"))).collect();
    ctx.show(&Candidates { t: ctx.t(), typed: fields.get("q").to_owned(), found })
}

async fn give(ctx: Ctx, Form(fields): Form) -> Reply {
    let found = find(&ctx, &fields).await?;
    if fields.sent("search") {
        return ctx.show(&shown(&ctx, found, fields, &Faults::none()));
    }
    let (now, actor) = (ctx.now, ctx.actor()?.clone());
    let given = match command(&fields, &found.people, now) {
        Ok(new) => ctx.change(move |tx| grants::give(tx, By::Person(&actor), &new, now)).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match given {
        Ok(_) => {
            let back = format!("/grants?unit={}", found.node.id);
            Ok(ctx.lead_to(&back, Some((Tone::Good, "flash-grant-given"))))
        }
        Err(error) => {
            let faults = refusal_at("grant", error)?;
            ctx.show_again(&shown(&ctx, found, fields, &faults))
        }
    }
}

/// What was typed as a role to give. Somebody who was found alone need not be pointed at.
fn command(fields: &Fields, people: &[Person], now: Time) -> Result<NewGrant, Faults> {
    let mut faults = Faults::none();
    let person = match (fields.get("person").parse(), people) {
        (Ok(person), _) => Some(person),
        (Err(_), [only]) => Some(only.id),
        (Err(_), found) => {
            faults.add("q", Reason::new(if found.is_empty() { "grant-person-unknown" } else { "grant-person-which" }));
            None
        }
    };
    let role = Role::from_word(fields.get("role"));
    if role.is_none() {
        faults.add("role", Reason::new("choose-one"));
    }
    let unit = fields.get("node").parse().ok();
    if unit.is_none() {
        faults.add("node", Reason::new("choose-one"));
    }
    let from = faults.take("from", day(fields, "from"));
    let until = faults.take("until", day(fields, "until"));
    if from.is_some_and(|from| from < now.date()) {
        faults.add("from", Reason::new("grant-from-past"));
    }
    let (Some(person), Some(role), Some(unit), true) = (person, role, unit, faults.is_empty()) else {
        return Err(faults);
    };
    let starts_at = from.filter(|from| *from > now.date()).map_or(now, Time::start_of);
    let ends_at = until.map(|until| Time::start_of(until).plus_millis(DAY));
    Ok(NewGrant { person, role, unit, starts_at, ends_at })
}

async fn end(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let id: GrantId = id.parse().map_err(|_| Error::NotFound)?;
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    confirmed(&fields)?;
    let unit = ctx
        .change(move |tx| {
            let unit = grants::find(tx, id)?.unit;
            Ok(grants::end(tx, By::Person(&actor), id, now)?.with(unit))
        })
        .await?;
    let back = fields.get("back").parse::<UnitId>().unwrap_or(unit);
    Ok(ctx.lead_to(&format!("/grants?unit={back}"), Some((Tone::Plain, "flash-grant-ended"))))
}
