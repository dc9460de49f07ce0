//! The life of a suggestion, from the regulation of 1986 [L1, Arts. 5, 8, 13–17] and its practice
//! [S9][S11][S12]: which step leads from where to where.

use kernel::lifecycle::{stay, way};
use kernel::{Lifecycle, words};

words! {
    /// Where a suggestion stands.
    pub enum State {
        /// 已登记，待受理: registered; the formal check is due.
        Submitted = "submitted",
        /// 请补充: sent back to the author for completion.
        Returned = "returned",
        /// 一般性意见: names a problem without a way to solve it [S6]; answered and closed.
        GeneralRemark = "general_remark",
        /// 评审中: accepted; the specialists judge it.
        InReview = "in_review",
        /// 已采纳: adopted; somebody will carry it out.
        Adopted = "adopted",
        /// 未采纳: not adopted, with the reason [L1, Art. 14].
        Declined = "declined",
        /// 技术储备: adopted but shelved [L1, Art. 8].
        Reserve = "reserve",
        /// 上报或转让: passed to the superior unit or offered to others [L1, Art. 17].
        PassedUp = "passed_up",
        /// 复议中: the author asked once for reconsideration [L1, Art. 20].
        Reconsidering = "reconsidering",
        /// 实施中: being carried out.
        Implementing = "implementing",
        /// 已应用: in use since the adoption date; the author is asked to confirm.
        Applied = "applied",
        /// 已办成: the author confirmed that it was done.
        Done = "done",
        /// 已并案: joined to an earlier one on the same matter, whose answer is also its answer.
        Joined = "joined",
        /// 已撤回: withdrawn by its author before a decision.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What happens to a suggestion. Each step is a fact in the ledger under this word.
    pub enum Step {
        /// 登记: put forward and registered.
        Submit = "submit",
        /// 请补充: the officer asks the author for more.
        Return = "return",
        /// 补充: the author completes it.
        Complete = "complete",
        /// 认定一般性意见: closed as a remark, with an answer.
        Remark = "remark",
        /// 受理: accepted for review.
        Accept = "accept",
        /// 分派: given to an officer.
        Assign = "assign",
        /// 选评审人: reviewers chosen or changed.
        Invite = "invite",
        /// 评审: a reviewer's conclusion handed in.
        Review = "review",
        /// 拟定: a decision prepared, not yet announced.
        Prepare = "prepare",
        /// 采纳: announced as adopted.
        Adopt = "adopt",
        /// 不采纳: announced as not adopted, with the reason.
        Decline = "decline",
        /// 转技术储备: announced as a technical reserve.
        Shelve = "shelve",
        /// 上报: passed to the superior unit or offered to others.
        PassUp = "pass_up",
        /// 申请复议: the author asks for reconsideration.
        Appeal = "appeal",
        /// 维持: the refusal stands, decided by somebody else.
        Uphold = "uphold",
        /// 改判采纳: the refusal is overturned.
        Overturn = "overturn",
        /// 启用储备: a reserve is taken up.
        TakeUp = "take_up",
        /// 排计划: owner, plan and dates are set.
        Plan = "plan",
        /// 记进展: progress of the trial or the roll-out.
        Progress = "progress",
        /// 应用: in use; the 12-month benefit clock starts [L1, Art. 9].
        Apply = "apply",
        /// 确认办成: the author confirms.
        Confirm = "confirm",
        /// 说没办成: the author disputes, and it goes on.
        Dispute = "dispute",
        /// 并案: joined to an earlier one.
        Join = "join",
        /// 拆开: parted again.
        Part = "part",
        /// 撤回: withdrawn by the author.
        Withdraw = "withdraw",
        /// 附议: somebody seconds it.
        Second = "second",
        /// 留言: a comment.
        Comment = "comment",
        /// 改公开范围: the author or officer changes who may see it.
        Show = "show",
        /// 认领: a visitor with an account claims what they registered without one.
        Claim = "claim",
        /// 同意份额: a co-author agrees to their share.
        Agree = "agree",
        /// 改份额: the shares are changed; everybody is asked again.
        Reshare = "reshare",
        /// 交附件: a file is attached.
        Attach = "attach",
    }
}

store::word_columns!(State, Step);

use State as S;

/// States before a decision.
const OPEN: &[State] = &[S::Submitted, S::Returned, S::InReview];
/// Every state in which somebody may still add something.
const LIVE: &[State] = &[
    S::Submitted,
    S::Returned,
    S::GeneralRemark,
    S::InReview,
    S::Adopted,
    S::Declined,
    S::Reserve,
    S::PassedUp,
    S::Reconsidering,
    S::Implementing,
    S::Applied,
    S::Done,
    S::Joined,
];

/// The table. It draws the diagram in the README, decides which buttons a page shows, and is walked
/// by a property test.
pub static LIFECYCLE: Lifecycle<State, Step> = Lifecycle {
    name: "suggestion",
    start: S::Submitted,
    ends: &[S::GeneralRemark, S::Declined, S::PassedUp, S::Done, S::Joined, S::Withdrawn],
    ways: &[
        stay(Step::Submit, &[S::Submitted]),
        way(Step::Return, &[S::Submitted, S::InReview], S::Returned),
        way(Step::Complete, &[S::Returned], S::Submitted),
        way(Step::Remark, &[S::Submitted], S::GeneralRemark),
        way(Step::Accept, &[S::Submitted], S::InReview),
        stay(Step::Assign, &[S::Submitted, S::InReview, S::Reconsidering]),
        stay(Step::Invite, &[S::InReview]),
        stay(Step::Review, &[S::InReview]),
        stay(Step::Prepare, &[S::InReview]),
        way(Step::Adopt, &[S::InReview], S::Adopted),
        way(Step::Decline, &[S::InReview], S::Declined),
        way(Step::Shelve, &[S::InReview], S::Reserve),
        way(Step::PassUp, &[S::InReview], S::PassedUp),
        way(Step::Appeal, &[S::Declined], S::Reconsidering),
        way(Step::Uphold, &[S::Reconsidering], S::Declined),
        way(Step::Overturn, &[S::Reconsidering], S::Adopted),
        way(Step::TakeUp, &[S::Reserve], S::Adopted),
        way(Step::Plan, &[S::Adopted, S::Implementing], S::Implementing),
        stay(Step::Progress, &[S::Implementing]),
        way(Step::Apply, &[S::Implementing], S::Applied),
        way(Step::Confirm, &[S::Applied], S::Done),
        way(Step::Dispute, &[S::Applied], S::Implementing),
        way(Step::Join, &[S::Submitted, S::InReview], S::Joined),
        way(Step::Part, &[S::Joined], S::Submitted),
        way(Step::Withdraw, OPEN, S::Withdrawn),
        stay(Step::Second, OPEN),
        stay(Step::Comment, LIVE),
        stay(Step::Show, LIVE),
        stay(Step::Claim, LIVE),
        stay(Step::Agree, LIVE),
        stay(Step::Reshare, LIVE),
        stay(Step::Attach, LIVE),
    ],
};

impl State {
    /// How many of the heat bar's six segments are lit: 1 提出, 2 受理, 3 评审, 4 试行, 5 核算. Once finance has signed
    /// what it brought the bar is quenched.
    pub fn heat(self, settled: bool) -> ui::parts::Heat {
        use ui::parts::Heat;
        match self {
            S::Applied | S::Done if settled => Heat::Settled,
            S::Submitted | S::Returned | S::Withdrawn => Heat::Reached(1),
            S::GeneralRemark | S::Joined => Heat::Refused(1),
            S::InReview | S::Reconsidering => Heat::Reached(2),
            S::Declined => Heat::Refused(2),
            S::Reserve | S::PassedUp | S::Adopted => Heat::Reached(3),
            S::Implementing => Heat::Reached(4),
            S::Applied | S::Done => Heat::Reached(5),
        }
    }

    /// How the chip with its name looks.
    pub fn look(self) -> &'static str {
        match self {
            S::Applied | S::Done => "ok",
            S::Adopted | S::Implementing => "live",
            S::Returned => "soon",
            _ => "",
        }
    }

    /// Whether the unit still owes an answer.
    pub fn awaits_answer(self) -> bool {
        matches!(self, S::Submitted | S::InReview | S::Reconsidering)
    }

    /// Whether it counts as adopted: the unit said yes, whatever came after.
    pub fn is_adopted(self) -> bool {
        matches!(self, S::Adopted | S::Reserve | S::Implementing | S::Applied | S::Done)
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
        fn a_random_walk_never_leaves_the_table_and_never_skips_the_answer(steps in prop::collection::vec(0..Step::ALL.len(), 0..80)) {
            let mut state = LIFECYCLE.start;
            let mut accepted = false;
            for step in steps.into_iter().map(|at| Step::ALL[at]) {
                let Ok(next) = LIFECYCLE.next(state, step) else { continue };
                prop_assert!(State::ALL.contains(&next));
                accepted |= step == Step::Accept;
                // Nothing is adopted or carried out that was never accepted for review.
                prop_assert!(accepted || !(next.is_adopted() || next == S::Declined || next == S::PassedUp));
                prop_assert!(state != S::Withdrawn, "what was withdrawn rests");
                state = next;
            }
        }
    }
}
