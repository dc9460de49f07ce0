//! Handing out proofs, and checking the whole log against itself.

use kernel::{Error, Result};
use store::Reader;

use crate::checkpoint::{self, Checkpoint};
use crate::folds::sealed_from;
use crate::frontier::Frontier;
use crate::keys::VerifierKey;
use crate::leaf::leaf_record;
use crate::receipt::Receipt;
use crate::sealer::Tiles;
use crate::store::{EntryId, NEWEST_CHECKPOINT, SEALED_ONE};
use crate::tree;

/// Entries that are looked at in one step.
const AT_ONCE: u32 = 2000;
/// Faults that are told one by one.
const TOLD: usize = 1000;

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
    /// How much more is, beyond the first thousand.
    pub further: u64,
}

/// Recomputes every digest, every leaf and the root, and compares them with what is stored and
/// signed. Reads in chunks; `progress` is told how many entries have been looked at.
///
/// # Errors
/// Broken, when the database fails; a fault found is not an error.
pub fn check(reader: &Reader<'_>, key: &VerifierKey, mut progress: impl FnMut(u64)) -> Result<Checked> {
    let mut check = Check::begin(reader, key)?;
    while check.step(reader)? {
        progress(check.entries());
    }
    check.end(reader)
}

/// A check of the whole log in steps, each of which may be read for itself: what is sealed is never changed, and the
/// check goes up to the size that was signed when it began. So nobody holds a moment of the database for the hours a
/// large log may take, and whoever checks can show how far it is and stop. It holds one chunk, the edge of the tree
/// and the first faults.
pub struct Check {
    note: Option<String>,
    signed: Option<Result<Checkpoint, String>>,
    checked: Checked,
    frontier: Frontier,
    tile: Option<(u64, Vec<u8>)>,
}

impl Check {
    /// Begins with the newest signed statement.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn begin(reader: &Reader<'_>, key: &VerifierKey) -> Result<Check> {
        let note = newest_checkpoint(reader)?;
        let signed = note.as_ref().map(|note| checkpoint::open(note, key).map_err(|fault| fault.to_string()));
        Ok(Check { note, signed, checked: Checked::default(), frontier: Frontier::default(), tile: None })
    }

    /// How many entries have been looked at.
    pub fn entries(&self) -> u64 {
        self.checked.entries
    }

    /// Of how many; nothing, where no statement can be believed.
    pub fn of(&self) -> Option<u64> {
        self.signed.as_ref().and_then(|signed| signed.as_ref().ok()).map(|signed| signed.size)
    }

    /// How many faults were found.
    pub fn faults(&self) -> u64 {
        self.checked.faults.len() as u64 + self.checked.further
    }

    /// Looks at the next entries; false when there are none.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn step(&mut self, reader: &Reader<'_>) -> Result<bool> {
        let left = self.of().map_or(u64::MAX, |size| size.saturating_sub(self.checked.entries));
        let entries = sealed_from(reader, self.checked.entries, u32::try_from(left).unwrap_or(u32::MAX).min(AT_ONCE))?;
        let (any, until) = (!entries.is_empty() && left > 0, self.of().unwrap_or(u64::MAX));
        let tiles = Tiles(reader);
        for entry in entries {
            let position = whole(entry.position)?;
            if position >= until {
                return Ok(false);
            }
            if position != self.checked.entries {
                self.checked.fault(LogFault::Gap(self.checked.entries));
                self.checked.entries = position;
            }
            match entry.opening() {
                Ok(Some(opening)) if opening.digest().as_slice() != entry.digest => {
                    self.checked.fault(LogFault::Altered(entry.id));
                }
                Ok(Some(_)) => {}
                Ok(None) => self.checked.erased += 1,
                Err(_) => self.checked.fault(LogFault::Altered(entry.id)),
            }
            let (n, within) = (position / tree::TILE_WIDTH as u64, (position % tree::TILE_WIDTH as u64) as usize);
            // The last tile grows while others write: it is read again with each step.
            if within == 0 || self.tile.as_ref().is_none_or(|(have, _)| *have != n) {
                self.tile = Some((n, tree::TileStore::tile(&tiles, 0, n)?.unwrap_or_default()));
            }
            let kept = self.tile.as_ref().and_then(|(_, hashes)| hashes.chunks_exact(tree::HASH_BYTES).nth(within));
            let digest: Option<&[u8; 32]> = entry.digest.as_slice().try_into().ok();
            let leaf = digest.map(|digest| tree::leaf_hash(&leaf_record(entry.id.uuid(), entry.at.millis(), digest)));
            if leaf.is_none() || leaf.as_ref().map(<[u8; 32]>::as_slice) != kept {
                self.checked.fault(LogFault::NotInTree(entry.id));
            }
            self.frontier.push(leaf.unwrap_or_default());
            self.checked.entries += 1;
        }
        self.tile = None;
        Ok(any)
    }

    /// The signed root against the one of the leaves just seen and the one the stored tiles give.
    ///
    /// # Errors
    /// Broken, when the database fails.
    pub fn end(self, reader: &Reader<'_>) -> Result<Checked> {
        let mut checked = self.checked;
        match self.signed {
            None => {}
            Some(Err(why)) => checked.fault(LogFault::Checkpoint(why)),
            Some(Ok(signed)) => {
                if signed.size != checked.entries {
                    checked.fault(LogFault::Gap(checked.entries));
                } else if !sealed_from(reader, signed.size, 1)?.is_empty() && newest_checkpoint(reader)? == self.note {
                    checked.fault(LogFault::Gap(signed.size)); // numbered, and nobody signed for it
                }
                let stored = tree::root(&Tiles(reader), signed.size).ok();
                if signed.root != self.frontier.root() || stored != Some(signed.root) {
                    checked.fault(LogFault::Root);
                }
            }
        }
        Ok(checked)
    }
}

impl Checked {
    /// One more fault. Of a log that is broken all through the first are told and the others counted.
    fn fault(&mut self, fault: LogFault) {
        if self.faults.len() < TOLD {
            self.faults.push(fault);
        } else {
            self.further += 1;
        }
    }
}

fn whole(number: i64) -> Result<u64> {
    u64::try_from(number).map_err(Error::broken)
}
