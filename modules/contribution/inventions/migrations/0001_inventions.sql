CREATE TABLE invention_counter (
    series {text} NOT NULL PRIMARY KEY,     -- FM-330206-2026
    last {int} NOT NULL
) {keyed};

CREATE TABLE invention (
    id {id} NOT NULL PRIMARY KEY,
    serial {text} NOT NULL UNIQUE,
    title {text} NOT NULL,
    problem {text} NOT NULL,
    prior {text} NOT NULL,                  -- what there is already
    search {text} NOT NULL,                 -- where and how it was looked for
    solution {text} NOT NULL,
    novelty {text} NOT NULL,
    visibility {text} NOT NULL,             -- as wished; public holds from publication on
    state {text} NOT NULL,
    version {int} NOT NULL,
    author {id} NOT NULL,
    unit {id} NOT NULL,
    enterprise {id} NOT NULL,
    path {text} NOT NULL,
    industry_path {text},
    begun_at {int} NOT NULL,
    handed_in_at {int},
    decided_by {id},
    published_on {text},                    -- since when everybody may read it at the patent office
    in_use_since {int},
    closed_at {int}
) {strict};
CREATE INDEX invention_by_enterprise ON invention (enterprise, begun_at);
CREATE INDEX invention_by_path ON invention (path, begun_at);

CREATE TABLE invention_file (
    id {id} NOT NULL PRIMARY KEY,
    invention {id} NOT NULL REFERENCES invention (id),
    name {text} NOT NULL,
    mime {text} NOT NULL,
    size {int} NOT NULL,
    digest {blob} NOT NULL,
    thumbnail {blob},
    caption {text} NOT NULL,
    by_person {id} NOT NULL,
    at {int} NOT NULL
) {strict};
CREATE INDEX invention_file_of ON invention_file (invention, at, id);

-- A right that is applied for: a patent, a registered copyright.
CREATE TABLE invention_right (
    id {id} NOT NULL PRIMARY KEY,
    invention {id} NOT NULL REFERENCES invention (id),
    enterprise {id} NOT NULL,
    kind {text} NOT NULL,
    title {text} NOT NULL,
    standing {text} NOT NULL,
    keeper {id} NOT NULL,                   -- who looks after it
    holding {text} NOT NULL,                -- enterprise, joint, inventors
    holders {text} NOT NULL,                -- as the certificate names them
    number {text},                          -- application number; 202310123456.6
    applied_on {text},
    publication {text} NOT NULL,            -- number of the publication
    published_on {text},
    registration {text} NOT NULL,           -- number of the grant, where it is another
    granted_on {text},
    ended_on {text},
    note {text} NOT NULL,
    at {int} NOT NULL
) {strict};
CREATE INDEX invention_right_of ON invention_right (invention, at, id);
CREATE INDEX invention_right_number ON invention_right (enterprise, number);
CREATE INDEX invention_right_keeper ON invention_right (keeper, standing);

-- Fees that keep a right: one a year of the right.
CREATE TABLE invention_fee (
    id {id} NOT NULL PRIMARY KEY,
    owed_for {id} NOT NULL REFERENCES invention_right (id),
    year {int} NOT NULL,
    amount {int} NOT NULL,                  -- fen
    due {text} NOT NULL,
    paid_on {text},
    reminded {int} NOT NULL                 -- 0 not yet, 1 before it is due, 2 once it was overdue
) {strict};
CREATE UNIQUE INDEX invention_fee_year ON invention_fee (owed_for, year);
CREATE INDEX invention_fee_due ON invention_fee (due, id) WHERE paid_on IS NULL;
