//! The nouns: an award with its people, protected norms.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Fen, Id, Path, Place, Time, words};
use store::{Json, row};
use works::WorkId;
use works::uses::UseId;

use crate::engine::{Basis, Decision, Entitlement};
use crate::lifecycle::State;

/// The kind of a record, as the ledger names it.
pub const KIND: &str = "award";
/// Longest reason, answer or norm, in characters.
pub const WORDS: usize = 1_000;

/// Tag of an award's id.
pub enum AwardTag {}
/// The id of an award.
pub type AwardId = Id<AwardTag>;
/// Tag of a protected norm's id.
pub enum NormTag {}
/// The id of a protected norm.
pub type NormId = Id<NormTag>;

words! {
    /// Which way money went.
    pub enum Flow {
        /// Paid to somebody.
        Pay = "pay",
        /// Taken back.
        ClawBack = "claw_back",
    }
}

store::word_columns!(Flow);

row! {
    /// One round of an award for the use of a work.
    #[derive(Clone, Debug)]
    pub struct Award {
        /// Its id.
        pub id: AwardId,
        /// For what.
        pub work: WorkId,
        /// Which use of it: that of its own enterprise has the id of the work.
        pub work_use: UseId,
        /// What its authors, who are elsewhere, were promised of an award for a use by others, in per cent.
        pub promised: u32,
        /// The how-manieth for this use, from 1.
        pub round: i64,
        /// Where it stands.
        pub state: State,
        /// Counts up with every change.
        pub version: i64,
        /// True until it rests: a use has one open round.
        pub open: Option<bool>,
        /// The unit where it is in use.
        pub unit: UnitId,
        /// The enterprise that pays.
        pub enterprise: UnitId,
        /// The unit's place in the regional tree.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// The version of the scheme; 0 for the preset that applies until a scheme is set.
        pub scheme: i64,
        /// What it rests on.
        pub basis: Json<Basis>,
        /// Whether the result builds on one that was in use elsewhere.
        pub borrowed: bool,
        /// What the committee chose inside the grade.
        pub choice: Option<Fen>,
        /// What other regulations promise.
        pub others: Json<Vec<Entitlement>>,
        /// What was paid for the use in earlier rounds.
        pub before: Fen,
        /// What came of it, line by line.
        pub decision: Json<Decision>,
        /// What is paid now.
        pub amount: Fen,
        /// Whether an author heads the enterprise, so that it is approved above [L1, Art. 10].
        pub head: bool,
        /// Whether it is filed with the superior body [L1, Art. 15].
        pub filed: bool,
        /// The officer.
        pub proposed_by: PersonId,
        /// When.
        pub proposed_at: Time,
        /// Who approved it.
        pub approved_by: Option<PersonId>,
        /// When.
        pub approved_at: Option<Time>,
        /// Until when it can be objected to.
        pub public_until: Option<Time>,
        /// When it was paid.
        pub paid_at: Option<Time>,
        /// When it came to rest.
        pub closed_at: Option<Time>,
    }
}

impl Award {
    /// Where it counts.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: Some(self.enterprise),
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }

    /// Whether it rewards the use of what another unit brought about.
    pub fn is_taken_over(&self) -> bool {
        self.work_use != self.work.cast()
    }

    /// Whether the enterprise was told: from the approval on, whatever came after.
    pub fn is_public(&self) -> bool {
        self.public_until.is_some()
    }
}

row! {
    /// Somebody with a part in an award.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Part {
        /// The person.
        pub person: PersonId,
        /// Their name.
        pub name: String,
        /// Whether they brought about what others took over: their part is of what was promised.
        pub origin: bool,
        /// Their part in per cent, among the originators or among the others.
        pub part: u32,
        /// What they get.
        pub amount: Fen,
        /// When they agreed.
        pub agreed_at: Option<Time>,
        /// Why they do not; empty otherwise.
        pub contest: String,
    }
}

row! {
    /// A work norm that stays as it was for a time.
    #[derive(Clone, Debug)]
    pub struct Norm {
        /// Its id.
        pub id: NormId,
        /// The award it was recorded with.
        pub award: AwardId,
        /// The work.
        pub work: WorkId,
        /// Where the norm is worked to.
        pub unit: UnitId,
        /// Which norm.
        pub norm: String,
        /// First day.
        pub since: Date,
        /// Last day.
        pub until: Date,
        /// Who recorded it.
        pub by_person: PersonId,
        /// Whether its end was announced.
        pub reminded: bool,
    }
}
