//! Publicity: whoever may see it may object; who names at this level answers; while something is open nothing is named.

use kernel::{Error, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;
use works::objections::{self, ObjectionId, Sort};

use super::naming::{decline, turn_down, waiting};
use super::{By, open, record};
use crate::lifecycle::Step;
use crate::model::{KIND, Level, Method, MethodId};

/// Somebody objects.
///
/// # Errors
/// As every step; refused after the last day of publicity.
pub fn object(tx: &mut Tx<'_>, by: &By, id: MethodId, reason: &str) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Object)?;
    let naming = waiting(&seen)?;
    if naming.publicity_until.is_none_or(|until| until < by.now.date()) {
        return Err(Error::refused("method-publicity-over"));
    }
    let objection = objections::raise(tx, (KIND, naming.id), by, Sort::Objection, reason)?;
    let payload = json!({ "naming": naming.id, "objection": objection, "reason": reason });
    Ok(record(tx, by, &seen.it, Step::Object, &payload)?.with(seen.it))
}

/// Answers an objection. Upheld, it ends this try with the answer as the reason: not named at the unit, or turned down
/// above.
///
/// # Errors
/// As every step; denied to who raised it; overtaken, when it was answered meanwhile.
pub fn answer(
    tx: &mut Tx<'_>,
    by: &By,
    id: MethodId,
    objection: ObjectionId,
    (upheld, words): (bool, &str),
) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Answer)?;
    let naming = waiting(&seen)?;
    objections::answer(tx, naming.id, objection, by, (upheld, words))?;
    let payload = json!({ "naming": naming.id, "objection": objection, "upheld": upheld, "answer": words });
    let recorded = record(tx, by, &seen.it, Step::Answer, &payload)?;
    if !upheld {
        return Ok(recorded.with(seen.it));
    }
    let ended = if naming.level == Level::Unit { decline(tx, by, id, words) } else { turn_down(tx, by, id, words) };
    Ok(recorded.and(ended?))
}
