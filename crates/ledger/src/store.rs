//! Every SQL statement of the ledger.

use kernel::id::{AnyId, PersonId, UnitId};
use kernel::{Id, Path, Time};
use store::{Migration, row, statements};

/// Tag of a ledger entry's id.
pub enum EntryTag {}
/// The id of a ledger entry.
pub type EntryId = Id<EntryTag>;

/// The ledger's tables.
pub const MIGRATIONS: &[Migration] =
    &[Migration { name: "ledger/0001", sql: include_str!("../migrations/0001_ledger.sql") }];

row! {
    /// An entry as it is stored.
    #[derive(Clone, Debug, PartialEq)]
    pub struct EntryRow {
        /// Its id.
        pub id: EntryId,
        /// Kind of the subject.
        pub kind: String,
        /// What it is about.
        pub subject: AnyId,
        /// What happened to it.
        pub step: String,
        /// Who did it.
        pub actor: Option<PersonId>,
        /// For whom.
        pub on_behalf: Option<PersonId>,
        /// When.
        pub at: Time,
        /// Where it counts.
        pub unit: Option<UnitId>,
        /// That unit's place in the regional tree, then.
        pub path: Option<Path>,
        /// And in the industrial tree.
        pub industry_path: Option<Path>,
        /// Version of the payload's form.
        pub version: i64,
        /// Salted digest of the opening.
        pub digest: Vec<u8>,
    }
}

row! {
    /// An entry in the sealed order, with its opening unless that was erased.
    #[derive(Clone, Debug, PartialEq)]
    pub struct SealedRow {
        /// Its number.
        pub position: i64,
        /// Its id.
        pub id: EntryId,
        /// Kind of the subject.
        pub kind: String,
        /// What it is about.
        pub subject: AnyId,
        /// What happened to it.
        pub step: String,
        /// Who did it.
        pub actor: Option<PersonId>,
        /// For whom.
        pub on_behalf: Option<PersonId>,
        /// When.
        pub at: Time,
        /// Where it counts.
        pub unit: Option<UnitId>,
        /// That unit's place in the regional tree, then.
        pub path: Option<Path>,
        /// And in the industrial tree.
        pub industry_path: Option<Path>,
        /// Version of the payload's form.
        pub version: i64,
        /// Salted digest of the opening.
        pub digest: Vec<u8>,
        /// The salt, unless erased.
        pub salt: Option<Vec<u8>>,
        /// The payload, unless erased.
        pub payload: Option<String>,
    }
}

statements! {
    INSERT_ENTRY: EntryRow => () =
        "INSERT INTO ledger_entry (id, kind, subject, step, actor, on_behalf, at, unit, path, industry_path, version, digest) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    INSERT_OPENING: (EntryId, Vec<u8>, String) => () =
        "INSERT INTO ledger_opening (entry, salt, payload) VALUES ($1, $2, $3)";
    INSERT_PENDING: (EntryId,) => () = "INSERT INTO ledger_pending (entry) VALUES ($1)";
    /// `CROSS` keeps SQLite to this order: of a table that was empty when it was looked at it thinks that it is long, and
    /// would go through all entries ever made for those that wait.
    PENDING: (i64,) => (EntryId, Time, Vec<u8>) =
        "SELECT e.id, e.at, e.digest FROM ledger_pending p CROSS JOIN ledger_entry e WHERE e.id = p.entry \
         ORDER BY p.entry LIMIT $1";
    PENDING_COUNT: () => (i64,) = "SELECT COUNT(*) FROM ledger_pending";
    DELETE_PENDING: (EntryId,) => () = "DELETE FROM ledger_pending WHERE entry = $1";
    INSERT_LEAF: (i64, EntryId) => () = "INSERT INTO ledger_leaf (position, entry) VALUES ($1, $2)";
    TILE: (i64, i64) => (Vec<u8>,) = "SELECT hashes FROM ledger_tile WHERE level = $1 AND n = $2";
    PUT_TILE: (i64, i64, Vec<u8>) => () =
        "INSERT INTO ledger_tile (level, n, hashes) VALUES ($1, $2, $3) \
         ON CONFLICT (level, n) DO UPDATE SET hashes = excluded.hashes";
    INSERT_CHECKPOINT: (i64, String, Time) => () =
        "INSERT INTO ledger_checkpoint (size, note, at) VALUES ($1, $2, $3)";
    NEWEST_CHECKPOINT: () => (i64, String, Time) =
        "SELECT size, note, at FROM ledger_checkpoint ORDER BY size DESC LIMIT 1";
    SIZE: () => (i64,) = "SELECT COALESCE(MAX(position) + 1, 0) FROM ledger_leaf";
    KEY: () => (String,) = "SELECT secret FROM ledger_key ORDER BY origin LIMIT 1";
    INSERT_KEY: (String, String) => () = "INSERT INTO ledger_key (origin, secret) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    CURSOR: (String,) => (i64,) = "SELECT position FROM ledger_cursor WHERE fold = $1";
    PUT_CURSOR: (String, i64) => () =
        "INSERT INTO ledger_cursor (fold, position) VALUES ($1, $2) ON CONFLICT (fold) DO UPDATE SET position = excluded.position";
    SEALED_FROM: (i64, i64) => SealedRow =
        "SELECT l.position, e.id, e.kind, e.subject, e.step, e.actor, e.on_behalf, e.at, e.unit, e.path, e.industry_path, \
                e.version, e.digest, o.salt, o.payload \
         FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry LEFT JOIN ledger_opening o ON o.entry = e.id \
         WHERE l.position >= $1 ORDER BY l.position LIMIT $2";
    SEALED_ONE: (EntryId,) => SealedRow =
        "SELECT l.position, e.id, e.kind, e.subject, e.step, e.actor, e.on_behalf, e.at, e.unit, e.path, e.industry_path, \
                e.version, e.digest, o.salt, o.payload \
         FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry LEFT JOIN ledger_opening o ON o.entry = e.id \
         WHERE e.id = $1";
    /// The history of one subject, oldest first. Unsealed entries have the position -1.
    HISTORY: (AnyId,) => SealedRow =
        "SELECT COALESCE(l.position, -1) AS position, e.id, e.kind, e.subject, e.step, e.actor, e.on_behalf, e.at, e.unit, e.path, \
                e.industry_path, e.version, e.digest, o.salt, o.payload \
         FROM ledger_entry e LEFT JOIN ledger_leaf l ON l.entry = e.id LEFT JOIN ledger_opening o ON o.entry = e.id \
         WHERE e.subject = $1 ORDER BY e.id";
    ERASE_OPENING: (EntryId,) => () = "DELETE FROM ledger_opening WHERE entry = $1";
}
