//! What goes into the index and who is asking.

use std::collections::BTreeSet;

/// Who may read a record, beside its authors and those whose role reads the whole enterprise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Visibility {
    /// People of the same team.
    Team,
    /// People of the same enterprise.
    Enterprise,
    /// Everyone who may search at all.
    Public,
}

impl Visibility {
    /// Zero is never stored: a record without the column is visible to nobody.
    pub(crate) fn code(self) -> u64 {
        match self {
            Visibility::Team => 1,
            Visibility::Enterprise => 2,
            Visibility::Public => 3,
        }
    }

    pub(crate) fn from_code(code: u64) -> Option<Self> {
        [Self::Team, Self::Enterprise, Self::Public].into_iter().find(|visibility| visibility.code() == code)
    }
}

/// One record as the index sees it. The text is turned into tokens and not kept readable as such.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doc {
    /// Identity; a later `Put` with the same id replaces the earlier one.
    pub id: u128,
    /// The caller's number for the kind of record (suggestion, project, method …).
    pub kind: u64,
    /// Serial number as printed, e.g. `JY-330206-2024-004127`; empty if none.
    pub serial: String,
    /// Title; weighs three times the body in ranking.
    pub title: String,
    /// The text itself.
    pub body: String,
    /// Names of the people to be found with it, separated by anything but letters.
    pub people: String,
    /// Person ids of the authors, who always see it and who find it under "mine".
    pub authors: Vec<u128>,
    /// The team.
    pub unit_no: u64,
    /// The enterprise.
    pub enterprise_no: u64,
    /// Who may read it.
    pub visibility: Visibility,
    /// The caller's number for the state in the life cycle.
    pub state: u64,
    /// The caller's number for the category.
    pub category: u64,
    /// The time that "newest first" and date ranges use, milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Every node above it in both union trees, one term each; matched whole, never as text.
    pub path: Vec<String>,
}

/// One step of the fold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Add the record or replace what is there under its id.
    Put(Box<Doc>),
    /// Forget the record; nothing happens if it is unknown.
    Remove(u128),
}

/// Who is asking. The default is nobody in particular and sees public records only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Viewer {
    /// The person, who sees what he or she wrote.
    pub person: Option<u128>,
    /// The person's enterprise.
    pub enterprise_no: Option<u64>,
    /// The person's team.
    pub unit_no: Option<u64>,
    /// Enterprises whose every text this person may read by role.
    pub whole_enterprises: BTreeSet<u64>,
}

/// A person id as the index keeps it. Two people never share one by chance (the ids carry more than
/// 60 random bits), and the database has the last word anyway.
pub(crate) fn person_no(person: u128) -> u64 {
    (person >> 64) as u64 ^ person as u64
}
