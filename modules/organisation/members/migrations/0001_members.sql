-- A roster that was uploaded and waits for its import, for half an hour. No fact: what comes of it is.
CREATE TABLE roster_upload (
    id {id} NOT NULL PRIMARY KEY,
    person {id} NOT NULL,           -- who uploaded it; nobody else sees it
    enterprise {id} NOT NULL,
    sheet {text} NOT NULL,          -- JSON
    end_missing {int} NOT NULL,     -- whether who is not in it leaves
    at {int} NOT NULL
) {strict};
CREATE INDEX roster_upload_at ON roster_upload (at);
