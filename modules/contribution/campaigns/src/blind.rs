//! What the jury reads: an entry without the names of people and units. The records are free text, and a method
//! is even called after its worker; so names are looked for in every text and covered.

use identity::{Person, Unit};
use kernel::Result;
use store::Reader;

use crate::model::Entry;

/// What stands in the place of a name.
pub const COVER: &str = "▇▇";

/// The texts of an entry as the jury reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blind {
    /// In a line.
    pub title: String,
    /// In a few sentences.
    pub gist: String,
    /// What its people say for it.
    pub statement: String,
}

/// The entry without names.
///
/// # Errors
/// Broken, when the database fails.
pub fn of(reader: &Reader<'_>, entry: &Entry) -> Result<Blind> {
    let names = names(reader, entry)?;
    let hide = |text: &str| covered(text, &names);
    let content = entry.content();
    Ok(Blind { title: hide(&content.title), gist: hide(&content.gist), statement: hide(&entry.statement) })
}

/// Every name that would tell whose it is: its people and whoever entered it, its units up to the root, as they
/// were when it was handed in and as they are now.
fn names(reader: &Reader<'_>, entry: &Entry) -> Result<Vec<String>> {
    let content = entry.content();
    let mut names: Vec<String> = content.team.iter().map(|member| member.name.clone()).collect();
    names.extend([content.enterprise.clone(), content.unit.clone(), content.serial.clone()]);
    let people = content.team.iter().map(|member| member.person).chain([entry.entered_by]);
    for person in people {
        let Person { name, .. } = identity::people::person(reader, person)?;
        names.push(name);
    }
    let mut units: Vec<Unit> = identity::tree::along(reader, &entry.path)?;
    if let Some(path) = &entry.industry_path {
        units.extend(identity::tree::along(reader, path)?);
    }
    names.extend(units.into_iter().flat_map(|unit| [unit.name, unit.short_name]));
    Ok(names)
}

/// The text with every one of these names covered, the longest first. A single character is no name: covering it
/// would cover the language.
pub fn covered(text: &str, names: &[String]) -> String {
    let mut names: Vec<&str> =
        names.iter().map(|name| name.trim()).filter(|name| name.chars().nth(1).is_some()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let mut text = text.to_owned();
    for name in names {
        text = text.replace(name, COVER);
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_method_that_bears_its_workers_name_does_not_show_it() {
        let names = ["陈立秋".to_owned(), "东屿泵阀".to_owned(), "东屿泵阀有限公司".to_owned(), "李".to_owned()];
        let text = "陈立秋快换定位法，在东屿泵阀有限公司三号线试用";
        assert_eq!(covered(text, &names), "▇▇快换定位法，在▇▇三号线试用");
    }

    proptest! {
        #[test]
        fn no_name_is_left_in_any_text(
            pieces in prop::collection::vec("[甲乙丙丁]{0,4}", 0..12),
            names in prop::collection::vec("[甲乙丙丁]{2,4}", 1..5),
        ) {
            let text = pieces.concat();
            let hidden = covered(&text, &names);
            for name in &names {
                prop_assert!(!hidden.contains(name.as_str()), "{name} in {hidden}");
            }
        }
    }
}
