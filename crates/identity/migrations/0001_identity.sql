-- The next number of each sequence. Numbers are the labels of paths.
CREATE TABLE unit_counter (
    name {text} NOT NULL PRIMARY KEY,
    value {int} NOT NULL
) {keyed};

-- Nodes of both union trees, enterprises, workshops and teams. References inside the table are
-- checked at the end of a transaction, because a copy brings rows in any order.
CREATE TABLE unit (
    id {id} NOT NULL PRIMARY KEY,
    number {int} NOT NULL UNIQUE,
    kind {text} NOT NULL,
    name {text} NOT NULL,
    short_name {text} NOT NULL,
    code {text} NOT NULL,           -- GB/T 2260; an enterprise and all inside have the county's
    parent {id} REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    industry_parent {id} REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    path {text} NOT NULL,           -- in the regional tree
    industry_path {text},           -- in the industrial tree
    enterprise {id} REFERENCES unit (id) DEFERRABLE INITIALLY DEFERRED,
    industry {text} NOT NULL,
    ended_at {int}
) {strict};
CREATE UNIQUE INDEX unit_path ON unit (path);
CREATE UNIQUE INDEX unit_industry_path ON unit (industry_path);
CREATE INDEX unit_parent ON unit (parent, number);
CREATE INDEX unit_industry_parent ON unit (industry_parent, number);
CREATE INDEX unit_enterprise ON unit (enterprise);
CREATE UNIQUE INDEX unit_code ON unit (code) WHERE enterprise IS NULL AND ended_at IS NULL;
CREATE UNIQUE INDEX unit_sibling ON unit (parent, name) WHERE ended_at IS NULL;

-- People. Where they are in the trees is where their unit is; it is never copied here.
CREATE TABLE person (
    id {id} NOT NULL PRIMARY KEY,
    name {text} NOT NULL,
    employee_no {text} NOT NULL,
    phone {text},
    enterprise {id} NOT NULL REFERENCES unit (id),  -- the employer; for union people the node itself
    unit {id} NOT NULL REFERENCES unit (id),
    joined_at {int} NOT NULL,
    ended_at {int},
    locale {text} NOT NULL,
    text_size {text} NOT NULL,
    theme {text} NOT NULL
) {strict};
CREATE UNIQUE INDEX person_employee_no ON person (enterprise, employee_no) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX person_phone ON person (phone) WHERE ended_at IS NULL;
CREATE INDEX person_name ON person (enterprise, name);
CREATE INDEX person_unit ON person (unit);

CREATE TABLE credential (
    person {id} NOT NULL PRIMARY KEY REFERENCES person (id),
    hash {text} NOT NULL,           -- argon2id, as a PHC string
    must_change {int} NOT NULL,     -- it was handed out and not yet changed
    changed_at {int} NOT NULL
) {keyed};

-- Roles held at nodes. An ended grant stays.
CREATE TABLE role_grant (
    id {id} NOT NULL PRIMARY KEY,
    person {id} NOT NULL REFERENCES person (id),
    role {text} NOT NULL,
    unit {id} NOT NULL REFERENCES unit (id),
    starts_at {int} NOT NULL,
    ends_at {int},
    given_by {id} REFERENCES person (id)  -- null for the house itself
) {strict};
CREATE INDEX role_grant_person ON role_grant (person);
CREATE INDEX role_grant_unit ON role_grant (unit);
CREATE INDEX role_grant_role ON role_grant (role, unit);

-- Failed sign-ins, counted by person, by what was typed when it names nobody, and by address.
CREATE TABLE sign_in_failure (
    subject {text} NOT NULL PRIMARY KEY,
    failures {int} NOT NULL,
    since {int} NOT NULL,           -- the first of these failures
    locked_until {int} NOT NULL     -- 0 when not locked
) {keyed};

CREATE TABLE session (
    id {id} NOT NULL PRIMARY KEY,
    digest {blob} NOT NULL UNIQUE,  -- SHA-256 of the token
    person {id} NOT NULL REFERENCES person (id),
    created_at {int} NOT NULL,
    last_seen_at {int} NOT NULL,
    agent {text} NOT NULL,
    address {text} NOT NULL
) {strict};
CREATE INDEX session_person ON session (person);
CREATE INDEX session_last_seen_at ON session (last_seen_at);

CREATE TABLE api_token (
    id {id} NOT NULL PRIMARY KEY,
    person {id} NOT NULL REFERENCES person (id),
    name {text} NOT NULL,
    scopes {text} NOT NULL,         -- JSON list of words
    digest {blob} NOT NULL UNIQUE,  -- SHA-256 of the token
    created_at {int} NOT NULL,
    expires_at {int} NOT NULL,
    last_used_at {int},
    revoked_at {int}
) {strict};
CREATE INDEX api_token_person ON api_token (person);

-- Rules an enterprise sets for itself. A new version is added; the old ones stay as they were.
CREATE TABLE setting (
    enterprise {id} NOT NULL REFERENCES unit (id),
    name {text} NOT NULL,
    version {int} NOT NULL,
    valid_from {int} NOT NULL,
    document {text} NOT NULL,       -- JSON
    PRIMARY KEY (enterprise, name, version)
) {keyed};
{append_only setting}
