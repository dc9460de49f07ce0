//! The checkpoint: the log's signed word on its size and root (C2SP tlog-checkpoint, a signed note).
//!
//! ```text
//! liaoyuan.example/log
//! 20852163
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//!
//! — liaoyuan.example/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
//! ```

use crate::keys::{LogKey, VerifierKey, key_label};
use crate::tree::Hash;
use signed_note::{Note, NoteError, VerifierList};
use tlog_tiles::Hash as TlogHash;

/// What a checkpoint says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log.
    pub origin: String,
    /// Leaves in the log.
    pub size: u64,
    /// Root of the tree over them.
    pub root: Hash,
}

/// Why a checkpoint is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointFault {
    /// Not in the form of a checkpoint.
    #[error("this is not a checkpoint")]
    Malformed,
    /// It is another log's.
    #[error("the checkpoint is of the log `{found}`, not of `{expected}`")]
    WrongOrigin {
        /// The log it names.
        found: String,
        /// The log of the key.
        expected: String,
    },
    /// None of its signatures is by the key.
    #[error("the checkpoint is not signed by the key {expected}")]
    UnknownKey {
        /// Name and id of the key.
        expected: String,
    },
    /// A signature by the key is there, but it is not a signature of this text.
    #[error("the signature by {key} does not fit the checkpoint: text or signature was changed")]
    WrongSignature {
        /// Name and id of the key.
        key: String,
    },
}

/// The signed checkpoint, as text, for the tree of `size` leaves with this `root`.
///
/// Sign only trees that extend every tree signed before: two checkpoints that do not fit are proof of a forked log.
#[must_use]
pub fn sign(key: &LogKey, size: u64, root: &Hash) -> String {
    const WELL_FORMED: &str = "a key's origin is checked when the key is read, so the note is well formed";
    let body = tlog_tiles::Checkpoint::new(key.origin(), size, TlogHash(*root), "").expect(WELL_FORMED);
    let mut note = Note::new(&body.to_bytes(), &[]).expect(WELL_FORMED);
    note.add_sigs(&[key.signer()]).expect(WELL_FORMED);
    String::from_utf8(note.to_bytes()).expect(WELL_FORMED)
}

/// Reads a checkpoint and believes it only if `key` has signed it and it is of the key's own log.
///
/// Further signatures, such as those of witnesses, are allowed and not looked at.
///
/// # Errors
///
/// A [`CheckpointFault`] naming what is wrong.
pub fn open(text: &str, key: &VerifierKey) -> Result<Checkpoint, CheckpointFault> {
    let note = Note::from_bytes(text.as_bytes()).map_err(|_| CheckpointFault::Malformed)?;
    let body = tlog_tiles::Checkpoint::from_bytes(note.text()).map_err(|_| CheckpointFault::Malformed)?;
    if body.origin() != key.origin() {
        return Err(CheckpointFault::WrongOrigin {
            found: body.origin().to_owned(),
            expected: key.origin().to_owned(),
        });
    }
    note.verify(&VerifierList::new(vec![Box::new(key.verifier().clone())])).map_err(|fault| match fault {
        NoteError::InvalidSignature { name, id } => CheckpointFault::WrongSignature { key: key_label(&name, id) },
        _ => CheckpointFault::UnknownKey { expected: key.label() },
    })?;
    Ok(Checkpoint { origin: body.origin().to_owned(), size: body.size(), root: body.hash().0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> LogKey {
        LogKey::parse("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz").unwrap()
    }

    #[test]
    fn a_signed_checkpoint_opens() {
        let key = key();
        let text = sign(&key, 42, &[7; 32]);
        assert!(
            text.starts_with("PeterNeumann\n42\nBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=\n\n— PeterNeumann x08go")
        );
        let opened = open(&text, key.verifier()).unwrap();
        assert_eq!(opened, Checkpoint { origin: "PeterNeumann".into(), size: 42, root: [7; 32] });
    }

    #[test]
    fn each_way_of_being_wrong_has_its_name() {
        let key = key();
        let text = sign(&key, 42, &[7; 32]);
        let fault = |text: &str| open(text, key.verifier()).unwrap_err();
        let wrong = CheckpointFault::WrongSignature { key: "PeterNeumann+c74f20a3".into() };
        assert_eq!(fault(&text.replace("\n42\n", "\n43\n")), wrong);
        assert_eq!(fault(&text.replace("BwcHBwc=", "BwcHBws=")), wrong);
        assert_eq!(fault(&text.replace("\n42\n", "\n042\n")), CheckpointFault::Malformed);
        assert_eq!(fault(""), CheckpointFault::Malformed);

        let same_name = LogKey::generate("PeterNeumann").unwrap();
        assert!(matches!(fault(&sign(&same_name, 42, &[7; 32])), CheckpointFault::UnknownKey { .. }));
        let other_log = LogKey::generate("other.example/log").unwrap();
        assert!(matches!(fault(&sign(&other_log, 42, &[7; 32])), CheckpointFault::WrongOrigin { .. }));
    }

    #[test]
    fn a_second_signature_does_no_harm() {
        let key = key();
        let mut note = Note::from_bytes(sign(&key, 1, &[0; 32]).as_bytes()).unwrap();
        note.add_sigs(&[LogKey::generate("witness.example").unwrap().signer()]).unwrap();
        let text = String::from_utf8(note.to_bytes()).unwrap();
        assert_eq!(open(&text, key.verifier()).unwrap().size, 1);
    }
}
