//! The life of a benefit statement: handed in, sent back or signed by finance of the unit that uses the
//! work, looked at again, revoked after a fraud [L1, Arts. 9, 21].

use kernel::lifecycle::{stay, way};
use kernel::{Lifecycle, words};

words! {
    /// Where a statement stands.
    pub enum State {
        /// 待核定: handed in; finance is to audit it.
        HandedIn = "handed_in",
        /// 已退回: finance sent it back with a reason.
        SentBack = "sent_back",
        /// 已核定: signed by finance.
        Audited = "audited",
        /// 已撤销: the figure no longer holds.
        Revoked = "revoked",
    }
}

words! {
    /// What happens to a statement. Each step is a fact in the ledger under this word.
    pub enum Step {
        /// 自报: handed in for the first time.
        HandIn = "hand_in",
        /// 改报: corrected and handed in again; once signed only when the adoption date changed.
        Restate = "restate",
        /// 退回: finance sends it back.
        SendBack = "send_back",
        /// 核定: finance signs.
        Audit = "audit",
        /// 复核: finance looks again and signs anew.
        Recheck = "recheck",
        /// 撤销: the figure is taken back.
        Revoke = "revoke",
        /// 交证据: a file that shows where the numbers come from.
        Attach = "benefit_attach",
    }
}

store::word_columns!(State, Step);

use State as S;

/// The table. It draws the diagram in the README and decides which buttons a page shows.
pub static LIFECYCLE: Lifecycle<State, Step> = Lifecycle {
    name: "benefit",
    start: S::HandedIn,
    ends: &[S::Audited, S::Revoked],
    ways: &[
        stay(Step::HandIn, &[S::HandedIn]),
        way(Step::Restate, &[S::HandedIn, S::SentBack, S::Audited], S::HandedIn),
        way(Step::SendBack, &[S::HandedIn], S::SentBack),
        way(Step::Audit, &[S::HandedIn], S::Audited),
        stay(Step::Recheck, &[S::Audited]),
        way(Step::Revoke, &[S::Audited], S::Revoked),
        stay(Step::Attach, &[S::HandedIn, S::SentBack, S::Audited]),
    ],
};

#[cfg(test)]
mod tests {
    use kernel::lifecycle::Word;
    use proptest::prelude::*;

    use super::*;

    kernel::test_lifecycle!(LIFECYCLE);

    proptest! {
        #[test]
        fn nothing_is_audited_without_a_signature_and_what_was_revoked_rests(steps in prop::collection::vec(0..Step::ALL.len(), 0..40)) {
            let mut state = LIFECYCLE.start;
            let mut signed = false;
            for step in steps.into_iter().map(|at| Step::ALL[at]) {
                let Ok(next) = LIFECYCLE.next(state, step) else { continue };
                signed |= step == Step::Audit;
                prop_assert!(signed || !matches!(next, S::Audited | S::Revoked));
                prop_assert!(state != S::Revoked);
                state = next;
            }
        }
    }
}
