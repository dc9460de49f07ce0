//! The nouns of spreading.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Id, Path, Place, Time};
use store::row;
use works::WorkId;
use works::uses::UseId;

use crate::lifecycle::State;

/// What the ledger calls an adoption.
pub const KIND: &str = "adoption";
/// What the ledger calls an open offer; its subject is the work.
pub const OFFER: &str = "spread_offer";
/// Most characters of a purpose, an answer, a reason, of what was seen.
pub const WORDS: usize = 1000;
/// Most characters of a place.
pub const SPOT: usize = 60;
/// Largest part of the takers' award that may be promised to the originators, in per cent.
pub const MOST_SHARE: i64 = 50;

/// Tag of an adoption's id.
pub enum AdoptionTag {}
/// The id of an adoption, and of the use it becomes.
pub type AdoptionId = Id<AdoptionTag>;

row! {
    /// A work taken over by another unit, from the first question to its end.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Adoption {
        /// Its id.
        pub id: AdoptionId,
        /// What is taken over.
        pub work: WorkId,
        /// The use it is taken over from.
        pub source: UseId,
        /// Whether that use is of the same enterprise: then nobody outside took anything.
        pub inside: bool,
        /// The unit that takes it over.
        pub unit: UnitId,
        /// Its enterprise.
        pub enterprise: UnitId,
        /// The unit's place in the regional tree when it asked.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// Where it stands.
        pub state: State,
        /// Counts up with every change.
        pub version: i64,
        /// What for.
        pub purpose: String,
        /// What the originators get of the takers' award, in per cent; agreed with the answer.
        pub share: i64,
        /// Whether everybody may read who took it over.
        pub named: bool,
        /// Who asked.
        pub asked_by: PersonId,
        /// When.
        pub asked_at: Time,
        /// When an answer is due; none once there is one.
        pub due_at: Option<Time>,
        /// What is handed over, or why not.
        pub answer: String,
        /// Who answered.
        pub answered_by: Option<PersonId>,
        /// When.
        pub answered_at: Option<Time>,
        /// First day of the trial.
        pub starts: Option<Date>,
        /// Last day.
        pub ends: Option<Date>,
        /// Where it is tried.
        pub spot: String,
        /// What was seen last.
        pub seen: String,
        /// In use since.
        pub since: Option<Time>,
        /// When it came to its end.
        pub closed_at: Option<Time>,
        /// Why.
        pub reason: String,
        /// Whether the originators were reminded that an answer is due.
        pub reminded: bool,
    }
}

impl Adoption {
    /// Where it counts.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: Some(self.enterprise),
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }

    /// Its address.
    pub fn href(&self) -> String {
        format!("/spread/adoptions/{}", self.id)
    }
}

row! {
    /// A public work that everybody may begin with at once.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Offer {
        /// The work.
        pub work: WorkId,
        /// What is handed over to everybody.
        pub terms: String,
        /// Who offered it.
        pub by_person: PersonId,
        /// When.
        pub at: Time,
    }
}
