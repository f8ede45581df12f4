-- What people asked for by themselves: invoices by hand, and those to be withdrawn.
CREATE TABLE errands (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    client TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount INTEGER NOT NULL,
    moment TEXT NOT NULL,
    invoice INTEGER REFERENCES invoices (number),
    seal TEXT NOT NULL DEFAULT ''
);

CREATE UNIQUE INDEX withdrawn_once ON errands (invoice) WHERE invoice IS NOT NULL;

CREATE TRIGGER errands_stay BEFORE DELETE ON errands
BEGIN
    SELECT RAISE(ABORT, 'what a person asked for is never deleted');
END;

-- The episode of what no episode causes: never open.
INSERT INTO episodes (id, client, opened, closed, level, since, bar)
VALUES (0, '', '1970-01-01T00:00:00.000000+00:00', '1970-01-01T00:00:00.000000+00:00', 'OK',
    '1970-01-01T00:00:00.000000+00:00', 0);
