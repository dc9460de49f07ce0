//! The way of a plan, from its draft to its last assessment: which step leads from where to where.

use kernel::lifecycle::{stay, way};
use kernel::{Lifecycle, words};

words! {
    /// Where a plan stands.
    pub enum State {
        /// 起草: its node alone sees it.
        Drafted = "plan_drafted",
        /// 施行中: nodes below can take it over; its goals are measured.
        InForce = "plan_in_force",
        /// 已作中期评估.
        Halfway = "plan_halfway",
        /// 已作终期评估.
        Assessed = "plan_assessed",
        /// 已结束.
        Closed = "plan_closed",
        /// 已作废: given up before it took effect.
        Dropped = "plan_dropped",
    }
}

words! {
    /// What happens to a plan. Each step is a fact in the ledger under this word.
    pub enum Step {
        /// 起草: from a preset, from the plan above, or from nothing.
        Draft = "plan_draft",
        /// 改名称、年份和亮灯规则.
        Write = "plan_write",
        /// 加目标.
        AddGoal = "plan_add_goal",
        /// 改目标.
        ChangeGoal = "plan_change_goal",
        /// 删目标: one of its own, before it takes effect.
        DropGoal = "plan_drop_goal",
        /// 定目标值, by level and year.
        Aim = "plan_aim",
        /// 分解到下级.
        Allot = "plan_allot",
        /// 接入上级新增的目标.
        Follow = "plan_follow",
        /// 施行.
        Enforce = "plan_enforce",
        /// 加任务.
        AddTask = "plan_add_task",
        /// 改任务.
        ChangeTask = "plan_change_task",
        /// 办结任务.
        FinishTask = "plan_finish_task",
        /// 记一笔: what was measured where no indicator measures.
        Record = "plan_record",
        /// 撤回一笔, with the reason.
        Withdraw = "plan_withdraw",
        /// 写评估.
        Assess = "plan_assess",
        /// 签发中期评估.
        SignHalfway = "plan_sign_halfway",
        /// 签发终期评估.
        SignFinal = "plan_sign_final",
        /// 结束.
        Close = "plan_close",
        /// 作废.
        Drop = "plan_drop",
    }
}

store::word_columns!(State, Step);

use State as S;

/// While it is carried out.
const RUNNING: &[State] = &[S::InForce, S::Halfway];
/// While it may be shaped.
const SHAPED: &[State] = &[S::Drafted, S::InForce, S::Halfway];

/// The table. It draws the diagram in the README, decides which buttons a page shows, and is walked by a
/// property test.
pub static LIFECYCLE: Lifecycle<State, Step> = Lifecycle {
    name: "plan",
    start: S::Drafted,
    ends: &[S::Closed, S::Dropped],
    ways: &[
        stay(Step::Draft, &[S::Drafted]),
        stay(Step::Write, &[S::Drafted]),
        stay(Step::AddGoal, SHAPED),
        stay(Step::ChangeGoal, SHAPED),
        stay(Step::DropGoal, &[S::Drafted]),
        stay(Step::Aim, SHAPED),
        stay(Step::Allot, SHAPED),
        stay(Step::Follow, SHAPED),
        way(Step::Enforce, &[S::Drafted], S::InForce),
        stay(Step::AddTask, SHAPED),
        stay(Step::ChangeTask, SHAPED),
        stay(Step::FinishTask, RUNNING),
        stay(Step::Record, RUNNING),
        stay(Step::Withdraw, RUNNING),
        stay(Step::Assess, RUNNING),
        way(Step::SignHalfway, &[S::InForce], S::Halfway),
        way(Step::SignFinal, RUNNING, S::Assessed),
        way(Step::Close, &[S::Assessed], S::Closed),
        way(Step::Drop, &[S::Drafted], S::Dropped),
    ],
};

impl State {
    /// Whether it is carried out: its goals are measured and it can be taken over.
    pub fn is_running(self) -> bool {
        RUNNING.contains(&self)
    }

    /// How its chip looks.
    pub fn look(self) -> &'static str {
        match self {
            S::Drafted => "soon",
            S::InForce | S::Halfway => "live",
            S::Assessed | S::Closed => "ok",
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
        fn nothing_is_measured_before_it_takes_effect_or_after_its_last_assessment(
            steps in prop::collection::vec(0..Step::ALL.len(), 0..80)
        ) {
            let mut state = LIFECYCLE.start;
            let (mut effective, mut over) = (false, false);
            for step in steps.into_iter().map(|at| Step::ALL[at]) {
                let Ok(next) = LIFECYCLE.next(state, step) else { continue };
                match step {
                    Step::Record | Step::FinishTask => prop_assert!(effective && !over),
                    Step::Enforce => effective = true,
                    Step::SignFinal | Step::Drop => over = true,
                    Step::DropGoal => prop_assert!(!effective, "what is in force loses no goal"),
                    _ => {}
                }
                prop_assert_eq!(next.is_running(), effective && !over);
                state = next;
            }
        }
    }
}
