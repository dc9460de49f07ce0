//! The life of an operating method, from the practice of enterprises and unions [S36][S37]: written down, checked,
//! reviewed, named at the unit, and from there level by level.

use kernel::lifecycle::{stay, way};
use kernel::{Lifecycle, words};

words! {
    /// Where a method stands.
    pub enum State {
        /// 草稿: being written down.
        Draft = "draft",
        /// 待审核: handed in; the unit's officer checks it.
        Submitted = "submitted",
        /// 请补充: sent back for completion.
        Returned = "returned",
        /// 不予受理: a rule excludes it; closed with the rule's id.
        Excluded = "excluded",
        /// 评审中: accepted as a version; reviewed and made public at the unit.
        InReview = "in_review",
        /// 已命名: an advanced operating method of the unit, and perhaps higher.
        Named = "named",
        /// 未命名: reviewed and not named, with the reason.
        Declined = "declined",
        /// 已撤回: withdrawn before it was accepted.
        Withdrawn = "withdrawn",
        /// 已停用: no longer worked by.
        Ended = "ended",
    }
}

words! {
    /// What happens to a method. Each step is a fact in the ledger under this word.
    pub enum Step {
        /// 起草: begun.
        Begin = "begin",
        /// 修改: its draft is written on.
        Write = "write",
        /// 提交: handed in.
        HandIn = "hand_in",
        /// 请补充: the officer sends it back.
        Return = "return",
        /// 不予受理: the officer closes it under a rule.
        Exclude = "exclude",
        /// 受理: the officer accepts it as its first (or next) version.
        Accept = "accept",
        /// 评审: a reviewer's conclusion.
        Review = "review",
        /// 公示: made public for the days its level asks for.
        Publish = "publish",
        /// 提出异议: somebody who may see it objects while it is public.
        Object = "method_object",
        /// 答复异议: answered by who names at this level.
        Answer = "method_answer",
        /// 命名: named at the level that has it.
        Name = "name",
        /// 不命名: not named at the unit, with the reason.
        Decline = "decline",
        /// 推荐: nominated at the next level.
        Nominate = "nominate",
        /// 上级不命名: not named at a higher level; what it has, it keeps.
        TurnDown = "turn_down",
        /// 提出改版: a change of a named method is proposed.
        Propose = "propose",
        /// 改版: the change is accepted as a new version.
        Revise = "revise",
        /// 不改版: the change is not accepted, with the reason.
        Dismiss = "dismiss",
        /// 撤回.
        Withdraw = "withdraw",
        /// 停用: no longer worked by.
        End = "end",
        /// 改公开范围.
        Show = "show",
        /// 同意份额.
        Agree = "agree",
        /// 交附件.
        Attach = "attach",
    }
}

store::word_columns!(State, Step);

use State as S;

/// Every state in which its people may still add something.
const LIVE: &[State] = &[S::Draft, S::Submitted, S::Returned, S::InReview, S::Named];

/// The table. It draws the diagram in the README, decides which buttons a page shows, and is walked by a property test.
pub static LIFECYCLE: Lifecycle<State, Step> = Lifecycle {
    name: "method",
    start: S::Draft,
    ends: &[S::Excluded, S::Declined, S::Withdrawn, S::Ended],
    ways: &[
        stay(Step::Begin, &[S::Draft]),
        stay(Step::Write, &[S::Draft, S::Returned]),
        way(Step::HandIn, &[S::Draft, S::Returned], S::Submitted),
        way(Step::Return, &[S::Submitted], S::Returned),
        way(Step::Exclude, &[S::Submitted], S::Excluded),
        way(Step::Accept, &[S::Submitted], S::InReview),
        stay(Step::Review, &[S::InReview]),
        stay(Step::Publish, &[S::InReview, S::Named]),
        stay(Step::Object, &[S::InReview, S::Named]),
        stay(Step::Answer, &[S::InReview, S::Named]),
        way(Step::Name, &[S::InReview, S::Named], S::Named),
        way(Step::Decline, &[S::InReview], S::Declined),
        stay(Step::Nominate, &[S::Named]),
        stay(Step::TurnDown, &[S::Named]),
        stay(Step::Propose, &[S::Named]),
        stay(Step::Revise, &[S::Named]),
        stay(Step::Dismiss, &[S::Named]),
        way(Step::Withdraw, &[S::Draft, S::Submitted, S::Returned], S::Withdrawn),
        way(Step::End, &[S::Named], S::Ended),
        stay(Step::Show, LIVE),
        stay(Step::Agree, LIVE),
        stay(Step::Attach, LIVE),
    ],
};

impl State {
    /// Whether it was accepted, so that it is seen as far as it was opened.
    pub fn is_open(self) -> bool {
        matches!(self, S::InReview | S::Named | S::Ended)
    }

    /// Whether the unit has seen it at all.
    pub fn is_handed_in(self) -> bool {
        !matches!(self, S::Draft | S::Withdrawn)
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
        fn nothing_is_named_that_was_not_handed_in_and_accepted(steps in prop::collection::vec(0..Step::ALL.len(), 0..80)) {
            let mut state = LIFECYCLE.start;
            let (mut handed_in, mut accepted) = (false, false);
            for step in steps.into_iter().map(|at| Step::ALL[at]) {
                let Ok(next) = LIFECYCLE.next(state, step) else { continue };
                handed_in |= step == Step::HandIn;
                accepted |= step == Step::Accept;
                prop_assert!(!accepted || handed_in);
                prop_assert!(accepted || !next.is_open());
                prop_assert!(!matches!(state, S::Withdrawn | S::Excluded | S::Declined | S::Ended), "what has ended rests");
                state = next;
            }
        }
    }
}
