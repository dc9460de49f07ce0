//! On the page of a person: what old ledgers name them for, by their employee number.

use kernel::Result;
use kernel::id::PersonId;
use ui::parts::{Panel, PanelLine};
use web::Asking;

use crate::model::Entry;
use crate::policy;
use crate::store::OF_PERSON;

/// Most lines.
const LINES: i64 = 20;

/// For the person themselves, and whoever reads the rows of their enterprise.
///
/// # Errors
/// Broken, when the database fails.
pub fn panels(asking: &Asking<'_, '_>, person: PersonId) -> Result<Vec<Panel>> {
    let rows = asking.reader.all(&OF_PERSON, (person, LINES))?;
    let own = asking.actor.person == person;
    let lines: Vec<PanelLine> = rows
        .into_iter()
        .filter(|row| own || policy::may_read(asking.actor, row.unit))
        .map(|row| PanelLine {
            note: format!("{} · {}", asking.t.get(&format!("word-kind-{}", row.kind)), row.year),
            href: Entry::path_of(row.id),
            words: row.title,
            chip: Some((asking.t.get("history-imported").to_owned(), "")),
        })
        .collect();
    Ok(if lines.is_empty() { Vec::new() } else { vec![Panel { title: "history-of-person", lines, act: None }] })
}
