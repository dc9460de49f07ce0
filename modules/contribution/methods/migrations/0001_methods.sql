CREATE TABLE method (
    id {id} NOT NULL PRIMARY KEY,
    serial {text} NOT NULL UNIQUE,          -- FF-330206-2026-0001
    name {text} NOT NULL,                   -- as in the content, for lists
    trade {text} NOT NULL,
    state {text} NOT NULL,
    version {int} NOT NULL,
    edition {int} NOT NULL,                 -- the newest accepted version; 0 before the first
    content {text} NOT NULL,                -- JSON; what is being worked on, equal to the newest version once accepted
    pending {text},                         -- JSON; a change that waits for the officer
    person {id} NOT NULL,                   -- after whom it is named
    writer {id} NOT NULL,                   -- who wrote it down
    grew_from {id},
    visibility {text} NOT NULL,
    unit {id} NOT NULL,                     -- the person's unit when it was begun
    enterprise {id} NOT NULL,
    path {text} NOT NULL,
    industry_path {text},
    level {text},                           -- the highest it was named at
    begun_at {int} NOT NULL,
    handed_at {int},
    changed_at {int} NOT NULL
) {strict};
CREATE INDEX method_by_person ON method (person, begun_at);
CREATE INDEX method_by_enterprise ON method (enterprise, state, changed_at);
CREATE INDEX method_by_visibility ON method (visibility, state, changed_at);

CREATE TABLE method_counter (
    series {text} NOT NULL PRIMARY KEY,
    last {int} NOT NULL
) {keyed};

-- What was accepted, word by word. Rows are written once and never again.
CREATE TABLE method_version (
    method {id} NOT NULL REFERENCES method (id),
    edition {int} NOT NULL,
    content {text} NOT NULL,
    note {text} NOT NULL,                   -- what changed, in words
    by_person {id} NOT NULL,                -- who accepted it
    at {int} NOT NULL,
    PRIMARY KEY (method, edition)
) {keyed};

CREATE TABLE method_review (
    method {id} NOT NULL REFERENCES method (id),
    reviewer {id} NOT NULL,
    favours {int} NOT NULL,
    conclusion {text} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (method, reviewer)
) {keyed};

-- One try to be named at one level.
CREATE TABLE method_naming (
    id {id} NOT NULL PRIMARY KEY,
    method {id} NOT NULL REFERENCES method (id),
    level {text} NOT NULL,                  -- unit, county, city, province
    unit {id} NOT NULL,                     -- who names
    standing {text} NOT NULL,               -- nominated, publicity, named, declined
    edition {int} NOT NULL,                 -- which version is named
    nominated_by {id} NOT NULL,
    nominated_at {int} NOT NULL,
    publicity_until {text},                 -- civil date, the last day of publicity
    decided_by {id},
    decided_at {int},
    document {text} NOT NULL,               -- 文号
    reason {text} NOT NULL,                 -- why it was declined
    certificate {text}                      -- its code
) {strict};
CREATE INDEX method_naming_of ON method_naming (method, nominated_at);
CREATE INDEX method_naming_at ON method_naming (unit, standing, nominated_at);

CREATE TABLE method_file (
    id {id} NOT NULL PRIMARY KEY,
    method {id} NOT NULL REFERENCES method (id),
    name {text} NOT NULL,
    mime {text} NOT NULL,
    size {int} NOT NULL,
    digest {blob} NOT NULL,
    thumbnail {blob},
    caption {text} NOT NULL,
    by_person {id} NOT NULL,
    at {int} NOT NULL
) {strict};
CREATE INDEX method_file_of ON method_file (method, id);
