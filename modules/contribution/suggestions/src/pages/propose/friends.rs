//! Who proposes together: workmates found by name or number, and their shares.

use std::collections::HashMap;

use askama::Template;
use kernel::id::PersonId;
use kernel::{Actor, Result};
use store::{Filter, Reader, Type, Value};
use ui::T;
use web::{Ctx, Fields, Reply};

/// The workmates found.
#[derive(Template)]
#[template(path = "propose-friends.html")]
pub(super) struct Friends {
    pub(super) t: T,
    /// What was looked for; empty before anything was.
    pub(super) typed: String,
    pub(super) found: Vec<Friend>,
}

/// A workmate who may join.
pub(super) struct Friend {
    pub(super) id: PersonId,
    pub(super) name: String,
    pub(super) number: String,
}

/// Present people of the actor's enterprise whose name or number begins with what was typed.
///
/// # Errors
/// Broken, when the database fails.
pub(super) async fn friends(ctx: &Ctx, typed: &str) -> Result<Friends> {
    let actor = ctx.actor()?;
    let (me, enterprise, typed) = (actor.person, actor.place.enterprise, typed.trim().to_owned());
    let sought = typed.clone();
    let people = ctx
        .read(move |reader| match enterprise.filter(|_| !sought.is_empty()) {
            Some(enterprise) => identity::people::search(reader, enterprise, &sought),
            None => Ok(Vec::new()),
        })
        .await?;
    let found = people.into_iter().filter(|person| person.id != me);
    let found = found.map(|person| Friend { id: person.id, name: person.name, number: person.employee_no });
    Ok(Friends { t: ctx.t(), typed, found: found.collect() })
}

/// `GET /suggestions/people?q=`.
pub(super) async fn fragment(ctx: Ctx) -> Reply {
    let asked = Fields::from_query(&ctx.visit.query);
    ctx.show(&friends(&ctx, asked.get("q")).await?)
}

/// The names of present people of the actor's enterprise, in one statement; others are missing.
///
/// # Errors
/// Broken, when the database fails.
pub(super) fn names(reader: &Reader<'_>, actor: &Actor, people: &[PersonId]) -> Result<HashMap<PersonId, String>> {
    let mut filter = Filter::new();
    filter.and_in("p.id", people.iter().map(|person| Value::Id(person.uuid())));
    let enterprise = actor.place.enterprise.map_or(Value::Null(Type::Id), |unit| Value::Id(unit.uuid()));
    filter.and("p.enterprise = ? AND p.ended_at IS NULL", [enterprise]);
    Ok(reader.list("SELECT p.id, p.name FROM person p WHERE", &filter)?.into_iter().collect())
}
