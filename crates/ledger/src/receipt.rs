//! The receipt: the file a person keeps, in the C2SP tlog-proof form, `.tlog-proof`.
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! extra <base64 of the opening: {"at":…,"digest":…,"entry":…,"id":…,"salt":…}>
//! index 73894
//! <base64 hashes from the leaf's sibling up to the child of the root, one on each line>
//!
//! <the checkpoint: origin, size, root, an empty line, the log's signature>
//! ```
//!
//! Every byte counts: whatever is changed is found, and [`ReceiptFault`] names it. That is why a receipt carries exactly
//! one signature. Signatures nobody checks could be altered unseen, so others (of witnesses, say) are refused here.

use crate::checkpoint::{self, CheckpointFault};
use crate::keys::VerifierKey;
use crate::opening::Opening;
use crate::tree::{self, Hash, MAX_PROOF};
use base64::prelude::{BASE64_STANDARD, Engine};
use serde_json::Value;
use uuid::Uuid;

pub use crate::fault::{Expected, ReceiptFault};

/// First line of every receipt.
pub const RECEIPT_HEADER: &str = "c2sp.org/tlog-proof@v1";

/// Longest receipt that is looked at, in bytes.
pub const MAX_RECEIPT_BYTES: usize = 1 << 20;

/// A receipt as it is written. That it reads well does not mean that it is true: see [`verify_receipt`].
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    opening: Opening,
    index: u64,
    path: Vec<Hash>,
    checkpoint: String,
}

/// What a true receipt proves: this entry stands at this place in the log as signed.
#[derive(Debug, Clone, PartialEq)]
pub struct Verified {
    /// Name of the log.
    pub origin: String,
    /// Leaves in the log when the receipt was made.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
    /// Place of the entry, from 0.
    pub index: u64,
    /// Id of the entry.
    pub id: Uuid,
    /// When it was recorded, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The entry.
    pub entry: Value,
    /// The digest that the log holds for it.
    pub digest: Hash,
}

impl Receipt {
    /// Puts a receipt together: what is disclosed, where it stands, the proof of it, and the checkpoint the proof leads
    /// to, as [`checkpoint::sign`] wrote it.
    #[must_use]
    pub fn new(opening: Opening, index: u64, path: Vec<Hash>, checkpoint: String) -> Self {
        Self { opening, index, path, checkpoint }
    }

    /// What is disclosed.
    #[must_use]
    pub fn opening(&self) -> &Opening {
        &self.opening
    }

    /// The place stated, from 0.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }

    /// The file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let extra = BASE64_STANDARD.encode(self.opening.as_bytes());
        let path: String = self.path.iter().map(|hash| BASE64_STANDARD.encode(hash) + "\n").collect();
        format!("{RECEIPT_HEADER}\nextra {extra}\nindex {}\n{path}\n{}", self.index, self.checkpoint)
    }

    /// Reads the file, line by line. Proves nothing yet.
    ///
    /// # Errors
    ///
    /// A [`ReceiptFault`] of the kinds `TooLong`, `Malformed` and `Opening`.
    pub fn parse(text: &[u8]) -> Result<Self, ReceiptFault> {
        if text.len() > MAX_RECEIPT_BYTES {
            return Err(ReceiptFault::TooLong);
        }
        let text = std::str::from_utf8(text).map_err(|fault| {
            let line = 1 + text[..fault.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
            ReceiptFault::Malformed { line, expected: Expected::Text }
        })?;
        let mut lines = Lines { rest: text, line: 0 };
        lines.next(Expected::Header, |line| (line == RECEIPT_HEADER).then_some(()))?;
        let extra = lines.next(Expected::Extra, |line| BASE64_STANDARD.decode(line.strip_prefix("extra ")?).ok())?;
        let index = lines.next(Expected::Index, |line| number(line.strip_prefix("index ")?))?;
        let mut path = Vec::new();
        while let Some(hash) = lines.next(Expected::Hash, |line| match line {
            "" => Some(None),
            // A path this long can only be followed by its end.
            _ if path.len() == MAX_PROOF => None,
            _ => hash(line).map(Some),
        })? {
            path.push(hash);
        }
        let checkpoint = lines.rest.to_owned();
        lines.next(Expected::Origin, |line| (!line.is_empty() && is_printable(line)).then_some(()))?;
        lines.next(Expected::Size, number)?;
        lines.next(Expected::Root, hash)?;
        lines.next(Expected::Empty, |line| line.is_empty().then_some(()))?;
        lines.next(Expected::Signature, |line| {
            signed_note::Signature::from_bytes(line.as_bytes()).ok().filter(|_| is_printable(line))
        })?;
        lines.end()?;
        Ok(Self { opening: Opening::parse(&extra)?, index, path, checkpoint })
    }

    /// The line of the receipt where the checkpoint begins.
    fn checkpoint_line(&self) -> usize {
        // Header, extra, index, the path, an empty line.
        self.path.len() + 5
    }
}

