-- What is open and in use, by what its enterprises do and by what it is, the newest first: the portal lists it so, and
-- asks which industries there are.
CREATE INDEX work_open_by_industry ON work (visibility, stage, industry, at);
CREATE INDEX work_open_by_kind ON work (visibility, stage, kind, at);
-- What was taken over lately and is in use, whatever it is.
CREATE INDEX work_use_taken_over ON work_use (since, work) WHERE source IS NOT NULL AND ended_at IS NULL;
