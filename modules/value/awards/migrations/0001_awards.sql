-- One round of an award for a work: the first, or a regrading that pays the difference.
CREATE TABLE award (
    id {id} NOT NULL PRIMARY KEY,
    work {id} NOT NULL REFERENCES work (id),
    round {int} NOT NULL,                   -- 1, 2, … for one work
    state {text} NOT NULL,
    version {int} NOT NULL,
    open {int},                             -- 1 until it rests, then null: one open round for a work
    unit {id} NOT NULL,
    enterprise {id} NOT NULL,
    path {text} NOT NULL,
    industry_path {text},
    scheme {int} NOT NULL,                  -- version of the setting; 0 for the preset nobody changed
    basis {text} NOT NULL,                  -- JSON: value, points or reserve
    borrowed {int} NOT NULL,
    choice {int},                           -- fen the committee chose
    others {text} NOT NULL,                 -- JSON: what other regulations promise
    before {int} NOT NULL,                  -- fen paid for this work in earlier rounds
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
    UNIQUE (work, round),
    UNIQUE (work, open)
) {strict};
CREATE INDEX award_by_enterprise ON award (enterprise, state, proposed_at);
CREATE INDEX award_publicity ON award (state, public_until);

-- Who shares in it and what each gets.
CREATE TABLE award_part (
    award {id} NOT NULL REFERENCES award (id),
    person {id} NOT NULL,
    part {int} NOT NULL,
    amount {int} NOT NULL,
    position {int} NOT NULL,
    agreed_at {int},
    contest {text} NOT NULL,                -- why they object to the split; empty otherwise
    PRIMARY KEY (award, person)
) {keyed};
CREATE INDEX award_part_person ON award_part (person, award);

-- What was paid, and taken back: a clawback mirrors the payment of each.
CREATE TABLE award_payment (
    award {id} NOT NULL REFERENCES award (id),
    person {id} NOT NULL,
    kind {text} NOT NULL,                   -- pay, claw_back
    amount {int} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (award, person, kind)
) {keyed};
CREATE INDEX award_payment_person ON award_payment (person);

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

-- 定额保留期: a norm that stays as it was for a time [L1, Art. 18].
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

-- Bank details, sealed. Nothing else of the house refers to this table.
CREATE TABLE bank_account (
    person {id} NOT NULL PRIMARY KEY,
    sealed {blob} NOT NULL,
    consented_at {int} NOT NULL
) {keyed};
