-- Who shares in a record of any kind, in whole per cent, together 100.
CREATE TABLE work_author (
    work {id} NOT NULL,
    person {id} NOT NULL,
    part {int} NOT NULL,
    position {int} NOT NULL,
    agreed_at {int},
    PRIMARY KEY (work, person)
) {keyed};
CREATE INDEX work_author_person ON work_author (person, work);

-- The card of a record that became a work.
CREATE TABLE work (
    id {id} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,
    serial {text} NOT NULL,
    title {text} NOT NULL,
    gist {text} NOT NULL,
    stage {text} NOT NULL,                  -- open, shelved, in_use, ended
    visibility {text} NOT NULL,
    author {id} NOT NULL,
    unit {id} NOT NULL,
    enterprise {id} NOT NULL,
    path {text} NOT NULL,                   -- its unit's place when the record was made
    industry_path {text},
    industry {text} NOT NULL,
    since {int},                            -- in use at its own enterprise
    at {int} NOT NULL                       -- when it became a work
) {strict};
CREATE INDEX work_by_enterprise ON work (enterprise, at);
CREATE INDEX work_by_visibility ON work (visibility, stage, at);
CREATE INDEX work_by_path ON work (path, at);
CREATE INDEX work_by_author ON work (author, at);

-- Where a work is in use. The first use has the id of the work.
CREATE TABLE work_use (
    id {id} NOT NULL PRIMARY KEY,
    work {id} NOT NULL REFERENCES work (id),
    source {id},                            -- the use it was taken over from; none for the first
    unit {id} NOT NULL,
    enterprise {id} NOT NULL,
    path {text} NOT NULL,
    industry_path {text},
    since {int} NOT NULL,
    ended_at {int}
) {strict};
CREATE INDEX work_use_of ON work_use (work, since);
CREATE INDEX work_use_by_enterprise ON work_use (enterprise, since);
CREATE INDEX work_use_by_path ON work_use (path, since);

-- The audited benefit of a use over its twelve months: yuan where it can be computed, points where it
-- cannot [L1, Arts. 7, 9]. What it was before stands with its statement.
CREATE TABLE work_figure (
    work_use {id} NOT NULL PRIMARY KEY REFERENCES work_use (id),
    statement {id} NOT NULL,
    fen {int},
    points {int},
    audited_by {id} NOT NULL,
    audited_at {int} NOT NULL
) {keyed};

CREATE TABLE work_link (
    later {id} NOT NULL,
    earlier {id} NOT NULL,
    relation {text} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (later, earlier)
) {keyed};
CREATE INDEX work_link_earlier ON work_link (earlier);
