//! Text in, commands out, errors by field.

mod right;

pub use right::{application, end, entrusted, fee, grant, paid, plan, publication, transfer};

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Faults, Reason, Result, Shares, Time, text};
use store::Reader;
use web::{Fields, shares};
use works::{Visibility, WorkId};

use crate::model::{Disclosure, Part, TEXT, TITLE};

/// The disclosure as typed: one part of it over what was there before, or all of it.
///
/// # Errors
/// Invalid, field by field.
pub fn disclosure(
    reader: &Reader<'_>,
    (enterprise, author): (UnitId, PersonId),
    fields: &Fields,
    part: Option<Part>,
    before: Disclosure,
) -> Result<Disclosure> {
    let mut faults = Faults::none();
    let mut told = before;
    let asked = |one| part.is_none_or(|part| part == one);
    if asked(Part::Problem) {
        told.title = faults.take("title", text::line(fields.get("title"), TITLE));
        told.problem = faults.take("problem", text::text(fields.get("problem"), TEXT));
    }
    if asked(Part::Prior) {
        told.prior = faults.take("prior", text::text(fields.get("prior"), TEXT));
        told.search = faults.take("search", text::text(fields.get("search"), TEXT));
    }
    if asked(Part::Solution) {
        told.solution = faults.take("solution", text::text(fields.get("solution"), TEXT));
        told.novelty = faults.take("novelty", text::text(fields.get("novelty"), TEXT));
    }
    if asked(Part::Inventors) {
        told.visibility = Visibility::from_word(fields.get("visibility")).unwrap_or(told.visibility);
        told.shares = inventors(reader, (enterprise, author), fields, &mut faults)?;
    }
    faults.check()?;
    Ok(told)
}

/// What a disclosure begins with: nothing but who begins it, and the people of the work it grows from.
///
/// # Errors
/// Broken, when the database fails.
pub fn blank(reader: &Reader<'_>, actor: &Actor, from: Option<WorkId>, now: Time) -> Result<Disclosure> {
    let nothing = String::new;
    Ok(Disclosure {
        title: nothing(),
        problem: nothing(),
        prior: nothing(),
        search: nothing(),
        solution: nothing(),
        novelty: nothing(),
        visibility: Visibility::Team,
        shares: match from {
            Some(work) => same_people(reader, actor, work, now)?,
            None => Shares::sole(actor.person),
        },
        grew_from: from,
    })
}

/// The people of a work as inventors, if whoever begins is one of them and all are still of the enterprise.
fn same_people(reader: &Reader<'_>, actor: &Actor, work: WorkId, now: Time) -> Result<Shares> {
    let mut parts: Vec<(PersonId, u32)> =
        works::authors::of(reader, work)?.into_iter().map(|one| (one.person, one.part)).collect();
    for (person, _) in &parts {
        if identity::actors::actor(reader, *person, now, &[])?.place.enterprise != actor.place.enterprise {
            return Ok(Shares::sole(actor.person));
        }
    }
    parts.sort_by_key(|(person, _)| *person != actor.person);
    let led = parts.first().is_some_and(|(person, _)| *person == actor.person);
    Ok(Shares::new(parts).ok().filter(|_| led).unwrap_or_else(|| Shares::sole(actor.person)))
}

/// The inventors as typed; without any the author is the only one.
fn inventors(
    reader: &Reader<'_>,
    (enterprise, author): (UnitId, PersonId),
    fields: &Fields,
    faults: &mut Faults,
) -> Result<Shares> {
    if fields.all("name").all(|name| name.trim().is_empty()) {
        return Ok(Shares::sole(author));
    }
    match shares::read(reader, enterprise, author, fields) {
        Ok(team) if team.includes(author) => Ok(team),
        Ok(_) => {
            faults.add("shares", Reason::new("invention-without-author"));
            Ok(Shares::sole(author))
        }
        Err(Error::Invalid(wrong)) => {
            wrong.iter().for_each(|(field, reason)| faults.add(field, reason.clone()));
            Ok(Shares::sole(author))
        }
        Err(error) => Err(error),
    }
}

/// Words that must be there.
///
/// # Errors
/// Invalid, at `field`.
pub fn words(fields: &Fields, field: &'static str) -> Result<String> {
    at(field, text::text(fields.get(field), TEXT))
}

/// Who may find it.
///
/// # Errors
/// Invalid, when it is none of the three.
pub fn visibility(fields: &Fields) -> Result<Visibility> {
    let wrong = || Reason::new("invention-choose");
    at("visibility", Visibility::from_word(fields.get("visibility")).ok_or_else(wrong))
}

/// A day and a note.
///
/// # Errors
/// Invalid, field by field.
pub fn day(fields: &Fields, field: &'static str) -> Result<(Date, String)> {
    let mut faults = Faults::none();
    let day = faults.take(field, date(fields.get(field)));
    let note = faults.take("note", text::optional_text(fields.get("note"), TEXT));
    faults.check()?;
    Ok((day, note))
}

fn at<T>(field: &'static str, value: Result<T, Reason>) -> Result<T> {
    value.map_err(|reason| Error::Invalid(Faults::one(field, reason)))
}

fn date(typed: &str) -> Result<Date, Reason> {
    typed.trim().parse().map_err(|_| Reason::new("invention-date-unreadable"))
}
