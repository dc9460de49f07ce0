-- The units that hang somewhere now, so that a page of a node's children is read, and all are counted, from the
-- index alone: an industrial union has thousands.
DROP INDEX unit_parent;
DROP INDEX unit_industry_parent;
CREATE INDEX unit_child ON unit (parent, number) WHERE ended_at IS NULL;
CREATE INDEX unit_industry_child ON unit (industry_parent, number) WHERE ended_at IS NULL;
