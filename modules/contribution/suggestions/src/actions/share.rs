//! Shares, attachments, and who may find it.

use kernel::{Error, Reason, Result, Shares};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use crate::actions::{By, begin, record};
use crate::lifecycle::Step;
use crate::model::{AttachmentId, Suggestion, SuggestionId, Visibility};
use crate::parts::{DELETE_FILE, FILES, FileRow, INSERT_FILE};
use crate::store::SET_VISIBILITY;

/// A co-author agrees to their share. Saying so twice changes nothing.
///
/// # Errors
/// As every step.
pub fn agree(tx: &mut Tx<'_>, by: &By, id: SuggestionId) -> Result<Recorded<Suggestion>> {
    let (seen, _) = begin(tx, by, id, Step::Agree)?;
    if !works::authors::agree(tx, id, by.actor.person, by.now)? {
        return Ok(ledger::unchanged(seen.it));
    }
    Ok(record(tx, by, &seen.it, Step::Agree, &json!({}))?.with(seen.it))
}

/// Changes the shares. Everybody but the one who changes them is asked to agree again.
///
/// # Errors
/// As every step; invalid when the putter is left out or somebody is of another enterprise.
pub fn reshare(tx: &mut Tx<'_>, by: &By, id: SuggestionId, shares: &Shares) -> Result<Recorded<Suggestion>> {
    let (seen, _) = begin(tx, by, id, Step::Reshare)?;
    if !shares.includes(seen.it.author) {
        return Err(Error::invalid("shares", "shares-without-putter"));
    }
    let enterprise = seen.it.place.enterprise.ok_or(Error::NotFound)?;
    works::authors::put(tx, id, shares, enterprise, by.actor.person, by.now)?;
    Ok(record(tx, by, &seen.it, Step::Reshare, &json!({ "shares": shares }))?.with(seen.it))
}

/// Changes who may find it.
///
/// # Errors
/// As every step.
pub fn show(tx: &mut Tx<'_>, by: &By, id: SuggestionId, to: Visibility) -> Result<Recorded<Suggestion>> {
    let (seen, _) = begin(tx, by, id, Step::Show)?;
    let mut it = seen.it;
    if it.visibility == to {
        return Ok(ledger::unchanged(it));
    }
    tx.settle(&SET_VISIBILITY, (id, it.version, to))?;
    works::cards::show(tx, id.cast(), to)?;
    let payload = json!({ "from": it.visibility, "to": to });
    it.visibility = to;
    it.version += 1;
    Ok(record(tx, by, &it, Step::Show, &payload)?.with(it))
}

/// Attaches a file that was checked and stored.
///
/// # Errors
/// As every step; invalid when there are too many.
pub fn attach(tx: &mut Tx<'_>, by: &By, id: SuggestionId, file: &FileRow) -> Result<Recorded<Suggestion>> {
    let (seen, _) = begin(tx, by, id, Step::Attach)?;
    if tx.all(&FILES, (id,))?.len() >= files::limits::ATTACHMENTS_PER_RECORD {
        let reason = Reason::new("file-too-many").with("most", files::limits::ATTACHMENTS_PER_RECORD);
        return Err(Error::Invalid(kernel::Faults::one("file", reason)));
    }
    tx.execute(&INSERT_FILE, file)?;
    let payload = json!({ "file": hex::encode(&file.digest), "purpose": file.purpose, "name": file.name });
    Ok(record(tx, by, &seen.it, Step::Attach, &payload)?.with(seen.it))
}

/// Takes a file away that its own uploader attached; the record keeps that it was there.
///
/// # Errors
/// As every step; not found when it is somebody else's.
pub fn detach(tx: &mut Tx<'_>, by: &By, id: SuggestionId, file: AttachmentId) -> Result<Recorded<Suggestion>> {
    let (seen, _) = begin(tx, by, id, Step::Attach)?;
    let found = tx.all(&FILES, (id,))?.into_iter().find(|row| row.id == file && row.by_person == Some(by.actor.person));
    let found = found.ok_or(Error::NotFound)?;
    tx.execute(&DELETE_FILE, (file, id))?;
    let payload = json!({ "removed": hex::encode(&found.digest), "name": found.name });
    Ok(record(tx, by, &seen.it, Step::Attach, &payload)?.with(seen.it))
}
