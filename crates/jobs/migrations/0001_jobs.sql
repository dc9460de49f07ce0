-- What is to happen later, written in the transaction that wants it. What is done is gone from here.
CREATE TABLE job (
    id {id} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,
    payload {text} NOT NULL,
    key {text},                     -- at most one job of a kind and key waits
    state {text} NOT NULL,          -- waiting, running or dead
    due {int} NOT NULL,             -- waiting: when it may be taken; running: when its lease ends; dead: when it died
    tries {int} NOT NULL,           -- how often it was taken
    error {text}                    -- what the last try ended with
) {strict};
CREATE UNIQUE INDEX job_key ON job (kind, key) WHERE state = 'waiting' AND key IS NOT NULL;
CREATE INDEX job_due ON job (state, due, id);

-- The newest time each schedule was started for.
CREATE TABLE job_schedule (
    name {text} NOT NULL PRIMARY KEY,
    slot {int} NOT NULL
) {keyed};
