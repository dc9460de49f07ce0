//! Reading the ledger in its order. Search, statistics and notices are folds: each remembers in the
//! same transaction how far it has read, so each entry counts exactly once, and each fold can be
//! thrown away and rebuilt.

use kernel::{Error, Result};
use serde_json::Value;
use store::{Reader, Tx};

use crate::facts::disclosed;
use crate::opening::Opening;
use crate::store::{CURSOR, EntryRow, HISTORY, PUT_CURSOR, SEALED_FROM, SealedRow};
use kernel::id::AnyId;

impl SealedRow {
    /// What was recorded with the entry; null when it was erased.
    pub fn payload(&self) -> Value {
        self.payload.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or(Value::Null)
    }

    /// The opening of the entry's leaf, unless it was erased.
    pub(crate) fn opening(&self) -> Result<Option<Opening>> {
        let (Some(salt), Some(payload)) = (&self.salt, &self.payload) else { return Ok(None) };
        let payload: Value = serde_json::from_str(payload).map_err(Error::broken)?;
        let salt = salt.as_slice().try_into().map_err(Error::broken)?;
        let entry = EntryRow {
            id: self.id,
            kind: self.kind.clone(),
            subject: self.subject,
            step: self.step.clone(),
            actor: self.actor,
            on_behalf: self.on_behalf,
            at: self.at,
            unit: self.unit,
            path: self.path.clone(),
            industry_path: self.industry_path.clone(),
            version: self.version,
            digest: self.digest.clone(),
        };
        let opening = Opening::new(self.id.uuid(), self.at.millis(), salt, disclosed(&entry, payload));
        opening.map(Some).map_err(Error::broken)
    }
}

/// Up to `most` entries from `position` on, in order.
///
/// # Errors
/// Broken, when the database fails.
pub fn sealed_from(reader: &Reader<'_>, position: u64, most: u32) -> Result<Vec<SealedRow>> {
    let position = i64::try_from(position).map_err(Error::broken)?;
    reader.all(&SEALED_FROM, (position, i64::from(most)))
}

/// Everything that happened to one subject, oldest first, the unsealed included.
///
/// # Errors
/// Broken, when the database fails.
pub fn history(reader: &Reader<'_>, subject: AnyId) -> Result<Vec<SealedRow>> {
    reader.all(&HISTORY, (subject,))
}

/// How far the fold `name` has read: the position it reads next.
///
/// # Errors
/// Broken, when the database fails.
pub fn cursor(reader: &Reader<'_>, name: &str) -> Result<u64> {
    let found = reader.find(&CURSOR, (name,))?;
    found.map_or(Ok(0), |(position,)| u64::try_from(position).map_err(Error::broken))
}

/// Lets a fold go on from `position` where it has not read so far: what lies before it was counted from the
/// records themselves.
///
/// # Errors
/// Broken, when the database fails.
pub fn pass_over(tx: &mut Tx<'_>, name: &str, position: u64) -> Result<()> {
    if cursor(tx, name)? < position {
        tx.execute(&PUT_CURSOR, (name, i64::try_from(position).map_err(Error::broken)?))?;
    }
    Ok(())
}

/// Lets a fold kept in the database take the next entries: `take` writes what follows from
/// them, and the cursor moves in the same transaction. Returns how many were taken.
///
/// # Errors
/// What `take` ends with, and then the cursor stays.
pub fn advance(
    tx: &mut Tx<'_>,
    name: &str,
    most: u32,
    take: impl FnOnce(&mut Tx<'_>, &[SealedRow]) -> Result<()>,
) -> Result<usize> {
    let from = cursor(tx, name)?;
    let entries = sealed_from(tx, from, most)?;
    take(tx, &entries)?;
    if let Some(last) = entries.last() {
        tx.execute(&PUT_CURSOR, (name, last.position + 1))?;
    }
    Ok(entries.len())
}
