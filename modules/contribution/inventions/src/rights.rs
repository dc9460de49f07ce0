//! The life of a right: prepared, applied for, published, granted; what ends it; and who holds it.

use kernel::lifecycle::way;
use kernel::{Lifecycle, words};

use crate::lifecycle::Step;

words! {
    /// Where a right stands.
    pub enum Standing {
        /// 准备申请.
        Prepared = "right_prepared",
        /// 已申请.
        Applied = "right_applied",
        /// 已公布: the application can be read by everybody.
        Published = "right_published",
        /// 已授权, registered.
        Granted = "right_granted",
        /// 未获权利: refused, taken back or never filed.
        Refused = "right_refused",
        /// 已失效: its term is over, its fee was not paid, or it was declared void.
        Lapsed = "right_lapsed",
        /// 已转让.
        Transferred = "right_transferred",
    }
}

words! {
    /// What moves a right on. The words are those of [`Step`].
    pub enum Move {
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
    }
}

words! {
    /// Who holds it.
    pub enum Holding {
        /// 本单位: a service invention; the law gives its inventors a reward [L2, Art. 93].
        Enterprise = "enterprise",
        /// 与他人共有: the enterprise and somebody else.
        Joint = "joint",
        /// 发明人自己: not of the enterprise.
        Inventors = "inventors",
    }
}

store::word_columns!(Standing, Holding);

use Standing as S;

/// The table of rights.
pub static RIGHTS: Lifecycle<Standing, Move> = Lifecycle {
    name: "right",
    start: S::Prepared,
    ends: &[S::Refused, S::Lapsed, S::Transferred, S::Granted],
    ways: &[
        way(Move::Apply, &[S::Prepared], S::Applied),
        way(Move::Publish, &[S::Applied], S::Published),
        way(Move::Grant, &[S::Applied, S::Published], S::Granted),
        way(Move::Refuse, &[S::Prepared, S::Applied, S::Published], S::Refused),
        way(Move::Lapse, &[S::Granted], S::Lapsed),
        way(Move::Transfer, &[S::Applied, S::Published, S::Granted], S::Transferred),
    ],
};

impl Move {
    /// What it is to the invention.
    pub fn step(self) -> Step {
        match self {
            Move::Apply => Step::Apply,
            Move::Publish => Step::Publish,
            Move::Grant => Step::Grant,
            Move::Refuse => Step::Refuse,
            Move::Lapse => Step::Lapse,
            Move::Transfer => Step::Transfer,
        }
    }
}

impl Standing {
    /// How the chip with its name looks.
    pub fn look(self) -> &'static str {
        match self {
            S::Granted => "ok",
            S::Applied | S::Published => "live",
            S::Prepared | S::Refused | S::Lapsed | S::Transferred => "",
        }
    }

    /// Whether it is asked for or held: a secret cannot have such a one.
    pub fn is_live(self) -> bool {
        matches!(self, S::Prepared | S::Applied | S::Published | S::Granted)
    }
}

#[cfg(test)]
mod tests {
    use kernel::lifecycle::Word;

    use super::*;

    kernel::test_lifecycle!(RIGHTS);

    #[test]
    fn a_move_has_the_word_of_its_step() {
        for one in Move::ALL {
            assert_eq!(one.word(), one.step().word());
        }
    }
}
