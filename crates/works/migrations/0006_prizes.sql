-- Money that a work was honoured with in a campaign of its own enterprise: awards pay it, and nothing twice.
CREATE TABLE work_prize (
    id {id} NOT NULL PRIMARY KEY,           -- the entry's
    work {id} NOT NULL REFERENCES work (id),
    campaign {text} NOT NULL,               -- the edition and the grade, as they are read
    amount {int} NOT NULL,                  -- fen
    at {int} NOT NULL                       -- when the results were announced
) {strict};
CREATE INDEX work_prize_of ON work_prize (work, at);
