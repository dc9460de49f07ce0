//! The nouns.

use jiff::civil::Date;
use kernel::id::{AnyId, PersonId, UnitId};
use kernel::{Id, Place, Time, words};
use serde::{Deserialize, Serialize};

use crate::lifecycle::State;

/// Tag of a certificate's id.
pub enum CertificateTag {}
/// The id of a certificate.
pub type CertificateId = Id<CertificateTag>;

/// What the ledger calls it.
pub const KIND: &str = "certificate";
/// Longest reason of a revocation, in characters.
pub const REASON: usize = 300;

words! {
    /// What it was issued for.
    pub enum Kind {
        /// 先进操作法命名.
        Naming = "naming",
        /// 奖励.
        Award = "award",
        /// 竞赛活动.
        Campaign = "campaign",
    }
}

words! {
    /// How high it was honoured.
    pub enum Rank {
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

store::word_columns!(Kind, Rank);

/// Somebody it was issued to, as they were called then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The person.
    pub person: PersonId,
    /// Their name on the sheet.
    pub name: String,
}

/// A certificate.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// Its id.
    pub id: CertificateId,
    /// What the square code leads to.
    pub code: String,
    /// What it was issued for.
    pub kind: Kind,
    /// The record.
    pub subject: AnyId,
    /// Its address.
    pub href: String,
    /// How high.
    pub rank: Rank,
    /// What is honoured, in words.
    pub honour: String,
    /// To whom, in the order of the sheet.
    pub holders: Vec<Holder>,
    /// Where they worked.
    pub holder_unit: String,
    /// Who issued it.
    pub issuer: UnitId,
    /// As it was called then.
    pub issuer_name: String,
    /// The number of the document that decided it; may be empty.
    pub document: String,
    /// The day on the sheet.
    pub issued_on: Date,
    /// Where it counts.
    pub place: Place,
    /// When it was recorded.
    pub at: Time,
    /// Counts up with every change.
    pub version: i64,
    /// Since when it no longer holds, and why.
    pub revoked: Option<(Time, String)>,
    /// Which grade, 1 the best; none where there are no grades.
    pub grade: Option<u32>,
    /// The code of the certificate it adds to.
    pub supplements: Option<String>,
}

impl Certificate {
    /// Whether it holds.
    pub fn state(&self) -> State {
        if self.revoked.is_some() { State::Revoked } else { State::Valid }
    }

    /// The address of the page that proves it.
    pub fn path(&self) -> String {
        format!("/certificates/{}", self.code)
    }

    /// Its number as it is printed: `7K3M-9QXD-2P4V`.
    pub fn number(&self) -> String {
        crate::code::grouped(&self.code)
    }

    /// Whether somebody holds it.
    pub fn is_held_by(&self, person: PersonId) -> bool {
        self.holders.iter().any(|holder| holder.person == person)
    }

    /// The names on it.
    pub fn names(&self, between: &str) -> String {
        self.holders.iter().map(|holder| holder.name.as_str()).collect::<Vec<_>>().join(between)
    }
}
