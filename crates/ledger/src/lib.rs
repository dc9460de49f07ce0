//! The ledger: what has happened, in an order nobody can rewrite unseen.
//!
//! One half of the crate is pure: bytes in, bytes out, no database and no clock.
//!
//! * [`canonical`] – one byte form for one JSON value
//! * [`leaf`] – what the log says about an entry: its id, its time and a salted digest
//! * [`opening`] – the entry and the salt behind a leaf, disclosed
//! * [`tree`] – the Merkle tree over the leaves, kept in tiles, and its proofs
//! * [`path`] – the public names of tiles and entry bundles
//! * [`keys`] – the log's Ed25519 key and its public half
//! * [`checkpoint`] – the signed statement "the log has this size and this root"
//! * [`receipt`] – the file a person keeps, and the check that names what was changed in it
//!
//! The other half keeps it in the database:
//!
//! * [`facts`] – recording a fact in the change's own transaction; nothing commits without it
//! * [`sealer`] – numbering and chaining what was recorded, after the commit
//! * [`history`] – recording and numbering in bulk what a simulation tells
//! * [`folds`] – reading in order, each reader with its cursor
//! * [`proofs`] – receipts, and the check of the whole log against itself
//!
//! Every format is a public one (C2SP tlog-tiles, tlog-checkpoint, tlog-proof, signed-note; RFC 6962; RFC 8785), so that
//! nobody has to trust this program to check what it says. `README.md` shows how.

pub mod canonical;
pub mod checkpoint;
pub mod facts;
mod fault;
pub mod folds;
mod frontier;
pub mod history;
pub mod keys;
pub mod leaf;
pub mod opening;
pub mod path;
pub mod proofs;
pub mod receipt;
pub mod sealer;
pub mod store;
pub mod tree;

pub use self::store::{EntryId, MIGRATIONS, SealedRow};
pub use facts::{Fact, Recorded, append, change, unchanged};

/// What is said about a receipt that does not hold, by language.
pub const LOCALES: [(&str, &str); 2] =
    [("zh-CN", include_str!("../locales/zh-CN.ftl")), ("en", include_str!("../locales/en.ftl"))];
