-- What is open and in use, the newest first: all of it, by what its enterprises do, and by what it is. And which
-- industries there are.
CREATE INDEX work_open_newest ON work (stage, at, id) WHERE visibility = 'public';
CREATE INDEX work_open_by_industry ON work (stage, industry, at, id) WHERE visibility = 'public';
CREATE INDEX work_open_by_kind ON work (stage, kind, at, id) WHERE visibility = 'public';
-- What was taken over lately and is in use, whatever it is.
CREATE INDEX work_use_taken_over ON work_use (since, work) WHERE source IS NOT NULL AND ended_at IS NULL;
