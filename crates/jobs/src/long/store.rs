//! Every statement of long work.

use kernel::id::{PersonId, UnitId};
use kernel::{Id, Time};
use serde_json::Value;
use store::{Json, row, statements};

use super::Told;

/// Tag of the id of a long work.
pub enum LongTag {}
/// The id of a long work.
pub type LongId = Id<LongTag>;

kernel::words! {
    /// Where a long work stands.
    pub enum LongState {
        /// Nobody has begun.
        Waiting = "long_waiting",
        /// It is being done.
        Running = "long_running",
        /// What it did is being undone.
        Stopping = "long_stopping",
        /// It is done.
        Done = "long_done",
        /// It was cancelled, and nothing of it is left.
        Cancelled = "long_cancelled",
        /// It failed, and nothing of it is left.
        Failed = "long_failed",
    }
}
store::word_columns!(LongState);

impl LongState {
    /// Whether nothing more happens.
    pub fn is_over(self) -> bool {
        matches!(self, LongState::Done | LongState::Cancelled | LongState::Failed)
    }
}

row! {
    /// A long work as it is stored.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Long {
        /// Its id.
        pub id: LongId,
        /// Who does it.
        pub kind: String,
        /// What it needs.
        pub payload: Json<Value>,
        /// What it is about.
        pub title: String,
        /// Who asked; nobody at the terminal.
        pub asked_by: Option<PersonId>,
        /// For which node.
        pub unit: Option<UnitId>,
        /// When.
        pub asked_at: Time,
        /// Where it stands.
        pub state: LongState,
        /// How much is done.
        pub done: i64,
        /// Of how much; 0 where nobody knows.
        pub total: i64,
        /// Whether it can no longer be cancelled.
        pub firm: bool,
        /// When the last portion was done.
        pub seen_at: Time,
        /// When it ended.
        pub ended_at: Option<Time>,
        /// The page that shows what came of it.
        pub result: Option<String>,
        /// Why it failed.
        pub fault: Option<Json<Told>>,
    }
}

/// The columns of a [`Long`], in its order.
macro_rules! long {
    ($rest:literal) => {
        concat!(
            "SELECT id, kind, payload, title, asked_by, unit, asked_at, state, done, total, firm, seen_at, ended_at, result, \
             fault FROM long_work ",
            $rest
        )
    };
}

/// What [`SAVE`] binds.
type Saved = (LongState, i64, i64, bool, Time, Option<Time>, Option<String>, Option<Json<Told>>, LongId);

statements! {
    INSERT: Long => () =
        "INSERT INTO long_work (id, kind, payload, title, asked_by, unit, asked_at, state, done, total, firm, seen_at, \
            ended_at, result, fault) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    FIND: (LongId,) => Long = long!("WHERE id = $1");
    OF_PERSON: (PersonId, i64) => Long = long!("WHERE asked_by = $1 ORDER BY asked_at DESC, id DESC LIMIT $2");
    ALL: (i64,) => Long = long!("WHERE 1 = 1 ORDER BY id DESC LIMIT $1");
    OPEN: () => Long = long!("WHERE state IN ('long_waiting', 'long_running', 'long_stopping') ORDER BY id");
    OPEN_OF_KIND: (String,) => Long =
        long!("WHERE state IN ('long_waiting', 'long_running', 'long_stopping') AND kind = $1 ORDER BY id LIMIT 1");
    SAVE: Saved => () =
        "UPDATE long_work SET state = $1, done = $2, total = $3, firm = $4, seen_at = $5, ended_at = $6, result = $7, fault = $8 \
         WHERE id = $9";
}
