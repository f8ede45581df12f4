-- The open invoice whose place one took.
ALTER TABLE invoices ADD COLUMN replaces INTEGER REFERENCES invoices (number);
UPDATE invoices SET seal = '';  -- a seal is over all columns
