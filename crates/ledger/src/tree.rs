//! The Merkle tree of RFC 6962, kept as the tiles of C2SP tlog-tiles.
//!
//! A tile at level 0 holds up to 256 leaf hashes in a row. Each hash of a tile at level *l* + 1 stands for one full tile
//! at level *l*. What lies between two levels is recomputed, so a log of a million entries needs about four thousand
//! rows, and appending touches only the last tile of each level.

use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use tlog_tiles::{Hash as TlogHash, HashReader};

/// A SHA-256 hash in the tree.
pub type Hash = [u8; HASH_BYTES];

/// Bytes in a hash.
pub const HASH_BYTES: usize = 32;

/// Hashes in a full tile.
pub const TILE_WIDTH: usize = 1 << TILE_HEIGHT;

/// Levels of the tree spanned by one tile.
const TILE_HEIGHT: u8 = 8;

/// Bytes in a full tile.
const TILE_BYTES: usize = TILE_WIDTH * HASH_BYTES;

/// Where tiles are kept.
pub trait TileStore {
    /// What can go wrong in reading.
    type Error;

    /// The hashes of tile `n` at `level` as far as it is filled, 32 bytes each, or `None` if it was never begun.
    ///
    /// # Errors
    ///
    /// Whatever the storage has to say.
    fn tile(&self, level: u8, n: u64) -> Result<Option<Vec<u8>>, Self::Error>;
}

/// A tile to write, in place of what is stored under the same level and number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// Level, 0 for leaves.
    pub level: u8,
    /// Number within the level, from 0.
    pub n: u64,
    /// One to 256 hashes, 32 bytes each.
    pub hashes: Vec<u8>,
}

/// The outcome of [`append`]: what to store, and the tree it makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// Leaves in the tree now.
    pub new_size: u64,
    /// Root of the tree now.
    pub root: Hash,
    /// The touched tiles, each once.
    pub tiles: Vec<Tile>,
}

/// Why the tree could not be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TreeError<E> {
    /// The storage failed.
    #[error("tile store: {0}")]
    Store(E),
    /// A tile holds fewer hashes than a tree of the given size needs: hashes were lost.
    #[error("tile {n} at level {level} is missing or too short")]
    Short {
        /// Level of the tile.
        level: u8,
        /// Number of the tile.
        n: u64,
    },
    /// A tile holds more hashes than the given size knows of: someone else has appended, and going on would fork the log.
    #[error("tile {n} at level {level} is ahead of the given size")]
    Ahead {
        /// Level of the tile.
        level: u8,
        /// Number of the tile.
        n: u64,
    },
    /// The entry or the older tree lies beyond the tree asked about.
    #[error("{asked} is beyond a tree of size {size}")]
    Beyond {
        /// The index or size asked for.
        asked: u64,
        /// The size of the tree.
        size: u64,
    },
}

/// Hash of a leaf record: SHA-256 of a zero byte and the record.
#[must_use]
pub fn leaf_hash(record: &[u8]) -> Hash {
    tlog_tiles::record_hash(record).0
}

/// Adds `leaves` (records, not hashes) to a tree of `size` and returns the tiles to store. Writes nothing itself.
///
/// # Errors
///
/// [`TreeError::Short`] or [`TreeError::Ahead`] if the store does not hold a tree of exactly `size`.
pub fn append<S: TileStore, L: AsRef<[u8]>>(
    store: &S,
    size: u64,
    leaves: &[L],
) -> Result<Appended, TreeError<S::Error>> {
    let mut edge = Edge::load(store, size)?;
    let mut tiles = Vec::new();
    for leaf in leaves {
        edge.push(leaf_hash(leaf.as_ref()), &mut tiles);
    }
    let root = edge.root();
    tiles.extend(edge.touched());
    Ok(Appended { new_size: size + leaves.len() as u64, root, tiles })
}

