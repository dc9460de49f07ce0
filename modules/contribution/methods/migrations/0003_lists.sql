-- For each reason to see something an index in the order of lists.
DROP INDEX method_by_visibility;
CREATE INDEX method_by_public ON method (changed_at) WHERE visibility = 'public';
CREATE INDEX method_by_unit ON method (unit, changed_at) WHERE visibility = 'team';
CREATE INDEX method_by_writer ON method (writer);
CREATE INDEX method_by_origin ON method (grew_from) WHERE grew_from IS NOT NULL;
