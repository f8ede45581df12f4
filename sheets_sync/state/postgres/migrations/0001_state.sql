-- The states of many workbooks in one database. Every key begins with the workbook, and so does
-- every reference: no row can point into another workbook's state.
-- Days are serial numbers (1899-12-30 is 0), moments are ISO 8601 in UTC, amounts minor units.

-- A series of invoice numbers belongs to a seller, who may have several workbooks; a workbook that
-- names no seller has a series of its own.
CREATE TABLE series (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    seller text UNIQUE,
    base bigint NOT NULL DEFAULT 0,
    last bigint NOT NULL DEFAULT 0,
    CHECK (last >= base)
);

-- The fence is the number of the run that may write; the version another one with each write.
CREATE TABLE workbooks (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name <> ''),
    series integer NOT NULL REFERENCES series (id),
    fence bigint NOT NULL DEFAULT 0,
    version bigint NOT NULL DEFAULT 0,
    holder text NOT NULL DEFAULT '',
    moved_to text NOT NULL DEFAULT ''
) WITH (fillfactor = 50);

CREATE INDEX workbooks_by_series ON workbooks (series);

CREATE TABLE runs (
    workbook integer NOT NULL REFERENCES workbooks (id),
    id bigint NOT NULL,
    command text NOT NULL,
    pid bigint NOT NULL,
    host text NOT NULL,
    started text NOT NULL,
    ended text,
    as_of bigint NOT NULL,
    status text NOT NULL CHECK (status IN ('running', 'good', 'failed', 'aborted')),
    rows_by_role text NOT NULL DEFAULT '{}',
    log bigint NOT NULL DEFAULT 0,
    charged bigint NOT NULL DEFAULT 0,
    unpriced bigint NOT NULL DEFAULT 0,
    held bigint NOT NULL DEFAULT 0,
    cells_written bigint NOT NULL DEFAULT 0,
    findings bigint NOT NULL DEFAULT 0,
    notices bigint NOT NULL DEFAULT 0,
    added bigint NOT NULL DEFAULT 0,
    gone bigint NOT NULL DEFAULT 0,
    changed bigint NOT NULL DEFAULT 0,
    message text NOT NULL DEFAULT '',
    PRIMARY KEY (workbook, id)
);

CREATE INDEX runs_by_status ON runs (workbook, status, id);

-- The first changes of a run in detail; the exact numbers stand in its row of runs.
CREATE TABLE changes (
    workbook integer NOT NULL,
    run bigint NOT NULL,
    position bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('added', 'gone', 'changed')),
    source bigint NOT NULL,
    sheet_row bigint NOT NULL,
    old_day bigint,
    old_client text,
    old_service text,
    old_minutes bigint,
    old_charge bigint,
    old_currency text,
    new_day bigint,
    new_client text,
    new_service text,
    new_minutes bigint,
    new_charge bigint,
    new_currency text,
    PRIMARY KEY (workbook, run, position),
    FOREIGN KEY (workbook, run) REFERENCES runs (workbook, id) ON DELETE CASCADE
);

-- Columnar tables of the last good run, a compressed column a row; ``what`` names the table.
CREATE TABLE column_sets (
    workbook integer NOT NULL REFERENCES workbooks (id),
    what text NOT NULL,
    run bigint NOT NULL,
    names text NOT NULL,
    digest text NOT NULL,
    PRIMARY KEY (workbook, what)
);

CREATE TABLE columns (
    workbook integer NOT NULL REFERENCES workbooks (id),
    what text NOT NULL,
    name text NOT NULL,
    position integer NOT NULL,
    dtype text NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (workbook, what, name)
);
ALTER TABLE columns ALTER COLUMN data SET STORAGE EXTERNAL; -- it is compressed already

-- What the last good run found, if it changed nothing.
CREATE TABLE quiet (
    workbook integer PRIMARY KEY REFERENCES workbooks (id),
    fingerprint text NOT NULL,
    circumstances text NOT NULL,
    report bytea NOT NULL
);

CREATE TABLE facts (
    workbook integer NOT NULL REFERENCES workbooks (id),
    key text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (workbook, key)
);

CREATE TABLE episodes (
    workbook integer NOT NULL REFERENCES workbooks (id),
    id bigint NOT NULL,
    client text NOT NULL,
    opened text NOT NULL,
    closed text,
    level text NOT NULL,
    since text NOT NULL,
    bar bigint NOT NULL,
    dormant smallint NOT NULL DEFAULT 0,
    asked bigint NOT NULL DEFAULT 0,
    asked_since text,
    by_days smallint NOT NULL DEFAULT 0,
    paid bigint NOT NULL DEFAULT 0,
    seal text NOT NULL,
    PRIMARY KEY (workbook, id)
);

CREATE UNIQUE INDEX one_open_episode ON episodes (workbook, client) WHERE closed IS NULL;

