-- Work that somebody waits for, done in portions. What a portion does and how far the work is then change together.
CREATE TABLE long_work (
    id {id} NOT NULL PRIMARY KEY,
    kind {text} NOT NULL,           -- who does it: history/import
    payload {text} NOT NULL,        -- JSON: ids rather than texts
    title {text} NOT NULL,          -- what it is about, for who asked
    asked_by {id},                  -- nobody: at the terminal
    unit {id},                      -- for which node
    asked_at {int} NOT NULL,
    state {text} NOT NULL,
    done {int} NOT NULL,
    total {int} NOT NULL,           -- 0: not known
    firm {int} NOT NULL,            -- 1: it can no longer be cancelled
    seen_at {int} NOT NULL,         -- when the last portion was done
    ended_at {int},
    result {text},                  -- the page that shows what came of it
    fault {text}                    -- JSON: why it failed
) {strict};
CREATE INDEX long_work_by_person ON long_work (asked_by, asked_at);
CREATE INDEX long_work_by_state ON long_work (state, kind);
