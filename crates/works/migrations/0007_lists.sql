-- What is on offer, newest first, of which industries, and what finance signed last.
DROP INDEX work_by_visibility;
CREATE INDEX work_by_offer ON work (stage, since) WHERE visibility = 'public';
CREATE INDEX work_by_industry ON work (stage, industry, since) WHERE visibility = 'public';
CREATE INDEX work_figure_newest ON work_figure (audited_at);
