-- What everybody may see, in the order of the lists that show it: what is on offer by its use, the newest of all, by what
-- its enterprises do (and which industries there are), by what it is; what finance signed last; what was taken over last.
DROP INDEX work_by_visibility;
CREATE INDEX work_by_offer ON work (stage, since) WHERE visibility = 'public';
CREATE INDEX work_open_newest ON work (stage, at, id) WHERE visibility = 'public';
CREATE INDEX work_open_by_industry ON work (stage, industry, at, id) WHERE visibility = 'public';
CREATE INDEX work_open_by_kind ON work (stage, kind, at, id) WHERE visibility = 'public';
CREATE INDEX work_figure_newest ON work_figure (audited_at);
CREATE INDEX work_use_taken_over ON work_use (since, work) WHERE source IS NOT NULL AND ended_at IS NULL;
