//! People: joining, changing, moving and leaving, and finding them. Nobody is ever deleted.

use kernel::id::{PersonId, UnitId};
use kernel::{Error, Faults, Path, Reason, Result, Time, text};
use ledger::{Fact, Recorded, append, unchanged};
use serde_json::json;
use store::{Reader, Tx};

use crate::by::{By, administers};
use crate::model::{Language, Person, TextSize, Theme};
use crate::store::access::{DROP_CREDENTIAL, END_SESSIONS, REVOKE_TOKENS};
use crate::store::people::{
    COUNT_UNDER, END_PERSON, FORMER_BY_NUMBER, GRANTS_OF, INSERT_PERSON, PEOPLE_LIKE, PEOPLE_OF_UNIT, PEOPLE_PAGE,
    PERSON, PERSON_BY_NUMBER, PERSON_BY_PHONE, PREFER, PersonRow, REJOIN, UPDATE_PERSON, WITHOUT_PASSWORD,
};
use crate::{grants, tree};

/// Longest name in characters. Names of some nationalities are long.
pub const NAME: usize = 40;
/// Longest employee number in characters.
pub const EMPLOYEE_NO: usize = 32;

/// What is known of somebody: to join with, or to be changed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// Their name.
    pub name: String,
    /// Mobile number; empty for none.
    pub phone: String,
    /// Their unit.
    pub unit: UnitId,
}

/// A name as it is stored.
///
/// # Errors
/// `text-empty`, `text-too-long`.
pub fn checked_name(typed: &str) -> Result<String, Reason> {
    text::line(typed, NAME)
}

/// An employee number as it is stored: letters, digits, `-`, `_`, `.` and `/`.
///
/// # Errors
/// `text-empty`, `text-too-long`, `employee-no-malformed`.
pub fn checked_employee_no(typed: &str) -> Result<String, Reason> {
    let number = text::line(typed, EMPLOYEE_NO)?;
    let sound = number.chars().all(|c| c.is_alphanumeric() || "-_./".contains(c));
    if sound { Ok(number) } else { Err(Reason::new("employee-no-malformed")) }
}

/// A mobile number as it is stored, or none: eleven digits that begin with 1. Spaces, dashes and the
/// country's prefix are forgiven.
///
/// # Errors
/// `phone-malformed`.
pub fn checked_phone(typed: &str) -> Result<Option<String>, Reason> {
    let bare: String = text::clean(typed).chars().filter(|c| !c.is_whitespace() && !"-()".contains(*c)).collect();
    let bare = bare.strip_prefix("+86").unwrap_or(&bare);
    if bare.is_empty() {
        return Ok(None);
    }
    let sound = bare.len() == 11 && bare.starts_with('1') && bare.bytes().all(|byte| byte.is_ascii_digit());
    if sound { Ok(Some(bare.to_owned())) } else { Err(Reason::new("phone-malformed")) }
}

