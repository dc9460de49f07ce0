-- The answer to a write that carried an idempotency key, so that a repeated request gets the same
-- answer and does nothing twice. Kept for a day.
CREATE TABLE api_answer (
    person {id} NOT NULL,
    key {text} NOT NULL,
    request {blob} NOT NULL,      -- SHA-256 of method, path and body
    status {int} NOT NULL,        -- 0 while the first request is still running
    body {text} NOT NULL,
    at {int} NOT NULL,
    PRIMARY KEY (person, key)
) {keyed};
