//! Publicity: anybody of the scope may object to an entry; somebody else answers; what is upheld removes it.

use kernel::{Error, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;
use works::objections::{self, ObjectionId, Sort};

use super::{By, begin, put, record};
use crate::lifecycle::Step;
use crate::model::{ENTRY, Entry, EntryId};
use crate::policy;

/// Somebody objects.
///
/// # Errors
/// As every step; refused after the last day of publicity.
pub fn object(tx: &mut Tx<'_>, by: &By, id: EntryId, reason: &str) -> Result<Recorded<Entry>> {
    let (seen, _) = begin(tx, by, id, Step::Object)?;
    if seen.edition.public_until.is_none_or(|until| until < by.now) {
        return Err(Error::refused("campaign-publicity-over"));
    }
    let objection = objections::raise(tx, (ENTRY, id), by, Sort::Objection, reason)?;
    let what = json!({ "objection": objection, "reason": reason });
    Ok(record(tx, by, &seen.it, Step::Object, &what)?.with(seen.it))
}

/// The organiser answers an objection; upheld, the entry leaves the list.
///
/// # Errors
/// As every step; denied to who raised it; overtaken, when it was answered meanwhile.
pub fn answer(
    tx: &mut Tx<'_>,
    by: &By,
    id: EntryId,
    objection: ObjectionId,
    (upheld, words): (bool, &str),
) -> Result<Recorded<Entry>> {
    let (seen, _) = begin(tx, by, id, Step::Answer)?;
    objections::answer(tx, id, objection, by, (upheld, words))?;
    let what = json!({ "objection": objection, "upheld": upheld, "answer": words });
    let recorded = record(tx, by, &seen.it, Step::Answer, &what)?;
    if !upheld {
        return Ok(recorded.with(seen.it));
    }
    let state = policy::check_entry(&by.actor, &seen, Step::Remove)?;
    let it = Entry { state, reason: words.to_owned(), ..seen.it };
    Ok(recorded.and(put(tx, by, it, Step::Remove, &json!({ "objection": objection, "reason": words }))?))
}