/// Somebody joins the organisation of `details.unit`. Who left under the same number and name and comes back is
/// the same person again.
///
/// # Errors
/// Denied to who does not administer the unit; invalid by field (`name`, `employee_no`, `phone`),
/// taken numbers included; refused at an ended unit (`unit-ended`).
pub fn join(
    tx: &mut Tx<'_>,
    by: By<'_>,
    employee_no: &str,
    details: &Details,
    now: Time,
) -> Result<Recorded<PersonId>> {
    let unit = tree::unit(tx, details.unit)?;
    by.check(|actor| administers(actor, &unit.place()))?;
    if unit.ended_at.is_some() {
        return Err(Error::refused("unit-ended"));
    }
    let mut faults = Faults::none();
    let name = faults.take("name", checked_name(&details.name));
    let employee_no = faults.take("employee_no", checked_employee_no(employee_no));
    let phone = faults.take("phone", checked_phone(&details.phone));
    faults.check()?;
    if tx.find(&PERSON_BY_NUMBER, (unit.employer(), &employee_no))?.is_some() {
        return Err(Error::invalid("employee_no", "employee-no-taken"));
    }
    refuse_taken_phone(tx, phone.as_deref(), None)?;

    let former = tx.find(&FORMER_BY_NUMBER, (unit.employer(), &employee_no))?.filter(|person| person.name == name);
    let (id, step) = match former {
        Some(person) => {
            tx.settle(&REJOIN, (&name, &phone, unit.id, now, person.id))?;
            (person.id, "rejoined")
        }
        None => {
            let row = PersonRow {
                id: PersonId::new(now),
                name: name.clone(),
                employee_no: employee_no.clone(),
                phone: phone.clone(),
                enterprise: unit.employer(),
                unit: unit.id,
                joined_at: now,
                locale: Language::Auto,
                text_size: TextSize::Normal,
                theme: Theme::Auto,
            };
            tx.execute(&INSERT_PERSON, &row)?;
            (row.id, "joined")
        }
    };
    let fact = Fact::new("person", id.any(), step, now)
        .counted_at(&unit.place())
        .with(1, &json!({ "name": name, "employee_no": employee_no, "phone": phone }));
    Ok(append(tx, by.sign(fact))?.with(id))
}

/// Changes somebody's name, number or unit; a fact for what changed, and another when they moved.
///
/// # Errors
/// Denied to who does not administer both where they are and where they go; invalid by field;
/// refused for who left (`person-ended`) and for a unit of another organisation
/// (`person-other-organisation`) or one that ended.
pub fn change(tx: &mut Tx<'_>, by: By<'_>, person: PersonId, details: &Details, now: Time) -> Result<Recorded> {
    let person = living(tx, person)?;
    alter(tx, by, &person, details, now)
}

/// Changes `person`, who was read before in this transaction.
pub(crate) fn alter(tx: &mut Tx<'_>, by: By<'_>, person: &Person, details: &Details, now: Time) -> Result<Recorded> {
    let unit = tree::unit(tx, details.unit)?;
    by.check(|actor| administers(actor, &person.place()).and(|| administers(actor, &unit.place())))?;
    if unit.employer() != person.enterprise {
        return Err(Error::refused("person-other-organisation"));
    }
    if unit.ended_at.is_some() && unit.id != person.unit {
        return Err(Error::refused("unit-ended"));
    }
    let mut faults = Faults::none();
    let name = faults.take("name", checked_name(&details.name));
    let phone = faults.take("phone", checked_phone(&details.phone));
    faults.check()?;
    refuse_taken_phone(tx, phone.as_deref(), Some(person.id))?;

    let mut done = unchanged(());
    let (renamed, rephoned) = (name != person.name, phone != person.phone);
    if !renamed && !rephoned && unit.id == person.unit {
        return Ok(done);
    }
    tx.settle(&UPDATE_PERSON, (&name, &phone, unit.id, person.id))?;
    if renamed || rephoned {
        let fact = Fact::new("person", person.id.any(), "changed", now).counted_at(&unit.place()).with(
            1,
            &json!({ "name": renamed.then_some(name), "phone": if rephoned { json!(phone) } else { json!(null) } }),
        );
        done = done.and(append(tx, by.sign(fact))?);
    }
    if unit.id != person.unit {
        let fact = Fact::new("person", person.id.any(), "moved", now)
            .counted_at(&unit.place())
            .with(1, &json!({ "from": person.unit, "to": unit.id }));
        done = done.and(append(tx, by.sign(fact))?);
    }
    Ok(done)
}

/// Somebody leaves: their roles, sessions, tokens and password end; everything they did stays.
///
/// # Errors
/// Denied to who does not administer their unit; refused for who left already (`person-ended`) and for
/// the last administrator (`grant-last-administrator`).
pub fn leave(tx: &mut Tx<'_>, by: By<'_>, person: PersonId, now: Time) -> Result<Recorded> {
    let person = living(tx, person)?;
    by.check(|actor| administers(actor, &person.place()))?;
    for held in tx.all(&GRANTS_OF, (person.id, now))? {
        let _ended = grants::close(tx, by, &held, now)?;
    }
    tx.settle(&END_PERSON, (now, person.id))?;
    tx.execute(&END_SESSIONS, (person.id,))?;
    tx.execute(&REVOKE_TOKENS, (now, person.id))?;
    tx.execute(&DROP_CREDENTIAL, (person.id,))?;
    append(tx, by.sign(Fact::new("person", person.id.any(), "left", now).counted_at(&person.place())))
}

