-- A layout that a node made for itself.
CREATE TABLE report_layout (
    id {id} NOT NULL PRIMARY KEY,
    unit {id} NOT NULL,
    layout {text} NOT NULL,                 -- JSON
    version {int} NOT NULL,
    made_by {id} NOT NULL,
    made_at {int} NOT NULL,
    retired_at {int}
) {strict};
CREATE INDEX report_layout_by_unit ON report_layout (unit, made_at);

-- A report of a node. Its figures are in no column: they come from the totals, and stand frozen below.
CREATE TABLE report (
    id {id} NOT NULL PRIMARY KEY,
    unit {id} NOT NULL,
    enterprise {id},
    path {text} NOT NULL,                   -- the node's place when it was drafted
    industry_path {text},
    name {text} NOT NULL,                   -- the node's name then
    layout {text} NOT NULL,                 -- JSON, its own copy
    slot {text},                            -- which layout: one report of it for a period; null for supplements
    grain {text} NOT NULL,
    from_month {int} NOT NULL,
    until_month {int} NOT NULL,
    state {text} NOT NULL,
    version {int} NOT NULL,
    serial {text} NOT NULL,                 -- empty until it is signed
    supplements {id} REFERENCES report (id),
    words {text} NOT NULL,
    drafted_by {id} NOT NULL,
    drafted_at {int} NOT NULL,
    reviewed_by {id},
    reviewed_at {int},
    signed_by {id},
    signed_at {int},
    frozen {id} REFERENCES stat_frozen (id),
    sent_to {id},
    sent_at {int},
    received_by {id},
    received_at {int},
    UNIQUE (unit, from_month, until_month, slot)
) {strict};
CREATE INDEX report_by_unit ON report (unit, state, from_month);
CREATE INDEX report_by_receiver ON report (sent_to, state, sent_at);
CREATE INDEX report_by_period ON report (grain, from_month, unit);
CREATE INDEX report_by_origin ON report (supplements);

-- The table as it was signed.
CREATE TABLE report_sheet (
    report {id} NOT NULL PRIMARY KEY REFERENCES report (id),
    sheet {text} NOT NULL                   -- JSON
) {strict};
{append_only report_sheet}

CREATE TABLE report_counter (
    series {text} NOT NULL PRIMARY KEY,     -- unit and year
    last {int} NOT NULL
) {keyed};

-- Whom we reminded of a report that has not come: once a day, by an officer above or by the house itself.
CREATE TABLE report_reminder (
    unit {id} NOT NULL,
    grain {text} NOT NULL,
    from_month {int} NOT NULL,
    day {text} NOT NULL,
    by_person {id},
    at {int} NOT NULL,
    PRIMARY KEY (unit, grain, from_month, day)
) {keyed};
