-- Runs, what changed between them, and the rows last seen.
-- Days are serial numbers (1899-12-30 is 0), moments are ISO 8601 in UTC.

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    started TEXT NOT NULL,
    ended TEXT,
    as_of INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'good', 'failed', 'aborted')),
    rows_by_role TEXT NOT NULL DEFAULT '{}',
    log INTEGER NOT NULL DEFAULT 0,
    charged INTEGER NOT NULL DEFAULT 0,
    unpriced INTEGER NOT NULL DEFAULT 0,
    held INTEGER NOT NULL DEFAULT 0,
    cells_written INTEGER NOT NULL DEFAULT 0,
    findings INTEGER NOT NULL DEFAULT 0,
    notices INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    message TEXT NOT NULL DEFAULT ''
);

CREATE INDEX runs_by_status ON runs (status, id);

-- The first changes of a run in detail; the exact numbers stand in its row of runs.
CREATE TABLE changes (
    run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('added', 'gone', 'changed')),
    source INTEGER NOT NULL,
    sheet_row INTEGER NOT NULL,
    old_day INTEGER,
    old_client TEXT,
    old_service TEXT,
    old_minutes INTEGER,
    old_charge INTEGER,
    old_currency TEXT,
    new_day INTEGER,
    new_client TEXT,
    new_service TEXT,
    new_minutes INTEGER,
    new_charge INTEGER,
    new_currency TEXT,
    PRIMARY KEY (run, position)
) WITHOUT ROWID;

-- Columnar tables of the last good run, a compressed column a row; ``what`` names the table.
CREATE TABLE columns (
    what TEXT NOT NULL,
    name TEXT NOT NULL,
    dtype TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (what, name)
);

CREATE TABLE column_sets (
    what TEXT PRIMARY KEY,
    run INTEGER NOT NULL,
    names TEXT NOT NULL,
    digest TEXT NOT NULL
);
