//! The life of an invention: disclosed, checked by the officer, filed for a right or kept as a secret.

use kernel::lifecycle::{stay, way};
use kernel::{Lifecycle, words};

words! {
    /// Where an invention stands.
    pub enum State {
        /// 草稿: being written down.
        Draft = "invention_draft",
        /// 待审核: handed in; the officer checks.
        Submitted = "invention_submitted",
        /// 请补充: sent back to its inventors.
        Returned = "invention_returned",
        /// 申请权利: a right is applied for.
        Filing = "invention_filing",
        /// 已获权利: a right was granted.
        Protected = "invention_protected",
        /// 技术秘密: kept as a trade secret.
        Secret = "invention_secret",
        /// 不申请: neither filed nor kept secret, with the reason.
        Declined = "invention_declined",
        /// 已撤回: withdrawn before a decision.
        Withdrawn = "invention_withdrawn",
    }
}

words! {
    /// What happens to an invention and its rights. Each step is a fact in the ledger under this word.
    pub enum Step {
        /// 交底: begun.
        Begin = "invention_begin",
        /// 修改交底.
        Write = "invention_write",
        /// 提交.
        HandIn = "invention_hand_in",
        /// 请补充.
        Return = "invention_return",
        /// 申请权利: decided, and a right is prepared.
        File = "invention_file",
        /// 作为技术秘密.
        KeepSecret = "invention_keep_secret",
        /// 不申请, with the reason.
        Decline = "invention_decline",
        /// 撤回.
        Withdraw = "invention_withdraw",
        /// 同意份额.
        Agree = "invention_agree",
        /// 交附件.
        Attach = "invention_attach",
        /// 改公开范围.
        Show = "invention_show",
        /// 投入使用.
        PutToUse = "invention_put_to_use",
        /// 停止使用.
        EndUse = "invention_end_use",
        /// 再申请一项: one more right is prepared.
        Prepare = "right_prepare",
        /// 已递交申请.
        Apply = "right_apply",
        /// 已公布.
        Publish = "right_publish",
        /// 已授权.
        Grant = "right_grant",
        /// 未获权利.
        Refuse = "right_refuse",
        /// 已失效.
        Lapse = "right_lapse",
        /// 已转让.
        Transfer = "right_transfer",
        /// 换人负责.
        Entrust = "right_entrust",
        /// 记应缴费用.
        OweFee = "right_owe_fee",
        /// 记已缴费用.
        PayFee = "right_pay_fee",
    }
}

store::word_columns!(State, Step);

use State as S;

/// The states in which it is on its way or at rest, and nothing is over.
const ALIVE: &[State] = &[S::Draft, S::Submitted, S::Returned, S::Filing, S::Protected, S::Secret];
/// The states in which it has rights to keep.
const KEPT: &[State] = &[S::Filing, S::Protected];

/// The table. It draws the diagram in the README and decides which buttons a page shows.
pub static LIFECYCLE: Lifecycle<State, Step> = Lifecycle {
    name: "invention",
    start: S::Draft,
    ends: &[S::Protected, S::Secret, S::Declined, S::Withdrawn],
    ways: &[
        stay(Step::Begin, &[S::Draft]),
        stay(Step::Write, &[S::Draft, S::Returned]),
        way(Step::HandIn, &[S::Draft, S::Returned], S::Submitted),
        way(Step::Return, &[S::Submitted], S::Returned),
        way(Step::File, &[S::Submitted, S::Secret], S::Filing),
        way(Step::Grant, KEPT, S::Protected),
        way(Step::KeepSecret, &[S::Submitted, S::Filing], S::Secret),
        way(Step::Decline, &[S::Submitted, S::Filing], S::Declined),
        way(Step::Withdraw, &[S::Draft, S::Submitted, S::Returned], S::Withdrawn),
        stay(Step::Agree, ALIVE),
        stay(Step::Attach, ALIVE),
        stay(Step::Show, ALIVE),
        stay(Step::PutToUse, &[S::Filing, S::Protected, S::Secret]),
        stay(Step::EndUse, &[S::Filing, S::Protected, S::Secret]),
        stay(Step::Prepare, KEPT),
        stay(Step::Apply, KEPT),
        stay(Step::Publish, KEPT),
        stay(Step::Refuse, KEPT),
        stay(Step::Lapse, KEPT),
        stay(Step::Transfer, KEPT),
        stay(Step::Entrust, KEPT),
        stay(Step::OweFee, KEPT),
        stay(Step::PayFee, KEPT),
    ],
};

impl State {
    /// How the chip with its name looks.
    pub fn look(self) -> &'static str {
        match self {
            S::Protected => "ok",
            S::Submitted | S::Filing => "live",
            S::Returned => "soon",
            S::Draft | S::Secret | S::Declined | S::Withdrawn => "",
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
        fn nothing_is_filed_kept_or_protected_that_was_not_handed_in(steps in prop::collection::vec(0..Step::ALL.len(), 0..60)) {
            let (mut state, mut handed_in) = (LIFECYCLE.start, false);
            for step in steps.into_iter().map(|at| Step::ALL[at]) {
                let Ok(next) = LIFECYCLE.next(state, step) else { continue };
                handed_in |= step == Step::HandIn;
                prop_assert!(handed_in || matches!(next, S::Draft | S::Withdrawn));
                prop_assert!(!matches!(state, S::Declined | S::Withdrawn), "what is over rests");
                prop_assert!(state != S::Protected || next == S::Protected, "a grant is not undone");
                state = next;
            }
        }
    }
}
