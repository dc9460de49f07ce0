//! The shares of a record as a form has them: rows of a name beside whole per cents.
//! `components/team.html` draws them.

use kernel::id::{PersonId, UnitId};
use kernel::{Error, Faults, Reason, Result, Shares, text};
use store::Reader;
use ui::T;

use crate::around::say;
use crate::form::Fields;

/// Empty rows for people who are not named yet.
const SPARE: usize = 3;

/// One row of the form.
pub struct Row {
    /// Who, as typed.
    pub name: String,
    /// Their part, as typed.
    pub part: String,
    /// What is wrong with the name.
    pub name_error: String,
    /// What is wrong with the part.
    pub part_error: String,
}

/// Authors with their parts on one line: 陈立秋 60%、周雨 40%.
pub fn told(authors: &[works::authors::Author]) -> String {
    let one = |author: &works::authors::Author| format!("{} {}%", author.name, author.part);
    authors.iter().map(one).collect::<Vec<_>>().join("、")
}

/// Fields to start from: names as [`read`] understands them, with their parts.
pub fn start(team: impl IntoIterator<Item = (String, u32)>) -> Fields {
    Fields::from_pairs(team.into_iter().flat_map(|(name, part)| [("name", name), ("part", part.to_string())]))
}

/// The rows as typed, with what is wrong, and a few empty ones.
pub fn rows(t: T, fields: &Fields, faults: &Faults) -> Vec<Row> {
    let error = |field: String| faults.of(&field).map(|reason| say(t, reason)).unwrap_or_default();
    let typed = fields.all("name").zip(fields.all("part")).enumerate().map(|(at, (name, part))| Row {
        name: name.to_owned(),
        part: part.to_owned(),
        name_error: error(format!("name-{at}")),
        part_error: error(format!("part-{at}")),
    });
    let mut rows: Vec<Row> = typed.collect();
    while rows.last().is_some_and(|row| row.name.is_empty() && row.part.is_empty()) {
        rows.pop();
    }
    let empty =
        || Row { name: String::new(), part: String::new(), name_error: String::new(), part_error: String::new() };
    rows.extend(std::iter::repeat_with(empty).take(SPARE));
    rows
}

/// The shares as they are typed: names or numbers beside whole per cents; empty rows count for nothing.
///
/// # Errors
/// Invalid: at `name-<row>` and `part-<row>` for a row, at `shares` for their sum.
pub fn read(reader: &Reader<'_>, enterprise: UnitId, putter: PersonId, fields: &Fields) -> Result<Shares> {
    let mut faults = Faults::none();
    let rows: Vec<(usize, String, &str)> = fields
        .all("name")
        .zip(fields.all("part"))
        .enumerate()
        .map(|(row, (name, part))| (row, text::clean(name).trim().to_owned(), part.trim()))
        .filter(|(_, name, part)| !(name.is_empty() || part.is_empty() || *part == "0"))
        .collect();
    let names: Vec<String> = rows.iter().map(|(_, name, _)| name.clone()).collect();
    let mut parts = Vec::new();
    for ((row, _, part), person) in rows.iter().zip(identity::named::by_name(reader, enterprise, &names)?) {
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
    faults.check()?;
    // The one who put it forward stands first, wherever they were typed.
    parts.sort_by_key(|(person, _)| *person != putter);
    Shares::new(parts).map_err(|reason| Error::Invalid(Faults::one("shares", reason)))
}
