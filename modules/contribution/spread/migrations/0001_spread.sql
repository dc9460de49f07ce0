-- A work taken over by another unit, from the first question to its end.
CREATE TABLE adoption (
    id {id} NOT NULL PRIMARY KEY,           -- also the id of the use it becomes
    work {id} NOT NULL,
    source {id} NOT NULL,                   -- the use it is taken over from
    inside {int} NOT NULL,                  -- whether that use is of the same enterprise
    unit {id} NOT NULL,                     -- who takes it over
    enterprise {id} NOT NULL,
    path {text} NOT NULL,                   -- the unit's place when it asked
    industry_path {text},
    state {text} NOT NULL,
    version {int} NOT NULL,
    purpose {text} NOT NULL,                -- what for, in a sentence
    share {int} NOT NULL,                   -- the originators' part of the takers' award, in per cent
    named {int} NOT NULL,                   -- whether everybody may read who took it over
    asked_by {id} NOT NULL,
    asked_at {int} NOT NULL,
    due_at {int},                           -- when an answer is due
    answer {text} NOT NULL,                 -- what is handed over, or why not
    answered_by {id},
    answered_at {int},
    starts {text},                          -- the trial's civil dates
    ends {text},
    spot {text} NOT NULL,                   -- where it is tried
    seen {text} NOT NULL,                   -- what was seen
    since {int},                            -- in use since
    closed_at {int},                        -- when it came to its end
    reason {text} NOT NULL,                 -- why it ended
    reminded {int} NOT NULL                 -- whether the originators were reminded to answer
) {strict};
CREATE INDEX adoption_of ON adoption (work, asked_at);
CREATE INDEX adoption_by_enterprise ON adoption (enterprise, asked_at);
CREATE INDEX adoption_by_path ON adoption (path, since);
CREATE INDEX adoption_due ON adoption (reminded, due_at);

-- A public work that everybody may begin with at once.
CREATE TABLE spread_offer (
    work {id} NOT NULL PRIMARY KEY,
    terms {text} NOT NULL,                  -- what is handed over
    by_person {id} NOT NULL,
    at {int} NOT NULL
) {keyed};
