-- The payment of a day still to come, by day and sum, in spite of which a person let a letter go; NULL
-- of any other.
ALTER TABLE mailings ADD COLUMN despite text;
