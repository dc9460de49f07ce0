-- The grade of what was won, 1 the best, and the certificate that this one adds to.
ALTER TABLE certificate ADD COLUMN grade {int};
ALTER TABLE certificate ADD COLUMN supplements {text};
