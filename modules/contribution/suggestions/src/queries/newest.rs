//! What one may see, the newest first, straight from the database, reason by reason ([`store::Reasons`]).

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

/// How the newest are found.
pub const NEWEST: store::Newest = store::Newest::of(
    "SELECT s.id, s.submitted_at FROM suggestion s WHERE",
    "ORDER BY s.submitted_at DESC, s.id DESC LIMIT ?",
);

/// Reads them: a statement for each reason to see something, one for the rows.
///
/// # Errors
/// Broken, when the database fails.
pub fn newest(reader: &Reader<'_>, actor: &Actor, asked: &Newest) -> Result<Vec<ListRow>> {
    let how = NEWEST.to(asked.most);
    let found = visibility::reasons(actor).newest(reader, how, |filter| asked.narrow(filter, actor))?;
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
            let mine = "s.id IN (SELECT m.work FROM work_author m WHERE m.person = ?)";
            filter.and(mine, [me]);
        }
        if let Some((at, id)) = self.after {
            let at = Value::Int(at.millis());
            let last = [at.clone(), at.clone(), at, Value::Id(id.uuid())];
            filter.and("s.submitted_at <= ? AND (s.submitted_at < ? OR (s.submitted_at = ? AND s.id < ?))", last);
        }
    }
}
