-- What the authors get of the award for a use by others, in per cent, as both sides agreed.
ALTER TABLE work_use ADD COLUMN origin_share {int};
