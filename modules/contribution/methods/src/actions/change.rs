//! A named method changes by a proposal that the officer accepts as the next version; and at last it ends.

use kernel::{Error, Result};
use ledger::Recorded;
use serde_json::json;
use store::{Json, Tx};

use super::{By, open, settle};
use crate::content::{Content, wanting};
use crate::lifecycle::Step;
use crate::model::{Level, Method, MethodId, Pending};
use crate::rules::Terms;
use crate::store::{INSERT_VERSION, save_text};

/// Proposes a change of a named method.
///
/// # Errors
/// As every step; invalid by field for what is missing, and when nothing changes.
pub fn propose(tx: &mut Tx<'_>, by: &By, id: MethodId, content: &Content, note: &str) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Propose)?;
    let mut it = seen.it;
    if it.content == *content {
        return Err(Error::invalid("note", "method-nothing-changed"));
    }
    let terms = Terms::of(tx, Level::Unit, it.place.enterprise.ok_or(Error::NotFound)?, by.now)?;
    wanting(content, terms.months, by.now.date()).check()?;
    let pending = Pending { content: content.clone(), note: note.to_owned(), by: by.actor.person, at: by.now };
    it.pending = Some(pending);
    save_text(tx, &mut it, by.now)?;
    settle(tx, by, it, Step::Propose, &json!({ "note": note, "content": content }))
}

/// The officer accepts the change: the next version.
///
/// # Errors
/// As every step.
pub fn revise(tx: &mut Tx<'_>, by: &By, id: MethodId) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Revise)?;
    let mut it = seen.it;
    let pending = it.pending.take().ok_or_else(|| Error::refused("method-no-change-waits"))?;
    it.content = pending.content;
    it.edition += 1;
    save_text(tx, &mut it, by.now)?;
    let content = Json(it.content.clone());
    tx.execute(&INSERT_VERSION, (id, it.edition, content, pending.note.as_str(), by.actor.person, by.now))?;
    let payload = json!({ "edition": it.edition, "note": pending.note, "content": it.content });
    settle(tx, by, it, Step::Revise, &payload)
}

/// The officer does not accept the change, with the reason.
///
/// # Errors
/// As every step.
pub fn dismiss(tx: &mut Tx<'_>, by: &By, id: MethodId, reason: &str) -> Result<Recorded<Method>> {
    let (seen, _) = open(tx, by, id, Step::Dismiss)?;
    let mut it = seen.it;
    it.pending = None;
    save_text(tx, &mut it, by.now)?;
    settle(tx, by, it, Step::Dismiss, &json!({ "text": reason }))
}

/// No longer worked by, with the reason. Its namings and certificates stand.
///
/// # Errors
/// As every step.
pub fn end(tx: &mut Tx<'_>, by: &By, id: MethodId, reason: &str) -> Result<Recorded<Method>> {
    let (seen, next) = open(tx, by, id, Step::End)?;
    if seen.open().is_some() {
        return Err(Error::refused("method-nominated-already"));
    }
    let mut it = seen.it;
    it.state = next;
    settle(tx, by, it, Step::End, &json!({ "text": reason }))
}
