//! Money goes out, and after fraud comes back [L1, Arts. 16, 21].

use kernel::id::UnitId;
use kernel::{Actor, Error, Faults, Fen, Reason, Result, Role, Time};
use ledger::{Fact, Recorded, unchanged};
use serde_json::json;
use store::Tx;

use super::{By, begin, honour, settle};
use crate::lifecycle::Step;
use crate::model::{Award, AwardId, Flow};
use crate::store::{PAYMENTS, PUT_PAYMENT, load};

/// Most awards that are confirmed at once.
pub const MOST_AT_ONCE: usize = 200;

/// Awards that payroll confirms together, each as it was before their eyes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch(pub Vec<(AwardId, i64)>);

/// Payroll has paid everybody their part, and each gets a certificate to hold.
///
/// # Errors
/// As every step.
pub fn pay(tx: &mut Tx<'_>, by: &By, id: AwardId) -> Result<Recorded<Award>> {
    let (mut seen, next) = begin(tx, by, id, Step::Pay)?;
    for part in &seen.parts {
        tx.execute(&PUT_PAYMENT, (id, part.person, Flow::Pay, part.amount, by.now))?;
    }
    (seen.it.state, seen.it.paid_at) = (next, Some(by.now));
    let issued = honour::issue(tx, by, &seen.it, &seen.parts)?;
    let payload = json!({ "amount": seen.it.amount, "certificate": issued.value().code });
    Ok(issued.and(settle(tx, by, seen.it, Step::Pay, &payload)?))
}

/// Payroll has paid several awards: all of them, or none when one of them is no longer what it was.
///
/// # Errors
/// Denied; refused, with the title of the award that somebody changed meanwhile; invalid without any, and with
/// too many.
pub fn pay_all(tx: &mut Tx<'_>, by: &By, batch: &Batch) -> Result<Recorded<Vec<Award>>> {
    if batch.0.is_empty() {
        return Err(Error::invalid("award", "awards-batch-empty"));
    }
    if batch.0.len() > MOST_AT_ONCE {
        let reason = Reason::new("awards-batch-large").with("most", MOST_AT_ONCE);
        return Err(Error::Invalid(Faults::one("award", reason)));
    }
    let (mut done, mut all) = (unchanged(()), Vec::new());
    for (id, version) in &batch.0 {
        let by = By { version: Some(*version), ..by.clone() };
        let paid = match pay(tx, &by, *id) {
            Err(Error::Overtaken | Error::Refused(_)) => return Err(lost(tx, *id)?),
            paid => paid?,
        };
        all.push(paid.value().clone());
        done = done.and(paid.with(()));
    }
    Ok(done.with(all))
}

/// Which award of a batch was no longer what it was.
fn lost(tx: &Tx<'_>, id: AwardId) -> Result<Error> {
    let title = works::cards::load(tx, load(tx, id)?.work)?.title;
    Ok(Error::Refused(Reason::new("awards-batch-lost").with("title", title)))
}

/// Takes an award back, from each exactly what they got [L1, Art. 21].
///
/// # Errors
/// As every step.
pub fn claw_back(tx: &mut Tx<'_>, by: &By, id: AwardId, reason: &str) -> Result<Recorded<Award>> {
    let (mut seen, next) = begin(tx, by, id, Step::ClawBack)?;
    let mut back = Fen(0);
    for (person, flow, amount, _) in tx.all(&PAYMENTS, (id,))? {
        if flow == Flow::Pay {
            tx.execute(&PUT_PAYMENT, (id, person, Flow::ClawBack, Fen(-amount.0), by.now))?;
            back = Fen(back.0 - amount.0);
        }
    }
    seen.it.state = next;
    // The honour goes with the money.
    let revoked = certificates::revoke_for(tx, by, id.any(), reason)?;
    let codes: Vec<String> = revoked.value().iter().map(|certificate| certificate.code.clone()).collect();
    let payload = json!({ "reason": reason, "amount": back, "certificates": codes });
    Ok(revoked.and(settle(tx, by, seen.it, Step::ClawBack, &payload)?))
}

/// Records that payroll drew the payment list, for which awards and how much: who had bank details
/// before their eyes can be asked later. The details themselves are never in the ledger.
///
/// # Errors
/// Denied to everybody but payroll; not found, when there is nothing to pay.
pub fn drawn(
    tx: &mut Tx<'_>,
    actor: &Actor,
    enterprise: UnitId,
    awards: &[(AwardId, Fen)],
    now: Time,
) -> Result<Recorded> {
    let place = identity::tree::place(tx, enterprise)?;
    kernel::Verdict::when(actor.has_within(Role::Payroll, &place), "awards-payroll-only").check()?;
    if awards.is_empty() {
        return Err(Error::refused("awards-nothing-payable"));
    }
    let payload = json!({
        "awards": awards.iter().map(|(id, _)| id).collect::<Vec<_>>(),
        "amount": Fen(awards.iter().map(|(_, amount)| amount.0).sum()),
    });
    let fact = Fact::new("award_list", enterprise.any(), "drawn", now).counted_at(&place).by(actor);
    ledger::append(tx, fact.with(1, &payload))
}
