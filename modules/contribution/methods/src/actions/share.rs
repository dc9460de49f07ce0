//! Shares, attachments, and who may find it.

use kernel::{Error, Faults, Reason, Result};
use ledger::Recorded;
use serde_json::json;
use store::Tx;

use super::{By, open, record, settle};
use crate::lifecycle::Step;
use crate::model::{FileId, Method, MethodId, Visibility};
use crate::store::{DELETE_FILE, FILES, FileRow, INSERT_FILE, save_text};

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

/// Attaches a file that was checked and stored.
///
/// # Errors
/// As every step; invalid when there are too many.
pub fn attach(tx: &mut Tx<'_>, by: &By, id: MethodId, file: &FileRow) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Attach)?;
    if tx.all(&FILES, (id,))?.len() >= files::limits::ATTACHMENTS_PER_RECORD {
        let reason = Reason::new("file-too-many").with("most", files::limits::ATTACHMENTS_PER_RECORD);
        return Err(Error::Invalid(Faults::one("file", reason)));
    }
    tx.execute(&INSERT_FILE, file)?;
    let payload = json!({ "file": hex::encode(&file.digest), "name": file.name, "caption": file.caption });
    Ok(record(tx, by, &seen.it, Step::Attach, &payload)?.with(seen.it))
}

/// Takes a file away that its own uploader attached; the record keeps that it was there.
///
/// # Errors
/// As every step; not found when it is somebody else's.
pub fn detach(tx: &mut Tx<'_>, by: &By, id: MethodId, file: FileId) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Attach)?;
    let mine = |row: &FileRow| row.id == file && row.by_person == by.actor.person;
    let found = tx.all(&FILES, (id,))?.into_iter().find(mine).ok_or(Error::NotFound)?;
    tx.execute(&DELETE_FILE, (file, id))?;
    let payload = json!({ "removed": hex::encode(&found.digest), "name": found.name });
    Ok(record(tx, by, &seen.it, Step::Attach, &payload)?.with(seen.it))
}
