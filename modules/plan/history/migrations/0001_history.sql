-- A spreadsheet on its way from the upload to the import. It goes when it was imported or is a week old.
CREATE TABLE history_upload (
    id {id} NOT NULL PRIMARY KEY,
    unit {id} NOT NULL,             -- the node that imports
    person {id},                    -- nobody: at the terminal
    kind {text} NOT NULL,           -- what its rows are
    file {text} NOT NULL,           -- what it was called
    header {text} NOT NULL,         -- JSON: the titles of its columns
    mapping {text} NOT NULL,        -- JSON: what each column means, in their order
    rows {int} NOT NULL,
    at {int} NOT NULL
) {strict};
CREATE INDEX history_upload_by_time ON history_upload (at);

-- Its rows, some hundreds in a part, so that a portion of the work reads no more than it does.
CREATE TABLE history_upload_part (
    upload {id} NOT NULL REFERENCES history_upload (id),
    part {int} NOT NULL,
    rows {text} NOT NULL,           -- JSON
    PRIMARY KEY (upload, part)
) {keyed};

-- What the columns of a node's ledgers mean: remembered from the last import.
CREATE TABLE history_mapping (
    unit {id} NOT NULL,
    kind {text} NOT NULL,
    mapping {text} NOT NULL,        -- JSON: title and meaning
    PRIMARY KEY (unit, kind)
) {keyed};

-- An import. Its rows count from the moment it is kept until it is withdrawn, all of them or none.
CREATE TABLE history_import (
    id {id} NOT NULL PRIMARY KEY,
    number {int} NOT NULL UNIQUE,   -- the order of imports: of two rows that say the same, the later one stands
    unit {id} NOT NULL,
    enterprise {id},
    path {text} NOT NULL,           -- the node's place then
    industry_path {text},
    kind {text} NOT NULL,
    file {text} NOT NULL,
    person {id},
    state {text} NOT NULL,
    version {int} NOT NULL,
    at {int} NOT NULL,
    ended_at {int},                 -- kept, cancelled
    rows {int} NOT NULL,            -- rows of the file
    added {int} NOT NULL,
    changed {int} NOT NULL,
    same {int} NOT NULL,            -- rows that were there already, and are not kept again
    part {int} NOT NULL,            -- parts of the upload that are staged
    recorded {int} NOT NULL,        -- rows with an entry in the ledger
    chain {text} NOT NULL,          -- digest of what was staged so far
    seen {text} NOT NULL,           -- digest of what the preview showed
    upload {id} NOT NULL,
    withdrawn_by {id},
    withdrawn_at {int},
    reason {text}
) {strict};
CREATE INDEX history_import_by_unit ON history_import (unit, number);

CREATE TABLE history_counter (
    series {text} NOT NULL PRIMARY KEY,
    last {int} NOT NULL
) {keyed};

-- A row of an old ledger, as an import brought it. One that says something else is another row.
CREATE TABLE history_row (
    id {id} NOT NULL PRIMARY KEY,
    import {id} NOT NULL REFERENCES history_import (id),
    number {int} NOT NULL,          -- of the import
    line {int} NOT NULL,            -- in the file
    kind {text} NOT NULL,
    unit {id} NOT NULL,             -- whose it is
    enterprise {id},
    path {text} NOT NULL,           -- that unit's place then
    industry_path {text},
    key {text} NOT NULL,            -- what makes two rows the same: the number in the ledger, or a digest of the content
    title {text} NOT NULL,
    content {text} NOT NULL,        -- JSON
    stage {text} NOT NULL,
    day {int} NOT NULL,             -- on which it counts
    year {int} NOT NULL,
    benefit {int} NOT NULL,         -- fen
    award {int} NOT NULL,           -- fen
    stands {int} NOT NULL,          -- 1: it counts
    replaces {id},                  -- the row that stood before it came
    UNIQUE (import, unit, key)
) {strict};
CREATE INDEX history_row_by_key ON history_row (unit, kind, key, number);
CREATE INDEX history_row_by_import ON history_row (import, line);
CREATE INDEX history_row_by_unit ON history_row (unit, stands, kind, year);

-- People whom a row names by their employee number.
CREATE TABLE history_author (
    entry {id} NOT NULL REFERENCES history_row (id),
    person {id} NOT NULL,
    PRIMARY KEY (entry, person)
) {keyed};
CREATE INDEX history_author_by_person ON history_author (person, entry);
