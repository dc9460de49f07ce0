//! The roster of an enterprise, imported from a sheet: first a preview, then all of it or nothing.
//!
//! A column that is in the sheet is the truth for its field; one that is missing leaves the field as
//! it is. Roles are only added, never taken: those given by hand are not in any sheet. People who are missing
//! leave only when asked for; nobody is deleted. An innovation officer who is no administrator gives no roles by
//! a sheet, and nobody who holds one leaves by theirs.
//!
//! New people get no password here. Hashing a thousand would hold the one writer for half a minute, and
//! initial passwords lying in an import's answer are lost or leaked; an officer hands out slips
//! instead, when and to whom they want ([`crate::people::without_password`],
//! [`crate::sign_in::make_slips`], [`crate::sign_in::hand_out_passwords`]).

mod apply;
mod plan;
mod sheet;

use kernel::id::PersonId;
use kernel::{Actor, Place, Reason, Verdict};

pub use apply::commit;
pub use plan::preview;

use crate::by::keeps_roster;
use crate::model::{Person, UnitKind};

kernel::words! {
    /// A column of the sheet that means something.
    pub enum Column {
        /// 姓名.
        Name = "name",
        /// 工号: how a person is recognised.
        EmployeeNo = "employee_no",
        /// 手机号.
        Phone = "phone",
        /// 车间 or department.
        Workshop = "workshop",
        /// 班组.
        Team = "team",
        /// 角色, several separated by 、 or commas.
        Roles = "roles",
    }
}

/// A sheet as text, however it was read.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Column titles, in Chinese or English, in any order.
    pub header: Vec<String>,
    /// Rows with the line number the officer sees.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// What the officer chose.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether people who are not in the sheet leave.
    pub end_missing: bool,
}

/// What an import would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Each row.
    pub rows: Vec<RowPlan>,
    /// Who would leave.
    pub leaving: Vec<Person>,
    /// Workshops and teams that would be founded.
    pub new_units: Vec<NewPart>,
    /// Titles of columns that mean nothing here.
    pub ignored: Vec<String>,
    /// How many rows are faulty; nothing is imported unless there are none.
    pub faulty: usize,
    /// Stands for all of it: a commit that would do anything else than was shown is refused.
    pub fingerprint: String,
}

impl Preview {
    /// How many rows have this kind of outcome.
    pub fn count(&self, is: impl Fn(&Outcome) -> bool) -> usize {
        self.rows.iter().filter(|row| is(&row.outcome)).count()
    }
}

/// What an import would do with one row.
#[derive(Clone, Debug)]
pub struct RowPlan {
    /// The line number the officer sees.
    pub line: u32,
    /// The name, as it would be stored or as typed.
    pub name: String,
    /// The employee number, likewise.
    pub employee_no: String,
    /// What would happen.
    pub outcome: Outcome,
    task: Option<plan::Task>,
}

/// What happens with one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody joins, or comes back.
    New,
    /// These fields change.
    Changed(Vec<Column>),
    /// Nothing changes.
    Same,
    /// This is wrong, by column.
    Faulty(Vec<(Column, Reason)>),
}

/// A workshop or team that would be founded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPart {
    /// Workshop or team.
    pub kind: UnitKind,
    /// Its name.
    pub name: String,
    /// The workshop a team would lie in; none when it lies in the enterprise directly.
    pub workshop: Option<String>,
}

/// What an import has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Who joined or came back, in the order of the sheet.
    pub joined: Vec<PersonId>,
    /// How many were changed.
    pub changed: usize,
    /// How many were as they are.
    pub same: usize,
    /// How many left.
    pub left: usize,
    /// How many workshops and teams were founded.
    pub units: usize,
    /// How many roles were given.
    pub grants: usize,
}

/// May this roster be previewed and imported?
pub fn may_import(actor: &Actor, enterprise: &Place) -> Verdict {
    keeps_roster(actor, enterprise)
}
