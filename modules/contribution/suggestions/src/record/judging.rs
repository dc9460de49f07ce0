//! What waits for a reviewer's judgement, and what they have judged.

use kernel::Time;
use kernel::id::PersonId;
use store::{row, statements};

use crate::lifecycle::State;
use crate::model::{SuggestionId, Verdict};

row! {
    /// A suggestion that somebody was asked to judge.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Asked {
        /// Its id.
        pub id: SuggestionId,
        /// Its number.
        pub serial: String,
        /// In a line.
        pub title: String,
        /// Where it stands.
        pub state: State,
        /// When the author was promised an answer.
        pub promised_at: Time,
        /// Since when one is asked.
        pub invited_at: Time,
        /// When the conclusion was handed in.
        pub submitted_at: Option<Time>,
        /// The points given.
        pub total: Option<i64>,
        /// What was advised.
        pub advice: Option<Verdict>,
    }
}

/// Columns of [`Asked`], in order.
macro_rules! asked {
    ($rest:literal) => {
        concat!(
            "SELECT s.id, s.serial, s.title, s.state, s.promised_at, r.invited_at, r.submitted_at, r.total, r.advice \
             FROM suggestion_review r JOIN suggestion s ON s.id = r.suggestion WHERE r.reviewer = $1 AND ",
            $rest
        )
    };
}

statements! {
    /// What waits for one's judgement, the most urgent first.
    WAITING: (PersonId, i64) => Asked =
        asked!("r.submitted_at IS NULL AND s.state = 'in_review' ORDER BY s.promised_at, s.id LIMIT $2");
    /// What one has judged, the newest first.
    JUDGED: (PersonId, i64) => Asked =
        asked!("r.submitted_at IS NOT NULL ORDER BY r.submitted_at DESC, s.id LIMIT $2");
}
