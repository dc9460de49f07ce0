-- What happened. Nothing here is ever changed or removed; the database itself refuses.
CREATE TABLE ledger_entry (
    id {id} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,           -- of the subject: suggestion, person, grant …
    subject {id} NOT NULL,
    step {text} NOT NULL,
    actor {id},                     -- who did it; null for the house itself or a visitor
    on_behalf {id},                 -- for whom, when it was not for oneself
    at {int} NOT NULL,              -- milliseconds since 1970
    unit {id},                      -- where it counts
    path {text},                    -- that unit's place in the regional tree, then
    industry_path {text},           -- and in the industrial tree
    version {int} NOT NULL,         -- of the payload's form
    digest {blob} NOT NULL          -- of the opening: salted SHA-256
) {strict};
CREATE INDEX ledger_entry_subject ON ledger_entry (subject, id);
{append_only ledger_entry}

-- What opens an entry's digest. It may be erased, when a person asks for it; the proof stays.
CREATE TABLE ledger_opening (
    entry {id} NOT NULL PRIMARY KEY REFERENCES ledger_entry (id),
    salt {blob} NOT NULL,
    payload {text} NOT NULL
) {keyed};
{never_updated ledger_opening}

-- Entries that wait for their number.
CREATE TABLE ledger_pending (
    entry {id} NOT NULL PRIMARY KEY REFERENCES ledger_entry (id)
) {keyed};

-- The order: dense, from 0, the same for everybody.
CREATE TABLE ledger_leaf (
    position {int} NOT NULL PRIMARY KEY,
    entry {id} NOT NULL UNIQUE REFERENCES ledger_entry (id)
) {strict};
{append_only ledger_leaf}

-- The Merkle tree in tiles of up to 256 hashes; the last tile of each level grows.
CREATE TABLE ledger_tile (
    level {int} NOT NULL,
    n {int} NOT NULL,
    hashes {blob} NOT NULL,
    PRIMARY KEY (level, n)
) {keyed};

-- Signed statements "the log had this size and this root".
CREATE TABLE ledger_checkpoint (
    size {int} NOT NULL PRIMARY KEY,
    note {text} NOT NULL,
    at {int} NOT NULL
) {strict};
{append_only ledger_checkpoint}

-- The key that signs checkpoints; one row.
CREATE TABLE ledger_key (
    origin {text} NOT NULL PRIMARY KEY,
    secret {text} NOT NULL
) {strict};
{append_only ledger_key}

-- How far each fold has read.
CREATE TABLE ledger_cursor (
    fold {text} NOT NULL PRIMARY KEY,
    position {int} NOT NULL
) {keyed};
