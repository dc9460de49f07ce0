//! What was typed: small forms here, the plan of an edition in `forms/plan.rs`.

pub mod plan;

use kernel::{Error, Faults, Reason, Result, text};
use web::Fields;

use crate::actions::{Choice, Wish};
use crate::model::{DOCUMENT, EntryId, STATEMENT, WORDS};

/// What is asked of whoever enters a work.
///
/// # Errors
/// Invalid at `statement` for one that is too long.
pub fn wish(fields: &Fields) -> Result<Wish> {
    let mut faults = Faults::none();
    let statement = faults.take("statement", text::optional_text(fields.get("statement"), STATEMENT));
    faults.check()?;
    let category = fields.get("category").to_owned();
    Ok(Wish { category, statement, clear: fields.all("clear").map(str::to_owned).collect() })
}

/// Words that must be there.
///
/// # Errors
/// Invalid at `field`.
pub fn words(fields: &Fields, field: &'static str) -> Result<String> {
    text::text(fields.get(field), WORDS).map_err(|why| Error::Invalid(Faults::one(field, why)))
}

/// The number of a document, which may be missing.
///
/// # Errors
/// Invalid at `document`.
pub fn document(fields: &Fields) -> Result<String> {
    text::optional_line(fields.get("document"), DOCUMENT).map_err(|why| Error::Invalid(Faults::one("document", why)))
}

/// A day.
///
/// # Errors
/// Invalid at `field`.
pub fn day(fields: &Fields, field: &'static str) -> Result<jiff::civil::Date> {
    fields.get(field).trim().parse().map_err(|_| Error::invalid(field, "campaign-day-unreadable"))
}

/// The rule an entry is excluded under, and why.
///
/// # Errors
/// Invalid by field.
pub fn exclusion(fields: &Fields) -> Result<(String, String)> {
    let mut faults = Faults::none();
    let rule = fields.get("rule").trim().to_owned();
    if rule.is_empty() {
        faults.add("rule", Reason::new("campaign-choose"));
    }
    let why = faults.take("reason", text::text(fields.get("reason"), WORDS));
    faults.check()?;
    Ok((rule, why))
}

/// A juror's marks, in the order of the criteria, and a comment that may be missing.
///
/// # Errors
/// Invalid by criterion.
pub fn marks(fields: &Fields, criteria: usize) -> Result<(Vec<i64>, String)> {
    let mut faults = Faults::none();
    let mut marks = Vec::new();
    for at in 0..criteria {
        let field = format!("mark-{at}");
        let mark = fields.get(&field).trim().parse::<i64>();
        marks.push(faults.take(&field, mark.map_err(|_| Reason::new("campaign-mark-missing"))));
    }
    let comment = faults.take("comment", text::optional_text(fields.get("comment"), WORDS));
    faults.check()?;
    Ok((marks, comment))
}

/// The grades of a list: `grade-<entry>` holds the place of a grade, or nothing.
///
/// # Errors
/// Invalid at `grades` for what is no grade.
pub fn choices(fields: &Fields) -> Result<Vec<Choice>> {
    let unreadable = || Error::invalid("grades", "campaign-choose");
    let mut choices = Vec::new();
    for (name, value) in fields.pairs() {
        let Some(id) = name.strip_prefix("grade-") else { continue };
        let id: EntryId = id.parse().map_err(|_| unreadable())?;
        let grade = match value.trim() {
            "" => None,
            typed => Some(typed.parse().map_err(|_| unreadable())?),
        };
        choices.push((id, grade));
    }
    Ok(choices)
}
