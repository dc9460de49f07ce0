-- What travels up, for nodes so high that the newest of the province finds theirs sooner than their place does; and what
-- is public, with what a node's lists narrow it by, so that only records that are shown are read.
CREATE INDEX suggestion_by_upward_recent ON suggestion (submitted_at, path) WHERE appealed = 1 OR state = 'passed_up';
DROP INDEX suggestion_by_public;
CREATE INDEX suggestion_by_public ON suggestion (submitted_at, path, industry_path, state) WHERE visibility = 'public';
