//! The nouns: an import, its rows, and what a row says.

use jiff::civil::Date;
use kernel::id::{PersonId, UnitId};
use kernel::{Fen, Id, Path, Place, Time};
use serde::{Deserialize, Serialize};
use store::{Json, row, word_columns};
use works::Kind;

use crate::lifecycle::State;
use crate::mapping::Meaning;
use crate::when::When;

/// What the ledger calls an import.
pub const IMPORT: &str = "history_import";
/// What the ledger calls a row.
pub const ROW: &str = "history_row";
/// The step by which a row is recorded.
pub const ENTER: &str = "history_enter";

/// Tag of an upload's id.
pub enum UploadTag {}
/// The id of an upload.
pub type UploadId = Id<UploadTag>;
/// Tag of an import's id.
pub enum ImportTag {}
/// The id of an import.
pub type ImportId = Id<ImportTag>;
/// Tag of a row's id.
pub enum RowTag {}
/// The id of a row.
pub type RowId = Id<RowTag>;

kernel::words! {
    /// How far a row had come by the old ledger.
    pub enum Stage {
        /// It was put forward, and the ledger says no more.
        Submitted = "history_submitted",
        /// It was adopted, approved or granted.
        Adopted = "history_adopted",
        /// It was carried out, or is in use.
        Done = "history_done",
        /// It was not adopted.
        Declined = "history_declined",
    }
}
word_columns!(Stage);

/// What a row says. Two rows with the same content are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its number in the old ledger; empty where there was none.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Its authors as the old ledger names them.
    pub authors: String,
    /// Those of them whom it names by an employee number of somebody who is here.
    pub people: Vec<PersonId>,
    /// Employee numbers that nobody here bears.
    pub strangers: Vec<String>,
    /// Its category, in the old ledger's words.
    pub category: String,
    /// When it was put forward.
    pub submitted: Option<When>,
    /// When it was adopted.
    pub adopted: Option<When>,
    /// When it was done.
    pub done: Option<When>,
    /// Its state, in the old ledger's words.
    pub state: String,
    /// The benefit the old ledger states.
    pub benefit: Option<Fen>,
    /// The award it states.
    pub award: Option<Fen>,
}

impl Content {
    /// The day on which it counts: when it was put forward, else adopted, else done.
    pub fn day(&self) -> Option<Date> {
        [self.submitted, self.adopted, self.done].into_iter().flatten().next().map(When::day)
    }
}

row! {
    /// A spreadsheet that waits.
    #[derive(Clone, Debug)]
    pub struct Upload {
        /// Its id.
        pub id: UploadId,
        /// The node that imports.
        pub unit: UnitId,
        /// Who uploaded it; nobody at the terminal.
        pub person: Option<PersonId>,
        /// What its rows are.
        pub kind: Kind,
        /// What it was called.
        pub file: String,
        /// The titles of its columns.
        pub header: Json<Vec<String>>,
        /// What each column means.
        pub mapping: Json<Vec<Option<Meaning>>>,
        /// How many rows it has.
        pub rows: i64,
        /// When it came.
        pub at: Time,
    }
}

row! {
    /// An import.
    #[derive(Clone, Debug)]
    pub struct Import {
        /// Its id.
        pub id: ImportId,
        /// Its place in the order of imports.
        pub number: i64,
        /// The node that imports.
        pub unit: UnitId,
        /// The enterprise it is, if it is one.
        pub enterprise: Option<UnitId>,
        /// The node's place then.
        pub path: Path,
        /// And in the industrial tree.
        pub industry_path: Option<Path>,
        /// What its rows are.
        pub kind: Kind,
        /// What the file was called.
        pub file: String,
        /// Who imports; nobody at the terminal.
        pub person: Option<PersonId>,
        /// Where it stands.
        pub state: State,
        /// Counts up with every change.
        pub version: i64,
        /// When it began.
        pub at: Time,
        /// When it was kept or cancelled.
        pub ended_at: Option<Time>,
        /// Rows of the file.
        pub rows: i64,
        /// Rows that were not there.
        pub added: i64,
        /// Rows that say something else than before.
        pub changed: i64,
        /// Rows that were there already.
        pub same: i64,
        /// Parts of the upload that are staged.
        pub part: i64,
        /// Rows with an entry in the ledger.
        pub recorded: i64,
        /// Digest of what was staged so far.
        pub chain: String,
        /// Digest of what the preview showed.
        pub seen: String,
        /// The upload.
        pub upload: UploadId,
        /// Who withdrew it.
        pub withdrawn_by: Option<PersonId>,
        /// When.
        pub withdrawn_at: Option<Time>,
        /// Why.
        pub reason: Option<String>,
    }
}

impl Import {
    /// The node's place then.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: self.enterprise,
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }

    /// Rows it has.
    pub fn kept(&self) -> i64 {
        self.added + self.changed
    }

    /// Its address.
    pub fn path_of(id: ImportId) -> String {
        format!("/history/imports/{id}")
    }
}

row! {
    /// A row of an old ledger.
    #[derive(Clone, Debug)]
    pub struct Entry {
        /// Its id.
        pub id: RowId,
        /// The import that brought it.
        pub import: ImportId,
        /// The number of that import.
        pub number: i64,
        /// Its line in the file.
        pub line: u32,
        /// What it is.
        pub kind: Kind,
        /// Whose it is.
        pub unit: UnitId,
        /// The enterprise that is or lies in.
        pub enterprise: Option<UnitId>,
        /// That unit's place then.
        pub path: Path,
        /// And in the industrial tree.
        pub industry_path: Option<Path>,
        /// What makes two rows the same.
        pub key: String,
        /// What it is called.
        pub title: String,
        /// What it says.
        pub content: Json<Content>,
        /// How far it had come.
        pub stage: Stage,
        /// On which day it counts.
        pub day: Time,
        /// In which year.
        pub year: i64,
        /// The stated benefit.
        pub benefit: Fen,
        /// The stated award.
        pub award: Fen,
        /// Whether it counts.
        pub stands: bool,
        /// The row that stood before it came.
        pub replaces: Option<RowId>,
    }
}

impl Entry {
    /// The place of its unit then.
    pub fn place(&self) -> Place {
        Place {
            unit: self.unit,
            enterprise: self.enterprise,
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
        }
    }

    /// Its address.
    pub fn path_of(id: RowId) -> String {
        format!("/history/rows/{id}")
    }
}
