-- The newest first, whatever their kind.
CREATE INDEX work_newest ON work (at);
