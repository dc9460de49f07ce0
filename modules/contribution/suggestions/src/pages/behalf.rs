//! From a paper slip: a foreman or an officer enters it in a worker's name. Both names are recorded.

use std::collections::HashMap;

use askama::Template;
use identity::Person;
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Faults, Result, Role, Verdict};
use store::{Filter, Reader, Value};
use ui::page::{Page, Tone};
use ui::parts::Choice;
use web::{Ctx, Fields, Form, Reply, Routes, say};

use super::queue::{categories, chosen};
use crate::actions::{Registration, register};
use crate::forms::visitor::proposal;
use crate::model::{Channel, Gain, SuggestionId};

/// Who enters slips for the people of their part.
const WRITERS: [Role; 2] = [Role::TeamLeader, Role::InnovationOfficer];

/// Names of units.
const UNITS: &str = "SELECT u.id, u.short_name FROM unit u WHERE";

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/suggestions/on-behalf", ask).post("/suggestions/on-behalf", take)
}

/// Finding the worker, and then the slip.
#[derive(Template)]
#[template(path = "desk-behalf.html")]
struct SlipPage<'a> {
    page: Page<'a>,
    /// What was typed to find somebody.
    sought: &'a str,
    found: Vec<Found>,
    /// Whose slip it is, once chosen.
    worker: Option<(PersonId, String)>,
    typed: &'a Fields,
    categories: Vec<Choice<'a>>,
    gains: Vec<Choice<'a>>,
    faults: &'a Faults,
}

/// Somebody found.
struct Found {
    id: PersonId,
    name: String,
    about: String,
}

impl SlipPage<'_> {
    fn error(&self, field: &str) -> String {
        self.faults.of(field).map(|reason| say(self.page.t, reason)).unwrap_or_default()
    }
}

/// Only those who lead or serve a part of an enterprise write for others.
fn writer(ctx: &Ctx) -> Result<Actor> {
    let actor = ctx.actor()?.clone();
    let writes = actor.grants.iter().any(|grant| WRITERS.contains(&grant.role) && grant.enterprise.is_some());
    Verdict::when(writes, "desk-behalf-writers-only").check()?;
    Ok(actor)
}

/// Whether the actor may write for this worker.
fn may_write_for(actor: &Actor, worker: &Person) -> bool {
    worker.ended_at.is_none() && WRITERS.iter().any(|role| actor.has_within(*role, &worker.place()))
}

fn worker(reader: &Reader<'_>, actor: &Actor, id: PersonId) -> Result<Person> {
    let worker = identity::people::person(reader, id)?;
    if may_write_for(actor, &worker) { Ok(worker) } else { Err(Error::NotFound) }
}

async fn ask(ctx: Ctx) -> Reply {
    let actor = writer(&ctx)?;
    let mut fields = Fields::from_query(&ctx.visit.query);
    fields.set("draft", SuggestionId::new(ctx.now).to_string());
    let (sought, chosen) = (fields.get("who").to_owned(), fields.get("person").parse::<PersonId>().ok());
    let (found, worker) = ctx
        .read(move |reader| match chosen {
            Some(id) => Ok((Vec::new(), Some(named(reader, &worker(reader, &actor, id)?)?))),
            None => Ok((seek(reader, &actor, &sought)?, None)),
        })
        .await?;
    ctx.show(&page(&ctx, found, worker, &fields, &Faults::none()))
}

/// Who in the actor's parts has a name or number that begins like this.
fn seek(reader: &Reader<'_>, actor: &Actor, sought: &str) -> Result<Vec<Found>> {
    let mut enterprises: Vec<_> = actor
        .grants
        .iter()
        .filter(|grant| WRITERS.contains(&grant.role))
        .filter_map(|grant| grant.enterprise)
        .collect();
    enterprises.sort_unstable();
    enterprises.dedup();
    let mut people = Vec::new();
    for enterprise in enterprises {
        people.extend(identity::people::search(reader, enterprise, sought)?);
    }
    people.retain(|person| may_write_for(actor, person));
    let mut units = Filter::new();
    units.and_in("u.id", people.iter().map(|person| Value::Id(person.unit.uuid())));
    let units: HashMap<UnitId, String> = reader.list::<(UnitId, String)>(UNITS, &units)?.into_iter().collect();
    let found = |person: Person| {
        let unit = units.get(&person.unit).map_or("", String::as_str);
        Found { id: person.id, about: format!("{} · {unit}", person.employee_no), name: person.name }
    };
    Ok(people.into_iter().map(found).collect())
}

fn named(reader: &Reader<'_>, person: &Person) -> Result<(PersonId, String)> {
    let unit = identity::tree::unit(reader, person.unit)?.short_name;
    Ok((person.id, format!("{} · {} · {unit}", person.name, person.employee_no)))
}

fn page<'a>(
    ctx: &'a Ctx,
    found: Vec<Found>,
    worker: Option<(PersonId, String)>,
    typed: &'a Fields,
    faults: &'a Faults,
) -> SlipPage<'a> {
    let t = ctx.t();
    let gain = |gain: &Gain| {
        let label = t.get(&format!("word-gain-{gain}")).to_owned();
        chosen(gain.to_string(), label, typed.has("gain", gain.word()))
    };
    SlipPage {
        page: ctx.desk(t.try_get("desk-behalf-title").unwrap_or_default()),
        sought: typed.get("who"),
        found,
        worker,
        typed,
        categories: categories(t, Word::from_word(typed.get("category"))),
        gains: Gain::ALL.iter().map(gain).collect(),
        faults,
    }
}

async fn take(ctx: Ctx, Form(fields): Form) -> Reply {
    let actor = writer(&ctx)?;
    let person: PersonId = fields.get("person").parse().map_err(|_| Error::NotFound)?;
    let id: SuggestionId = fields.get("draft").parse().map_err(|_| Error::NotFound)?;
    let writes = actor.person;
    let (worker, named) = ctx
        .read(move |reader| {
            let worker = worker(reader, &actor, person)?;
            let named = named(reader, &worker)?;
            Ok((worker, named))
        })
        .await?;
    let proposal = match proposal(&fields, person) {
        Ok(proposal) => proposal,
        Err(faults) => return ctx.show_again(&page(&ctx, Vec::new(), Some(named), &fields, &faults)),
    };
    let slip = Registration {
        id,
        proposal,
        author: person,
        place: worker.place(),
        channel: Channel::Paper,
        entered_by: Some(writes).filter(|writes| *writes != person),
        now: ctx.now,
    };
    ctx.change(move |tx| register(tx, &slip)).await?;
    Ok(ctx.lead_to(&format!("/suggestions/{id}"), Some((Tone::Good, "flash-desk-behalf"))))
}
