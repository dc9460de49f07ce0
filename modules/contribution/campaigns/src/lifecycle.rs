//! Two lives: that of an edition, and that of an entry in it, from the practice of unions [S31][S47]: the unit
//! confirms, each level nominates, a jury judges blindly, the list is public before it counts.

use kernel::lifecycle::{stay, way};
use kernel::{Lifecycle, words};

words! {
    /// Where an edition stands.
    pub enum EditionState {
        /// 草稿: its plan is written.
        Draft = "edition_draft",
        /// 征集中: announced; entries come in and climb.
        Open = "edition_open",
        /// 评审中: the jury judges.
        InReview = "edition_in_review",
        /// 拟定名单: the list is made.
        Proposed = "edition_proposed",
        /// 公示中.
        Publicity = "edition_publicity",
        /// 已公布.
        Finished = "edition_finished",
        /// 已取消.
        Cancelled = "edition_cancelled",
    }
}

words! {
    /// What happens to an edition.
    pub enum EditionStep {
        /// 新建.
        Make = "edition_make",
        /// 修改方案.
        Change = "edition_change",
        /// 发布通知.
        Announce = "edition_announce",
        /// 延期: entries close or the review ends later.
        Extend = "edition_extend",
        /// 组成评委会, or add to it.
        Convene = "edition_convene",
        /// 开始评审.
        Review = "edition_review",
        /// 拟定名单.
        List = "edition_list",
        /// 公示.
        Publish = "edition_publish",
        /// 公布结果.
        Finish = "edition_finish",
        /// 取消.
        Cancel = "edition_cancel",
    }
}

words! {
    /// Where an entry stands.
    pub enum State {
        /// 草稿.
        Draft = "entry_draft",
        /// 待单位确认.
        Submitted = "entry_submitted",
        /// 推荐中: on its way up, or at the edition's node for its qualification.
        Nominated = "entry_nominated",
        /// 不予受理: a rule excludes it.
        Excluded = "entry_excluded",
        /// 评审中.
        Qualified = "entry_qualified",
        /// 拟授名单内.
        Listed = "entry_listed",
        /// 未入围.
        Unlisted = "entry_unlisted",
        /// 已移出: an objection was upheld.
        Removed = "entry_removed",
        /// 已获奖.
        Honoured = "entry_honoured",
        /// 未推荐: a level did not pass it on.
        Stopped = "entry_stopped",
        /// 已撤回.
        Withdrawn = "entry_withdrawn",
        /// 已撤销.
        Revoked = "entry_revoked",
    }
}

words! {
    /// What happens to an entry. Each step is a fact in the ledger under this word.
    pub enum Step {
        /// 参加: a record is chosen.
        Enter = "entry_enter",
        /// 修改: what was asked for is written again.
        Write = "entry_write",
        /// 提交.
        Submit = "entry_submit",
        /// 退回: the unit sends it back.
        Return = "entry_return",
        /// 确认: the unit stands behind it.
        Confirm = "entry_confirm",
        /// 推荐: a level passes it on.
        PassOn = "entry_pass_on",
        /// 不推荐: a level ends it, with the reason.
        Stop = "entry_stop",
        /// 受理: the qualification check is passed.
        Qualify = "entry_qualify",
        /// 不予受理, under a rule.
        Exclude = "entry_exclude",
        /// 打分.
        Score = "entry_score",
        /// 回避.
        Recuse = "entry_recuse",
        /// 列入名单.
        List = "entry_list",
        /// 未列入.
        PassOver = "entry_pass_over",
        /// 提异议.
        Object = "entry_object",
        /// 答复异议.
        Answer = "entry_answer",
        /// 移出名单.
        Remove = "entry_remove",
        /// 授奖.
        Honour = "entry_honour",
        /// 撤销奖励.
        Revoke = "entry_revoke",
        /// 撤回.
        Withdraw = "entry_withdraw",
    }
}

store::word_columns!(EditionState, EditionStep, State, Step);

use EditionState as E;
use State as S;

