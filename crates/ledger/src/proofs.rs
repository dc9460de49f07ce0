//! Handing out proofs, and checking the whole log against itself.

use kernel::{Error, Result};
use store::Reader;

use crate::checkpoint;
use crate::folds::sealed_from;
use crate::frontier::Frontier;
use crate::keys::VerifierKey;
use crate::leaf::leaf_record;
use crate::receipt::Receipt;
use crate::sealer::Tiles;
use crate::store::{EntryId, NEWEST_CHECKPOINT, SEALED_ONE};
use crate::tree::{self, Hash};

/// The receipt of an entry, unless it waits for its number or its opening was erased.
///
/// # Errors
/// Broken, when the tree does not fit its signed size.
pub fn receipt(reader: &Reader<'_>, entry: EntryId) -> Result<Option<Receipt>> {
    let Some(row) = reader.find(&SEALED_ONE, (entry,))? else { return Ok(None) };
    let Some(opening) = row.opening()? else { return Ok(None) };
    let (size, note, _) = reader.one(&NEWEST_CHECKPOINT, ())?;
    let (size, index) = (whole(size)?, whole(row.position)?);
    let path = tree::inclusion_proof(&Tiles(reader), size, index).map_err(|fault| Error::broken(fault.to_string()))?;
    Ok(Some(Receipt::new(opening, index, path, note)))
}

/// The newest signed statement about the log, if it has any entry.
///
/// # Errors
/// Broken, when the database fails.
pub fn newest_checkpoint(reader: &Reader<'_>) -> Result<Option<String>> {
    Ok(reader.find(&NEWEST_CHECKPOINT, ())?.map(|(_, note, _)| note))
}

/// What is wrong with one entry or with the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogFault {
    /// The entry's text or facts are not those that were digested.
    Altered(EntryId),
    /// The entry's digest or time is not the one in the tree.
    NotInTree(EntryId),
    /// A position is missing from the order.
    Gap(u64),
    /// The tree's root is not the signed one.
    Root,
    /// The newest checkpoint is not signed with this key, or cannot be read.
    Checkpoint(String),
}

/// The outcome of checking the whole log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Entries in the log.
    pub entries: u64,
    /// Of those, how many have been erased (only their proof stands).
    pub erased: u64,
    /// What is wrong, in order.
    pub faults: Vec<LogFault>,
}

/// Recomputes every digest, every leaf and the root, and compares them with what is stored and
/// signed. Reads in chunks; `progress` is told how many entries have been looked at.
///
/// # Errors
/// Broken, when the database fails; a fault found is not an error.
pub fn check(reader: &Reader<'_>, key: &VerifierKey, mut progress: impl FnMut(u64)) -> Result<Checked> {
    let mut checked = Checked::default();
    let mut frontier = Frontier::default();
    let tiles = Tiles(reader);
    loop {
        let entries = sealed_from(reader, checked.entries, 2000)?;
        if entries.is_empty() {
            break;
        }
        let mut stored: Option<(u64, Vec<u8>)> = None;
        for entry in entries {
            let position = whole(entry.position)?;
            if position != checked.entries {
                checked.faults.push(LogFault::Gap(checked.entries));
                checked.entries = position;
            }
            match entry.opening() {
                Ok(Some(opening)) if opening.digest().as_slice() != entry.digest => {
                    checked.faults.push(LogFault::Altered(entry.id));
                }
                Ok(Some(_)) => {}
                Ok(None) => checked.erased += 1,
                Err(_) => checked.faults.push(LogFault::Altered(entry.id)),
            }
            let (n, within) = (position / tree::TILE_WIDTH as u64, (position % tree::TILE_WIDTH as u64) as usize);
            if stored.as_ref().is_none_or(|(have, _)| *have != n) {
                stored = Some((n, tree::TileStore::tile(&tiles, 0, n)?.unwrap_or_default()));
            }
            let kept = stored.as_ref().and_then(|(_, hashes)| hashes.chunks_exact(tree::HASH_BYTES).nth(within));
            let digest: Option<&[u8; 32]> = entry.digest.as_slice().try_into().ok();
            let leaf = digest.map(|digest| tree::leaf_hash(&leaf_record(entry.id.uuid(), entry.at.millis(), digest)));
            if leaf.is_none() || leaf.as_ref().map(<[u8; 32]>::as_slice) != kept {
                checked.faults.push(LogFault::NotInTree(entry.id));
            }
            frontier.push(leaf.unwrap_or_default());
            checked.entries += 1;
        }
        progress(checked.entries);
    }
    check_root(reader, key, &frontier.root(), &mut checked)?;
    Ok(checked)
}

/// The signed root against the one of the leaves just seen and the one the stored tiles give.
fn check_root(reader: &Reader<'_>, key: &VerifierKey, seen: &Hash, checked: &mut Checked) -> Result<()> {
    let Some(note) = newest_checkpoint(reader)? else { return Ok(()) };
    match checkpoint::open(&note, key) {
        Err(fault) => checked.faults.push(LogFault::Checkpoint(fault.to_string())),
        Ok(signed) => {
            if signed.size != checked.entries {
                checked.faults.push(LogFault::Gap(checked.entries));
            }
            let stored = tree::root(&Tiles(reader), signed.size).ok();
            if signed.root != *seen || stored != Some(signed.root) {
                checked.faults.push(LogFault::Root);
            }
        }
    }
    Ok(())
}

fn whole(number: i64) -> Result<u64> {
    u64::try_from(number).map_err(Error::broken)
}
