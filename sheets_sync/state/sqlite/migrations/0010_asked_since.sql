-- What an episode would ask for, and since when it has been about that; not known of those before.
ALTER TABLE episodes ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE episodes ADD COLUMN asked_since TEXT;
UPDATE episodes SET seal = '';  -- a seal is over all columns
