//! The certificate of an award: issued when it is paid, for that is when nobody can object or withdraw any more
//! and only fraud takes it back [L1, Arts. 6, 19, 21].

use certificates::store::of_subject;
use certificates::{Certificate, Graded, Holder, Issue, Kind, Rank};
use kernel::Result;
use kernel::id::UnitId;
use ledger::Recorded;
use store::{Reader, Tx};

use super::By;
use crate::model::{Award, Part};
use crate::store::OF_USE;

/// Issues the certificate to everybody who shares in the award, in the name of the enterprise that pays. A
/// regrading adds to what was certified before and says to what: its people may be others, and either can be
/// taken back without the other.
pub(super) fn issue(tx: &mut Tx<'_>, by: &By, it: &Award, parts: &[Part]) -> Result<Recorded<Certificate>> {
    let graded = Graded {
        grade: it.decision.0.grade.and_then(|number| u32::try_from(number).ok()),
        supplements: before(tx, it)?.map(|certificate| certificate.code),
    };
    let issue = Issue {
        kind: Kind::Award,
        subject: it.id.any(),
        href: format!("/awards/{}", it.id),
        rank: Rank::Unit,
        honour: works::cards::load(tx, it.work)?.title,
        holders: parts.iter().map(|part| Holder { person: part.person, name: part.name.clone() }).collect(),
        holder_unit: units(tx, it, parts)?,
        place: it.place(),
        issuer: it.enterprise,
        document: String::new(),
        issued_on: by.now.date(),
    };
    certificates::issue_graded(tx, by, &issue, &graded)
}

/// The certificate of the newest earlier round for the same use that still holds.
fn before(reader: &Reader<'_>, it: &Award) -> Result<Option<Certificate>> {
    for earlier in reader.all(&OF_USE, (it.work_use,))?.iter().rev().filter(|one| one.round < it.round) {
        let mut issued = of_subject(reader, earlier.id.any())?;
        issued.retain(|certificate| certificate.revoked.is_none());
        if let Some(certificate) = issued.pop() {
            return Ok(Some(certificate));
        }
    }
    Ok(None)
}

/// Where its people work, in their order. The sheet is Chinese, whoever reads it.
fn units(reader: &Reader<'_>, it: &Award, parts: &[Part]) -> Result<String> {
    let mut found: Vec<UnitId> = Vec::new();
    for part in parts {
        let within = identity::people::person(reader, part.person)?.within.unwrap_or(it.enterprise);
        if !found.contains(&within) {
            found.push(within);
        }
    }
    let names: Result<Vec<String>> = found.into_iter().map(|id| Ok(identity::tree::unit(reader, id)?.name)).collect();
    Ok(names?.join("、"))
}
