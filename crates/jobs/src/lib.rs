//! What happens later. Six small things that together are the house's background:
//!
//! * [`queue`] – the outbox: a job is written in the transaction that wants it, so none is lost
//! * [`worker`] – takes what is due under a lease and runs it, again and again until it succeeds or dies
//! * [`schedule`] – work that comes round, started once however many nodes there are
//! * [`long`] – work that somebody waits for: done in portions, with how far it is, to be cancelled
//! * [`folds`] – driving what follows from the ledger: search, statistics, notices
//! * [`sealer`] – the task that seals the ledger after each commit and then advances the folds
//!
//! A job runs *at least* once: its node may die between the work and the note that it is done.
//! What a fold writes counts *exactly* once, because its cursor moves in the same transaction.

pub mod folds;
pub mod long;
pub mod queue;
pub mod schedule;
pub mod sealer;
pub mod store;
mod wake;
pub mod worker;

pub use self::store::{JobId, JobRow, JobState, MIGRATIONS};
pub use folds::Fold;
pub use queue::{Claimed, Counts, Job, enqueue};
pub use schedule::{Schedule, When};
pub use sealer::Sealer;
pub use worker::{Handler, Run, Worker};

/// Every statement of this crate, for the catalogue test.
pub fn statements() -> Vec<::store::AnyStatement> {
    [store::statements(), long::statements()].concat()
}
