-- Files that hang on records of any kind. Who may see or add them, the record's own module says.
CREATE TABLE attachment (
    id {id} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,         -- what the ledger calls the record
    owner {id} NOT NULL,          -- the record
    stage {text} NOT NULL,        -- what of the record it belongs to, in the module's words; empty for the whole
    name {text} NOT NULL,
    mime {text} NOT NULL,
    size {int} NOT NULL,
    digest {blob} NOT NULL,       -- SHA-256, the key in the blob store
    thumbnail {blob},             -- the same of the small picture
    caption {text} NOT NULL,
    by_person {id} NOT NULL,
    at {int} NOT NULL
) {strict};
CREATE INDEX attachment_of ON attachment (owner, id);