CREATE TABLE invoices (
    workbook integer NOT NULL REFERENCES workbooks (id),
    series integer NOT NULL REFERENCES series (id),
    number bigint NOT NULL,
    client text NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    day bigint NOT NULL,
    paid_before bigint,
    replaces bigint,
    prefix text NOT NULL DEFAULT '',
    credits bigint,
    seal text NOT NULL,
    PRIMARY KEY (workbook, number),
    UNIQUE (series, number),
    FOREIGN KEY (workbook, replaces) REFERENCES invoices (workbook, number),
    FOREIGN KEY (workbook, credits) REFERENCES invoices (workbook, number)
);

CREATE UNIQUE INDEX one_credit_note ON invoices (workbook, credits) WHERE credits IS NOT NULL;

CREATE TABLE errands (
    workbook integer NOT NULL REFERENCES workbooks (id),
    id bigint NOT NULL,
    kind text NOT NULL,
    client text NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    moment text NOT NULL,
    invoice bigint,
    typed smallint NOT NULL DEFAULT 0,
    seal text NOT NULL,
    PRIMARY KEY (workbook, id),
    FOREIGN KEY (workbook, invoice) REFERENCES invoices (workbook, number)
);

CREATE UNIQUE INDEX withdrawn_once ON errands (workbook, invoice) WHERE invoice IS NOT NULL;

CREATE TABLE asks (
    workbook integer NOT NULL REFERENCES workbooks (id),
    client text NOT NULL,
    amount bigint,
    armed smallint NOT NULL,
    errand bigint,
    twin text NOT NULL,
    seal text NOT NULL,
    PRIMARY KEY (workbook, client),
    FOREIGN KEY (workbook, errand) REFERENCES errands (workbook, id)
);

CREATE TABLE mailings (
    workbook integer NOT NULL REFERENCES workbooks (id),
    id bigint NOT NULL,
    kind text NOT NULL,
    recipients text NOT NULL,
    copies text NOT NULL,
    created text NOT NULL,
    moment text NOT NULL,
    state text NOT NULL,
    reason text NOT NULL DEFAULT '',
    via text NOT NULL DEFAULT '',
    attempts bigint NOT NULL DEFAULT 0,
    began text,
    due text,
    outcomes text NOT NULL DEFAULT '[]',
    -- What a notice is about.
    number bigint,
    client text,
    name text,
    episode bigint,
    ordinal bigint,
    level text,
    currency text,
    balance bigint,
    asked bigint,
    invoice bigint,
    prefix text NOT NULL DEFAULT '',
    approved_amount bigint,
    first_run smallint NOT NULL DEFAULT 0,
    approved smallint NOT NULL DEFAULT 0,
    ticked smallint NOT NULL DEFAULT 0,
    -- The moment for which a digest was due.
    occasion text,
    seal text NOT NULL,
    PRIMARY KEY (workbook, id),
    UNIQUE (workbook, number),
    FOREIGN KEY (workbook, episode) REFERENCES episodes (workbook, id),
    FOREIGN KEY (workbook, invoice) REFERENCES invoices (workbook, number),
    CHECK ((kind = 'DIGEST') = (occasion IS NOT NULL)),
    CHECK (
        kind = 'DIGEST' OR (
            client IS NOT NULL AND name IS NOT NULL AND episode IS NOT NULL
            AND ordinal IS NOT NULL AND level IS NOT NULL AND currency IS NOT NULL
            AND balance IS NOT NULL AND asked IS NOT NULL
        )
    )
);

-- Never two letters of a level in an episode: what was cancelled, or only written, was never sent.
CREATE UNIQUE INDEX one_notice ON mailings (workbook, client, episode, kind, ordinal)
WHERE state NOT IN ('cancelled', 'written') AND kind <> 'DIGEST';

CREATE UNIQUE INDEX one_digest ON mailings (workbook, occasion, recipients) WHERE kind = 'DIGEST';

CREATE TABLE letters (
    workbook integer NOT NULL,
    mailing bigint NOT NULL,
    file text NOT NULL,
    message_id text NOT NULL,
    sha256 text NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (workbook, mailing),
    UNIQUE (workbook, message_id),
    FOREIGN KEY (workbook, mailing) REFERENCES mailings (workbook, id)
);

-- The secret folders that clients' pages are published in (design §19), and a fingerprint of what
-- stands in each. A revoked one stays until what stands there is gone.
CREATE TABLE pages (
    workbook integer NOT NULL REFERENCES workbooks (id),
    token text NOT NULL,
    client text NOT NULL,
    shown text NOT NULL,
    revoked smallint NOT NULL CHECK (revoked IN (0, 1)),
    seal text NOT NULL,
    PRIMARY KEY (workbook, token)
);

