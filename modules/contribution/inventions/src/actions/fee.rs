//! The fees that keep a right: owed by the year, paid on a day.

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::{By, Error, Faults, Fen, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use crate::actions::{begin, between, settle};
use crate::lifecycle::Step;
use crate::model::{Fee, FeeId, Invention, InventionId, RightId};
use crate::rights::Standing;
use crate::store::{FEES_OF, OWE, PAY, right as load};
use crate::terms;

/// Notes a fee: for a year of the right, how much, until when. Noted again it is corrected, while it is not paid.
///
/// # Errors
/// As every step; refused, unless the right is applied for or held; invalid at `year` beyond the term, or when that
/// year is paid, at `due` before the application.
pub fn owe(
    tx: &mut Tx<'_>,
    by: &By,
    id: InventionId,
    right: RightId,
    year: i64,
    amount: Fen,
    due: Date,
) -> Result<Recorded<Invention>> {
    let (seen, _) = begin(tx, by, id, Step::OweFee)?;
    let right = load(tx, id, right)?;
    if !matches!(right.standing, Standing::Applied | Standing::Published | Standing::Granted) {
        return Err(Error::refused("invention-right-not-kept"));
    }
    let most = terms::years(right.kind);
    if !(1..=most).contains(&year) {
        return Err(Error::Invalid(Faults::one("year", Reason::new("invention-year-outside").with("most", most))));
    }
    let begun = right.applied_on.unwrap_or_default();
    if due < begun || due > begun.saturating_add((most + 1).years()) {
        return Err(Error::invalid("due", "invention-due-outside"));
    }
    let fee = Fee { id: FeeId::new(by.now), owed_for: right.id, year, amount, due, paid_on: None, reminded: 0 };
    if tx.execute(&OWE, &fee)? == 0 {
        return Err(Error::invalid("year", "invention-year-paid"));
    }
    let what = json!({ "right": right.id, "year": year, "amount": amount, "due": due.to_string() });
    settle(tx, by, &seen.it, seen.it.clone(), Step::OweFee, &what)
}

/// A fee was paid.
///
/// # Errors
/// As every step; not found for a fee of another right; invalid at `on` for a day to come or before the
/// application; refused, when it is paid already.
pub fn pay(
    tx: &mut Tx<'_>,
    by: &By,
    id: InventionId,
    right: RightId,
    fee: FeeId,
    on: Date,
) -> Result<Recorded<Invention>> {
    let (seen, _) = begin(tx, by, id, Step::PayFee)?;
    let right = load(tx, id, right)?;
    let owed = tx.all(&FEES_OF, (right.id,))?.into_iter().find(|one| one.id == fee).ok_or(Error::NotFound)?;
    between("on", on, right.applied_on, by)?;
    if tx.execute(&PAY, (fee, right.id, on))? == 0 {
        return Err(Error::refused("invention-fee-paid"));
    }
    let what = json!({ "right": right.id, "year": owed.year, "amount": owed.amount, "on": on.to_string() });
    settle(tx, by, &seen.it, seen.it.clone(), Step::PayFee, &what)
}
