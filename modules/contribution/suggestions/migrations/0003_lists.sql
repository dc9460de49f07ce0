-- Everything the officer's queue counts and sorts by, so that it need not read the records.
DROP INDEX suggestion_by_queue;
CREATE INDEX suggestion_by_queue ON suggestion (enterprise, state, due_at, path, industry_path);

-- For each reason to see something an index in the order of lists. Those that few records have are
-- partial, so that a registration does not pay for them.
CREATE INDEX suggestion_by_unit ON suggestion (unit, submitted_at) WHERE visibility = 'team';
CREATE INDEX suggestion_by_owner ON suggestion (owner) WHERE owner IS NOT NULL;
CREATE INDEX suggestion_by_officer ON suggestion (officer) WHERE officer IS NOT NULL;
CREATE INDEX suggestion_by_entered ON suggestion (entered_by) WHERE entered_by IS NOT NULL;
CREATE INDEX suggestion_by_upward ON suggestion (path, submitted_at) WHERE appealed = 1 OR state = 'passed_up';
DROP INDEX suggestion_by_lead;
CREATE INDEX suggestion_by_lead ON suggestion (lead) WHERE lead IS NOT NULL;
