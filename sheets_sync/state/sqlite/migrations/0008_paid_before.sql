-- What an account had been paid when its invoice was made; not known of those made before.
ALTER TABLE invoices ADD COLUMN paid_before INTEGER;
UPDATE invoices SET seal = '';  -- a seal is over all columns
