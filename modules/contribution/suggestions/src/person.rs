//! The sparks on a person's page, as far as whoever looks may see them.

use kernel::Result;
use kernel::id::PersonId;
use store::{Filter, Value};
use ui::parts::{Panel, PanelLine};
use web::Asking;

use crate::queries::{LIST, ListRow, visible};

/// Most sparks shown; the newest.
const MOST: i64 = 200;

/// What somebody has a share in, the newest first; withdrawn ones only to themselves.
pub fn panel(asking: &Asking<'_, '_>, person: PersonId) -> Result<Vec<Panel>> {
    let mut filter = Filter::new();
    visible(&mut filter, asking.actor);
    let theirs = "EXISTS (SELECT 1 FROM work_author x WHERE x.work = s.id AND x.person = ?)";
    filter.and(theirs, [Value::Id(person.uuid())]);
    if person != asking.actor.person {
        filter.and("s.state <> 'withdrawn'", []);
    }
    filter.tail("ORDER BY s.submitted_at DESC, s.id DESC LIMIT ?", [Value::Int(MOST)]);
    let rows: Vec<ListRow> = asking.reader.list(LIST, &filter)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let t = asking.t;
    let line = |row: &ListRow| PanelLine {
        words: row.title.clone(),
        note: format!("{} · {}", row.serial, t.date(row.submitted_at.millis())),
        href: format!("/suggestions/{}", row.id),
        chip: Some((t.get(&format!("word-{}", row.state)).to_owned(), row.state.look())),
    };
    Ok(vec![Panel { title: "person-sparks", lines: rows.iter().map(line).collect(), act: None }])
}
