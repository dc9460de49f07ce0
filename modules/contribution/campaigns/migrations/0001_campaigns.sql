-- One edition of a campaign: everything it asks for is data of its own.
CREATE TABLE campaign (
    id {id} NOT NULL PRIMARY KEY,
    name {text} NOT NULL,
    year {int} NOT NULL,
    state {text} NOT NULL,
    version {int} NOT NULL,
    node {id} NOT NULL,                     -- who holds it
    path {text} NOT NULL,                   -- the node's place in its own tree: the scope
    opens {text} NOT NULL,                  -- civil dates
    closes {text} NOT NULL,
    review_ends {text} NOT NULL,
    plan {text} NOT NULL,                   -- JSON
    public_until {int},
    document {text} NOT NULL,               -- 文号 of the results
    made_by {id} NOT NULL,
    made_at {int} NOT NULL,
    finished_at {int}
) {strict};
CREATE INDEX campaign_by_path ON campaign (path, state, closes);
CREATE INDEX campaign_by_state ON campaign (state, closes);

CREATE TABLE campaign_counter (
    series {text} NOT NULL PRIMARY KEY,
    last {int} NOT NULL
) {keyed};

CREATE TABLE campaign_entry (
    id {id} NOT NULL PRIMARY KEY,
    campaign {id} NOT NULL REFERENCES campaign (id),
    work {id} NOT NULL,
    serial {text} NOT NULL UNIQUE,
    number {int},                           -- under which the jury knows it
    state {text} NOT NULL,
    version {int} NOT NULL,
    live {int},                             -- 1 until it is withdrawn, then null: a work is entered once
    category {text} NOT NULL,
    statement {text} NOT NULL,
    content {text} NOT NULL,                -- JSON: what the records said when it was handed in
    entered_by {id} NOT NULL,
    unit {id} NOT NULL,
    enterprise {id} NOT NULL,
    path {text} NOT NULL,
    industry_path {text},
    node {id},                              -- who has it now, from its handing in on
    grade {int},                            -- place in the plan's grades, from 0
    score {int},                            -- hundredths of a point
    certificate {text},
    reason {text} NOT NULL,                 -- why it ended; may be empty
    entered_at {int} NOT NULL,
    changed_at {int} NOT NULL,
    UNIQUE (campaign, work, live),
    UNIQUE (campaign, number)
) {strict};
CREATE INDEX campaign_entry_state ON campaign_entry (campaign, state, serial);
CREATE INDEX campaign_entry_work ON campaign_entry (work, state);
CREATE INDEX campaign_entry_node ON campaign_entry (node, state);
CREATE INDEX campaign_entry_enterprise ON campaign_entry (enterprise, state);

-- A node that has passed an entry on.
CREATE TABLE campaign_stop (
    entry {id} NOT NULL REFERENCES campaign_entry (id),
    position {int} NOT NULL,
    campaign {id} NOT NULL,
    unit {id} NOT NULL,
    by_person {id} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (entry, position)
) {keyed};
CREATE INDEX campaign_stop_unit ON campaign_stop (campaign, unit);

CREATE TABLE campaign_juror (
    campaign {id} NOT NULL REFERENCES campaign (id),
    person {id} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (campaign, person)
) {keyed};
CREATE INDEX campaign_juror_person ON campaign_juror (person);

CREATE TABLE campaign_score (
    entry {id} NOT NULL REFERENCES campaign_entry (id),
    juror {id} NOT NULL,
    marks {text} NOT NULL,                  -- JSON: a mark for each criterion, in the plan's order
    total {int} NOT NULL,                   -- marks times weights
    comment {text} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (entry, juror)
) {keyed};

-- A juror who does not judge an entry.
CREATE TABLE campaign_recusal (
    entry {id} NOT NULL REFERENCES campaign_entry (id),
    juror {id} NOT NULL,
    ground {text} NOT NULL,
    reason {text} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (entry, juror)
) {keyed};

CREATE TABLE campaign_objection (
    id {id} NOT NULL PRIMARY KEY,
    entry {id} NOT NULL REFERENCES campaign_entry (id),
    person {id} NOT NULL,
    reason {text} NOT NULL,
    at {int} NOT NULL,
    answer {text} NOT NULL,
    upheld {int},
    answered_by {id},
    answered_at {int}
) {strict};
CREATE INDEX campaign_objection_of ON campaign_objection (entry, at);

-- What was said once because its day had come.
CREATE TABLE campaign_reminder (
    campaign {id} NOT NULL REFERENCES campaign (id),
    what {text} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (campaign, what)
) {keyed};
