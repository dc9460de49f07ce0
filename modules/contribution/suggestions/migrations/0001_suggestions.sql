CREATE TABLE serial_counter (
    series {text} NOT NULL PRIMARY KEY,     -- JY-330206-2024
    last {int} NOT NULL
) {keyed};

CREATE TABLE suggestion (
    id {id} NOT NULL PRIMARY KEY,
    serial {text} NOT NULL UNIQUE,
    title {text} NOT NULL,
    now_text {text} NOT NULL,
    how_text {text} NOT NULL,
    category {text},
    gains {text} NOT NULL,                  -- JSON list of words
    spot {text} NOT NULL,
    visibility {text} NOT NULL,
    state {text} NOT NULL,
    version {int} NOT NULL,
    channel {text} NOT NULL,
    author {id} NOT NULL,
    entered_by {id},
    unclaimed {int} NOT NULL,
    unit {id} NOT NULL,
    enterprise {id} NOT NULL,
    path {text} NOT NULL,                   -- the unit's place in the regional tree when registered
    industry_path {text},
    submitted_at {int} NOT NULL,
    promised_at {int} NOT NULL,
    due_at {int},
    officer {id},
    decided_at {int},
    decided_by {id},
    appealed {int} NOT NULL,
    prepared {text},                        -- JSON
    owner {id},
    applied_at {int},
    closed_at {int},
    lead {id},
    seconds {int} NOT NULL,
    text_key {blob} NOT NULL,               -- of the normalised text: finds exact copies
    reminded {int} NOT NULL                 -- 0 not yet, 1 reminded, 2 escalated
) {strict};
CREATE INDEX suggestion_by_author ON suggestion (author, submitted_at);
CREATE INDEX suggestion_by_queue ON suggestion (enterprise, state, due_at);
CREATE INDEX suggestion_by_recent ON suggestion (enterprise, submitted_at);
CREATE INDEX suggestion_by_public ON suggestion (visibility, submitted_at);
CREATE INDEX suggestion_by_path ON suggestion (path, submitted_at);
CREATE INDEX suggestion_by_industry ON suggestion (industry_path, submitted_at);
CREATE INDEX suggestion_by_due ON suggestion (reminded, due_at);
CREATE INDEX suggestion_by_text ON suggestion (enterprise, text_key);
CREATE INDEX suggestion_by_lead ON suggestion (lead);

CREATE TABLE suggestion_review (
    suggestion {id} NOT NULL REFERENCES suggestion (id),
    reviewer {id} NOT NULL,
    invited_at {int} NOT NULL,
    rubric {int} NOT NULL,                  -- version of the rubric the scores follow
    scores {text},                          -- JSON: criterion to points
    total {int},                            -- of 100
    conclusion {text},
    advice {text},                          -- a verdict word
    submitted_at {int},
    PRIMARY KEY (suggestion, reviewer)
) {keyed};
CREATE INDEX suggestion_by_review_reviewer ON suggestion_review (reviewer, submitted_at);

CREATE TABLE suggestion_second (
    suggestion {id} NOT NULL REFERENCES suggestion (id),
    person {id} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (suggestion, person)
) {keyed};

CREATE TABLE suggestion_comment (
    id {id} NOT NULL PRIMARY KEY,
    suggestion {id} NOT NULL REFERENCES suggestion (id),
    author {id} NOT NULL,
    text {text} NOT NULL,
    at {int} NOT NULL
) {strict};
CREATE INDEX suggestion_by_comment_of ON suggestion_comment (suggestion, id);

CREATE TABLE suggestion_mention (
    suggestion {id} NOT NULL REFERENCES suggestion (id),
    person {id} NOT NULL,
    PRIMARY KEY (suggestion, person)
) {keyed};

-- A file belongs to a suggestion or, until it is registered, to a draft with the same id.
CREATE TABLE suggestion_file (
    id {id} NOT NULL PRIMARY KEY,
    suggestion {id} NOT NULL,
    purpose {text} NOT NULL,
    name {text} NOT NULL,
    mime {text} NOT NULL,
    size {int} NOT NULL,
    digest {blob} NOT NULL,                 -- SHA-256: the key in the blob store
    thumbnail {blob},                       -- likewise
    caption {text} NOT NULL,
    by_person {id},
    at {int} NOT NULL
) {strict};
CREATE INDEX suggestion_by_file_of ON suggestion_file (suggestion, id);

CREATE TABLE suggestion_link (
    suggestion {id} NOT NULL REFERENCES suggestion (id),
    other {id} NOT NULL REFERENCES suggestion (id),
    kind {text} NOT NULL,                   -- duplicate, builds_on
    by_person {id} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (suggestion, other, kind)
) {keyed};
CREATE INDEX suggestion_by_link_other ON suggestion_link (other);

CREATE TABLE suggestion_work (
    suggestion {id} NOT NULL PRIMARY KEY REFERENCES suggestion (id),
    owner {id} NOT NULL,
    plan {text} NOT NULL,
    scale {text} NOT NULL,                  -- trial, full
    starts {text} NOT NULL,                 -- civil dates
    ends {text} NOT NULL
) {keyed};

-- Drafts are no facts: they are kept for their owner alone and go when registered.
CREATE TABLE suggestion_draft (
    id {id} NOT NULL PRIMARY KEY,
    person {id} NOT NULL,
    fields {text} NOT NULL,
    at {int} NOT NULL
) {strict};
CREATE INDEX suggestion_by_draft_person ON suggestion_draft (person, at);

CREATE TABLE suggestion_view (
    id {id} NOT NULL PRIMARY KEY,
    person {id} NOT NULL,
    name {text} NOT NULL,
    query {text} NOT NULL
) {strict};
CREATE INDEX suggestion_by_view_person ON suggestion_view (person, name);

CREATE TABLE suggestion_poster (
    code {text} NOT NULL PRIMARY KEY,
    unit {id} NOT NULL,
    made_by {id} NOT NULL,
    at {int} NOT NULL,
    ended_at {int}
) {keyed};

CREATE TABLE suggestion_follow (
    digest {blob} NOT NULL PRIMARY KEY,     -- SHA-256 of the follow-up code
    suggestion {id} NOT NULL REFERENCES suggestion (id)
) {keyed};
