//! What one may see, the newest first, straight from the database.
//!
//! Somebody sees a thing for one of a few reasons. In one condition they would be joined by `OR`, which
//! no index serves; so each reason is asked for its newest alone, the newest of all are taken, and only
//! their rows are read.

use kernel::lifecycle::Word;
use kernel::{Actor, Result, Time};
use store::{Filter, Reader, Value};

use crate::lifecycle::State;
use crate::model::{Category, SuggestionId};
use crate::queries::{ListRow, seen_of, visibility};

/// Which of what one may see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Newest {
    /// Only in one of these states; empty for all.
    pub states: Vec<State>,
    /// Only of this kind.
    pub category: Option<Category>,
    /// Only what the asker has a share in. What was withdrawn stands there alone.
    pub mine: bool,
    /// Only what comes behind this one: time and id of a row shown before, so that nothing is shown
    /// twice or lost while others register.
    pub after: Option<(Time, SuggestionId)>,
    /// At most so many.
    pub most: usize,
}

const IDS: &str = "SELECT s.id, s.submitted_at FROM suggestion s WHERE";

/// Reads them: a statement for each reason to see something, one for the rows.
///
/// # Errors
/// Broken, when the database fails.
pub fn newest(reader: &Reader<'_>, actor: &Actor, asked: &Newest) -> Result<Vec<ListRow>> {
    let mut found: Vec<(SuggestionId, Time)> = Vec::new();
    for reason in visibility::reasons(actor) {
        let mut filter = Filter::new();
        reason.narrow(&mut filter);
        asked.narrow(&mut filter, actor);
        let most = Value::Int(i64::try_from(asked.most).unwrap_or(i64::MAX));
        filter.tail("ORDER BY s.submitted_at DESC, s.id DESC LIMIT ?", [most]);
        found.extend(reader.list::<(SuggestionId, Time)>(IDS, &filter)?);
    }
    found.sort_unstable_by_key(|(id, at)| std::cmp::Reverse((*at, *id)));
    found.dedup();
    found.truncate(asked.most);
    let ids: Vec<SuggestionId> = found.into_iter().map(|(id, _)| id).collect();
    seen_of(reader, actor, &ids)
}

impl Newest {
    fn narrow<'a>(&'a self, filter: &mut Filter<'a>, actor: &'a Actor) {
        let me = Value::Id(actor.person.uuid());
        if !self.states.is_empty() {
            filter.and_in("s.state", self.states.iter().map(|state| Value::Text(state.word())));
        }
        if let Some(category) = self.category {
            filter.and("s.category = ?", [Value::Text(category.word())]);
        }
        if !self.mine {
            filter.and("s.state <> 'withdrawn'", []);
        }
        if self.mine {
            let mine = "EXISTS (SELECT 1 FROM work_author m WHERE m.work = s.id AND m.person = ?)";
            filter.and(mine, [me]);
        }
        if let Some((at, id)) = self.after {
            let at = Value::Int(at.millis());
            let last = [at.clone(), at.clone(), at, Value::Id(id.uuid())];
            filter.and("s.submitted_at <= ? AND (s.submitted_at < ? OR (s.submitted_at = ? AND s.id < ?))", last);
        }
    }
}
