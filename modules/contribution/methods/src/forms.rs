//! The form in which a method is written down: who it is named after, who shares, what it says.

use kernel::id::{PersonId, UnitId};
use kernel::lifecycle::Word;
use kernel::{Actor, Error, Faults, Reason, Result, Shares, text};
use store::Reader;
use web::Fields;
use works::authors::Author;

use crate::actions::Draft;
use crate::content::{self, Content};
use crate::model::{Method, Visibility};

/// How many workmates the form has room for.
pub const MATES: usize = 3;
/// Longest note of what changed, in characters.
pub const NOTE: usize = 200;

/// What somebody typed, as far as it can be kept.
///
/// # Errors
/// Invalid by field.
pub fn draft(reader: &Reader<'_>, actor: &Actor, fields: &Fields, before: Option<&Method>) -> Result<Draft> {
    let mut faults = Faults::none();
    let enterprise = actor.place.enterprise.ok_or_else(|| Error::invalid("person", "method-no-enterprise"))?;
    let (person, name) = match before {
        Some(it) => (it.person, identity::people::person(reader, it.person)?.name),
        None if fields.get("person").trim().is_empty() => (actor.person, actor.name.clone()),
        None => match somebody(reader, enterprise, fields.get("person"))? {
            Ok(found) => found,
            Err(reason) => {
                faults.add("person", reason);
                (actor.person, actor.name.clone())
            }
        },
    };
    let shares = shares(reader, enterprise, person, fields, &mut faults)?;
    let (content, wrong) = content::read(fields, &name);
    for (field, reason) in wrong.iter() {
        faults.add(field, reason.clone());
    }
    faults.check()?;
    let visibility = Visibility::from_word(fields.get("visibility")).unwrap_or(Visibility::Enterprise);
    let grew_from = fields.get("from").parse().ok();
    Ok(Draft { content, person, shares, visibility, grew_from })
}

/// A change of a named method: what it would say, and what changed in words. Its name stays: certificates bear it.
///
/// # Errors
/// Invalid by field.
pub fn change(fields: &Fields, it: &Method) -> Result<(Content, String)> {
    let mut fields = fields.clone();
    fields.set("name", it.content.name.as_str());
    let (content, mut faults) = content::read(&fields, "");
    let note = faults.take("note", text::line(fields.get("note"), NOTE));
    faults.check()?;
    Ok((content, note))
}

/// Who is meant by a name, a number, or `name#number`; the reason, when nobody or several are.
fn somebody(reader: &Reader<'_>, enterprise: UnitId, typed: &str) -> Result<Result<(PersonId, String), Reason>> {
    let typed = typed.trim();
    let number = typed.rsplit_once(['#', '＃']).map_or(typed, |(_, number)| number.trim());
    if let Some(person) = identity::people::by_employee_no(reader, enterprise, number)? {
        return Ok(Ok((person.id, person.name)));
    }
    let mut named = identity::people::search(reader, enterprise, typed)?;
    named.retain(|person| person.name == typed);
    Ok(match named.len() {
        0 => Err(Reason::new("method-nobody-named").with("name", typed)),
        1 => Ok((named[0].id, named[0].name.clone())),
        _ => Err(Reason::new("method-several-named").with("name", typed)),
    })
}

/// The shares: what the workmates have is typed, the rest is that of the one it is named after.
fn shares(
    reader: &Reader<'_>,
    enterprise: UnitId,
    person: PersonId,
    fields: &Fields,
    faults: &mut Faults,
) -> Result<Shares> {
    let mut left = 100_u32;
    let mut parts = Vec::new();
    for at in 0..MATES {
        let (mate, part) = (format!("mate-{at}"), format!("part-{at}"));
        if fields.get(&mate).trim().is_empty() {
            continue;
        }
        match somebody(reader, enterprise, fields.get(&mate))? {
            Ok((id, _)) => {
                let given: u32 = fields.get(&part).trim().parse().unwrap_or(0);
                left = left.saturating_sub(given);
                parts.push((id, given));
            }
            Err(reason) => faults.add(mate, reason),
        }
    }
    parts.insert(0, (person, left));
    Ok(Shares::new(parts).unwrap_or_else(|reason| {
        faults.add("part-0", reason);
        Shares::sole(person)
    }))
}

/// The fields of a form that shows this method.
///
/// # Errors
/// Broken, when the database fails.
pub fn fields(reader: &Reader<'_>, it: &Method, content: &Content, authors: &[Author]) -> Result<Fields> {
    let mut fields = content::fields(content);
    fields.push(("visibility".into(), it.visibility.to_string()));
    for (at, author) in authors.iter().filter(|author| author.person != it.person).enumerate() {
        let number = identity::people::person(reader, author.person)?.employee_no;
        fields.push((format!("mate-{at}"), format!("{}#{number}", author.name)));
        fields.push((format!("part-{at}"), author.part.to_string()));
    }
    Ok(Fields::from_pairs(fields))
}
