-- Totals of what was registered, folded from the ledger: for each node of the union trees its children
-- and months. A page reads a few rows of these, whatever lies below the node.
CREATE TABLE suggestion_tally (
    node {text} NOT NULL,                   -- path of a node
    tree {int} NOT NULL,                    -- 0: lies below it in the regional tree; 1: in the industrial tree alone
    child {text} NOT NULL,                  -- path of its child; its own for what lies at the node itself
    month {int} NOT NULL,                   -- of the registration in China: year * 12 + month - 1
    received {int} NOT NULL,
    answered {int} NOT NULL,
    on_time {int} NOT NULL,
    adopted {int} NOT NULL,
    implemented {int} NOT NULL,
    open {int} NOT NULL,
    PRIMARY KEY (node, month, child, tree)
) {keyed};

-- Answers and checks that are owed, by their deadline, so that those overdue are counted at any moment.
-- Deadlines fall at the close of working days: there are few, however many suggestions there are.
CREATE TABLE suggestion_owed (
    node {text} NOT NULL,
    due_at {int} NOT NULL,
    month {int} NOT NULL,
    child {text} NOT NULL,
    tree {int} NOT NULL,
    count {int} NOT NULL,
    PRIMARY KEY (node, due_at, month, child, tree)
) {keyed};

-- What each suggestion counts for in the two tables above, so that a change is a difference.
CREATE TABLE suggestion_counted (
    suggestion {id} NOT NULL PRIMARY KEY REFERENCES suggestion (id),
    figures {int} NOT NULL,                 -- one bit for each column of suggestion_tally
    owed {int}
) {keyed};
