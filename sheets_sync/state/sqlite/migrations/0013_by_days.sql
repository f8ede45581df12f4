-- Whether only the runway of an account was ever short in an episode, and what had been paid when
-- it opened; those of before are taken as opened by the balance.
ALTER TABLE episodes ADD COLUMN by_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE episodes ADD COLUMN paid INTEGER NOT NULL DEFAULT 0;
UPDATE episodes SET seal = '';  -- a seal is over all columns
