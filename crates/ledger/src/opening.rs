//! The opening of a leaf: the entry and the salt behind the digest, disclosed to whoever holds a receipt.

use crate::canonical::{NotCanonical, canonical_json};
use crate::leaf::{Salt, leaf_record, opening_digest};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

/// What is disclosed about one leaf, together with the digest it is said to have.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    id: Uuid,
    at_ms: i64,
    salt: Salt,
    entry: Value,
    stated: [u8; 32],
    actual: [u8; 32],
    bytes: Vec<u8>,
}

/// Why the text of an opening does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpeningFault {
    /// Not JSON, or not with exactly the members `at`, `digest`, `entry`, `id` and `salt`.
    #[error("not the JSON of a disclosed entry")]
    Unreadable,
    /// Readable, but not in the one form it is written in.
    #[error("not in canonical form")]
    NotCanonical,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    at: i64,
    #[serde(with = "hex::serde")]
    digest: [u8; 32],
    entry: Value,
    id: Uuid,
    #[serde(with = "hex::serde")]
    salt: Salt,
}

impl Opening {
    /// The opening of the leaf of `entry`, recorded under `id` at `at_ms` (milliseconds since 1970 UTC).
    ///
    /// # Errors
    ///
    /// [`NotCanonical`] if the entry or the time holds a number without canonical form.
    pub fn new(id: Uuid, at_ms: i64, salt: Salt, entry: Value) -> Result<Self, NotCanonical> {
        let digest = opening_digest(&salt, &canonical_json(&entry)?);
        Self::build(Wire { at: at_ms, digest, entry, id, salt })
    }

    /// Reads what [`Opening::as_bytes`] wrote. The digest stated in it is not compared: see [`Opening::fits`].
    ///
    /// # Errors
    ///
    /// An [`OpeningFault`] if the bytes are anything else than the canonical form of an opening.
    pub fn parse(bytes: &[u8]) -> Result<Self, OpeningFault> {
        let wire: Wire = serde_json::from_slice(bytes).map_err(|_| OpeningFault::Unreadable)?;
        let opening = Self::build(wire).map_err(|_| OpeningFault::NotCanonical)?;
        if opening.bytes == bytes { Ok(opening) } else { Err(OpeningFault::NotCanonical) }
    }

    fn build(Wire { at, digest, entry, id, salt }: Wire) -> Result<Self, NotCanonical> {
        let actual = opening_digest(&salt, &canonical_json(&entry)?);
        let bytes = canonical_json(&json!({
            "at": at,
            "digest": hex::encode(digest),
            "entry": entry,
            "id": id,
            "salt": hex::encode(salt),
        }))?;
        Ok(Self { id, at_ms: at, salt, entry, stated: digest, actual, bytes })
    }

    /// The canonical JSON `{"at":…,"digest":"hex","entry":…,"id":"uuid","salt":"hex"}`.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Id of the entry.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// When the entry was recorded, in milliseconds since 1970 UTC.
    #[must_use]
    pub fn at_ms(&self) -> i64 {
        self.at_ms
    }

    /// The salt of the digest.
    #[must_use]
    pub fn salt(&self) -> &Salt {
        &self.salt
    }

    /// The entry.
    #[must_use]
    pub fn entry(&self) -> &Value {
        &self.entry
    }

    /// The digest stated.
    #[must_use]
    pub fn digest(&self) -> &[u8; 32] {
        &self.stated
    }

    /// Whether salt and entry have the digest stated.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.stated == self.actual
    }

    /// The leaf record with the digest stated.
    #[must_use]
    pub fn record(&self) -> Vec<u8> {
        leaf_record(self.id, self.at_ms, &self.stated)
    }

    /// The leaf record with the digest that salt and entry really have.
    pub(crate) fn actual_record(&self) -> Vec<u8> {
        leaf_record(self.id, self.at_ms, &self.actual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opening() -> Opening {
        Opening::new(Uuid::from_u128(7), 1_700_000_000_000, *b"0123456789abcdef", json!({"step": "采纳"})).unwrap()
    }

    #[test]
    fn an_opening_reads_back_and_fits() {
        let opening = opening();
        let read = Opening::parse(opening.as_bytes()).unwrap();
        assert_eq!(read, opening);
        assert!(read.fits());
        assert_eq!(read.record(), leaf_record(Uuid::from_u128(7), 1_700_000_000_000, opening.digest()));
    }

    #[test]
    fn another_entry_or_salt_does_not_fit() {
        let text = String::from_utf8(opening().as_bytes().to_vec()).unwrap();
        for altered in [text.replace("采纳", "驳回"), text.replace("3031", "3032")] {
            assert!(!Opening::parse(altered.as_bytes()).unwrap().fits(), "{altered}");
        }
    }

    #[test]
    fn only_the_canonical_form_reads() {
        let text = String::from_utf8(opening().as_bytes().to_vec()).unwrap();
        let fault = |text: String| Opening::parse(text.as_bytes()).unwrap_err();
        assert_eq!(fault(text.replace(":1700", ": 1700")), OpeningFault::NotCanonical);
        assert_eq!(fault(text.replace("{\"at\"", "{\"entry\":1,\"at\"")), OpeningFault::Unreadable);
        assert_eq!(fault(text.replace("{\"step\"", "{\"step\":1,\"step\"")), OpeningFault::NotCanonical);
        assert_eq!(fault(text.replace("\"采纳\"", "1.5")), OpeningFault::NotCanonical);
        assert_eq!(fault(text.replace("{\"at\"", "{\"more\":1,\"at\"")), OpeningFault::Unreadable);
        assert_eq!(fault(text.replace("\"salt\":\"30", "\"salt\":\"")), OpeningFault::Unreadable);
        assert_eq!(fault(text.to_uppercase()), OpeningFault::Unreadable);
        assert_eq!(fault(format!("{text}\n")), OpeningFault::NotCanonical);
    }

    #[test]
    fn a_time_beyond_what_json_keeps_is_refused() {
        assert!(Opening::new(Uuid::nil(), i64::MAX, [0; 16], json!(null)).is_err());
    }
}
