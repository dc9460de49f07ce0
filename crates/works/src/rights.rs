//! Rights that were granted for a work and that its enterprise holds. The module that keeps the register
//! writes them; awards reads what the law promises for them [L2, Arts. 92-94].

use jiff::civil::Date;
use kernel::{Id, Result, Time, words};
use store::{Reader, Tx, row, statements};

use crate::model::WorkId;

/// Tag of a right's id.
pub enum RightTag {}
/// The id of a right: that of its record.
pub type RightId = Id<RightTag>;

words! {
    /// What kind of right.
    pub enum Kind {
        /// 发明专利.
        Invention = "invention",
        /// 实用新型.
        Utility = "utility",
        /// 外观设计.
        Design = "design",
        /// 软件著作权.
        Software = "software",
        /// Any other: a plant variety, a layout design.
        Other = "other",
    }
}

store::word_columns!(Kind);

impl Kind {
    /// Whether it is one of the three patents: published by the state, with an application number.
    pub fn is_patent(self) -> bool {
        matches!(self, Kind::Invention | Kind::Utility | Kind::Design)
    }
}

row! {
    /// A right that was granted.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Granted {
        /// Its id.
        pub id: RightId,
        /// For which work.
        pub work: WorkId,
        /// What kind.
        pub kind: Kind,
        /// Its number, as it is shown.
        pub number: String,
        /// The day of the announcement, from which the law counts.
        pub granted_on: Date,
        /// When it was recorded here.
        pub at: Time,
    }
}

statements! {
    PUT: Granted => () =
        "INSERT INTO work_right (id, work, kind, number, granted_on, at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING";
    OF: (WorkId,) => Granted =
        "SELECT id, work, kind, number, granted_on, at FROM work_right WHERE work = $1 ORDER BY granted_on, id";
}

/// Says that a right was granted; said twice it is one.
///
/// # Errors
/// Broken, when the database fails or there is no card of the work.
pub fn put(tx: &mut Tx<'_>, granted: &Granted) -> Result<()> {
    tx.execute(&PUT, granted).map(drop)
}

/// The rights granted for a work, the earliest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of(reader: &Reader<'_>, work: WorkId) -> Result<Vec<Granted>> {
    reader.all(&OF, (work,))
}
