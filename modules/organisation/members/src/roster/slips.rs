//! First passwords for everybody who has none, on slips that are shown once.

use std::sync::Arc;

use askama::Template;
use identity::sign_in::{hand_out_passwords, make_slips};
use identity::{By, Person, Unit, administers, people};
use kernel::{Actor, Error, Result, Time};
use store::Reader;
use ui::Page;
use ui::page::Tone;
use web::{Ctx, Fields, Form, Reply};

use super::people::roles_of;
use super::sheets::{self, Receiver};
use super::workbook;
use crate::forms::confirmed;
use crate::reach;

/// Most slips at once: each takes some tens of milliseconds of computing.
const AT_ONCE: usize = 200;

#[derive(Template)]
#[template(path = "roster-slips.html")]
struct Slips<'a> {
    page: Page<'a>,
    organisation: Unit,
    people: Vec<Receiver>,
    count: usize,
    at_once: usize,
}

/// Who waits for a password.
struct Waiting {
    organisation: Unit,
    people: Vec<Person>,
    receivers: Vec<Receiver>,
}

/// People without a password in the order of their numbers, but for those whose roles reach higher than
/// the administrator's: theirs are handed out above.
fn find(reader: &Reader<'_>, actor: &Actor, asked: &str, now: Time) -> Result<Waiting> {
    let organisation = reach::organisation(reader, actor, asked)?;
    let labels = reach::labels(&reach::parts(reader, &organisation)?);
    let mut people = people::without_password(reader, organisation.id)?;
    let held = roles_of(reader, people.iter().map(|person| person.id), now)?;
    people.retain(|person| {
        let mut own = held.iter().filter(|held| held.person == person.id);
        own.all(|held| administers(actor, &held.place()).allowed())
    });
    let receiver = |person: &Person| Receiver {
        name: person.name.clone(),
        number: person.employee_no.clone(),
        unit: labels.get(&person.unit).cloned().unwrap_or_default(),
    };
    Ok(Waiting { receivers: people.iter().map(receiver).collect(), organisation, people })
}

/// Who has none, and the button.
pub(crate) async fn waiting(ctx: Ctx) -> Reply {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let asked = Fields::from_query(&ctx.visit.query).get("unit").to_owned();
    let found = ctx.read(move |reader| find(reader, &actor, &asked, now)).await?;
    let t = ctx.t();
    ctx.show(&Slips {
        page: ctx.desk(t.get("slips-title")),
        organisation: found.organisation,
        count: found.receivers.len(),
        people: found.receivers,
        at_once: AT_ONCE,
    })
}

/// Makes the passwords and answers with the slips. They are nowhere else: what is stored cannot be read back.
pub(crate) async fn hand_out(ctx: Ctx, Form(fields): Form) -> Reply {
    let (actor, now) = (ctx.actor()?.clone(), ctx.now);
    let (who, asked) = (actor.clone(), fields.get("unit").to_owned());
    let mut found = ctx.read(move |reader| find(reader, &who, &asked, now)).await?;
    confirmed(&fields)?;
    if found.people.is_empty() {
        let back = format!("/roster?unit={}", found.organisation.id);
        return Ok(ctx.lead_to(&back, Some((Tone::Plain, "flash-slips-none"))));
    }
    found.people.truncate(AT_ONCE);
    let ids: Vec<_> = found.people.iter().map(|person| person.id).collect();
    let slips = tokio::task::spawn_blocking(move || make_slips(ids)).await.map_err(Error::broken)??;
    let slips = Arc::new(slips);
    let stored = Arc::clone(&slips);
    ctx.change(move |tx| hand_out_passwords(tx, By::Person(&actor), &stored, now)).await?;
    let bytes = sheets::slips(ctx.t(), &found.receivers, &slips, &ctx.app.config.base_url, now)?;
    Ok(workbook("attachment; filename=\"slips.xlsx\"", bytes))
}
