//! What waits for somebody: asked of them by name, or lying in the queue they keep.

use kernel::id::PersonId;
use kernel::{Actor, Result, Role, Time};
use store::{Filter, Reader, Value, row, statements};

use crate::model::SuggestionId;
use crate::queries::within;

row! {
    /// One thing that somebody is asked to do.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Waiting {
        /// `returned`, `confirm`, `claim`, `agree` or `review`.
        pub what: String,
        /// With which suggestion.
        pub id: SuggestionId,
        /// Its title.
        pub title: String,
        /// The deadline of its present state.
        pub due_at: Option<Time>,
        /// Their share, when asked to agree to it.
        pub part: i64,
    }
}

row! {
    /// What lies in an officer's queue.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Queue {
        /// Registered, to be checked.
        pub to_check: i64,
        /// Accepted, without an answer yet.
        pub to_answer: i64,
        /// With an answer that is prepared and not announced.
        pub prepared: i64,
        /// When the first check is due.
        pub first_due: Option<Time>,
    }
}

statements! {
    WAITING: (PersonId,) => Waiting =
        "SELECT 'returned' AS what, s.id, s.title, s.due_at, CAST(0 AS BIGINT) AS part FROM suggestion s \
            WHERE s.author = $1 AND s.state = 'returned' \
         UNION ALL SELECT 'confirm', s.id, s.title, s.due_at, CAST(0 AS BIGINT) FROM suggestion s \
            WHERE s.author = $1 AND s.state = 'applied' \
         UNION ALL SELECT 'claim', s.id, s.title, s.due_at, CAST(0 AS BIGINT) FROM suggestion s \
            WHERE s.author = $1 AND s.unclaimed = 1 \
         UNION ALL SELECT 'agree', s.id, s.title, s.due_at, x.part FROM work_author x JOIN suggestion s ON s.id = x.work \
            WHERE x.person = $1 AND x.agreed_at IS NULL AND s.state <> 'withdrawn' \
         UNION ALL SELECT 'review', s.id, s.title, s.due_at, CAST(0 AS BIGINT) FROM suggestion_review r JOIN suggestion s ON s.id = r.suggestion \
            WHERE r.reviewer = $1 AND r.submitted_at IS NULL AND s.state = 'in_review' \
         LIMIT 50";
}

const QUEUE: &str = "SELECT CAST(COALESCE(SUM(CASE WHEN s.state = 'submitted' THEN 1 ELSE 0 END), 0) AS BIGINT), \
    CAST(COALESCE(SUM(CASE WHEN s.state <> 'submitted' AND s.prepared IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT), \
    CAST(COALESCE(SUM(CASE WHEN s.prepared IS NOT NULL THEN 1 ELSE 0 END), 0) AS BIGINT), \
    MIN(CASE WHEN s.state = 'submitted' THEN s.due_at END) FROM suggestion s WHERE";

/// What somebody is asked to do, at most fifty things.
///
/// # Errors
/// Broken, when the database fails.
pub fn waiting(reader: &Reader<'_>, person: PersonId) -> Result<Vec<Waiting>> {
    reader.all(&WAITING, (person,))
}

/// What lies in the queue of an officer; nothing for who is none.
///
/// # Errors
/// Broken, when the database fails.
pub fn queue(reader: &Reader<'_>, actor: &Actor) -> Result<Queue> {
    if !actor.has_somewhere(Role::InnovationOfficer) {
        return Ok(Queue::default());
    }
    let mut filter = Filter::new();
    within(&mut filter, actor, &[Role::InnovationOfficer]);
    filter.and_in("s.state", ["submitted", "in_review", "reconsidering"].map(Value::Text));
    Ok(reader.list(QUEUE, &filter)?.into_iter().next().unwrap_or_default())
}
