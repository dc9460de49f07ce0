//! The leaf: the few lines of ASCII the log holds about an entry.
//!
//! A leaf never holds what the entry says, only a digest of it made with a random salt. Once the salt and the entry are
//! erased the digest tells nothing about them, and every proof over the log stays valid.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Random bytes that keep a short entry from being guessed by trying.
pub type Salt = [u8; 16];

/// First line of every leaf record. A new form gets a new number.
pub const LEAF_HEADER: &str = "liaoyuan-entry/v1";

/// SHA-256 of the salt followed by the canonical JSON of the entry (see [`crate::canonical`]).
#[must_use]
pub fn opening_digest(salt: &Salt, canonical_json: &[u8]) -> [u8; 32] {
    Sha256::new_with_prefix(salt).chain_update(canonical_json).finalize().into()
}

/// The record hashed into the tree: header, entry id, time in milliseconds since 1970 UTC, and the digest in lower-case
/// hex, each on a line of its own.
///
/// ```
/// let record = ledger::leaf::leaf_record(uuid::Uuid::nil(), 1_700_000_000_000, &[0xab; 32]);
/// assert_eq!(
///     String::from_utf8(record).unwrap(),
///     format!("liaoyuan-entry/v1\n00000000-0000-0000-0000-000000000000\n1700000000000\n{}\n", "ab".repeat(32)),
/// );
/// ```
#[must_use]
pub fn leaf_record(entry_id: Uuid, at_ms: i64, digest: &[u8; 32]) -> Vec<u8> {
    format!("{LEAF_HEADER}\n{}\n{at_ms}\n{}\n", entry_id.hyphenated(), hex::encode(digest)).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_plain_sha256_of_salt_and_text() {
        // printf '0123456789abcdef{"a":1}' | sha256sum
        assert_eq!(
            hex::encode(opening_digest(b"0123456789abcdef", br#"{"a":1}"#)),
            "565a924995d14ab0c6c7b06a42fee6e994ddd8c9b3f638165febfe709c085cd5"
        );
    }
}
