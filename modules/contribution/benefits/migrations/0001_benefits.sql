-- The benefit statement of a use: one for each use, corrected and signed in versions.
CREATE TABLE benefit (
    id {id} NOT NULL PRIMARY KEY,
    work_use {id} NOT NULL UNIQUE REFERENCES work_use (id),
    work {id} NOT NULL REFERENCES work (id),
    first {int} NOT NULL,                   -- whether it is the use of the work's own enterprise
    unit {id} NOT NULL,
    enterprise {id} NOT NULL,
    path {text} NOT NULL,                   -- the place of the use
    industry_path {text},
    since {int} NOT NULL,                   -- the adoption date it was stated for
    state {text} NOT NULL,
    version {int} NOT NULL,
    claim {text} NOT NULL,                  -- JSON: lines or levels as they were handed in
    audit {text},                           -- JSON: the same as finance last signed them
    claimed_fen {int},
    claimed_points {int},
    audited_fen {int},
    audited_points {int},
    claimed_by {id} NOT NULL,
    claimed_at {int} NOT NULL,
    audited_by {id},
    audited_at {int},
    due_at {int},                           -- by when finance is to act
    recheck_at {int},                       -- when the figure is to be looked at again
    reminded {int} NOT NULL                 -- 0 not yet, 1 reminded, 2 escalated
) {strict};
CREATE INDEX benefit_by_enterprise ON benefit (enterprise, state, due_at);
CREATE INDEX benefit_by_due ON benefit (reminded, due_at);
CREATE INDEX benefit_by_recheck ON benefit (state, recheck_at);
CREATE INDEX benefit_by_work ON benefit (work);

-- Every figure it ever had: who, when, how much, why.
CREATE TABLE benefit_version (
    benefit {id} NOT NULL REFERENCES benefit (id),
    number {int} NOT NULL,
    step {text} NOT NULL,
    person {id} NOT NULL,
    at {int} NOT NULL,
    fen {int},
    points {int},
    basis {text},                           -- JSON
    note {text} NOT NULL,
    PRIMARY KEY (benefit, number)
) {keyed};
CREATE INDEX benefit_version_by_person ON benefit_version (person, benefit);
