//! Issuing, which other modules do in their own step, and revoking.

use jiff::civil::Date;
use kernel::id::{AnyId, UnitId};
use kernel::lifecycle::Word;
use kernel::{By, Error, Place, Result, Time};
use ledger::{Fact, Recorded, unchanged};
use serde_json::json;
use store::{Json, Tx};

use crate::code;
use crate::lifecycle::{LIFECYCLE, Step};
use crate::model::{Certificate, CertificateId, Holder, KIND, Kind, Rank};
use crate::policy;
use crate::store::{CertificateRow, HOLD, INSERT, REVOKE, find, of_subject};

/// What is to be issued. Whoever calls has asked their own policy.
#[derive(Clone, Debug)]
pub struct Issue {
    /// What for.
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
    /// Where they work, in words.
    pub holder_unit: String,
    /// Where it counts.
    pub place: Place,
    /// Who issues it.
    pub issuer: UnitId,
    /// The number of the document that decided it; may be empty.
    pub document: String,
    /// The day on the sheet.
    pub issued_on: Date,
}

/// How high it was honoured inside its rank, where there are grades.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graded {
    /// Which grade, 1 the best.
    pub grade: Option<u32>,
    /// The code of the certificate that this one adds to: both hold.
    pub supplements: Option<String>,
}

/// Issues a certificate, as a part of the step that gives the honour.
///
/// # Errors
/// Invalid without holders; not found when the issuer is no unit.
pub fn issue(tx: &mut Tx<'_>, by: &By, new: &Issue) -> Result<Recorded<Certificate>> {
    issue_graded(tx, by, new, &Graded::default())
}

/// Issues a certificate that says which grade was won.
///
/// # Errors
/// As [`issue`].
pub fn issue_graded(tx: &mut Tx<'_>, by: &By, new: &Issue, graded: &Graded) -> Result<Recorded<Certificate>> {
    if new.holders.is_empty() {
        return Err(Error::invalid("holders", "certificate-nobody"));
    }
    let row = CertificateRow {
        id: CertificateId::new(by.now),
        code: code::fresh(),
        kind: new.kind,
        subject: new.subject,
        href: new.href.clone(),
        rank: new.rank,
        honour: new.honour.clone(),
        holders: Json(new.holders.clone()),
        holder_unit: new.holder_unit.clone(),
        issuer: new.issuer,
        issuer_name: identity::tree::unit(tx, new.issuer)?.name,
        document: new.document.clone(),
        issued_on: new.issued_on,
        issued_by: by.actor.person,
        at: by.now,
        unit: new.place.unit,
        enterprise: new.place.enterprise,
        path: new.place.path.clone(),
        industry_path: new.place.industry_path.clone(),
        version: 1,
        revoked_at: None,
        revoked_by: None,
        revoke_reason: None,
        grade: graded.grade,
        supplements: graded.supplements.clone(),
    };
    tx.execute(&INSERT, &row)?;
    for holder in &new.holders {
        tx.execute(&HOLD, (row.id, holder.person))?;
    }
    let payload = json!({
        "code": row.code, "kind": row.kind, "subject": row.subject, "rank": row.rank, "honour": row.honour,
        "holders": new.holders, "holder_unit": row.holder_unit, "issuer": row.issuer, "issuer_name": row.issuer_name,
        "document": row.document, "issued_on": row.issued_on.to_string(), "grade": row.grade,
        "supplements": row.supplements,
    });
    let it = Certificate::from(row);
    Ok(ledger::append(tx, fact(&it, Step::Issue, by.now).by(&by.actor).with(1, &payload))?.with(it))
}

/// The issuer takes it back, with the reason that the page will say.
///
/// # Errors
/// Not found; denied to others than the issuer and to its holders; refused when it was revoked before; overtaken.
pub fn revoke(tx: &mut Tx<'_>, by: &By, code: &str, reason: &str) -> Result<Recorded<Certificate>> {
    let it = find(tx, code)?;
    policy::may_revoke(&by.actor, &it).check()?;
    LIFECYCLE.next(it.state(), Step::Revoke)?;
    by.has_seen(it.version)?;
    take_back(tx, by, it, reason)
}

/// Takes back whatever was issued for a record and still holds, as a part of the step that takes the honour
/// back. Whoever calls has asked their own policy. Yields what was taken back.
///
/// # Errors
/// Overtaken.
pub fn revoke_for(tx: &mut Tx<'_>, by: &By, subject: AnyId, reason: &str) -> Result<Recorded<Vec<Certificate>>> {
    let (mut done, mut all) = (unchanged(()), Vec::new());
    for it in of_subject(tx, subject)?.into_iter().filter(|it| it.revoked.is_none()) {
        let taken = take_back(tx, by, it, reason)?;
        all.push(taken.value().clone());
        done = done.and(taken.with(()));
    }
    Ok(done.with(all))
}

fn take_back(tx: &mut Tx<'_>, by: &By, mut it: Certificate, reason: &str) -> Result<Recorded<Certificate>> {
    tx.settle(&REVOKE, (it.id, it.version, by.now, by.actor.person, reason))?;
    it.version += 1;
    it.revoked = Some((by.now, reason.to_owned()));
    let payload = json!({ "code": it.code, "reason": reason });
    Ok(ledger::append(tx, fact(&it, Step::Revoke, by.now).by(&by.actor).with(1, &payload))?.with(it))
}

fn fact(it: &Certificate, step: Step, at: Time) -> Fact {
    Fact::new(KIND, it.id.any(), step.word(), at).counted_at(&it.place)
}
