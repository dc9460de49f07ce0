//! The life of an innovation project: proposed, approved, carried out by milestones, accepted by a panel.

use kernel::lifecycle::{stay, way};
use kernel::{Lifecycle, words};

words! {
    /// Where a project stands.
    pub enum State {
        /// 待立项: proposed; the officer decides.
        Proposed = "project_proposed",
        /// 请补充: sent back to its leader.
        Returned = "project_returned",
        /// 未立项: not approved, with the reason.
        Refused = "project_refused",
        /// 进行中: approved and carried out.
        Running = "project_running",
        /// 验收中: handed in; the panel judges.
        InAcceptance = "project_in_acceptance",
        /// 已验收: accepted; its result is in use.
        Accepted = "project_accepted",
        /// 已中止: stopped, with the reason.
        Stopped = "project_stopped",
        /// 已撤回: withdrawn by its leader before a decision.
        Withdrawn = "project_withdrawn",
    }
}

words! {
    /// What happens to a project. Each step is a fact in the ledger under this word.
    pub enum Step {
        /// 申报: proposed with its charter.
        Propose = "project_propose",
        /// 请补充.
        Return = "project_return",
        /// 补充: the charter is completed.
        Complete = "project_complete",
        /// 立项: approved.
        Approve = "project_approve",
        /// 不立项, with the reason.
        Refuse = "project_refuse",
        /// 定节点: a milestone is set.
        SetMilestone = "project_set_milestone",
        /// 达到节点: a milestone is reached.
        Reach = "project_reach",
        /// 记支出: money was spent.
        Spend = "project_spend",
        /// 记试验: what a trial showed.
        Try = "project_try",
        /// 申请验收: the leader hands it in.
        HandIn = "project_hand_in",
        /// 组成验收组: the panel is chosen.
        Convene = "project_convene",
        /// 验收意见: a member of the panel judges.
        Judge = "project_judge",
        /// 通过验收: accepted, in use since a day.
        Accept = "project_accept",
        /// 退回整改: sent back to be carried on.
        SendBack = "project_send_back",
        /// 中止: stopped, with the reason.
        Stop = "project_stop",
        /// 撤回.
        Withdraw = "project_withdraw",
        /// 同意份额: a member agrees to their share.
        Agree = "project_agree",
        /// 交附件: a file for the charter, a trial or the acceptance.
        Attach = "project_attach",
    }
}

store::word_columns!(State, Step);

use State as S;

/// The table. It draws the diagram in the README and decides which buttons a page shows.
pub static LIFECYCLE: Lifecycle<State, Step> = Lifecycle {
    name: "project",
    start: S::Proposed,
    ends: &[S::Refused, S::Accepted, S::Stopped, S::Withdrawn],
    ways: &[
        stay(Step::Propose, &[S::Proposed]),
        way(Step::Return, &[S::Proposed], S::Returned),
        way(Step::Complete, &[S::Returned], S::Proposed),
        way(Step::Approve, &[S::Proposed], S::Running),
        way(Step::Refuse, &[S::Proposed], S::Refused),
        stay(Step::SetMilestone, &[S::Proposed, S::Returned, S::Running]),
        stay(Step::Reach, &[S::Running]),
        stay(Step::Spend, &[S::Running, S::InAcceptance]),
        stay(Step::Try, &[S::Running]),
        way(Step::HandIn, &[S::Running], S::InAcceptance),
        stay(Step::Convene, &[S::InAcceptance]),
        stay(Step::Judge, &[S::InAcceptance]),
        way(Step::Accept, &[S::InAcceptance], S::Accepted),
        way(Step::SendBack, &[S::InAcceptance], S::Running),
        way(Step::Stop, &[S::Running, S::InAcceptance], S::Stopped),
        way(Step::Withdraw, &[S::Proposed, S::Returned], S::Withdrawn),
        stay(Step::Agree, &[S::Proposed, S::Returned, S::Running, S::InAcceptance, S::Accepted]),
        stay(Step::Attach, &[S::Proposed, S::Returned, S::Running, S::InAcceptance]),
    ],
};

impl State {
    /// How the chip with its name looks.
    pub fn look(self) -> &'static str {
        match self {
            S::Accepted => "ok",
            S::Running | S::InAcceptance => "live",
            S::Returned => "soon",
            S::Proposed | S::Refused | S::Stopped | S::Withdrawn => "",
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
        fn nothing_is_accepted_that_was_not_approved_and_handed_in(steps in prop::collection::vec(0..Step::ALL.len(), 0..60)) {
            let (mut state, mut approved, mut handed_in) = (LIFECYCLE.start, false, false);
            for step in steps.into_iter().map(|at| Step::ALL[at]) {
                let Ok(next) = LIFECYCLE.next(state, step) else { continue };
                approved |= step == Step::Approve;
                handed_in |= step == Step::HandIn;
                prop_assert!(next != S::Accepted || (approved && handed_in));
                prop_assert!(!LIFECYCLE.ends.contains(&state) || next == state, "what has ended rests");
                state = next;
            }
        }
    }
}