/// The root of the tree over the first `size` leaves. The empty tree's root is SHA-256 of nothing.
///
/// # Errors
///
/// [`TreeError::Short`] if the store is not that far.
pub fn root<S: TileStore>(store: &S, size: u64) -> Result<Hash, TreeError<S::Error>> {
    Stored::run(store, |hashes| tlog_tiles::tree_hash(size, hashes)).map(|hash| hash.0)
}

/// The proof that leaf `index` is in the tree over the first `size` leaves: sibling hashes from the leaf upwards.
///
/// # Errors
///
/// [`TreeError::Beyond`] if `index >= size`, [`TreeError::Short`] if the store is not that far.
pub fn inclusion_proof<S: TileStore>(store: &S, size: u64, index: u64) -> Result<Vec<Hash>, TreeError<S::Error>> {
    if index >= size {
        return Err(TreeError::Beyond { asked: index, size });
    }
    Stored::run(store, |hashes| tlog_tiles::prove_record(size, index, hashes)).map(from_tlog)
}

/// The proof that the tree of `new` leaves begins with the tree of `old` leaves. Empty for `old == 0`.
///
/// # Errors
///
/// [`TreeError::Beyond`] if `old > new`, [`TreeError::Short`] if the store is not that far.
pub fn consistency_proof<S: TileStore>(store: &S, old: u64, new: u64) -> Result<Vec<Hash>, TreeError<S::Error>> {
    if old > new {
        return Err(TreeError::Beyond { asked: old, size: new });
    }
    if old == 0 {
        return Ok(Vec::new());
    }
    Stored::run(store, |hashes| tlog_tiles::prove_tree(new, old, hashes)).map(from_tlog)
}

/// Whether `proof` leads from `record` at `index` to the `root` of a tree of `size`.
#[must_use]
pub fn verify_inclusion(record: &[u8], index: u64, size: u64, root: &Hash, proof: &[Hash]) -> bool {
    proof.len() <= MAX_PROOF
        && tlog_tiles::check_record(&to_tlog(proof), size, TlogHash(*root), index, tlog_tiles::record_hash(record))
            .is_ok()
}

/// Whether `proof` shows that the tree `new` (size and root) begins with the tree `old`.
#[must_use]
pub fn verify_consistency(old: (u64, &Hash), new: (u64, &Hash), proof: &[Hash]) -> bool {
    if old.0 == 0 {
        return proof.is_empty() && *old.1 == tlog_tiles::EMPTY_HASH.0;
    }
    proof.len() <= MAX_PROOF
        && tlog_tiles::check_tree(&to_tlog(proof), new.0, TlogHash(*new.1), old.0, TlogHash(*old.1)).is_ok()
}

/// More hashes than any proof over 2⁶⁴ leaves has. Longer ones are refused before any work is spent on them.
pub(crate) const MAX_PROOF: usize = 65;

fn to_tlog(proof: &[Hash]) -> Vec<TlogHash> {
    proof.iter().copied().map(TlogHash).collect()
}

fn from_tlog(proof: Vec<TlogHash>) -> Vec<Hash> {
    proof.into_iter().map(|hash| hash.0).collect()
}

/// The right edge of the tree: the tile being filled at each level, from the leaves up.
struct Edge(Vec<EdgeTile>);

struct EdgeTile {
    n: u64,
    hashes: Vec<u8>,
    touched: bool,
}

impl Edge {
    fn load<S: TileStore>(store: &S, size: u64) -> Result<Self, TreeError<S::Error>> {
        let mut edge = Vec::new();
        let mut level = 0;
        let mut filled = size; // hashes at this level
        while filled > 0 || level == 0 {
            let n = filled >> TILE_HEIGHT;
            let expected = (filled % TILE_WIDTH as u64) as usize * HASH_BYTES;
            let hashes = store.tile(level, n).map_err(TreeError::Store)?.unwrap_or_default();
            match hashes.len() {
                len if len < expected => return Err(TreeError::Short { level, n }),
                len if len > expected => return Err(TreeError::Ahead { level, n }),
                _ => edge.push(EdgeTile { n, hashes, touched: false }),
            }
            level += 1;
            filled = n;
        }
        Ok(Self(edge))
    }

