//! Numbering and chaining what has been recorded. Done after the commit, in batches, by whoever
//! holds the lock: numbering inside the request lost most of its races when it was measured.

use kernel::{Error, Result, Time};
use store::{Reader, Tx};

use crate::checkpoint;
use crate::keys::LogKey;
use crate::leaf::leaf_record;
use crate::store::{
    DELETE_PENDING, INSERT_CHECKPOINT, INSERT_KEY, INSERT_LEAF, KEY, NEWEST_CHECKPOINT, PENDING, PENDING_COUNT,
    PUT_TILE, TILE,
};
use crate::tree::{self, TileStore};

/// Entries sealed in one transaction at most: long enough to be cheap, short enough that the one
/// writer is soon free again.
pub const BATCH: i64 = 1000;

/// The number of the lock that keeps it to one sealer in the whole installation.
pub(crate) const LOCK: i64 = 0x5EA1;

/// What one call to [`seal`] did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Entries numbered now.
    pub sealed: u64,
    /// Entries in the log.
    pub size: u64,
}

/// Numbers and chains up to [`BATCH`] waiting entries and signs the new size. Call it again while
/// it returns a full batch.
///
/// # Errors
/// Broken, when the tree on disk does not fit its signed size: then nothing is appended to it.
pub fn seal(tx: &mut Tx<'_>, key: &LogKey, now: Time) -> Result<Sealed> {
    tx.lock(LOCK)?;
    let size = size(tx)?;
    let waiting = tx.all(&PENDING, (BATCH,))?;
    if waiting.is_empty() {
        return Ok(Sealed { sealed: 0, size });
    }
    let mut records = Vec::with_capacity(waiting.len());
    for (id, at, digest) in &waiting {
        let digest: &[u8; 32] = digest.as_slice().try_into().map_err(Error::broken)?;
        records.push(leaf_record(id.uuid(), at.millis(), digest));
    }
    let grown = tree::append(&Tiles(tx), size, &records).map_err(|fault| Error::broken(fault.to_string()))?;
    for tile in &grown.tiles {
        tx.execute(&PUT_TILE, (i64::from(tile.level), signed(tile.n)?, tile.hashes.as_slice()))?;
    }
    for (position, (id, _, _)) in (size..).zip(&waiting) {
        tx.execute(&INSERT_LEAF, (signed(position)?, *id))?;
        tx.execute(&DELETE_PENDING, (*id,))?;
    }
    let note = checkpoint::sign(key, grown.new_size, &grown.root);
    tx.execute(&INSERT_CHECKPOINT, (signed(grown.new_size)?, note, now))?;
    Ok(Sealed { sealed: grown.new_size - size, size: grown.new_size })
}

/// How many entries the log has.
///
/// # Errors
/// Broken, when the database fails.
pub fn size(reader: &Reader<'_>) -> Result<u64> {
    let newest = reader.find(&NEWEST_CHECKPOINT, ())?;
    newest.map_or(Ok(0), |(size, _, _)| u64::try_from(size).map_err(Error::broken))
}

/// How many entries wait for their number.
///
/// # Errors
/// Broken, when the database fails.
pub fn waiting(reader: &Reader<'_>) -> Result<u64> {
    let (count,) = reader.one(&PENDING_COUNT, ())?;
    u64::try_from(count).map_err(Error::broken)
}

/// The key of this installation's log, made when there is none yet. `origin` names the log for ever.
///
/// # Errors
/// Invalid origin or a key that cannot be read: broken.
pub fn key(tx: &mut Tx<'_>, origin: &str) -> Result<LogKey> {
    if let Some((secret,)) = tx.find(&KEY, ())? {
        return LogKey::parse(&secret).map_err(Error::broken);
    }
    let made = LogKey::generate(origin).map_err(Error::broken)?;
    tx.execute(&INSERT_KEY, (origin, made.secret_text()))?;
    Ok(made)
}

/// The key of this installation's log, if it has one.
///
/// # Errors
/// Broken, when the key cannot be read.
pub fn existing_key(reader: &Reader<'_>) -> Result<Option<LogKey>> {
    let found = reader.find(&KEY, ())?;
    found.map(|(secret,)| LogKey::parse(&secret).map_err(Error::broken)).transpose()
}

pub(crate) fn signed(number: u64) -> Result<i64> {
    i64::try_from(number).map_err(Error::broken)
}

/// The tree's tiles as they are stored.
pub(crate) struct Tiles<'r, 'c>(pub &'r Reader<'c>);

impl TileStore for Tiles<'_, '_> {
    type Error = Error;
    fn tile(&self, level: u8, n: u64) -> Result<Option<Vec<u8>>> {
        Ok(self.0.find(&TILE, (i64::from(level), signed(n)?))?.map(|(hashes,)| hashes))
    }
}
