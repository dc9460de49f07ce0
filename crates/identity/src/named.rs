//! People by what others type: an owner, a co-author, a mention. A full name is enough while only one
//! bears it; otherwise the employee number decides, as `王小明#A1023`.

use std::collections::HashMap;

use kernel::id::{PersonId, UnitId};
use kernel::{Faults, Reason, Result};
use store::{Bind, Filter, Reader, Value, row};

row! {
    /// Somebody with what tells them from others of the same name.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Somebody {
        /// The person.
        pub id: PersonId,
        /// Their name.
        pub name: String,
        /// 工号.
        pub employee_no: String,
        /// Short name of their unit.
        pub unit_name: String,
    }
}

const SOMEBODY: &str = "SELECT p.id, p.name, p.employee_no, u.short_name AS unit_name \
     FROM person p JOIN unit u ON u.id = p.unit WHERE";
/// Longest name looked for in a mention, in characters.
const LONGEST_NAME: usize = 20;
/// Most mentions in one comment.
const MOST_MENTIONS: usize = 20;

/// These people, present or gone: one statement.
///
/// # Errors
/// Broken, when the database fails.
pub fn by_id(reader: &Reader<'_>, ids: impl IntoIterator<Item = PersonId>) -> Result<HashMap<PersonId, Somebody>> {
    let mut ids: Vec<PersonId> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    let mut filter = Filter::new();
    filter.and_in("p.id", ids.iter().map(|id| Value::Id(id.uuid())));
    Ok(reader.list::<Somebody>(SOMEBODY, &filter)?.into_iter().map(|one| (one.id, one)).collect())
}

/// Who is meant by each of these: a name, a number, or `name#number`. Two statements, however many.
///
/// # Errors
/// Broken, when the database fails. A name that fits nobody or several is told with its reason.
pub fn by_name(
    reader: &Reader<'_>,
    enterprise: UnitId,
    typed: &[String],
) -> Result<Vec<std::result::Result<PersonId, Reason>>> {
    let wanted: Vec<Mark> = typed.iter().map(|one| Mark::typed(one)).collect();
    let names = present(reader, enterprise, "p.name", wanted.iter().map(|mark| mark.run.clone()))?;
    let numbers = present(reader, enterprise, "p.employee_no", wanted.iter().map(|mark| mark.run.clone()))?;
    Ok(wanted
        .iter()
        .map(|mark| {
            let numbered = numbers.iter().find(|one| one.employee_no == mark.run && mark.number.is_none());
            numbered.map_or_else(|| only(&mark.run, mark, &names), |one| Ok(one.id))
        })
        .collect())
}

/// Everybody mentioned in a text as `@姓名` or `@姓名#工号`, each once. Names end where the next word
/// begins without a space, so the longest name that somebody bears is taken. One statement.
///
/// # Errors
/// Broken, when the database fails; the faults are those of the field `text`.
pub fn mentioned(reader: &Reader<'_>, enterprise: UnitId, text: &str) -> Result<Vec<PersonId>> {
    let marks = marks(text);
    let candidates = present(reader, enterprise, "p.name", marks.iter().flat_map(Mark::names))?;
    let mut found = Vec::new();
    let mut faults = Faults::none();
    for mark in &marks {
        let name = mark.names().rev().find(|name| candidates.iter().any(|one| one.name == *name));
        match only(name.as_deref().unwrap_or(&mark.run), mark, &candidates) {
            Ok(person) if found.contains(&person) => {}
            Ok(person) => found.push(person),
            Err(reason) => faults.add("text", reason),
        }
    }
    faults.check()?;
    Ok(found)
}

fn present(
    reader: &Reader<'_>,
    enterprise: UnitId,
    column: &'static str,
    wanted: impl Iterator<Item = String>,
) -> Result<Vec<Somebody>> {
    let wanted: Vec<String> = wanted.collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let mut filter = Filter::new();
    filter.and("p.enterprise = ?", [enterprise.bind()]);
    filter.and("p.ended_at IS NULL", []);
    filter.and_in(column, wanted.iter().map(Bind::bind));
    reader.list(SOMEBODY, &filter)
}

/// The one person of this name, and of the mark's number if it has one.
fn only(name: &str, mark: &Mark, among: &[Somebody]) -> std::result::Result<PersonId, Reason> {
    let fits =
        |one: &&Somebody| one.name == name && mark.number.as_ref().is_none_or(|number| *number == one.employee_no);
    let mut fitting = among.iter().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(one), None) => Ok(one.id),
        (None, _) => Err(Reason::new("person-named-unknown").with("name", name)),
        (Some(_), Some(_)) => Err(Reason::new("person-named-ambiguous").with("name", name)),
    }
}

/// What stands behind an `@`: letters, and perhaps a number.
#[derive(Debug, PartialEq, Eq)]
struct Mark {
    run: String,
    number: Option<String>,
}

impl Mark {
    fn typed(text: &str) -> Mark {
        let (run, number) = text.split_once(['#', '＃']).map_or((text, None), |(run, number)| (run, Some(number)));
        Mark { run: run.trim().to_owned(), number: number.map(|number| number.trim().to_owned()) }
    }

    /// The names it may begin with, the shortest first. With a number, the whole is the name.
    fn names(&self) -> std::vec::IntoIter<String> {
        if self.number.is_some() {
            return vec![self.run.clone()].into_iter();
        }
        let ends = self.run.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
        ends.map(|end| self.run[..end].to_owned()).collect::<Vec<_>>().into_iter()
    }
}

fn marks(text: &str) -> Vec<Mark> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        // An address like someone@example.com mentions nobody.
        if matches!(c, '@' | '＠') && !before.is_ascii_alphanumeric() && found.len() < MOST_MENTIONS {
            let run: String = rest.chars().take_while(|c| c.is_alphabetic() || *c == '·').take(LONGEST_NAME).collect();
            let after = &rest[run.len()..];
            let number = after.strip_prefix(['#', '＃']).map(|after| {
                after.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_./".contains(*c)).collect::<String>()
            });
            if run.chars().nth(1).is_some() {
                found.push(Mark { run, number: number.filter(|number| !number.is_empty()) });
            }
        }
        before = c;
    }
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mark(run: &str, number: Option<&str>) -> Mark {
        Mark { run: run.into(), number: number.map(Into::into) }
    }

    #[test]
    fn marks_are_found_between_words_and_not_in_addresses() {
        let text = "请@周建平看看，＠许小满#A1023 也来；写信到 a@example.com，@ 不算，@单";
        assert_eq!(marks(text), [mark("周建平看看", None), mark("许小满", Some("A1023"))]);
    }

    #[test]
    fn the_longest_name_that_somebody_bears_is_meant() {
        let names: Vec<_> = mark("周建平看看", None).names().collect();
        assert_eq!(names, ["周建", "周建平", "周建平看", "周建平看看"]);
        assert_eq!(mark("周建平", Some("7")).names().collect::<Vec<_>>(), ["周建平"]);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_search_for_marks(text in ".*@.*") {
            for found in marks(&text) {
                prop_assert!(text.contains(&found.run) && found.run.chars().count() <= LONGEST_NAME);
            }
        }
    }
}