CREATE UNIQUE INDEX one_page_a_client ON pages (workbook, client) WHERE revoked = 0;

-- The next number of a seller is taken in the transaction that keeps what bears it, or not at all.
-- A series begins anywhere; those taken over from a tab or another state may leave gaps.
CREATE FUNCTION invoice_numbers_have_no_gaps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.series IS DISTINCT FROM (SELECT series FROM workbooks WHERE id = NEW.workbook) THEN
        RAISE EXCEPTION 'an invoice is of the series of its workbook' USING ERRCODE = '23514';
    END IF;
    IF current_setting('sheets_sync.taking_over', true) = 'on' THEN
        UPDATE series SET base = greatest(last, NEW.number), last = greatest(last, NEW.number)
        WHERE id = NEW.series;
        RETURN NEW;
    END IF;
    UPDATE series
    SET last = NEW.number, base = CASE WHEN last = 0 THEN NEW.number - 1 ELSE base END
    WHERE id = NEW.series AND (last = NEW.number - 1 OR last = 0 AND NEW.number > 0);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'invoice numbers have no gaps' USING ERRCODE = '23514';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER invoice_numbers_have_no_gaps BEFORE INSERT ON invoices
FOR EACH ROW EXECUTE FUNCTION invoice_numbers_have_no_gaps();

CREATE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = '23514';
END $$;

CREATE TRIGGER invoices_stay BEFORE DELETE ON invoices
FOR EACH ROW EXECUTE FUNCTION stays('an invoice number is never given back');

CREATE TRIGGER invoices_stay_whole BEFORE TRUNCATE ON invoices
EXECUTE FUNCTION stays('an invoice number is never given back');

CREATE TRIGGER mailings_stay BEFORE DELETE ON mailings
FOR EACH ROW EXECUTE FUNCTION stays('what is on its way is never deleted');

CREATE TRIGGER mailings_stay_whole BEFORE TRUNCATE ON mailings
EXECUTE FUNCTION stays('what is on its way is never deleted');

CREATE TRIGGER letters_are_frozen BEFORE UPDATE ON letters
FOR EACH ROW EXECUTE FUNCTION stays('a frozen letter is never changed');

CREATE TRIGGER letters_stay BEFORE DELETE ON letters
FOR EACH ROW EXECUTE FUNCTION stays('a frozen letter is never deleted');

CREATE TRIGGER letters_stay_whole BEFORE TRUNCATE ON letters
EXECUTE FUNCTION stays('a frozen letter is never deleted');

CREATE TRIGGER errands_stay BEFORE DELETE ON errands
FOR EACH ROW EXECUTE FUNCTION stays('what a person asked for is never deleted');

CREATE TRIGGER errands_stay_whole BEFORE TRUNCATE ON errands
EXECUTE FUNCTION stays('what a person asked for is never deleted');

CREATE TRIGGER written_mailings_stay BEFORE UPDATE ON mailings
FOR EACH ROW WHEN (OLD.state = 'written')
EXECUTE FUNCTION stays('what was written is never changed');

-- What was sent stays as it is, but for what bounced: its answers then, and what they come to.
CREATE TRIGGER sent_mailings_stay BEFORE UPDATE ON mailings
FOR EACH ROW WHEN (
    OLD.state = 'sent' AND NOT (
        NEW.state IN ('sent', 'refused') AND position('"bounced"' IN NEW.outcomes) > 0
        AND NEW.kind = OLD.kind AND NEW.recipients = OLD.recipients AND NEW.copies = OLD.copies
        AND NEW.created = OLD.created AND NEW.via = OLD.via
        AND NEW.number IS NOT DISTINCT FROM OLD.number
        AND NEW.client IS NOT DISTINCT FROM OLD.client
        AND NEW.episode IS NOT DISTINCT FROM OLD.episode
        AND NEW.ordinal IS NOT DISTINCT FROM OLD.ordinal
        AND NEW.currency IS NOT DISTINCT FROM OLD.currency
        AND NEW.balance IS NOT DISTINCT FROM OLD.balance
        AND NEW.asked IS NOT DISTINCT FROM OLD.asked
        AND NEW.invoice IS NOT DISTINCT FROM OLD.invoice
        AND NEW.occasion IS NOT DISTINCT FROM OLD.occasion
    )
)
EXECUTE FUNCTION stays('what was sent is never changed');

CREATE TRIGGER revoked_pages_stay_so BEFORE UPDATE ON pages
FOR EACH ROW WHEN (OLD.revoked = 1 AND NEW.revoked = 0)
EXECUTE FUNCTION stays('a revoked page never comes back');

CREATE TRIGGER pages_in_force_stay BEFORE DELETE ON pages
FOR EACH ROW WHEN (OLD.revoked = 0)
EXECUTE FUNCTION stays('a page is revoked before it is forgotten');
