-- An award rests on a use: the first has the id of the work, as what every award rested on until now; every
-- other is that of a unit that took the work over. Rounds count for a use, so the table is made anew with what
-- it held.
CREATE TEMP TABLE kept_award AS SELECT * FROM award;
CREATE TEMP TABLE kept_award_part AS SELECT * FROM award_part;
CREATE TEMP TABLE kept_award_payment AS SELECT * FROM award_payment;
CREATE TEMP TABLE kept_award_objection AS SELECT * FROM award_objection;
CREATE TEMP TABLE kept_award_norm AS SELECT * FROM award_norm;

DROP TABLE award_norm;
DROP TABLE award_objection;
DROP TABLE award_payment;
DROP TABLE award_part;
DROP TABLE award;

CREATE TABLE award (
    id {id} NOT NULL PRIMARY KEY,
    work {id} NOT NULL REFERENCES work (id),
    work_use {id} NOT NULL,                 -- the work itself for its own enterprise, else where it was taken over
    promised {int} NOT NULL,                -- per cent of it that goes to the work's authors, who are elsewhere
    round {int} NOT NULL,                   -- 1, 2, … for one use
    state {text} NOT NULL,
    version {int} NOT NULL,
    open {int},                             -- 1 until it rests, then null: one open round for a use
    unit {id} NOT NULL,
    enterprise {id} NOT NULL,
    path {text} NOT NULL,
    industry_path {text},
    scheme {int} NOT NULL,                  -- version of the setting; 0 for the preset nobody changed
    basis {text} NOT NULL,                  -- JSON: value, points or reserve
    borrowed {int} NOT NULL,
    choice {int},                           -- fen the committee chose
    others {text} NOT NULL,                 -- JSON: what other regulations promise
    before {int} NOT NULL,                  -- fen paid for this use in earlier rounds
    decision {text} NOT NULL,               -- JSON: what came of it, line by line
    amount {int} NOT NULL,                  -- fen paid now, as the decision says
    head {int} NOT NULL,                    -- an author heads the enterprise: approved above
    filed {int} NOT NULL,
    proposed_by {id} NOT NULL,
    proposed_at {int} NOT NULL,
    approved_by {id},
    approved_at {int},
    public_until {int},                     -- publicity; from its beginning on everybody inside sees it
    paid_at {int},
    closed_at {int},
    UNIQUE (work_use, round),
    UNIQUE (work_use, open)
) {strict};
CREATE INDEX award_by_work ON award (work, round);
CREATE INDEX award_by_enterprise ON award (enterprise, state, proposed_at);
CREATE INDEX award_publicity ON award (state, public_until);
INSERT INTO award (id, work, round, state, version, open, unit, enterprise, path, industry_path, scheme, basis, borrowed, choice, others,
    before, decision, amount, head, filed, proposed_by, proposed_at, approved_by, approved_at, public_until, paid_at, closed_at,
    work_use, promised)
SELECT id, work, round, state, version, open, unit, enterprise, path, industry_path, scheme, basis, borrowed, choice, others,
    before, decision, amount, head, filed, proposed_by, proposed_at, approved_by, approved_at, public_until, paid_at, closed_at,
    work, 0 FROM kept_award;

CREATE TABLE award_part (
    award {id} NOT NULL REFERENCES award (id),
    person {id} NOT NULL,
    origin {int} NOT NULL,                  -- 1 for an author who is promised a part of the takers' award
    part {int} NOT NULL,                    -- per cent, among the authors or among the takers' people
    amount {int} NOT NULL,
    position {int} NOT NULL,
    agreed_at {int},
    contest {text} NOT NULL,                -- why they object to the split; empty otherwise
    PRIMARY KEY (award, person)
) {keyed};
CREATE INDEX award_part_person ON award_part (person, award);
INSERT INTO award_part (award, person, part, amount, position, agreed_at, contest, origin)
SELECT award, person, part, amount, position, agreed_at, contest, 0 FROM kept_award_part;

CREATE TABLE award_payment (
    award {id} NOT NULL REFERENCES award (id),
    person {id} NOT NULL,
    kind {text} NOT NULL,                   -- pay, claw_back
    amount {int} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (award, person, kind)
) {keyed};
CREATE INDEX award_payment_person ON award_payment (person);
INSERT INTO award_payment (award, person, kind, amount, at)
SELECT award, person, kind, amount, at FROM kept_award_payment;

CREATE TABLE award_objection (
    id {id} NOT NULL PRIMARY KEY,
    award {id} NOT NULL REFERENCES award (id),
    person {id} NOT NULL,
    kind {text} NOT NULL,                   -- objection, question
    reason {text} NOT NULL,
    at {int} NOT NULL,
    answer {text} NOT NULL,
    upheld {int},
    answered_by {id},
    answered_at {int}
) {strict};
CREATE INDEX award_objection_of ON award_objection (award, at);
INSERT INTO award_objection (id, award, person, kind, reason, at, answer, upheld, answered_by, answered_at)
SELECT id, award, person, kind, reason, at, answer, upheld, answered_by, answered_at FROM kept_award_objection;

CREATE TABLE award_norm (
    id {id} NOT NULL PRIMARY KEY,
    award {id} NOT NULL REFERENCES award (id),
    work {id} NOT NULL,
    unit {id} NOT NULL,
    norm {text} NOT NULL,
    since {text} NOT NULL,
    until {text} NOT NULL,
    by_person {id} NOT NULL,
    reminded {int} NOT NULL
) {strict};
CREATE INDEX award_norm_of ON award_norm (work, until);
CREATE INDEX award_norm_until ON award_norm (reminded, until);
INSERT INTO award_norm (id, award, work, unit, norm, since, until, by_person, reminded)
SELECT id, award, work, unit, norm, since, until, by_person, reminded FROM kept_award_norm;

DROP TABLE kept_award;
DROP TABLE kept_award_part;
DROP TABLE kept_award_payment;
DROP TABLE kept_award_objection;
DROP TABLE kept_award_norm;

-- Whose payroll may read somebody's account: each enterprise by a consent of its own.
CREATE TABLE bank_consent (
    person {id} NOT NULL,
    enterprise {id} NOT NULL,
    consented_at {int} NOT NULL,
    PRIMARY KEY (person, enterprise)
) {keyed};
INSERT INTO bank_consent (person, enterprise, consented_at)
SELECT b.person, p.enterprise, b.consented_at FROM bank_account b JOIN person p ON p.id = b.person
WHERE p.enterprise IS NOT NULL;
