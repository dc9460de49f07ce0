//! The life of a certificate: it holds, until its issuer takes it back.

use kernel::lifecycle::{stay, way};
use kernel::{Lifecycle, words};

words! {
    /// Whether it holds.
    pub enum State {
        /// 有效.
        Valid = "valid",
        /// 已撤销.
        Revoked = "revoked",
    }
}

words! {
    /// What happens to it. Each step is a fact in the ledger under this word.
    pub enum Step {
        /// 颁发: issued by the step it belongs to.
        Issue = "issue",
        /// 撤销: taken back by whoever issued it, with a reason.
        Revoke = "revoke",
    }
}

store::word_columns!(State, Step);

/// The table. It draws the diagram in the README and decides which buttons a page shows.
pub static LIFECYCLE: Lifecycle<State, Step> = Lifecycle {
    name: "certificate",
    start: State::Valid,
    ends: &[State::Valid, State::Revoked],
    ways: &[stay(Step::Issue, &[State::Valid]), way(Step::Revoke, &[State::Valid], State::Revoked)],
};

#[cfg(test)]
mod tests {
    use super::*;

    kernel::test_lifecycle!(LIFECYCLE);
}
