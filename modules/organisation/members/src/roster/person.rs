//! One person: what the house knows, changing it, a new password, leaving, and adding somebody by hand.

use std::sync::Arc;

use askama::Template;
use axum::extract::Path;
use identity::grants::{self, Held};
use identity::people::{self, Details};
use identity::sign_in::{hand_out_passwords, make_slips};
use identity::{By, Person, Unit, administers, tree};
use kernel::id::PersonId;
use kernel::{Error, Faults, Reason, Result};
use ui::page::Tone;
use ui::parts::Choice;
use ui::{Page, T};
use web::{Ctx, Fields, Form, Reply, role_key};

use crate::forms::{Errors, confirmed};
use crate::{grants as roles, reach};

/// A role that somebody holds.
struct RoleLine {
    role: String,
    unit: String,
    href: String,
    time: String,
}

#[derive(Template)]
#[template(path = "roster-person.html")]
struct Shown<'a> {
    page: Page<'a>,
    person: Person,
    organisation: Unit,
    since: String,
    left: String,
    roles: Vec<RoleLine>,
    fields: Fields,
    units: Vec<Choice<'static>>,
    errors: Errors,
    /// A password that was just handed out; empty otherwise.
    password: String,
}

/// What the page reads.
struct Found {
    person: Person,
    organisation: Unit,
    parts: Vec<Unit>,
    held: Vec<Held>,
}

async fn find(ctx: &Ctx, id: &str) -> Result<Found> {
    let id: PersonId = id.parse().map_err(|_| Error::NotFound)?;
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    ctx.read(move |reader| {
        let person = people::person(reader, id)?;
        administers(&actor, &person.place()).check()?;
        let organisation = tree::unit(reader, person.enterprise)?;
        let parts = reach::parts(reader, &organisation)?;
        let held = grants::of(reader, id, now)?;
        Ok(Found { person, organisation, parts, held })
    })
    .await
}

fn page<'a>(ctx: &'a Ctx, found: Found, fields: Option<Fields>, faults: &Faults, password: &str) -> Shown<'a> {
    let t = ctx.t();
    let person = found.person;
    let fields = fields.unwrap_or_else(|| {
        Fields::from_pairs([
            ("name", person.name.clone()),
            ("phone", person.phone.clone().unwrap_or_default()),
            ("unit", person.unit.to_string()),
        ])
    });
    Shown {
        page: ctx.desk(person.name.clone()),
        organisation: found.organisation,
        since: t.date(person.joined_at.millis()),
        left: person.ended_at.map(|at| t.date(at.millis())).unwrap_or_default(),
        roles: found.held.iter().map(|held| role(t, held)).collect(),
        units: reach::choices(&found.parts, fields.get("unit")),
        errors: Errors::new(t, faults),
        password: password.to_owned(),
        fields,
        person,
    }
}

fn role(t: T, held: &Held) -> RoleLine {
    RoleLine {
        role: t.get(role_key(held.role)).to_owned(),
        unit: held.unit_name.clone(),
        href: format!("/grants?unit={}", held.unit),
        time: roles::term(t, held),
    }
}

/// The page.
pub(crate) async fn show(ctx: Ctx, Path(id): Path<String>) -> Reply {
    let found = find(&ctx, &id).await?;
    ctx.show(&page(&ctx, found, None, &Faults::none(), ""))
}

