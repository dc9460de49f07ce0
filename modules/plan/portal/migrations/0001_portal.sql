-- What is open and in use, by what its enterprises do: the portal lists it and asks which industries there are.
CREATE INDEX work_open_by_industry ON work (visibility, stage, industry, at);
-- What was taken over lately, whatever it was.
CREATE INDEX work_use_taken_over ON work_use (since, work) WHERE source IS NOT NULL;
