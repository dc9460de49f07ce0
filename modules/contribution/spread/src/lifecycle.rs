//! The life of an adoption: a unit asks for a work, tries it, takes it over. Results that never leave
//! their workshop are what the field complains of, so every way out says why.

use kernel::lifecycle::{stay, way};
use kernel::{Lifecycle, words};

words! {
    /// Where an adoption stands.
    pub enum State {
        /// 待对方答复: asked for; the originators' answer is due.
        Wanted = "wanted",
        /// 可以试用: agreed, or offered to everybody.
        Cleared = "cleared",
        /// 试用中: being tried.
        Trying = "trying",
        /// 已采用: in use at the unit.
        TakenOver = "taken_over",
        /// 对方未同意: turned down, with the reason.
        TurnedDown = "turned_down",
        /// 没有采用: given up before or after a trial, with the reason.
        Dropped = "dropped",
        /// 已停用: no longer in use.
        Retired = "retired",
        /// 已撤销申请: called off before an answer.
        CalledOff = "called_off",
    }
}

words! {
    /// What happens to an adoption. Each step is a fact in the ledger under this word.
    pub enum Step {
        /// 申请: a unit asks for a work and says what for.
        Want = "want",
        /// 直接开始: offered to everybody, or of the own enterprise; nobody need agree.
        TakeOffer = "take_offer",
        /// 同意: the originators say what they hand over.
        HandOver = "hand_over",
        /// 不同意: the originators say why not.
        TurnDown = "turn_down",
        /// 撤销申请: nobody wants it any more.
        CallOff = "call_off",
        /// 试用: where and when it is tried.
        TryOut = "try_out",
        /// 记所见: what was seen.
        Observe = "observe",
        /// 采用: in use since a day.
        TakeOver = "take_over",
        /// 不采用: given up, with the reason.
        Drop = "drop",
        /// 停用: the use ends, with the reason.
        Retire = "retire",
    }
}

store::word_columns!(State, Step);

use State as S;

/// The table. It draws the diagram in the README, decides which buttons a page shows, and is walked
/// by a property test.
pub static LIFECYCLE: Lifecycle<State, Step> = Lifecycle {
    name: "adoption",
    start: S::Wanted,
    ends: &[S::TurnedDown, S::Dropped, S::Retired, S::CalledOff],
    ways: &[
        stay(Step::Want, &[S::Wanted]),
        way(Step::TakeOffer, &[S::Wanted], S::Cleared),
        way(Step::HandOver, &[S::Wanted], S::Cleared),
        way(Step::TurnDown, &[S::Wanted], S::TurnedDown),
        way(Step::CallOff, &[S::Wanted], S::CalledOff),
        way(Step::TryOut, &[S::Cleared], S::Trying),
        stay(Step::Observe, &[S::Trying]),
        way(Step::TakeOver, &[S::Cleared, S::Trying], S::TakenOver),
        way(Step::Drop, &[S::Cleared, S::Trying], S::Dropped),
        way(Step::Retire, &[S::TakenOver], S::Retired),
    ],
};

impl State {
    /// Whether it is on its way: neither in use nor at an end.
    pub fn is_open(self) -> bool {
        matches!(self, S::Wanted | S::Cleared | S::Trying)
    }

    /// Whether the unit uses the work or used it.
    pub fn was_taken_over(self) -> bool {
        matches!(self, S::TakenOver | S::Retired)
    }
}

#[cfg(test)]
mod tests {
    use kernel::lifecycle::Word;
    use proptest::prelude::*;

    use super::*;

    kernel::test_lifecycle!(LIFECYCLE);

    proptest! {
        #[test]
        fn a_random_walk_takes_nothing_over_that_was_not_cleared(steps in prop::collection::vec(0..Step::ALL.len(), 0..60)) {
            let mut state = LIFECYCLE.start;
            let (mut cleared, mut used) = (false, false);
            for step in steps.into_iter().map(|at| Step::ALL[at]) {
                let Ok(next) = LIFECYCLE.next(state, step) else { continue };
                cleared |= next == S::Cleared;
                used |= next == S::TakenOver;
                prop_assert!(cleared || !matches!(next, S::Trying | S::TakenOver | S::Dropped | S::Retired));
                prop_assert!(used || next != S::Retired);
                prop_assert!(!used || next.was_taken_over(), "what was in use stays or ends");
                state = next;
            }
        }
    }
}
