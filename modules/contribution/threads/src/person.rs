//! Who may open a person's page. What stands on it each module decides for itself.

use identity::{Person, Unit};
use kernel::id::PersonId;
use kernel::{Actor, Error, Result, Role};
use store::{Filter, Reader, Value, statements};
use works::WorkId;

statements! {
    UNIT: (PersonId,) => (String, String) =
        "SELECT u.short_name, e.short_name FROM person p JOIN unit u ON u.id = p.unit JOIN unit e ON e.id = p.enterprise \
         WHERE p.id = $1";
}

const WORKS: &str = "SELECT w.id FROM work w WHERE";

/// Roles above an enterprise that may open the page of whoever works below.
const ABOVE: [Role; 3] = [Role::UnionOfficer, Role::Auditor, Role::Administrator];

/// A person as the page's head shows them.
pub struct Shown {
    /// Who.
    pub person: Person,
    /// Short name of their unit.
    pub unit: String,
    /// Short name of their enterprise.
    pub enterprise: String,
}

/// The person, if the actor may open their page: they themselves, people of the same enterprise, those
/// who answer for the place from above, and everybody once a work of theirs is open to them.
///
/// # Errors
/// Not found, whether there is nobody or they are not for this actor.
pub fn find(reader: &Reader<'_>, actor: &Actor, id: PersonId) -> Result<Shown> {
    let person = identity::people::person(reader, id)?;
    let unit: Unit = identity::tree::unit(reader, person.unit)?;
    let place = unit.place();
    let near = id == actor.person
        || (place.enterprise.is_some() && place.enterprise == actor.place.enterprise)
        || ABOVE.iter().any(|role| actor.has(*role, &place));
    if !near && !has_open_work(reader, actor, id)? {
        return Err(Error::NotFound);
    }
    let (unit, enterprise) = reader.one(&UNIT, (id,))?;
    Ok(Shown { person, unit, enterprise })
}

fn has_open_work(reader: &Reader<'_>, actor: &Actor, person: PersonId) -> Result<bool> {
    let mut filter = Filter::new();
    works::sight::visible(&mut filter, actor);
    let theirs = "EXISTS (SELECT 1 FROM work_author x WHERE x.work = w.id AND x.person = ?)";
    filter.and(theirs, [Value::Id(person.uuid())]);
    filter.tail("LIMIT 1", []);
    Ok(!reader.list::<(WorkId,)>(WORKS, &filter)?.is_empty())
}
