//! What can be wrong with a receipt, part by part.

use crate::opening::OpeningFault;

/// What is wrong with a receipt.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptFault {
    /// Longer than [`crate::receipt::MAX_RECEIPT_BYTES`].
    #[error("too long for a receipt")]
    TooLong,
    /// A line that is not what must stand there.
    #[error("line {line} is not {expected}")]
    Malformed {
        /// The line, from 1.
        line: usize,
        /// What must stand there.
        expected: Expected,
    },
    /// The disclosed entry on the `extra` line does not read.
    #[error("line 2, the disclosed entry: {0}")]
    Opening(#[from] OpeningFault),
    /// The receipt is of another log.
    #[error("the receipt is of the log `{found}`, not of `{expected}`")]
    WrongOrigin {
        /// The log it names.
        found: String,
        /// The log of the key.
        expected: String,
    },
    /// The signature is by another key.
    #[error("the receipt is not signed by the key {expected}")]
    UnknownKey {
        /// Name and id of the key that should have signed.
        expected: String,
    },
    /// The signature does not fit: size, root or signature was changed.
    #[error("the signature by {key} does not fit: size, root or signature was changed")]
    WrongSignature {
        /// Name and id of the key.
        key: String,
    },
    /// The log holds the digest stated, but the entry or the salt shown is not what the digest was made of.
    #[error("the entry shown, or its salt, is not the one that was recorded")]
    EntryAltered,
    /// The entry shown is the one recorded, but the digest stated is not its digest.
    #[error("the digest stated is not the one that was recorded")]
    DigestAltered,
    /// The entry does not have the digest stated, and the log confirms neither.
    #[error("entry and digest do not fit each other, and the log confirms neither")]
    DigestMismatch,
    /// The entry has the digest stated, but the path does not lead to the signed root.
    #[error("the path does not lead to the signed root: id, time, index or a hash was changed")]
    PathBroken,
    /// The index lies beyond the size of the log.
    #[error("index {index} is beyond a log of size {size}")]
    IndexBeyond {
        /// The index stated.
        index: u64,
        /// The size signed.
        size: u64,
    },
}

/// What must stand on a line of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Expected {
    /// UTF-8 text.
    #[error("UTF-8 text")]
    Text,
    /// The first line.
    #[error("`c2sp.org/tlog-proof@v1`")]
    Header,
    /// The disclosed entry.
    #[error("`extra` and base64")]
    Extra,
    /// The place in the log.
    #[error("`index` and a number")]
    Index,
    /// A hash of the path.
    #[error("a hash in base64")]
    Hash,
    /// The name of the log.
    #[error("the name of the log")]
    Origin,
    /// The size of the log.
    #[error("the size of the log")]
    Size,
    /// The root of the log.
    #[error("the root of the log in base64")]
    Root,
    /// An empty line.
    #[error("an empty line")]
    Empty,
    /// The signature line.
    #[error("the signature of the log")]
    Signature,
    /// The end of the file.
    #[error("the end of the receipt")]
    End,
}

impl ReceiptFault {
    /// The key of its Fluent message.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::TooLong => "receipt-too-long",
            Self::Malformed { .. } => "receipt-malformed",
            Self::Opening(_) => "receipt-opening",
            Self::WrongOrigin { .. } => "receipt-wrong-origin",
            Self::UnknownKey { .. } => "receipt-unknown-key",
            Self::WrongSignature { .. } => "receipt-wrong-signature",
            Self::EntryAltered => "receipt-entry-altered",
            Self::DigestAltered => "receipt-digest-altered",
            Self::DigestMismatch => "receipt-digest-mismatch",
            Self::PathBroken => "receipt-path-broken",
            Self::IndexBeyond { .. } => "receipt-index-beyond",
        }
    }

    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Malformed { line, expected } => {
                vec![("line", line.to_string()), ("expected", expected.word().to_owned())]
            }
            Self::WrongOrigin { found, expected } => vec![("found", found.clone()), ("expected", expected.clone())],
            Self::UnknownKey { expected } => vec![("expected", expected.clone())],
            Self::WrongSignature { key } => vec![("key", key.clone())],
            Self::IndexBeyond { index, size } => vec![("index", index.to_string()), ("size", size.to_string())],
            _ => vec![],
        }
    }
}

impl Expected {
    /// The word the message chooses by.
    fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Header => "header",
            Self::Extra => "extra",
            Self::Index => "index",
            Self::Hash => "hash",
            Self::Origin => "origin",
            Self::Size => "size",
            Self::Root => "root",
            Self::Empty => "empty",
            Self::Signature => "signature",
            Self::End => "end",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_its_message_in_both_languages() {
        use ReceiptFault as F;
        let word = || "x".to_owned();
        let faults = [
            F::TooLong,
            F::Malformed { line: 1, expected: Expected::Header },
            F::Opening(OpeningFault::Unreadable),
            F::WrongOrigin { found: word(), expected: word() },
            F::UnknownKey { expected: word() },
            F::WrongSignature { key: word() },
            F::EntryAltered,
            F::DigestAltered,
            F::DigestMismatch,
            F::PathBroken,
            F::IndexBeyond { index: 1, size: 1 },
        ];
        let expected = [
            Expected::Text,
            Expected::Header,
            Expected::Extra,
            Expected::Index,
            Expected::Hash,
            Expected::Origin,
            Expected::Size,
            Expected::Root,
            Expected::Empty,
            Expected::Signature,
            Expected::End,
        ];
        for text in [include_str!("../locales/zh-CN.ftl"), include_str!("../locales/en.ftl")] {
            for fault in &faults {
                let start = format!("\n{} = ", fault.key());
                let (_, message) = text.split_once(&start).unwrap_or_else(|| panic!("no message {start}"));
                let message = message.split("\nreceipt-").next().unwrap();
                for (name, _) in fault.args() {
                    assert!(message.contains(&format!("{{ ${name} ")), "{start} lacks {name}");
                }
            }
            for part in expected {
                assert!(text.contains(&format!("[{}] ", part.word())), "no word for {part}");
            }
        }
    }
}
