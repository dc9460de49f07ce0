-- Everything the officer's queue counts and sorts by, so that it need not read the records.
DROP INDEX suggestion_by_queue;
CREATE INDEX suggestion_by_queue ON suggestion (enterprise, state, due_at, path, industry_path);

-- For each reason to see something an index in the order of lists. They are partial, so that a
-- registration pays only for those that concern it.
DROP INDEX suggestion_by_public;
CREATE INDEX suggestion_by_public ON suggestion (submitted_at) WHERE visibility = 'public';
CREATE INDEX suggestion_by_unit ON suggestion (unit, submitted_at) WHERE visibility = 'team';
CREATE INDEX suggestion_by_owner ON suggestion (owner, submitted_at) WHERE owner IS NOT NULL;
CREATE INDEX suggestion_by_officer ON suggestion (officer, submitted_at) WHERE officer IS NOT NULL;
CREATE INDEX suggestion_by_entered ON suggestion (entered_by, submitted_at) WHERE entered_by IS NOT NULL;
CREATE INDEX suggestion_by_upward ON suggestion (path, submitted_at) WHERE appealed = 1 OR state = 'passed_up';
CREATE INDEX suggestion_by_upward_industry ON suggestion (industry_path, submitted_at)
    WHERE appealed = 1 OR state = 'passed_up';
CREATE INDEX suggestion_by_mention ON suggestion_mention (person, suggestion);
DROP INDEX suggestion_by_lead;
CREATE INDEX suggestion_by_lead ON suggestion (lead) WHERE lead IS NOT NULL;
