//! The nouns that all works share.

use kernel::id::{PersonId, UnitId};
use kernel::{Id, Path, Place, Time, words};
use store::row;

/// Tag of a work's id.
pub enum WorkTag {}
/// The id of a work: that of the record it is, whatever its kind.
pub type WorkId = Id<WorkTag>;

words! {
    /// What a work is. The first, second, third and fourth of what unions count [S0].
    pub enum Kind {
        /// 合理化建议 that was adopted.
        Suggestion = "suggestion",
        /// 职工技术创新项目.
        Project = "project",
        /// 职工发明创造.
        Invention = "invention",
        /// 先进操作法.
        Method = "method",
    }
}

impl Kind {
    /// The number by which the search index knows records of this kind, for ever.
    pub const fn number(self) -> u64 {
        match self {
            Kind::Suggestion => 1,
            Kind::Project => 2,
            Kind::Invention => 3,
            Kind::Method => 4,
        }
    }

    /// The address of a record of this kind.
    pub fn path(self, id: WorkId) -> String {
        let folder = match self {
            Kind::Suggestion => "suggestions",
            Kind::Project => "projects",
            Kind::Invention => "inventions",
            Kind::Method => "methods",
        };
        format!("/{folder}/{id}")
    }
}

words! {
    /// Who may find it, beside those who work on it.
    pub enum Visibility {
        /// 班组: the people of the author's team.
        Team = "team",
        /// 本单位: the people of the enterprise.
        Enterprise = "enterprise",
        /// 公开: everybody.
        Public = "public",
    }
}

words! {
    /// How far a work is.
    pub enum Stage {
        /// Worked on, not in use yet.
        Open = "open",
        /// 技术储备: accepted and shelved [L1, Art. 8].
        Shelved = "shelved",
        /// In use at its own enterprise.
        InUse = "in_use",
        /// No longer.
        Ended = "ended",
    }
}

words! {
    /// How a later work stands to an earlier one.
    pub enum Relation {
        /// It grew from it: a project from a suggestion, a method from a project.
        GrewFrom = "grew_from",
    }
}

store::word_columns!(Kind, Visibility, Stage, Relation);

row! {
    /// What lists and policies need of a work, whatever its kind.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Card {
        /// Its id.
        pub id: WorkId,
        /// What it is.
        pub kind: Kind,
        /// Its number, as people say it.
        pub serial: String,
        /// In a line.
        pub title: String,
        /// In a few sentences.
        pub gist: String,
        /// How far it is.
        pub stage: Stage,
        /// Who may find it.
        pub visibility: Visibility,
        /// Who speaks for its authors.
        pub author: PersonId,
        /// The unit where it counts.
        pub unit: UnitId,
        /// The enterprise where it counts.
        pub enterprise: UnitId,
        /// The unit's place in the regional tree when the record was made.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// What its enterprise does, as a word of the industry list.
        pub industry: String,
        /// Since when it is in use at its own enterprise: the adoption date [L1, Art. 9].
        pub since: Option<Time>,
        /// When it became a work.
        pub at: Time,
    }
}

impl Card {
    /// Where it counts.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: Some(self.enterprise),
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }

    /// The address of its record.
    pub fn href(&self) -> String {
        self.kind.path(self.id)
    }
}
