-- For each reason to see something an index in the order of lists.
CREATE INDEX adoption_by_asker ON adoption (asked_by, asked_at);
