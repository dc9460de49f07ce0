//! The nouns of the field.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Fen, Id, Path, Place, Time, words};
use serde::{Deserialize, Serialize};
use store::{Json, row};
use works::{Kind, WorkId};

use crate::lifecycle::{EditionState, State};
use crate::plan::Plan;

/// Tag of an edition's id.
pub enum EditionTag {}
/// The id of an edition.
pub type EditionId = Id<EditionTag>;
/// Tag of an entry's id.
pub enum EntryTag {}
/// The id of an entry.
pub type EntryId = Id<EntryTag>;
/// What the ledger calls an edition.
pub const EDITION: &str = "campaign";
/// What the ledger calls an entry.
pub const ENTRY: &str = "campaign_entry";
/// Longest statement of an entry, in characters: short on purpose, the record says the rest.
pub const STATEMENT: usize = 300;
/// Longest reason, answer or comment, in characters.
pub const WORDS: usize = 500;
/// Longest number of a document, in characters.
pub const DOCUMENT: usize = 60;

words! {
    /// Why a juror does not judge an entry.
    pub enum Ground {
        /// 本人参与: a share in the work.
        Author = "juror_author",
        /// 同单位: of the same enterprise, at an enterprise's own campaign of the same unit.
        Home = "juror_home",
        /// 本人申请回避.
        Declared = "juror_declared",
    }
}

store::word_columns!(Ground);

row! {
    /// An edition of a campaign.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Edition {
        /// Its id.
        pub id: EditionId,
        /// What it is called.
        pub name: String,
        /// Of which year.
        pub year: i64,
        /// Where it stands.
        pub state: EditionState,
        /// Counts up with every change; a form sends it back, so that nobody overwrites unseen.
        pub version: i64,
        /// Who holds it: an enterprise or a union's node.
        pub node: UnitId,
        /// The node's path in its own tree: everybody below belongs to the scope.
        pub path: Path,
        /// The first day of entry.
        pub opens: Date,
        /// The last day of entry.
        pub closes: Date,
        /// The last day of review.
        pub review_ends: Date,
        /// Everything else it asks for.
        pub plan: Json<Plan>,
        /// Until when its list is public before it counts.
        pub public_until: Option<Time>,
        /// 文号 of the results; may be empty.
        pub document: String,
        /// Who made it.
        pub made_by: PersonId,
        /// When.
        pub made_at: Time,
        /// When the results were announced.
        pub finished_at: Option<Time>,
    }
}

impl Edition {
    /// What it asks for.
    pub fn plan(&self) -> &Plan {
        &self.plan.0
    }

    /// Where it counts.
    pub fn place(&self) -> Place {
        Place { unit: self.node, enterprise: None, path: self.path.clone(), industry_path: None }
    }

    /// Whether works may be entered on this day.
    pub fn takes_entries(&self, today: Date) -> bool {
        self.state == EditionState::Open && self.opens <= today && today <= self.closes
    }

    /// The address of its page.
    pub fn href(&self) -> String {
        format!("/campaigns/{}", self.id)
    }
}

/// Somebody of a team, as the record named them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The person.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their part in per cent.
    pub part: u32,
}

/// What the records say of a work; nobody types it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// What it is.
    pub kind: Kind,
    /// The record's number.
    pub serial: String,
    /// In a line.
    pub title: String,
    /// In a few sentences.
    pub gist: String,
    /// Since when it is in use at its own enterprise.
    pub since: Option<Date>,
    /// The audited benefit of twelve months.
    pub fen: Option<Fen>,
    /// The audited points, where it cannot be computed.
    pub points: Option<i64>,
    /// Who shares in it.
    pub team: Vec<Member>,
    /// The enterprise's name.
    pub enterprise: String,
    /// The unit's short name.
    pub unit: String,
}

row! {
    /// A work entered in an edition.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Entry {
        /// Its id.
        pub id: EntryId,
        /// In which edition.
        pub campaign: EditionId,
        /// The work.
        pub work: WorkId,
        /// Its number, as people say it: `JS-2026-000001`.
        pub serial: String,
        /// Under which the jury knows it.
        pub number: Option<i64>,
        /// Where it stands.
        pub state: State,
        /// Counts up with every change.
        pub version: i64,
        /// The id of its category in the plan's dictionary.
        pub category: String,
        /// What its people say for it, shortly.
        pub statement: String,
        /// What the records say.
        pub content: Json<Content>,
        /// Who entered it.
        pub entered_by: PersonId,
        /// The unit where the work counts.
        pub unit: UnitId,
        /// Its enterprise.
        pub enterprise: UnitId,
        /// In the regional tree.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// Who has it now.
        pub node: Option<UnitId>,
        /// Its place among the plan's grades, from 0.
        pub grade: Option<i64>,
        /// What the jury gave, in hundredths of a point of a hundred.
        pub score: Option<i64>,
        /// The code of its certificate.
        pub certificate: Option<String>,
        /// Why it ended; may be empty.
        pub reason: String,
        /// When it was entered.
        pub entered_at: Time,
        /// When it last changed.
        pub changed_at: Time,
    }
}

impl Entry {
    /// Where it counts.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: Some(self.enterprise),
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }

    /// What the records say.
    pub fn content(&self) -> &Content {
        &self.content.0
    }

    /// The address of its page.
    pub fn href(&self) -> String {
        format!("/entries/{}", self.id)
    }
}

row! {
    /// A node that passed an entry on.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Stop {
        /// The entry.
        pub entry: EntryId,
        /// The how-manieth, from 0.
        pub position: i64,
        /// The edition.
        pub campaign: EditionId,
        /// The node.
        pub unit: UnitId,
        /// Who passed it on.
        pub by_person: PersonId,
        /// When.
        pub at: Time,
    }
}

row! {
    /// What one juror gave an entry.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Score {
        /// The entry.
        pub entry: EntryId,
        /// The juror.
        pub juror: PersonId,
        /// A mark for each criterion, in the plan's order.
        pub marks: Json<Vec<i64>>,
        /// Marks times weights.
        pub total: i64,
        /// In words; may be empty.
        pub comment: String,
        /// When.
        pub at: Time,
    }
}

row! {
    /// A juror who does not judge an entry.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Recusal {
        /// The entry.
        pub entry: EntryId,
        /// The juror.
        pub juror: PersonId,
        /// Why.
        pub ground: Ground,
        /// What they declared; may be empty.
        pub reason: String,
        /// When.
        pub at: Time,
    }
}
