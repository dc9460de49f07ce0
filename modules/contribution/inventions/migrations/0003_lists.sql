-- For each reason to see something an index in the order of lists.
CREATE INDEX invention_by_public ON invention (begun_at)
    WHERE visibility = 'public' AND published_on IS NOT NULL AND handed_in_at IS NOT NULL;
CREATE INDEX invention_by_unit ON invention (unit, begun_at) WHERE visibility = 'team';
CREATE INDEX invention_by_industry ON invention (industry_path) WHERE industry_path IS NOT NULL;
