//! Shares, and who may find it.

use kernel::Result;
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use super::{By, open, record, settle};
use crate::lifecycle::Step;
use crate::model::{Method, MethodId, Visibility};
use crate::store::save_text;

/// A co-author agrees to their share. Saying so twice changes nothing.
///
/// # Errors
/// As every step.
pub fn agree(tx: &mut Tx<'_>, by: &By, id: MethodId) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Agree)?;
    if !works::authors::agree(tx, id, by.actor.person, by.now)? {
        return Ok(ledger::unchanged(seen.it));
    }
    Ok(record(tx, by, &seen.it, Step::Agree, &json!({}))?.with(seen.it))
}

/// Changes who may find it.
///
/// # Errors
/// As every step.
pub fn show(tx: &mut Tx<'_>, by: &By, id: MethodId, to: Visibility) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Show)?;
    let mut it = seen.it;
    if it.visibility == to {
        return Ok(ledger::unchanged(it));
    }
    let payload = json!({ "from": it.visibility, "to": to });
    it.visibility = to;
    save_text(tx, &mut it, by.now)?;
    settle(tx, by, it, Step::Show, &payload)
}
