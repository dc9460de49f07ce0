-- Rights that were granted for a work and that its enterprise holds: what the law promises the authors for
-- them, awards reads here. Everything else about a right stands with its record.
CREATE TABLE work_right (
    id {id} NOT NULL PRIMARY KEY,
    work {id} NOT NULL REFERENCES work (id),
    kind {text} NOT NULL,                   -- invention, utility, design, software, other
    number {text} NOT NULL,
    granted_on {text} NOT NULL,             -- civil date of the announcement
    at {int} NOT NULL                       -- when it was recorded
) {strict};
CREATE INDEX work_right_of ON work_right (work, granted_on);
CREATE INDEX work_right_by_day ON work_right (granted_on);
