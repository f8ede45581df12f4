-- A workbook of the fleet: how it is run, and what became of its last run. Moments are the
-- database's own clock.
CREATE TABLE fleet_workbooks (
    name text PRIMARY KEY,
    tenant text NOT NULL,
    seller text NOT NULL,
    config text NOT NULL,                     -- TOML, as the file had it
    files boolean NOT NULL,                   -- it reads files: only where the folder is shared
    project text NOT NULL DEFAULT '',         -- whose quota at Google it uses; '' is not known yet
    account text NOT NULL DEFAULT '',
    place text NOT NULL,                      -- where the spreadsheet is, for people
    period interval NOT NULL,                 -- the time to the next run, as things are
    paused boolean NOT NULL DEFAULT false,
    added timestamptz NOT NULL DEFAULT now(),
    due timestamptz NOT NULL DEFAULT now(),
    digest timestamptz,                       -- when the next digest is due; null: none
    still integer NOT NULL DEFAULT 0,         -- runs in a row that changed nothing
    rows bigint NOT NULL DEFAULT 0,           -- of its log
    fence bigint NOT NULL DEFAULT 0,          -- one more for each run that takes it
    taken_by text NOT NULL DEFAULT '',        -- the worker that runs it now
    began timestamptz,                        -- of the run under way; null: none is
    ended timestamptz,                        -- of the last run
    seconds double precision NOT NULL DEFAULT 0,
    late interval NOT NULL DEFAULT '0',       -- how late the last run began
    result text NOT NULL DEFAULT '',          -- of the last run
    said text NOT NULL DEFAULT '',            -- what it said, its cure after it
    exit_code integer NOT NULL DEFAULT 0,
    good timestamptz,                         -- when the last good run ended
    failing integer NOT NULL DEFAULT 0,       -- runs in a row that failed
    findings integer NOT NULL DEFAULT 0,
    letters jsonb NOT NULL DEFAULT '{}',      -- how many by state
    uncertain timestamptz                     -- since when the oldest uncertain letter is
);
CREATE INDEX fleet_workbooks_due ON fleet_workbooks (due) WHERE NOT paused;

-- Secrets of a workbook's config, sealed with a key that is not in the database.
CREATE TABLE fleet_sealed (
    workbook text NOT NULL REFERENCES fleet_workbooks ON DELETE CASCADE,
    place text NOT NULL,
    token text NOT NULL,
    PRIMARY KEY (workbook, place)
);

-- A request that Google grants in a minute: free again a minute after its last answer came.
CREATE TABLE fleet_slots (
    project text NOT NULL,
    account text NOT NULL,                    -- '': the project's own, which all its accounts share
    kind text NOT NULL CHECK (kind IN ('read', 'write')),
    number integer NOT NULL,
    free_at timestamptz NOT NULL,
    PRIMARY KEY (project, account, kind, number)
);
CREATE INDEX fleet_slots_free ON fleet_slots (project, account, kind, free_at);

-- What is counted since the fleet was made.
CREATE TABLE fleet_tallies (
    what text NOT NULL,
    whose text NOT NULL,
    count bigint NOT NULL,
    PRIMARY KEY (what, whose)
);

-- Machines at work: each says so while it is.
CREATE TABLE fleet_machines (
    name text PRIMARY KEY,
    processes integer NOT NULL,
    files boolean NOT NULL,
    seen timestamptz NOT NULL
);

-- Facts of the fleet as a whole.
CREATE TABLE fleet_facts (key text PRIMARY KEY, value text NOT NULL);
