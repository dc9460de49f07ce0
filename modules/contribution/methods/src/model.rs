//! The nouns of the field.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Id, Place, Time, words};
use serde::{Deserialize, Serialize};

use crate::content::Content;
use crate::lifecycle::State;

pub use works::Visibility;

/// Tag of a method's id.
pub enum MethodTag {}
/// The id of a method.
pub type MethodId = Id<MethodTag>;
/// Tag of a naming's id.
pub enum NamingTag {}
/// The id of one try to be named at one level.
pub type NamingId = Id<NamingTag>;

/// What the ledger calls a method.
pub const KIND: &str = "method";
/// Longest answer, conclusion or reason, in characters.
pub const ANSWER: usize = 1000;
/// Longest number of a document, in characters.
pub const DOCUMENT: usize = 60;

words! {
    /// The levels at which a method is named, from below.
    pub enum Level {
        /// 单位级.
        Unit = "unit",
        /// 县（市、区）级.
        County = "county",
        /// 市级.
        City = "city",
        /// 省级.
        Province = "province",
    }
}

words! {
    /// How a try to be named stands.
    pub enum Standing {
        /// 已推荐: waits for publicity.
        Nominated = "nominated",
        /// 公示中.
        Publicity = "publicity",
        /// 已命名.
        Named = "named",
        /// 未命名.
        Declined = "declined",
    }
}

store::word_columns!(Level, Standing);

impl Level {
    /// The same on a certificate.
    pub fn rank(self) -> certificates::Rank {
        match self {
            Level::Unit => certificates::Rank::Unit,
            Level::County => certificates::Rank::County,
            Level::City => certificates::Rank::City,
            Level::Province => certificates::Rank::Province,
        }
    }
}

/// A change of a named method that waits for the officer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What it would say.
    pub content: Content,
    /// What changed, in words.
    pub note: String,
    /// Who proposes it.
    pub by: PersonId,
    /// Since when.
    pub at: Time,
}

/// A method with what its policies and pages need most.
#[derive(Clone, Debug)]
pub struct Method {
    /// Its id.
    pub id: MethodId,
    /// Its number, as people say it: `FF-330206-2026-0001`.
    pub serial: String,
    /// Where it stands.
    pub state: State,
    /// Counts up with every change; a form sends it back, so that nobody overwrites unseen.
    pub version: i64,
    /// Its newest accepted version, from 1; 0 before the first.
    pub edition: i64,
    /// What it says.
    pub content: Content,
    /// A change that waits.
    pub pending: Option<Pending>,
    /// After whom it is named; speaks for its authors.
    pub person: PersonId,
    /// Who wrote it down.
    pub writer: PersonId,
    /// The work it grew from.
    pub grew_from: Option<works::WorkId>,
    /// Who may find it, once it is accepted.
    pub visibility: Visibility,
    /// Where it counts.
    pub place: Place,
    /// The highest level it was named at.
    pub level: Option<Level>,
    /// When it was begun.
    pub begun_at: Time,
    /// When it was handed in.
    pub handed_at: Option<Time>,
}

store::row! {
    /// One try to be named at one level.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Naming {
        /// Its id.
        pub id: NamingId,
        /// Of which method.
        pub method: MethodId,
        /// At which level.
        pub level: Level,
        /// Who names there: the enterprise, or the union's node.
        pub unit: UnitId,
        /// How it stands.
        pub standing: Standing,
        /// Which version is to be named.
        pub edition: i64,
        /// Who nominated it.
        pub nominated_by: PersonId,
        /// When.
        pub nominated_at: Time,
        /// The last day of its publicity.
        pub publicity_until: Option<Date>,
        /// Who decided.
        pub decided_by: Option<PersonId>,
        /// When.
        pub decided_at: Option<Time>,
        /// 文号 of the decision; may be empty.
        pub document: String,
        /// Why it was declined.
        pub reason: String,
        /// The code of its certificate.
        pub certificate: Option<String>,
    }
}

impl Naming {
    /// Whether it still waits for a decision.
    pub fn is_open(&self) -> bool {
        matches!(self.standing, Standing::Nominated | Standing::Publicity)
    }
}
