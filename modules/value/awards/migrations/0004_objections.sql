-- What was raised against awards stands where it does for every honour.
INSERT INTO objection (id, kind, owner, person, sort, reason, at, answer, upheld, answered_by, answered_at)
SELECT id, 'award', award, person, kind, reason, at, answer, upheld, answered_by, answered_at FROM award_objection;
DROP TABLE award_objection;
