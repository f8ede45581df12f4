-- The tax that an invoice was made with: the rate in per cent, and the clause of the seller's own; a
-- clause of NULL says that neither is known, of those made before.
ALTER TABLE invoices ADD COLUMN vat_rate text, ADD COLUMN vat text;
UPDATE invoices SET seal = '';  -- a seal is over all columns
