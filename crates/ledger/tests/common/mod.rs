//! A log in memory, and RFC 6962 written down a second time as plainly as it can be.

#![allow(dead_code, missing_docs, reason = "each test file takes what it needs")]

use ledger::tree::{self, Appended, Hash, TileStore};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::convert::Infallible;

/// Tiles in a map, and the size that belongs to them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MemLog {
    pub tiles: BTreeMap<(u8, u64), Vec<u8>>,
    pub size: u64,
}

impl TileStore for MemLog {
    type Error = Infallible;

    fn tile(&self, level: u8, n: u64) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(self.tiles.get(&(level, n)).cloned())
    }
}

impl MemLog {
    pub fn append<L: AsRef<[u8]>>(&mut self, leaves: &[L]) -> Appended {
        let appended = tree::append(self, self.size, leaves).unwrap();
        for tile in &appended.tiles {
            self.tiles.insert((tile.level, tile.n), tile.hashes.clone());
        }
        self.size = appended.new_size;
        appended
    }

    pub fn of<L: AsRef<[u8]>>(leaves: &[L]) -> Self {
        let mut log = Self::default();
        log.append(leaves);
        log
    }

    pub fn root(&self) -> Hash {
        tree::root(self, self.size).unwrap()
    }
}

/// `count` different records.
pub fn records(count: usize) -> Vec<Vec<u8>> {
    (0..count).map(|i| format!("record {i}\n").into_bytes()).collect()
}

/// RFC 6962, 2.1: the largest power of two smaller than n.
fn split(n: usize) -> usize {
    1 << (n - 1).ilog2()
}

/// RFC 6962, 2.1: MTH.
pub fn naive_root(leaves: &[Vec<u8>]) -> Hash {
    match leaves {
        [] => Sha256::digest(b"").into(),
        [leaf] => Sha256::new_with_prefix([0]).chain_update(leaf).finalize().into(),
        _ => {
            let (left, right) = leaves.split_at(split(leaves.len()));
            let node = Sha256::new_with_prefix([1]).chain_update(naive_root(left)).chain_update(naive_root(right));
            node.finalize().into()
        }
    }
}

/// RFC 6962, 2.1.1: PATH.
pub fn naive_path(index: usize, leaves: &[Vec<u8>]) -> Vec<Hash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut path, sibling) = if index < left.len() {
        (naive_path(index, left), naive_root(right))
    } else {
        (naive_path(index - left.len(), right), naive_root(left))
    };
    path.push(sibling);
    path
}

/// RFC 6962, 2.1.2: SUBPROOF, with `whole` its Boolean.
pub fn naive_consistency(old: usize, leaves: &[Vec<u8>], whole: bool) -> Vec<Hash> {
    if old == leaves.len() {
        return if whole { Vec::new() } else { vec![naive_root(leaves)] };
    }
    let (left, right) = leaves.split_at(split(leaves.len()));
    let (mut proof, other) = if old <= left.len() {
        (naive_consistency(old, left, whole), naive_root(right))
    } else {
        (naive_consistency(old - left.len(), right, false), naive_root(left))
    };
    proof.push(other);
    proof
}
