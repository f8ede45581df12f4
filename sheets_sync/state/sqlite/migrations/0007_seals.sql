-- What letters go by bears a checksum: a row that the program did not write is found out before
-- anything is mailed on its account. Rows of before have none until they are written again.
ALTER TABLE episodes ADD COLUMN seal TEXT NOT NULL DEFAULT '';
ALTER TABLE invoices ADD COLUMN seal TEXT NOT NULL DEFAULT '';
ALTER TABLE mailings ADD COLUMN seal TEXT NOT NULL DEFAULT '';
