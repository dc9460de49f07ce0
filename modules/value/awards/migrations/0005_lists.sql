-- What unions above read: awards in which a head shares, and those filed with them.
CREATE INDEX award_by_upward ON award (path, proposed_at) WHERE head = 1 OR filed = 1;
CREATE INDEX award_by_upward_industry ON award (industry_path, proposed_at) WHERE head = 1 OR filed = 1;
