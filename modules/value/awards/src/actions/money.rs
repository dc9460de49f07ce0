//! Money goes out, and after fraud comes back [L1, Arts. 16, 21].

use kernel::id::UnitId;
use kernel::{Actor, Error, Fen, Result, Role, Time};
use ledger::{Fact, Recorded};
use serde_json::json;
use store::Tx;

use super::{By, begin, settle};
use crate::lifecycle::Step;
use crate::model::{Award, AwardId, Flow};
use crate::store::{PAYMENTS, PUT_PAYMENT};

/// Payroll has paid everybody their part.
///
/// # Errors
/// As every step.
pub fn pay(tx: &mut Tx<'_>, by: &By, id: AwardId) -> Result<Recorded<Award>> {
    let (mut seen, next) = begin(tx, by, id, Step::Pay)?;
    for part in &seen.parts {
        tx.execute(&PUT_PAYMENT, (id, part.person, Flow::Pay, part.amount, by.now))?;
    }
    (seen.it.state, seen.it.paid_at) = (next, Some(by.now));
    let payload = json!({ "amount": seen.it.amount });
    settle(tx, by, seen.it, Step::Pay, &payload)
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
    settle(tx, by, seen.it, Step::ClawBack, &json!({ "reason": reason, "amount": back }))
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
