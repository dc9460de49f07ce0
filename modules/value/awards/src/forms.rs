//! From what was typed to what is meant.

use kernel::id::{PersonId, UnitId};
use kernel::{Error, Faults, Fen, Reason, Result, Shares, text};
use store::{Bind, Filter, Reader};
use web::Fields;

use crate::actions::{Proposal, Protection};
use crate::model::WORDS;

/// Rows for people in the form of a proposal.
pub const ROWS: usize = 8;

/// Words that must be there.
///
/// # Errors
/// Invalid, at `reason`.
pub fn reason(fields: &Fields) -> Result<String> {
    text::text(fields.get("reason"), WORDS).map_err(|why| Error::Invalid(Faults::one("reason", why)))
}

/// Money as people type it: `1500`, `1,500.5`, `¥1 500.05`.
///
/// # Errors
/// The reason, as the form shows it.
pub fn money(typed: &str) -> Result<Fen, Reason> {
    Fen::typed(typed).ok_or_else(|| Reason::new("awards-money-unreadable"))
}

/// An answer to an objection.
pub struct Answered {
    /// Which.
    pub objection: works::objections::ObjectionId,
    /// Whether it is upheld.
    pub upheld: bool,
    /// The answer.
    pub words: String,
}

/// An answer with its outcome.
///
/// # Errors
/// Invalid, field by field.
pub fn answer(fields: &Fields) -> Result<Answered> {
    let mut faults = Faults::none();
    let upheld = match fields.get("outcome") {
        "upheld" => true,
        "dismissed" => false,
        _ => {
            faults.add("outcome", Reason::new("awards-choose"));
            false
        }
    };
    let words = faults.take("reason", text::text(fields.get("reason"), WORDS));
    faults.check()?;
    let objection = fields.get("objection").parse().map_err(|_| Error::NotFound)?;
    Ok(Answered { objection, upheld, words })
}

/// A norm and for how long it stays.
///
/// # Errors
/// Invalid, field by field.
pub fn protection(fields: &Fields) -> Result<Protection> {
    let mut faults = Faults::none();
    let norm = faults.take("norm", text::line(fields.get("norm"), 120));
    let months = fields.get("months").trim().parse().map_err(|_| Reason::new("awards-number-unreadable"));
    let months = faults.take("months", months);
    faults.check()?;
    Ok(Protection { norm, months })
}

/// A proposal: basis, choice, and people with their parts where they were changed.
///
/// # Errors
/// Invalid, field by field; `shares` for what is wrong with all parts together.
pub fn proposal(reader: &Reader<'_>, enterprise: UnitId, fields: &Fields) -> Result<Proposal> {
    let mut faults = Faults::none();
    let choice = match fields.get("choice").trim() {
        "" => None,
        typed => Some(faults.take("choice", money(typed))),
    };
    let shares = shares(reader, enterprise, fields, &mut faults)?;
    faults.check()?;
    Ok(Proposal { borrowed: fields.has("borrowed", "yes"), choice, shares })
}

fn shares(reader: &Reader<'_>, enterprise: UnitId, fields: &Fields, faults: &mut Faults) -> Result<Option<Shares>> {
    let rows: Vec<(usize, String, &str)> = fields
        .all("name")
        .zip(fields.all("part"))
        .enumerate()
        .map(|(row, (name, part))| (row, text::clean(name).trim().to_owned(), part.trim()))
        .filter(|(_, name, part)| !(name.is_empty() && part.is_empty()))
        .collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let mut parts = Vec::new();
    let before = faults.iter().count();
    for (row, name, part) in rows {
        let person = somebody(reader, enterprise, &name)?;
        let part = part.parse::<u32>().ok().filter(|part| (1..=100).contains(part));
        match (person, part) {
            (Ok(person), Some(part)) => parts.push((person, part)),
            (person, part) => {
                if let Err(reason) = person {
                    faults.add(format!("name-{row}"), reason);
                }
                if part.is_none() {
                    faults.add(format!("part-{row}"), Reason::new("shares-part-unreadable"));
                }
            }
        }
    }
    if faults.iter().count() > before {
        return Ok(None);
    }
    Ok(Shares::new(parts).map_err(|reason| faults.add("shares", reason)).ok())
}

/// Who is meant by `姓名`, `工号` or `姓名#工号`.
fn somebody(reader: &Reader<'_>, enterprise: UnitId, typed: &str) -> Result<std::result::Result<PersonId, Reason>> {
    let (name, number) = typed.split_once(['#', '＃']).map_or((typed, None), |(name, number)| (name, Some(number)));
    let mut filter = Filter::new();
    filter.and("p.enterprise = ?", [enterprise.bind()]);
    filter.and("p.ended_at IS NULL", []);
    let (name, number) = (name.trim().to_owned(), number.map(|number| number.trim().to_owned()));
    match &number {
        Some(number) => filter.and("p.name = ? AND p.employee_no = ?", [name.bind(), number.bind()]),
        None => filter.and("(p.name = ? OR p.employee_no = ?)", [name.bind(), name.bind()]),
    };
    let found: Vec<(PersonId,)> = reader.list("SELECT p.id FROM person p WHERE", &filter)?;
    Ok(match found.as_slice() {
        [(one,)] => Ok(*one),
        [] => Err(Reason::new("awards-person-unknown").with("name", typed)),
        _ => Err(Reason::new("awards-person-ambiguous").with("name", typed)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_to_the_fen_and_never_guessed() {
        for (typed, fen) in [("1500", 150_000), ("1,500.5", 150_050), (" ¥1 500.05 元", 150_005), ("0", 0)] {
            assert_eq!(money(typed), Ok(Fen(fen)), "{typed}");
        }
        for typed in ["", "-5", "1.234", "1e6", "一千", "1.5.5", "9999999999999"] {
            assert!(money(typed).is_err(), "{typed}");
        }
    }
}
