//! What methods add to the pages of works and people.

use kernel::Result;
use kernel::id::PersonId;
use ui::T;
use ui::parts::{Panel, PanelLine};
use web::Asking;
use works::{Card, Kind, Stage};

use crate::queries::{ListRow, grown_from, of_person as rows_of};

/// The methods that a work grew into; and for its people the way to write one down.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_work(asking: &Asking<'_, '_>, card: &Card) -> Result<Vec<Panel>> {
    if card.kind == Kind::Method {
        return Ok(Vec::new());
    }
    let rows = grown_from(asking.reader, asking.actor, card.id)?;
    let own = card.stage == Stage::InUse
        && rows.is_empty()
        && works::authors::includes(asking.reader, card.id, asking.actor.person)?;
    if rows.is_empty() && !own {
        return Ok(Vec::new());
    }
    let act = own.then(|| ("method-panel-write", format!("/methods/new?from={}", card.id)));
    Ok(vec![Panel { title: "method-panel-grown", lines: rows.iter().map(|row| line(asking.t, row)).collect(), act }])
}

/// The methods of a person, as far as whoever looks may see them.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(asking: &Asking<'_, '_>, person: PersonId) -> Result<Vec<Panel>> {
    let rows = rows_of(asking.reader, asking.actor, person)?;
    // One's own page leads on to all methods, even before one has any.
    let own = person == asking.actor.person && asking.actor.place.enterprise.is_some();
    if rows.is_empty() && !own {
        return Ok(Vec::new());
    }
    let act = own.then(|| ("method-panel-all", "/methods".to_owned()));
    Ok(vec![Panel { title: "method-panel-person", lines: rows.iter().map(|row| line(asking.t, row)).collect(), act }])
}

fn line(t: T, row: &ListRow) -> PanelLine {
    PanelLine {
        words: row.name.clone(),
        note: format!("{} · {}", row.person, row.serial),
        href: format!("/methods/{}", row.id),
        chip: Some(standing(t, row)),
    }
}

/// The highest level it was named at, or where it stands, with the look of its chip.
pub fn standing(t: T, row: &ListRow) -> (String, &'static str) {
    match row.level {
        Some(level) => (t.get(&format!("method-level-{level}")).to_owned(), "live"),
        None => (t.get(&format!("method-state-{}", row.state)).to_owned(), ""),
    }
}
