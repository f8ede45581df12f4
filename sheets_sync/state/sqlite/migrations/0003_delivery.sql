-- How each letter fared: attempts, answers by address; digests; what an adopted state goes on from.

ALTER TABLE notices ADD COLUMN ticked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE notices ADD COLUMN via TEXT NOT NULL DEFAULT '';
ALTER TABLE notices ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE notices ADD COLUMN began TEXT;
ALTER TABLE notices ADD COLUMN due TEXT;
ALTER TABLE notices ADD COLUMN outcomes TEXT NOT NULL DEFAULT '[]';

-- An adopted state goes on from the highest number in the Notices tab, the fact invoices.base.
DROP TRIGGER invoice_numbers_have_no_gaps;

CREATE TRIGGER invoice_numbers_have_no_gaps BEFORE INSERT ON invoices
WHEN NEW.number <> 1 + MAX(
    (SELECT COALESCE(MAX(number), 0) FROM invoices),
    COALESCE((SELECT CAST(value AS INTEGER) FROM facts WHERE key = 'invoices.base'), 0)
)
BEGIN
    SELECT RAISE(ABORT, 'invoice numbers have no gaps');
END;

-- Mails to managers, each for the moment that it was due and for one of them.
CREATE TABLE digests (
    id INTEGER PRIMARY KEY,
    due TEXT NOT NULL,
    recipient TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    moment TEXT NOT NULL,
    via TEXT NOT NULL DEFAULT '',
    file TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    data BLOB NOT NULL,
    UNIQUE (due, recipient)
);

CREATE TRIGGER digests_are_frozen BEFORE UPDATE ON digests
WHEN NEW.data <> OLD.data OR NEW.message_id <> OLD.message_id OR OLD.state = 'sent'
BEGIN
    SELECT RAISE(ABORT, 'a frozen digest is never changed');
END;