    /// Adds a leaf hash. A tile that becomes full goes to `full`, and its own hash to the level above.
    fn push(&mut self, leaf: Hash, full: &mut Vec<Tile>) {
        let mut hash = leaf;
        for level in 0_u8.. {
            if self.0.len() == usize::from(level) {
                self.0.push(EdgeTile { n: 0, hashes: Vec::new(), touched: false });
            }
            let tile = &mut self.0[usize::from(level)];
            tile.hashes.extend_from_slice(&hash);
            tile.touched = true;
            if tile.hashes.len() < TILE_BYTES {
                return;
            }
            let hashes = std::mem::take(&mut tile.hashes);
            hash = tlog_tiles::Tile::subtree_hash(&hashes).0;
            full.push(Tile { level, n: tile.n, hashes });
            tile.n += 1;
            tile.touched = false;
        }
    }

    /// The root: the complete subtrees on the edge, joined from the smallest and rightmost to the largest.
    fn root(&self) -> Hash {
        let mut root: Option<TlogHash> = None;
        for tile in &self.0 {
            let mut rest = tile.hashes.as_slice();
            while !rest.is_empty() {
                // The lowest set bit of the width is the size of the last complete subtree.
                let width = rest.len() / HASH_BYTES;
                let (before, last) = rest.split_at((width & (width - 1)) * HASH_BYTES);
                let subtree = tlog_tiles::Tile::subtree_hash(last);
                root = Some(root.map_or(subtree, |right| tlog_tiles::node_hash(subtree, right)));
                rest = before;
            }
        }
        root.unwrap_or(tlog_tiles::EMPTY_HASH).0
    }

    fn touched(self) -> impl Iterator<Item = Tile> {
        let tiles = (0_u8..).zip(self.0).filter(|(_, tile)| tile.touched);
        tiles.map(|(level, EdgeTile { n, hashes, .. })| Tile { level, n, hashes })
    }
}

/// Shows a [`TileStore`] to `tlog_tiles` as a reader of single hashes, each tile read once.
struct Stored<'a, S: TileStore> {
    store: &'a S,
    tiles: RefCell<HashMap<(u8, u64), Vec<u8>>>,
    /// `tlog_tiles` has one fixed error type: the true cause waits here until [`Stored::run`] takes it.
    fault: RefCell<Option<TreeError<S::Error>>>,
}

impl<'a, S: TileStore> Stored<'a, S> {
    fn run<T>(
        store: &'a S,
        work: impl FnOnce(&Self) -> Result<T, tlog_tiles::Error>,
    ) -> Result<T, TreeError<S::Error>> {
        let stored = Self { store, tiles: RefCell::default(), fault: RefCell::default() };
        work(&stored).map_err(|_| {
            let fault = stored.fault.take();
            fault.expect("the callers have checked their ranges, so only reading fails, and it leaves its fault here")
        })
    }

    fn hash(&self, index: u64) -> Result<TlogHash, TreeError<S::Error>> {
        let tile = tlog_tiles::Tile::from_index(TILE_HEIGHT, index);
        let (level, n) = (tile.level(), tile.level_index());
        let mut tiles = self.tiles.borrow_mut();
        let hashes = match tiles.entry((level, n)) {
            Entry::Occupied(read) => read.into_mut(),
            Entry::Vacant(unread) => {
                unread.insert(self.store.tile(level, n).map_err(TreeError::Store)?.unwrap_or_default())
            }
        };
        tile.hash_at_index(hashes, index).map_err(|_| TreeError::Short { level, n })
    }
}

impl<S: TileStore> HashReader for Stored<'_, S> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<TlogHash>, tlog_tiles::Error> {
        let hashes: Result<Vec<_>, _> = indexes.iter().map(|&index| self.hash(index)).collect();
        hashes.map_err(|fault| {
            self.fault.replace(Some(fault));
            tlog_tiles::Error::InvalidTile
        })
    }
}
