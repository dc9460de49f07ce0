//! The root of a tree from its leaves alone, in one pass and a few hashes of memory: the check that
//! trusts no stored tile.

use sha2::{Digest, Sha256};

use crate::tree::Hash;

/// Roots of the perfect subtrees seen so far, the largest first.
#[derive(Default)]
pub(crate) struct Frontier(Vec<(u32, Hash)>);

impl Frontier {
    /// Adds the next leaf hash.
    pub fn push(&mut self, leaf: Hash) {
        let (mut height, mut hash) = (0, leaf);
        while let Some((_, left)) = self.0.pop_if(|(top, _)| *top == height) {
            hash = node(&left, &hash);
            height += 1;
        }
        self.0.push((height, hash));
    }

    /// The root of RFC 6962, section 2.1.
    pub fn root(&self) -> Hash {
        let mut hashes = self.0.iter().rev().map(|(_, hash)| *hash);
        match hashes.next() {
            None => Sha256::digest([]).into(),
            Some(last) => hashes.fold(last, |right, left| node(&left, &right)),
        }
    }
}

fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}
