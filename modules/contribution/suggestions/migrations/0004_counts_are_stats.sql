-- Totals are kept for all modules together now (`crates/stats`), which counts everything anew.
DROP TABLE suggestion_tally;
DROP TABLE suggestion_owed;
DROP TABLE suggestion_counted;
