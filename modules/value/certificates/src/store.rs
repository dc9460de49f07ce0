//! Every SQL statement of certificates.

use jiff::civil::Date;
use kernel::id::{AnyId, PersonId, UnitId};
use kernel::{Path, Place, Result, Time};
use store::{Json, Migration, Reader, row, statements};

use crate::model::{Certificate, CertificateId, Holder, Kind, Rank};

/// The module's tables.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "certificates/0001", sql: include_str!("../migrations/0001_certificates.sql") },
    Migration { name: "certificates/0002-grade", sql: include_str!("../migrations/0002_grade.sql") },
];

row! {
    /// A certificate as it is stored.
    #[derive(Clone, Debug)]
    pub struct CertificateRow {
        /// Its id. Columns mean what the fields of [`Certificate`] mean.
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
        /// What is honoured.
        pub honour: String,
        /// To whom.
        pub holders: Json<Vec<Holder>>,
        /// Where they worked.
        pub holder_unit: String,
        /// Who issued it.
        pub issuer: UnitId,
        /// As it was called then.
        pub issuer_name: String,
        /// 文号.
        pub document: String,
        /// The day on the sheet.
        pub issued_on: Date,
        /// Who took the step.
        pub issued_by: PersonId,
        /// When it was recorded.
        pub at: Time,
        /// Where it counts.
        pub unit: UnitId,
        /// In which enterprise.
        pub enterprise: Option<UnitId>,
        /// In the regional tree.
        pub path: Path,
        /// And in the industrial one.
        pub industry_path: Option<Path>,
        /// Counts up.
        pub version: i64,
        /// Since when it no longer holds.
        pub revoked_at: Option<Time>,
        /// Who took it back.
        pub revoked_by: Option<PersonId>,
        /// Why.
        pub revoke_reason: Option<String>,
        /// Which grade, 1 the best.
        pub grade: Option<u32>,
        /// The code of the certificate it adds to.
        pub supplements: Option<String>,
    }
}

macro_rules! columns {
    () => {
        "c.id, c.code, c.kind, c.subject, c.href, c.rank, c.honour, c.holders, c.holder_unit, c.issuer, c.issuer_name, c.document, \
         c.issued_on, c.issued_by, c.at, c.unit, c.enterprise, c.path, c.industry_path, c.version, c.revoked_at, c.revoked_by, \
         c.revoke_reason, c.grade, c.supplements"
    };
}

statements! {
    INSERT: CertificateRow => () =
        "INSERT INTO certificate (id, code, kind, subject, href, rank, honour, holders, holder_unit, issuer, issuer_name, document, \
            issued_on, issued_by, at, unit, enterprise, path, industry_path, version, revoked_at, revoked_by, revoke_reason, \
            grade, supplements) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)";
    HOLD: (CertificateId, PersonId) => () =
        "INSERT INTO certificate_holder (certificate, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    REVOKE: (CertificateId, i64, Time, PersonId, String) => () =
        "UPDATE certificate SET version = version + 1, revoked_at = $3, revoked_by = $4, revoke_reason = $5 \
         WHERE id = $1 AND version = $2 AND revoked_at IS NULL";
    BY_CODE: (String,) => CertificateRow = concat!("SELECT ", columns!(), " FROM certificate c WHERE c.code = $1");
    BY_ID: (CertificateId,) => CertificateRow = concat!("SELECT ", columns!(), " FROM certificate c WHERE c.id = $1");
    OF_SUBJECT: (AnyId,) => CertificateRow =
        concat!("SELECT ", columns!(), " FROM certificate c WHERE c.subject = $1 ORDER BY c.at, c.id");
    OF_PERSON: (PersonId,) => CertificateRow = concat!(
        "SELECT ", columns!(), " FROM certificate_holder h JOIN certificate c ON c.id = h.certificate \
         WHERE h.person = $1 ORDER BY c.at DESC, c.id DESC LIMIT 200"
    );
    OF_ISSUER: (UnitId,) => CertificateRow =
        concat!("SELECT ", columns!(), " FROM certificate c WHERE c.issuer = $1 ORDER BY c.at DESC, c.id DESC LIMIT 200");
}

impl From<CertificateRow> for Certificate {
    fn from(row: CertificateRow) -> Certificate {
        Certificate {
            id: row.id,
            code: row.code,
            kind: row.kind,
            subject: row.subject,
            href: row.href,
            rank: row.rank,
            honour: row.honour,
            holders: row.holders.0,
            holder_unit: row.holder_unit,
            issuer: row.issuer,
            issuer_name: row.issuer_name,
            document: row.document,
            issued_on: row.issued_on,
            place: Place {
                unit: row.unit,
                enterprise: row.enterprise,
                path: row.path,
                industry_path: row.industry_path,
            },
            at: row.at,
            version: row.version,
            revoked: row.revoked_at.map(|at| (at, row.revoke_reason.unwrap_or_default())),
            grade: row.grade,
            supplements: row.supplements,
        }
    }
}

fn all(rows: Vec<CertificateRow>) -> Vec<Certificate> {
    rows.into_iter().map(Certificate::from).collect()
}

/// The certificate with this code. Everybody who has the code may see it.
///
/// # Errors
/// Not found.
pub fn find(reader: &Reader<'_>, code: &str) -> Result<Certificate> {
    Ok(reader.one(&BY_CODE, (crate::code::read(code),))?.into())
}

/// What was issued for a record.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_subject(reader: &Reader<'_>, subject: AnyId) -> Result<Vec<Certificate>> {
    reader.all(&OF_SUBJECT, (subject,)).map(all)
}

/// What somebody holds, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_person(reader: &Reader<'_>, person: PersonId) -> Result<Vec<Certificate>> {
    reader.all(&OF_PERSON, (person,)).map(all)
}

/// What a unit has issued, the newest first.
///
/// # Errors
/// Broken, when the database fails.
pub fn of_issuer(reader: &Reader<'_>, issuer: UnitId) -> Result<Vec<Certificate>> {
    reader.all(&OF_ISSUER, (issuer,)).map(all)
}
