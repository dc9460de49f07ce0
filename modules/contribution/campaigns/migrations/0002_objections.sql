-- What was raised against entries stands where it does for every honour.
INSERT INTO objection (id, kind, owner, person, sort, reason, at, answer, upheld, answered_by, answered_at)
SELECT id, 'campaign_entry', entry, person, 'objection', reason, at, answer, upheld, answered_by, answered_at FROM campaign_objection;
DROP TABLE campaign_objection;