/// Changes name, telephone, unit.
pub(crate) async fn change(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let found = find(&ctx, &id).await?;
    let (person, now, actor) = (found.person.id, ctx.now, ctx.actor()?.clone());
    let changed = match details(&fields) {
        Ok(details) => ctx.change(move |tx| people::change(tx, By::Person(&actor), person, &details, now)).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match changed {
        Ok(()) => Ok(ctx.lead_to(&format!("/roster/{id}"), Some((Tone::Good, "flash-person-changed")))),
        Err(Error::Invalid(faults)) => ctx.show_again(&page(&ctx, found, Some(fields), &faults, "")),
        Err(error) => Err(error.into()),
    }
}

fn details(fields: &Fields) -> Result<Details, Faults> {
    let unit = fields.get("unit").parse().map_err(|_| Faults::one("unit", Reason::new("choose-one")))?;
    Ok(Details { name: fields.get("name").to_owned(), phone: fields.get("phone").to_owned(), unit })
}

/// A new password, shown once.
pub(crate) async fn hand_out(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let found = find(&ctx, &id).await?;
    confirmed(&fields)?;
    let (person, now, actor) = (found.person.id, ctx.now, ctx.actor()?.clone());
    let slips = tokio::task::spawn_blocking(move || make_slips([person])).await.map_err(Error::broken)??;
    let slips = Arc::new(slips);
    let stored = Arc::clone(&slips);
    ctx.change(move |tx| hand_out_passwords(tx, By::Person(&actor), &stored, now)).await?;
    let password = slips.first().map_or("", |slip| slip.password.reveal());
    ctx.show(&page(&ctx, found, None, &Faults::none(), password))
}

/// Somebody leaves.
pub(crate) async fn leave(ctx: Ctx, Path(id): Path<String>, Form(fields): Form) -> Reply {
    let found = find(&ctx, &id).await?;
    confirmed(&fields)?;
    let (person, now, actor) = (found.person.id, ctx.now, ctx.actor()?.clone());
    ctx.change(move |tx| people::leave(tx, By::Person(&actor), person, now)).await?;
    Ok(ctx.lead_to(&format!("/roster/{id}"), Some((Tone::Plain, "flash-person-left"))))
}

#[derive(Template)]
#[template(path = "roster-new.html")]
struct New<'a> {
    page: Page<'a>,
    organisation: Unit,
    fields: Fields,
    units: Vec<Choice<'static>>,
    errors: Errors,
}

/// Where somebody is added by hand.
pub(crate) async fn form(ctx: Ctx) -> Reply {
    let fields = Fields::from_query(&ctx.visit.query);
    let (organisation, parts) = place(&ctx, fields.get("unit")).await?;
    show_form(&ctx, organisation, &parts, fields, &Faults::none())
}

async fn place(ctx: &Ctx, asked: &str) -> Result<(Unit, Vec<Unit>)> {
    let (actor, asked) = (ctx.actor()?.clone(), asked.to_owned());
    ctx.read(move |reader| {
        let organisation = reach::organisation(reader, &actor, &asked)?;
        let parts = reach::parts(reader, &organisation)?;
        Ok((organisation, parts))
    })
    .await
}

fn show_form(ctx: &Ctx, organisation: Unit, parts: &[Unit], fields: Fields, faults: &Faults) -> Reply {
    let t = ctx.t();
    let units = reach::choices(parts, fields.get("unit"));
    let shown =
        New { page: ctx.desk(t.get("person-new")), organisation, units, fields, errors: Errors::new(t, faults) };
    if faults.is_empty() { ctx.show(&shown) } else { ctx.show_again(&shown) }
}

/// Adds somebody.
pub(crate) async fn join(ctx: Ctx, Form(fields): Form) -> Reply {
    let (organisation, parts) = place(&ctx, fields.get("unit")).await?;
    let (now, actor) = (ctx.now, ctx.actor()?.clone());
    let number = fields.get("employee_no").to_owned();
    let joined = match details(&fields) {
        Ok(details) => ctx.change(move |tx| people::join(tx, By::Person(&actor), &number, &details, now)).await,
        Err(faults) => Err(Error::Invalid(faults)),
    };
    match joined {
        Ok(person) => Ok(ctx.lead_to(&format!("/roster/{person}"), Some((Tone::Good, "flash-person-joined")))),
        Err(Error::Invalid(faults)) => show_form(&ctx, organisation, &parts, fields, &faults),
        Err(error) => Err(error.into()),
    }
}
