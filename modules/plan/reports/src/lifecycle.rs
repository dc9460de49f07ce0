//! The way of a report, from its draft to the officer above: which step leads from where to where.

use kernel::lifecycle::{stay, way};
use kernel::{Lifecycle, words};

words! {
    /// Where a report stands.
    pub enum State {
        /// 起草: it shows today's figures.
        Drafted = "report_drafted",
        /// 待审核.
        InReview = "report_in_review",
        /// 待签发: somebody else than the drafter has looked through it.
        Reviewed = "report_reviewed",
        /// 已签发: somebody answers for it; its figures are frozen.
        Signed = "report_signed",
        /// 已上报: it lies with the node above.
        Sent = "report_sent",
        /// 待说明: the node above asks.
        Questioned = "report_questioned",
        /// 已接收.
        Received = "report_received",
        /// 已作废: given up before it was signed.
        Dropped = "report_dropped",
    }
}

words! {
    /// What happens to a report. Each step is a fact in the ledger under this word.
    pub enum Step {
        /// 起草.
        Draft = "report_draft",
        /// 写说明: words beside the figures; the figures come from the records.
        Write = "report_write",
        /// 送审.
        AskReview = "report_ask_review",
        /// 审核通过.
        Pass = "report_pass",
        /// 退回修改, with the reason.
        Return = "report_return",
        /// 签发: its signer answers for the figures, and they are frozen.
        Sign = "report_sign",
        /// 上报.
        Send = "report_send",
        /// 接收: the officer above has it.
        Receive = "report_receive",
        /// 询问, with the reason.
        Question = "report_question",
        /// 说明: the answer to what was asked.
        Answer = "report_answer",
        /// 作废.
        Drop = "report_drop",
    }
}

store::word_columns!(State, Step);

use State as S;

/// The table. It draws the diagram in the README, decides which buttons a page shows, and is walked by a
/// property test.
pub static LIFECYCLE: Lifecycle<State, Step> = Lifecycle {
    name: "report",
    start: S::Drafted,
    ends: &[S::Signed, S::Received, S::Dropped],
    ways: &[
        stay(Step::Draft, &[S::Drafted]),
        stay(Step::Write, &[S::Drafted]),
        way(Step::AskReview, &[S::Drafted], S::InReview),
        way(Step::Pass, &[S::InReview], S::Reviewed),
        way(Step::Return, &[S::InReview, S::Reviewed], S::Drafted),
        way(Step::Sign, &[S::Reviewed], S::Signed),
        way(Step::Send, &[S::Signed], S::Sent),
        way(Step::Receive, &[S::Sent], S::Received),
        way(Step::Question, &[S::Sent], S::Questioned),
        way(Step::Answer, &[S::Questioned], S::Sent),
        way(Step::Drop, &[S::Drafted, S::InReview, S::Reviewed], S::Dropped),
    ],
};

impl State {
    /// Whether somebody has answered for its figures: from then on they never change.
    pub fn is_frozen(self) -> bool {
        matches!(self, S::Signed | S::Sent | S::Questioned | S::Received)
    }

    /// How its chip looks.
    pub fn look(self) -> &'static str {
        match self {
            S::Signed | S::Received => "ok",
            S::InReview | S::Reviewed | S::Sent => "live",
            S::Questioned => "late",
            S::Drafted => "soon",
            S::Dropped => "",
        }
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
        fn nothing_is_signed_that_was_not_reviewed_and_nothing_signed_is_drafted_again(
            steps in prop::collection::vec(0..Step::ALL.len(), 0..80)
        ) {
            let mut state = LIFECYCLE.start;
            let (mut reviewed, mut signed) = (false, false);
            for step in steps.into_iter().map(|at| Step::ALL[at]) {
                let Ok(next) = LIFECYCLE.next(state, step) else { continue };
                match step {
                    Step::Pass => reviewed = true,
                    Step::Return => reviewed = false,
                    Step::Sign => {
                        prop_assert!(reviewed);
                        signed = true;
                    }
                    _ => {}
                }
                prop_assert_eq!(next.is_frozen(), signed);
                state = next;
            }
        }
    }
}
