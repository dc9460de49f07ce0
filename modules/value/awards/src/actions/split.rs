//! What its people say to the split [L1, Art. 12].

use kernel::{Error, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use super::{By, begin, record};
use crate::lifecycle::Step;
use crate::model::{Award, AwardId};
use crate::store::SAY;

/// One of its people agrees to their part. Saying so twice changes nothing.
///
/// # Errors
/// As every step.
pub fn agree(tx: &mut Tx<'_>, by: &By, id: AwardId) -> Result<Recorded<Award>> {
    let (seen, _) = begin(tx, by, id, Step::AgreeSplit)?;
    let mine = seen.part(by.actor.person).ok_or(Error::NotFound)?;
    if mine.agreed_at.is_some() {
        return Ok(ledger::unchanged(seen.it));
    }
    tx.execute(&SAY, (id, by.actor.person, Some(by.now), ""))?;
    let payload = json!({ "part": mine.part, "amount": mine.amount });
    Ok(record(tx, by, &seen.it, Step::AgreeSplit, &payload)?.with(seen.it))
}

/// One of its people does not agree, and says why: it is not approved so.
///
/// # Errors
/// As every step.
pub fn contest(tx: &mut Tx<'_>, by: &By, id: AwardId, reason: &str) -> Result<Recorded<Award>> {
    let (seen, _) = begin(tx, by, id, Step::Contest)?;
    tx.execute(&SAY, (id, by.actor.person, None, reason))?;
    Ok(record(tx, by, &seen.it, Step::Contest, &json!({ "reason": reason }))?.with(seen.it))
}