/// The life of an edition.
pub static EDITION: Lifecycle<EditionState, EditionStep> = Lifecycle {
    name: "edition",
    start: E::Draft,
    ends: &[E::Finished, E::Cancelled],
    ways: &[
        stay(EditionStep::Make, &[E::Draft]),
        stay(EditionStep::Change, &[E::Draft]),
        way(EditionStep::Announce, &[E::Draft], E::Open),
        stay(EditionStep::Extend, &[E::Open, E::InReview]),
        stay(EditionStep::Convene, &[E::Open, E::InReview]),
        way(EditionStep::Review, &[E::Open], E::InReview),
        way(EditionStep::List, &[E::InReview, E::Proposed], E::Proposed),
        way(EditionStep::Publish, &[E::Proposed], E::Publicity),
        way(EditionStep::Finish, &[E::Publicity], E::Finished),
        way(EditionStep::Cancel, &[E::Draft, E::Open], E::Cancelled),
    ],
};

/// The life of an entry.
pub static LIFECYCLE: Lifecycle<State, Step> = Lifecycle {
    name: "entry",
    start: S::Draft,
    ends: &[S::Excluded, S::Unlisted, S::Removed, S::Honoured, S::Stopped, S::Withdrawn, S::Revoked],
    ways: &[
        stay(Step::Enter, &[S::Draft]),
        stay(Step::Write, &[S::Draft]),
        way(Step::Submit, &[S::Draft], S::Submitted),
        way(Step::Return, &[S::Submitted], S::Draft),
        way(Step::Confirm, &[S::Submitted], S::Nominated),
        stay(Step::PassOn, &[S::Nominated]),
        way(Step::Stop, &[S::Submitted, S::Nominated], S::Stopped),
        way(Step::Qualify, &[S::Nominated], S::Qualified),
        way(Step::Exclude, &[S::Nominated], S::Excluded),
        stay(Step::Score, &[S::Qualified]),
        stay(Step::Recuse, &[S::Qualified]),
        way(Step::List, &[S::Qualified, S::Listed, S::Unlisted], S::Listed),
        way(Step::PassOver, &[S::Qualified, S::Listed, S::Unlisted], S::Unlisted),
        stay(Step::Object, &[S::Listed]),
        stay(Step::Answer, &[S::Listed]),
        way(Step::Remove, &[S::Listed], S::Removed),
        way(Step::Honour, &[S::Listed], S::Honoured),
        way(Step::Revoke, &[S::Honoured], S::Revoked),
        way(Step::Withdraw, &[S::Draft, S::Submitted, S::Nominated, S::Qualified], S::Withdrawn),
    ],
};

impl EditionState {
    /// How its chip looks.
    pub fn look(self) -> &'static str {
        match self {
            E::Open | E::InReview | E::Proposed => "live",
            E::Publicity => "soon",
            E::Finished => "ok",
            E::Draft | E::Cancelled => "",
        }
    }

    /// Whether its list is open to everybody of the scope.
    pub fn is_public(self) -> bool {
        matches!(self, E::Publicity | E::Finished)
    }
}

impl State {
    /// How its chip looks.
    pub fn look(self) -> &'static str {
        match self {
            S::Submitted | S::Nominated | S::Qualified => "live",
            S::Listed => "soon",
            S::Honoured => "ok",
            S::Excluded | S::Removed | S::Revoked => "late",
            S::Draft | S::Unlisted | S::Stopped | S::Withdrawn => "",
        }
    }

    /// Whether it stands on a list that was made public.
    pub fn was_listed(self) -> bool {
        matches!(self, S::Listed | S::Removed | S::Honoured | S::Revoked)
    }
}

#[cfg(test)]
mod tests {
    mod edition {
        use crate::lifecycle::EDITION;
        kernel::test_lifecycle!(EDITION);
    }

    mod entry {
        use kernel::lifecycle::Word;
        use proptest::prelude::*;

        use crate::lifecycle::{LIFECYCLE, State, Step};

        kernel::test_lifecycle!(LIFECYCLE);

        proptest! {
            #[test]
            fn nothing_is_honoured_that_was_not_confirmed_qualified_and_listed(
                steps in prop::collection::vec(0..Step::ALL.len(), 0..120),
            ) {
                let mut state = LIFECYCLE.start;
                let mut taken = Vec::new();
                for step in steps.into_iter().map(|at| Step::ALL[at]) {
                    let Ok(next) = LIFECYCLE.next(state, step) else { continue };
                    taken.push(step);
                    state = next;
                    if state == State::Honoured {
                        for needed in [Step::Submit, Step::Confirm, Step::Qualify, Step::List] {
                            prop_assert!(taken.contains(&needed), "{needed} is missing");
                        }
                    }
                }
            }
        }
    }
}
