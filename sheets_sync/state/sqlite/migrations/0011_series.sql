-- What stands before an invoice's number, and the invoice that a credit note withdraws.
ALTER TABLE invoices ADD COLUMN prefix TEXT NOT NULL DEFAULT '';
ALTER TABLE invoices ADD COLUMN credits INTEGER REFERENCES invoices (number);
CREATE UNIQUE INDEX one_credit_note ON invoices (credits) WHERE credits IS NOT NULL;
UPDATE invoices SET seal = '';  -- a seal is over all columns

-- The amount that a person let go: an approval is for about that, however an account creeps later.
ALTER TABLE mailings ADD COLUMN prefix TEXT NOT NULL DEFAULT '';
ALTER TABLE mailings ADD COLUMN approved_amount INTEGER;
DROP TRIGGER sent_mailings_stay;
UPDATE mailings SET seal = '';
CREATE TRIGGER sent_mailings_stay BEFORE UPDATE ON mailings WHEN OLD.state = 'sent'
BEGIN
    SELECT RAISE(ABORT, 'what was sent is never changed');
END;
