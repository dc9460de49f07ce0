//! The life of an import.

use kernel::lifecycle::{Lifecycle, stay, way};
use store::word_columns;

kernel::words! {
    /// Where an import stands.
    pub enum State {
        /// Its rows are staged: nobody counts or sees them.
        Running = "history_running",
        /// Its rows stand.
        Kept = "history_kept",
        /// It was withdrawn: its rows ended.
        Withdrawn = "history_withdrawn",
        /// It was cancelled or failed before it was kept: nothing of it is left.
        Cancelled = "history_cancelled",
    }
}

kernel::words! {
    /// What happens to an import.
    pub enum Step {
        /// All its rows begin to stand, at once.
        Keep = "history_keep",
        /// It ends before that.
        Cancel = "history_cancel",
        /// It is taken back, with a reason.
        Withdraw = "history_withdraw",
        /// A later import says something else about some of its rows.
        GiveWay = "history_give_way",
        /// The import that did so was withdrawn: those rows stand again.
        StandAgain = "history_stand_again",
    }
}
word_columns!(State);

impl State {
    /// How a chip shows it.
    pub fn look(self) -> &'static str {
        match self {
            State::Running => "live",
            State::Kept => "ok",
            State::Withdrawn => "late",
            State::Cancelled => "",
        }
    }
}

/// Every way.
pub const LIFECYCLE: Lifecycle<State, Step> = Lifecycle {
    name: "history",
    start: State::Running,
    ends: &[State::Kept, State::Withdrawn, State::Cancelled],
    ways: &[
        way(Step::Keep, &[State::Running], State::Kept),
        way(Step::Cancel, &[State::Running], State::Cancelled),
        way(Step::Withdraw, &[State::Kept], State::Withdrawn),
        stay(Step::GiveWay, &[State::Kept]),
        stay(Step::StandAgain, &[State::Kept]),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    kernel::test_lifecycle!(LIFECYCLE);
}
