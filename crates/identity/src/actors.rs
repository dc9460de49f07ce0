//! Somebody who acts, put together for one request.

use kernel::id::PersonId;
use kernel::{Actor, Error, Result, Scope, Time};
use store::Reader;

use crate::store::people::{ACTIVE_GRANTS, PERSON};

/// The actor: one question for the person with their unit, one for what they hold now.
///
/// # Errors
/// Sign-in needed, for somebody who left or never was.
pub fn actor(reader: &Reader<'_>, person: PersonId, now: Time, scopes: &[Scope]) -> Result<Actor> {
    let person = reader.find(&PERSON, (person,))?.filter(|person| person.ended_at.is_none()).ok_or(Error::SignIn)?;
    let held = reader.all(&ACTIVE_GRANTS, (person.id, now))?;
    Ok(Actor {
        place: person.place(),
        person: person.id,
        name: person.name,
        grants: held.into_iter().map(crate::grants::Held::grant).collect(),
        scopes: scopes.to_vec(),
    })
}
