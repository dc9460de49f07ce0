-- For each reason to see something an index in the order of lists.
CREATE INDEX project_by_public ON project (proposed_at) WHERE visibility = 'public' AND approved_by IS NOT NULL;
CREATE INDEX project_by_unit ON project (unit, proposed_at) WHERE visibility = 'team';
