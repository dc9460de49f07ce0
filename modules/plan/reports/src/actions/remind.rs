//! Reminding a node of a report that has not come: by an officer above, once a day, or by the house, once.

use identity::{Unit, tree};
use kernel::id::UnitId;
use kernel::{By, Error, Result, Time};
use ledger::{Fact, Recorded};
use serde_json::json;
use stats::Period;
use store::{Reader, Tx};

use crate::model::{Grain, REMINDER};
use crate::period;
use crate::policy;
use crate::store::{OWING, REMIND};

/// An officer above reminds a node below theirs.
///
/// # Errors
/// Denied to others; not found, when the node does not lie directly below; refused before the period is over.
pub fn remind(tx: &mut Tx<'_>, by: &By, above: UnitId, child: UnitId, time: (Grain, Period)) -> Result<Recorded> {
    policy::may_gather(&by.actor, above).check()?;
    let (node, child) = (tree::unit(tx, above)?, tree::unit(tx, child)?);
    if !tree::children(tx, &node)?.iter().any(|one| one.id == child.id) {
        return Err(Error::NotFound);
    }
    if !period::is_over(time.1, by.now) {
        return Err(Error::refused("report-period-runs"));
    }
    put(tx, &child, time, Some(by), by.now)
}

/// The house reminds a node that usually reports.
///
/// # Errors
/// Broken, when the database fails.
pub fn remind_by_itself(tx: &mut Tx<'_>, unit: UnitId, time: (Grain, Period), now: Time) -> Result<Recorded> {
    let unit = tree::unit(tx, unit)?;
    put(tx, &unit, time, None, now)
}

/// Nodes that reported for the period before and have not for this one, and that the house did not remind yet.
///
/// # Errors
/// Broken, when the database fails.
pub fn owing(reader: &Reader<'_>, (grain, period): (Grain, Period), most: i64) -> Result<Vec<UnitId>> {
    let before = 2 * period.from - period.until;
    let found = reader.all(&OWING, (grain, i64::from(period.from), i64::from(before), most))?;
    Ok(found.into_iter().map(|(unit,)| unit).collect())
}

fn put(tx: &mut Tx<'_>, unit: &Unit, (grain, period): (Grain, Period), by: Option<&By>, now: Time) -> Result<Recorded> {
    let day = now.date().to_string();
    let person = by.map(|by| by.actor.person);
    if tx.execute(&REMIND, (unit.id, grain, i64::from(period.from), day, person, now))? == 0 {
        return Ok(ledger::unchanged(()));
    }
    let fact = Fact::new(REMINDER, unit.id.any(), "report_remind", now).counted_at(&unit.place());
    let fact = fact.with(1, &json!({ "period": period::code(grain, period) }));
    ledger::append(tx, if let Some(by) = by { fact.by(&by.actor) } else { fact })
}
