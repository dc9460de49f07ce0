//! What inventions add to the page of a work and of a person.

use kernel::Result;
use kernel::id::PersonId;
use ui::parts::{Panel, PanelLine};
use web::Asking;
use works::{Card, Kind};

use crate::model::Invention;
use crate::policy;
use crate::queries;
use crate::store::{GREW, RIGHTS, ties};

/// Most inventions on a person's page; the newest.
const MOST: i64 = 100;

/// The inventions that grew from a work, with their rights; and a work of one's own enterprise may hold one.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_work(asking: &Asking<'_, '_>, card: &Card) -> Result<Vec<Panel>> {
    if card.kind == Kind::Invention {
        return Ok(Vec::new());
    }
    let (reader, actor) = (asking.reader, asking.actor);
    let mut lines = Vec::new();
    for it in reader.all(&GREW, (card.id,))? {
        if policy::may_see(actor, &it, ties(reader, it.id, actor.person)?) {
            lines.push(line(asking, &it)?);
        }
    }
    let home = actor.place.enterprise == Some(card.enterprise);
    let may = home && matches!(card.kind, Kind::Suggestion | Kind::Project);
    let act = may.then(|| ("invention-grow", format!("/inventions/new?from={}", card.id)));
    if lines.is_empty() && act.is_none() {
        return Ok(Vec::new());
    }
    Ok(vec![Panel { title: "invention-panel", lines, act }])
}

/// The inventions somebody has a share in, as far as the reader may see them.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(asking: &Asking<'_, '_>, person: PersonId) -> Result<Vec<Panel>> {
    let rows = queries::of_person(asking.reader, asking.actor, person, MOST)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let lines = rows.iter().map(|it| line(asking, it)).collect::<Result<_>>()?;
    Ok(vec![Panel { title: "invention-person", lines, act: None }])
}

/// An invention with its rights' numbers.
fn line(asking: &Asking<'_, '_>, it: &Invention) -> Result<PanelLine> {
    let t = asking.t;
    let rights = asking.reader.all(&RIGHTS, (it.id,))?;
    let numbers = rights.iter().map(|right| right.shown()).filter(|number| !number.is_empty());
    let note: Vec<String> = std::iter::once(it.serial.clone()).chain(numbers).collect();
    Ok(PanelLine {
        words: it.title.clone(),
        note: note.join(" · "),
        href: format!("/inventions/{}", it.id),
        chip: Some((t.get(&format!("word-{}", it.state)).to_owned(), it.state.look())),
    })
}