/// Checks a receipt, offline, with nothing but the log's verifier key.
///
/// # Errors
///
/// A [`ReceiptFault`] naming the part that is wrong. The signature is looked at before the path, and the path before
/// anything in the receipt is believed.
pub fn verify_receipt(text: &[u8], key: &VerifierKey) -> Result<Verified, ReceiptFault> {
    let receipt = Receipt::parse(text)?;
    let signed = checkpoint::open(&receipt.checkpoint, key).map_err(|fault| match fault {
        CheckpointFault::Malformed => {
            ReceiptFault::Malformed { line: receipt.checkpoint_line(), expected: Expected::Origin }
        }
        CheckpointFault::WrongOrigin { found, expected } => ReceiptFault::WrongOrigin { found, expected },
        CheckpointFault::UnknownKey { expected } => ReceiptFault::UnknownKey { expected },
        CheckpointFault::WrongSignature { key } => ReceiptFault::WrongSignature { key },
    })?;
    let Receipt { opening, index, path, .. } = receipt;
    if index >= signed.size {
        return Err(ReceiptFault::IndexBeyond { index, size: signed.size });
    }
    let logged = |record: &[u8]| tree::verify_inclusion(record, index, signed.size, &signed.root, &path);
    match (opening.fits(), logged(&opening.record())) {
        (true, true) => {}
        (true, false) => return Err(ReceiptFault::PathBroken),
        (false, true) => return Err(ReceiptFault::EntryAltered),
        (false, false) if logged(&opening.actual_record()) => return Err(ReceiptFault::DigestAltered),
        (false, false) => return Err(ReceiptFault::DigestMismatch),
    }
    Ok(Verified {
        origin: signed.origin,
        size: signed.size,
        root: signed.root,
        index,
        id: opening.id(),
        at_ms: opening.at_ms(),
        entry: opening.entry().clone(),
        digest: *opening.digest(),
    })
}

/// Reads line after line and knows where it is.
struct Lines<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Lines<'a> {
    fn next<T>(&mut self, expected: Expected, read: impl FnOnce(&'a str) -> Option<T>) -> Result<T, ReceiptFault> {
        self.line += 1;
        let fault = ReceiptFault::Malformed { line: self.line, expected };
        let Some((line, rest)) = self.rest.split_once('\n') else { return Err(fault) };
        self.rest = rest;
        read(line).ok_or(fault)
    }

    fn end(&self) -> Result<(), ReceiptFault> {
        let fault = ReceiptFault::Malformed { line: self.line + 1, expected: Expected::End };
        self.rest.is_empty().then_some(()).ok_or(fault)
    }
}

/// A decimal number as it is written: no sign, no leading zero.
fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|number: &u64| number.to_string() == text)
}

fn hash(text: &str) -> Option<Hash> {
    BASE64_STANDARD.decode(text).ok()?.try_into().ok()
}

fn is_printable(line: &str) -> bool {
    !line.chars().any(|c| c < ' ')
}
