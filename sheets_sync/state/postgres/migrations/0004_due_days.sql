-- How many days an invoice gave its client to pay, 0 for no day at all; NULL says that it is not known,
-- of those made before.
ALTER TABLE invoices ADD COLUMN due_days integer;
UPDATE invoices SET seal = '';  -- a seal is over all columns
