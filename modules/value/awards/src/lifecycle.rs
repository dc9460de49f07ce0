//! The way of an award, from a proposal to money in the hands of its people [L1, Arts. 10, 12–16, 19–21]:
//! which step leads from where to where.

use kernel::lifecycle::{stay, way};
use kernel::{Lifecycle, words};

words! {
    /// Where an award stands.
    pub enum State {
        /// 待审批: proposed; its people agree to the split, then the head decides.
        Proposed = "proposed",
        /// 公示中: approved, and public inside the enterprise.
        Publicised = "publicised",
        /// 有异议: somebody objected or questioned; nothing is paid.
        Disputed = "disputed",
        /// 待发放: nobody objects any more.
        Payable = "payable",
        /// 已发放.
        Paid = "paid",
        /// 已追回: taken back for a reason [L1, Art. 21].
        ClawedBack = "clawed_back",
        /// 未批准.
        Refused = "refused",
        /// 已撤销: withdrawn by the officer before it was paid.
        Dropped = "dropped",
    }
}

words! {
    /// What happens to an award. Each step is a fact in the ledger under this word.
    pub enum Step {
        /// 申报: proposed from a work with an audited figure.
        Propose = "propose",
        /// 同意分配: one of its people agrees to their part.
        AgreeSplit = "agree_split",
        /// 对分配有意见: one of its people does not, and says why.
        Contest = "contest",
        /// 改申报: the officer changes parts, choice or basis; everybody is asked again.
        Amend = "amend",
        /// 批准: approved, and public from now on.
        Approve = "approve",
        /// 不批准.
        Refuse = "refuse",
        /// 备案: filed with the superior body [L1, Art. 15].
        File = "file",
        /// 提异议: any employee objects, with a reason.
        Object = "object",
        /// 质询: the union asks [L1, Art. 19].
        Question = "question",
        /// 答复异议: answered by somebody else.
        Answer = "answer",
        /// 恢复公示: everything was answered and nothing upheld.
        Resume = "resume",
        /// 退回重报: an objection was upheld.
        Reopen = "reopen",
        /// 公示期满.
        Clear = "clear",
        /// 发放.
        Pay = "pay",
        /// 追回.
        ClawBack = "claw_back",
        /// 撤销申报.
        Drop = "drop",
        /// 定额保留: a work norm is protected for a time [L1, Art. 18].
        Protect = "protect",
    }
}

store::word_columns!(State, Step);

use State as S;

/// The table. It draws the diagram in the README, decides which buttons a page shows, and is walked by a
/// property test.
pub static LIFECYCLE: Lifecycle<State, Step> = Lifecycle {
    name: "award",
    start: S::Proposed,
    ends: &[S::Paid, S::ClawedBack, S::Refused, S::Dropped],
    ways: &[
        stay(Step::Propose, &[S::Proposed]),
        stay(Step::AgreeSplit, &[S::Proposed]),
        stay(Step::Contest, &[S::Proposed]),
        stay(Step::Amend, &[S::Proposed]),
        way(Step::Approve, &[S::Proposed], S::Publicised),
        way(Step::Refuse, &[S::Proposed], S::Refused),
        stay(Step::File, &[S::Publicised]),
        way(Step::Object, &[S::Publicised, S::Disputed], S::Disputed),
        way(Step::Question, &[S::Publicised, S::Disputed], S::Disputed),
        stay(Step::Answer, &[S::Disputed]),
        way(Step::Resume, &[S::Disputed], S::Publicised),
        way(Step::Reopen, &[S::Disputed], S::Proposed),
        way(Step::Clear, &[S::Publicised], S::Payable),
        way(Step::Pay, &[S::Payable], S::Paid),
        way(Step::ClawBack, &[S::Paid], S::ClawedBack),
        way(Step::Drop, &[S::Proposed, S::Publicised, S::Disputed, S::Payable], S::Dropped),
        stay(Step::Protect, &[S::Proposed, S::Publicised, S::Disputed, S::Payable, S::Paid]),
    ],
};

impl State {
    /// Whether it is still on its way: for one work there is one such award.
    pub fn is_open(self) -> bool {
        matches!(self, S::Proposed | S::Publicised | S::Disputed | S::Payable)
    }

    /// Whether money went out for it, whatever came after.
    pub fn was_paid(self) -> bool {
        matches!(self, S::Paid | S::ClawedBack)
    }

    /// How its chip looks.
    pub fn look(self) -> &'static str {
        match self {
            S::Paid => "ok",
            S::Publicised | S::Payable => "live",
            S::Proposed => "soon",
            S::Disputed | S::ClawedBack => "late",
            S::Refused | S::Dropped => "",
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
        fn nothing_is_paid_that_was_not_approved_publicised_and_cleared_of_objections(steps in prop::collection::vec(0..Step::ALL.len(), 0..80)) {
            let mut state = LIFECYCLE.start;
            let (mut approved, mut cleared) = (false, false);
            for step in steps.into_iter().map(|at| Step::ALL[at]) {
                let Ok(next) = LIFECYCLE.next(state, step) else { continue };
                match step {
                    Step::Approve => approved = true,
                    Step::Reopen => (approved, cleared) = (false, false),
                    Step::Clear => cleared = state == State::Publicised,
                    Step::Pay => prop_assert!(approved && cleared),
                    _ => {}
                }
                prop_assert!(step != Step::ClawBack || state == State::Paid);
                state = next;
            }
        }
    }
}
