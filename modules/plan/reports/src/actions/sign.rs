//! Signing: somebody answers for the figures they saw, and they are frozen.

use identity::tree;
use kernel::{By, Error, Result};
use ledger::Recorded;
use serde_json::json;
use stats::Node;
use store::{Json, Tx};

use super::{begin, settle};
use crate::layout::chosen;
use crate::lifecycle::Step;
use crate::model::{Report, ReportId};
use crate::period;
use crate::sheet::Sheet;
use crate::store::{KEEP_SHEET, NEXT_SERIAL};

/// Signs a report whose figures the signer saw: `seen` is the digest of that table. The figures are frozen in the
/// same transaction, and nothing is counted between.
///
/// # Errors
/// As every step; refused before the period is over; invalid at `figures`, when they changed since they were shown.
pub fn sign(tx: &mut Tx<'_>, by: &By, book: &stats::Book, id: ReportId, seen: &str) -> Result<Recorded<Report>> {
    let (mut it, next) = begin(tx, by, id, Step::Sign)?;
    if !period::is_over(it.period(), by.now) {
        return Err(Error::refused("report-period-runs"));
    }
    // As it was when the report was drafted: a node that moved since answers for what it was.
    let unit = identity::Unit { path: it.path.clone(), ..tree::unit(tx, it.unit)? };
    let indicators = chosen(&book.indicators, &it.layout.0.indicators);
    let frozen = stats::freeze(tx, &book.sources, &Node::from(&unit), it.period(), &indicators, by.now)?;
    let sheet = Sheet::make(tx, &unit, &it.layout.0, it.period(), &indicators)?;
    let digest = sheet.digest()?;
    if digest != seen {
        return Err(Error::invalid("figures", "report-figures-moved"));
    }
    let year = by.now.date().year();
    let (number,) = tx.one(&NEXT_SERIAL, (format!("{}/{year}", it.unit),))?;
    it.serial = format!("{}〔{year}〕{number}号", unit.short_name);
    (it.state, it.signed_by, it.signed_at, it.frozen) = (next, Some(by.actor.person), Some(by.now), Some(frozen.id));
    tx.execute(&KEEP_SHEET, (it.id, Json(sheet)))?;
    let what = json!({ "serial": it.serial, "figures": digest, "position": frozen.position, "frozen": frozen.id });
    settle(tx, by, it, Step::Sign, &what)
}
