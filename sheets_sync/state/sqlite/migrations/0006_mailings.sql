-- Digests go the way that notices go: one table of all that is on its way, one of frozen letters.

CREATE TABLE mailings (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    recipients TEXT NOT NULL,
    copies TEXT NOT NULL,
    created TEXT NOT NULL,
    moment TEXT NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    via TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    began TEXT,
    due TEXT,
    outcomes TEXT NOT NULL DEFAULT '[]',
    -- What a notice is about.
    number INTEGER UNIQUE,
    client TEXT,
    name TEXT,
    episode INTEGER REFERENCES episodes (id),
    ordinal INTEGER,
    level TEXT,
    currency TEXT,
    balance INTEGER,
    asked INTEGER,
    invoice INTEGER REFERENCES invoices (number),
    first_run INTEGER NOT NULL DEFAULT 0,
    approved INTEGER NOT NULL DEFAULT 0,
    ticked INTEGER NOT NULL DEFAULT 0,
    -- The moment for which a digest was due.
    occasion TEXT,
    CHECK ((kind = 'DIGEST') = (occasion IS NOT NULL)),
    CHECK (
        kind = 'DIGEST' OR (
            client IS NOT NULL AND name IS NOT NULL AND episode IS NOT NULL
            AND ordinal IS NOT NULL AND level IS NOT NULL AND currency IS NOT NULL
            AND balance IS NOT NULL AND asked IS NOT NULL
        )
    )
);

INSERT INTO mailings (
    id, kind, recipients, copies, created, moment, state, reason, via, attempts, began, due,
    outcomes, number, client, name, episode, ordinal, level, currency, balance, asked, invoice,
    first_run, approved, ticked
)
SELECT
    id, kind, recipients, copies, created, moment, state, reason, via, attempts, began, due,
    outcomes, number, client, name, episode, ordinal, level, currency, balance, asked, invoice,
    first_run, approved, ticked
FROM notices;

CREATE UNIQUE INDEX one_digest ON mailings (occasion, recipients) WHERE kind = 'DIGEST';

-- A digest's recipient was kept as the config has it, "Boss <boss@x.example>", its answer as the
-- reason. Whoever has it, or may have it, is not offered it again. One
-- who was named twice, with a name and without, has it once.
CREATE TEMPORARY VIEW digests_before AS
SELECT
    digests.*,
    (SELECT COALESCE(MAX(id), 0) FROM notices) + id AS mailing,
    CASE WHEN instr(recipient, '<') > 0
        THEN trim(substr(
            recipient, instr(recipient, '<') + 1, instr(recipient, '>') - instr(recipient, '<') - 1
        ))
        ELSE trim(recipient)
    END AS address,
    CASE state
        WHEN 'sent' THEN 'accepted' WHEN 'retry' THEN 'deferred'
        WHEN 'refused' THEN 'refused' WHEN 'uncertain' THEN 'uncertain'
    END AS verdict
FROM digests;

INSERT OR IGNORE INTO mailings (
    id, kind, recipients, copies, created, moment, state, reason, via, attempts, outcomes, occasion
)
SELECT
    mailing, 'DIGEST', json_array(address), '[]', moment, moment, state,
    CASE WHEN verdict IS NULL OR verdict = 'accepted' THEN '' ELSE address || ': ' || reason END,
    via,
    verdict IS NOT NULL,
    CASE WHEN verdict IS NULL THEN '[]' ELSE json_array(
        json_object('address', address, 'verdict', verdict, 'reply', reason)
    ) END,
    due
FROM digests_before;

CREATE TABLE frozen (
    mailing INTEGER PRIMARY KEY REFERENCES mailings (id),
    file TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    data BLOB NOT NULL
);

INSERT INTO frozen SELECT notice, file, message_id, sha256, data FROM letters;
INSERT INTO frozen
SELECT mailing, file, message_id, sha256, data FROM digests_before
WHERE mailing IN (SELECT id FROM mailings);

DROP VIEW digests_before;
DROP TABLE letters;
DROP TABLE notices;
DROP TABLE digests;
ALTER TABLE frozen RENAME TO letters;

-- Never two letters of a level in an episode: what was cancelled was never sent.
CREATE UNIQUE INDEX one_notice ON mailings (client, episode, kind, ordinal)
WHERE state <> 'cancelled' AND kind <> 'DIGEST';

CREATE TRIGGER sent_mailings_stay BEFORE UPDATE ON mailings WHEN OLD.state = 'sent'
BEGIN
    SELECT RAISE(ABORT, 'what was sent is never changed');
END;

CREATE TRIGGER mailings_stay BEFORE DELETE ON mailings
BEGIN
    SELECT RAISE(ABORT, 'what is on its way is never deleted');
END;

CREATE TRIGGER letters_are_frozen BEFORE UPDATE ON letters
BEGIN
    SELECT RAISE(ABORT, 'a frozen letter is never changed');
END;

CREATE TRIGGER letters_stay BEFORE DELETE ON letters
BEGIN
    SELECT RAISE(ABORT, 'a frozen letter is never deleted');
END;
