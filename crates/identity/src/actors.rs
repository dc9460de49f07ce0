//! Somebody who acts, put together for one request.

use kernel::id::PersonId;
use kernel::{Actor, Error, Grant, Result, Scope, Time};
use store::Reader;

use crate::grants::Held;
use crate::sessions::FoundSession;
use crate::store::people::{ACTIVE_GRANTS, PERSON};

/// The actor: one question for the person with their unit, one for what they hold now.
///
/// # Errors
/// Sign-in needed, for somebody who left or never was.
pub fn actor(reader: &Reader<'_>, person: PersonId, now: Time, scopes: &[Scope]) -> Result<Actor> {
    let person = reader.find(&PERSON, (person,))?.filter(|person| person.ended_at.is_none()).ok_or(Error::SignIn)?;
    let grants = grants(reader, person.id, now)?;
    Ok(Actor { place: person.place(), person: person.id, name: person.name, grants, scopes: scopes.to_vec() })
}

/// The actor of a session, which was found with its person and their unit: one question, for what they
/// hold now.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_session(reader: &Reader<'_>, session: &FoundSession, now: Time, scopes: &[Scope]) -> Result<Actor> {
    Ok(Actor {
        place: session.place(),
        person: session.person,
        name: session.name.clone(),
        grants: grants(reader, session.person, now)?,
        scopes: scopes.to_vec(),
    })
}

fn grants(reader: &Reader<'_>, person: PersonId, now: Time) -> Result<Vec<Grant>> {
    Ok(reader.all(&ACTIVE_GRANTS, (person, now))?.into_iter().map(Held::grant).collect())
}
