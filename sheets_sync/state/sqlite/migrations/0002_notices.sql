-- The outbox: episodes, the notices that they cause, invoice numbers and frozen letters.
-- Amounts are minor units of the currency; lists of addresses are JSON.

CREATE TABLE episodes (
    id INTEGER PRIMARY KEY,
    client TEXT NOT NULL,
    opened TEXT NOT NULL,
    closed TEXT,
    level TEXT NOT NULL,
    since TEXT NOT NULL,
    bar INTEGER NOT NULL,
    dormant INTEGER NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX one_open_episode ON episodes (client) WHERE closed IS NULL;

CREATE TABLE invoices (
    number INTEGER PRIMARY KEY,
    client TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL CHECK (amount > 0),
    day INTEGER NOT NULL
);

CREATE TRIGGER invoice_numbers_have_no_gaps BEFORE INSERT ON invoices
WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM invoices)
BEGIN
    SELECT RAISE(ABORT, 'invoice numbers have no gaps');
END;

CREATE TRIGGER invoices_stay BEFORE DELETE ON invoices
BEGIN
    SELECT RAISE(ABORT, 'an invoice number is never given back');
END;

CREATE TABLE notices (
    id INTEGER PRIMARY KEY,
    number INTEGER UNIQUE,
    client TEXT NOT NULL,
    name TEXT NOT NULL,
    episode INTEGER NOT NULL REFERENCES episodes (id),
    kind TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    level TEXT NOT NULL,
    currency TEXT NOT NULL,
    balance INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    invoice INTEGER REFERENCES invoices (number),
    recipients TEXT NOT NULL,
    copies TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    moment TEXT NOT NULL,
    first_run INTEGER NOT NULL DEFAULT 0,
    approved INTEGER NOT NULL DEFAULT 0
);

-- Never two letters of a level in an episode: what was cancelled was never sent.
CREATE UNIQUE INDEX one_notice ON notices (client, episode, kind, ordinal)
WHERE state <> 'cancelled';

CREATE TRIGGER sent_notices_stay BEFORE UPDATE ON notices WHEN OLD.state = 'sent'
BEGIN
    SELECT RAISE(ABORT, 'a sent notice is never changed');
END;

CREATE TRIGGER notices_stay BEFORE DELETE ON notices
BEGIN
    SELECT RAISE(ABORT, 'a notice is never deleted');
END;

CREATE TABLE letters (
    notice INTEGER PRIMARY KEY REFERENCES notices (id),
    file TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    data BLOB NOT NULL
);

CREATE TRIGGER letters_are_frozen BEFORE UPDATE ON letters
BEGIN
    SELECT RAISE(ABORT, 'a frozen letter is never changed');
END;

CREATE TRIGGER letters_stay BEFORE DELETE ON letters
BEGIN
    SELECT RAISE(ABORT, 'a frozen letter is never deleted');
END;

CREATE TABLE facts (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
