//! From the unit upwards: each level passes on what it stands behind, within its number, or ends it with a reason;
//! the edition's node checks who may take part.

use identity::Unit;
use kernel::{Error, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use super::{By, LOCK, begin, put};
use crate::eligible::{CONDITIONS, against, refuse};
use crate::ladder;
use crate::lifecycle::{State, Step};
use crate::model::{Entry, EntryId, Stop};
use crate::policy::{self, SeenEntry};
use crate::store::{NEXT, PASSED_ON, STOP};

/// The unit stands behind it; it goes to the next level.
///
/// # Errors
/// As every step; refused, when the enterprise has no place left or a rule excludes it meanwhile.
pub fn confirm(tx: &mut Tx<'_>, by: &By, id: EntryId) -> Result<Recorded<Entry>> {
    let (seen, next) = begin(tx, by, id, Step::Confirm)?;
    refuse(against(tx, &seen.edition, &seen.it, by.now)?)?;
    let home = identity::tree::unit(tx, seen.it.enterprise)?;
    up(tx, by, seen, &home, next, Step::Confirm)
}

/// A level passes it on to the next.
///
/// # Errors
/// As every step; refused, when the node has no place left.
pub fn pass_on(tx: &mut Tx<'_>, by: &By, id: EntryId) -> Result<Recorded<Entry>> {
    let (seen, next) = begin(tx, by, id, Step::PassOn)?;
    let node = identity::tree::unit(tx, seen.it.node.ok_or(Error::NotFound)?)?;
    up(tx, by, seen, &node, next, Step::PassOn)
}

/// Passes several on at once, all or none: from the unit what it confirms, from a level what it nominates.
///
/// # Errors
/// As each of them; invalid without any.
pub fn pass_all(tx: &mut Tx<'_>, by: &By, ids: &[EntryId]) -> Result<Recorded<usize>> {
    if ids.is_empty() {
        return Err(Error::invalid("entries", "campaign-choose"));
    }
    let by = By { version: None, ..by.clone() };
    let mut recorded = ledger::unchanged(0);
    for id in ids {
        let seen = policy::find_entry(tx, &by.actor, *id)?;
        let passed = match seen.it.state {
            State::Submitted => confirm(tx, &by, *id)?,
            _ => pass_on(tx, &by, *id)?,
        };
        recorded = recorded.and(passed.with(ids.len()));
    }
    Ok(recorded)
}

/// Takes a place of `node` and moves the entry to whoever comes next.
fn up(tx: &mut Tx<'_>, by: &By, seen: SeenEntry, node: &Unit, state: State, step: Step) -> Result<Recorded<Entry>> {
    tx.lock(LOCK)?;
    let campaign = seen.edition.id;
    let most = seen.edition.plan().allowance(node.kind).unwrap_or(0);
    let (passed,) = tx.one(&PASSED_ON, (campaign, node.id))?;
    if passed >= most {
        return Err(Error::Refused(
            Reason::new("campaign-no-place-left").with("most", most).with("unit", &node.short_name),
        ));
    }
    let next = ladder::next(tx, &seen.edition, &seen.it)?.map_or(node.id, |unit| unit.id);
    let position = seen.stops.len() as i64;
    tx.execute(
        &STOP,
        &Stop { entry: seen.it.id, position, campaign, unit: node.id, by_person: by.actor.person, at: by.now },
    )?;
    let it = Entry { state, node: Some(next), ..seen.it };
    put(tx, by, it, step, &json!({ "from": node.id, "to": next }))
}

/// A level does not pass it on, with the reason.
///
/// # Errors
/// As every step.
pub fn stop(tx: &mut Tx<'_>, by: &By, id: EntryId, reason: &str) -> Result<Recorded<Entry>> {
    let (seen, next) = begin(tx, by, id, Step::Stop)?;
    let it = Entry { state: next, reason: reason.to_owned(), ..seen.it };
    put(tx, by, it, Step::Stop, &json!({ "reason": reason }))
}

/// It may take part: the jury will know it under a number.
///
/// # Errors
/// As every step; refused, when a rule excludes it.
pub fn qualify(tx: &mut Tx<'_>, by: &By, id: EntryId) -> Result<Recorded<Entry>> {
    let (seen, next) = begin(tx, by, id, Step::Qualify)?;
    refuse(against(tx, &seen.edition, &seen.it, by.now)?)?;
    let (number,) = tx.one(&NEXT, (seen.edition.id.to_string(),))?;
    let it = Entry { state: next, number: Some(number), ..seen.it };
    put(tx, by, it, Step::Qualify, &json!({ "number": number }))
}

/// It may not, under a rule, with the reason in words.
///
/// # Errors
/// As every step; invalid at `rule` for one that the edition does not know.
pub fn exclude(tx: &mut Tx<'_>, by: &By, id: EntryId, rule: &str, reason: &str) -> Result<Recorded<Entry>> {
    let (seen, next) = begin(tx, by, id, Step::Exclude)?;
    if seen.edition.plan().rule(rule).is_none() && !CONDITIONS.contains(&rule) {
        return Err(Error::invalid("rule", "campaign-choose"));
    }
    let it = Entry { state: next, reason: format!("{rule} {reason}"), ..seen.it };
    put(tx, by, it, Step::Exclude, &json!({ "rule": rule, "reason": reason }))
}
