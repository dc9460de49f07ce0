-- Where something was counted, numbered so that what is kept of a record stays small. A place is never
-- changed: when an enterprise moves, what is counted from then on has another one.
CREATE TABLE stat_place (
    number {int} NOT NULL PRIMARY KEY,
    path {text} NOT NULL,                   -- in the regional tree, then
    industry_path {text} NOT NULL,          -- in the industrial tree; empty for none
    inside {int} NOT NULL,                  -- how many labels of the path lie inside an enterprise
    UNIQUE (path, industry_path)
) {strict};

-- What each record counts for in the tables below, packed, so that a change is a difference.
CREATE TABLE stat_counted (
    subject {id} NOT NULL PRIMARY KEY,
    standing {blob} NOT NULL
) {keyed};

-- The totals: for each node and year a row with the year, one with its months and one with its days; each
-- has every measure in it, packed. The rows of the
-- children of a node in a period lie side by side.
CREATE TABLE stat_total (
    parent {text} NOT NULL,                 -- path of the node above; empty for a root
    grain {int} NOT NULL,                   -- 0: a year; 1: its months; 2: its days; 3: all time, of what is in stock
    period {int} NOT NULL,                  -- the year; 0 for all time
    label {text} NOT NULL,                  -- the node's own label
    tree {int} NOT NULL,                    -- 0: lies below it in the regional tree; 1: in the industrial tree alone
    totals {blob} NOT NULL,
    PRIMARY KEY (parent, grain, period, label, tree)
) {keyed};

-- What is owed, by its deadline, so that what is overdue is counted at any moment. Deadlines fall at the
-- close of working days: there are few, however many records there are.
CREATE TABLE stat_owed (
    node {text} NOT NULL,
    measure {int} NOT NULL,
    due_at {int} NOT NULL,
    month {int} NOT NULL,
    child {text} NOT NULL,                  -- path of the child below which it lies; the node's own at the node itself
    tree {int} NOT NULL,
    count {int} NOT NULL,
    PRIMARY KEY (node, measure, due_at, month, child, tree)
) {keyed};

-- Where and when there were reasons to count each person or work, packed, so that none counts twice.
CREATE TABLE stat_distinct (
    thing {id} NOT NULL,
    measure {int} NOT NULL,
    seen {blob} NOT NULL,
    PRIMARY KEY (thing, measure)
) {keyed};

-- Figures as somebody answered for them, with the position of the ledger they were taken at.
CREATE TABLE stat_frozen (
    id {id} NOT NULL PRIMARY KEY,
    node {text} NOT NULL,
    tree {int} NOT NULL,                    -- up to which tree the node counts
    from_month {int} NOT NULL,
    until_month {int} NOT NULL,
    position {int} NOT NULL,
    at {int} NOT NULL,
    indicators {text} NOT NULL,             -- code@version, with spaces between
    totals {blob} NOT NULL
) {strict};
CREATE INDEX stat_frozen_node ON stat_frozen (node, until_month);
{append_only stat_frozen}

-- What changed in a month that was frozen at some node above: the causes of later differences.
CREATE TABLE stat_late (
    month {int} NOT NULL,
    path {text} NOT NULL,                   -- where it counts
    industry_path {text} NOT NULL,
    position {int} NOT NULL,                -- of the entry that changed it
    subject {id} NOT NULL,
    before {blob} NOT NULL,                 -- what the record counted for in the month, packed
    after {blob} NOT NULL,
    PRIMARY KEY (month, path, industry_path, position, subject)
) {keyed};

-- A rebuild that is under way: how far it is with each source.
CREATE TABLE stat_sweep (
    source {text} NOT NULL PRIMARY KEY,
    after {id},
    done {int} NOT NULL,                    -- 1 when the source is finished
    position {int} NOT NULL                 -- how much was sealed when it began
) {keyed};
