-- What a statement told as of its last day, which the next one follows on from: the balance, and all
-- charges and openings up to then. NULL of any other mailing, and of statements made before.
ALTER TABLE mailings ADD COLUMN closing INTEGER;
ALTER TABLE mailings ADD COLUMN charged INTEGER;
ALTER TABLE mailings ADD COLUMN openings INTEGER;