/// How somebody likes their pages. No fact.
///
/// # Errors
/// Overtaken, when there is nobody.
pub fn prefer(tx: &mut Tx<'_>, person: PersonId, locale: Language, text_size: TextSize, theme: Theme) -> Result<()> {
    tx.settle(&PREFER, (locale, text_size, theme, person))
}

/// A person, present or not.
///
/// # Errors
/// Not found.
pub fn person(reader: &Reader<'_>, id: PersonId) -> Result<Person> {
    reader.one(&PERSON, (id,))
}

/// The present person with this number in this organisation.
///
/// # Errors
/// Broken, when the database fails.
pub fn by_employee_no(reader: &Reader<'_>, enterprise: UnitId, employee_no: &str) -> Result<Option<Person>> {
    reader.find(&PERSON_BY_NUMBER, (enterprise, employee_no))
}

/// The present person with this mobile number.
///
/// # Errors
/// Broken, when the database fails.
pub fn by_phone(reader: &Reader<'_>, phone: &str) -> Result<Option<Person>> {
    reader.find(&PERSON_BY_PHONE, (phone,))
}

/// Up to twenty present people of an organisation whose name or number begins with what was typed.
///
/// # Errors
/// Broken, when the database fails.
pub fn search(reader: &Reader<'_>, enterprise: UnitId, typed: &str) -> Result<Vec<Person>> {
    match text::line(typed, NAME) {
        Ok(typed) => {
            // No character sorts after this one, so the range holds everything that begins with `typed`.
            let end = format!("{typed}\u{10FFFF}");
            reader.all(&PEOPLE_LIKE, (enterprise, typed, end))
        }
        Err(_) => Ok(Vec::new()),
    }
}

/// The next `most` present people of an organisation in the order of their numbers, after `after`
/// (`""` for the first page).
///
/// # Errors
/// Broken, when the database fails.
pub fn page(reader: &Reader<'_>, enterprise: UnitId, after: &str, most: u32) -> Result<Vec<Person>> {
    reader.all(&PEOPLE_PAGE, (enterprise, after, i64::from(most)))
}

/// The present people of exactly this unit.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_unit(reader: &Reader<'_>, unit: UnitId) -> Result<Vec<Person>> {
    reader.all(&PEOPLE_OF_UNIT, (unit,))
}

/// How many present people there are at and below a node of the regional tree.
///
/// # Errors
/// Broken, when the database fails.
pub fn count(reader: &Reader<'_>, node: &Path) -> Result<i64> {
    Ok(reader.one(&COUNT_UNDER, (node, node.end()))?.0)
}

/// The present people of an organisation who have no password yet.
///
/// # Errors
/// Broken, when the database fails.
pub fn without_password(reader: &Reader<'_>, enterprise: UnitId) -> Result<Vec<Person>> {
    reader.all(&WITHOUT_PASSWORD, (enterprise,))
}

/// Somebody who has not left.
pub(crate) fn living(reader: &Reader<'_>, id: PersonId) -> Result<Person> {
    let person = person(reader, id)?;
    if person.ended_at.is_some() { Err(Error::refused("person-ended")) } else { Ok(person) }
}

fn refuse_taken_phone(reader: &Reader<'_>, phone: Option<&str>, own: Option<PersonId>) -> Result<()> {
    match phone {
        Some(phone) if by_phone(reader, phone)?.is_some_and(|holder| Some(holder.id) != own) => {
            Err(Error::invalid("phone", "phone-taken"))
        }
        _ => Ok(()),
    }
}
