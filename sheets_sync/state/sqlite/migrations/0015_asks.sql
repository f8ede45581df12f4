-- What people typed into Ask of Clients: errands that stand as long as the cell says so, and what
-- the last run saw in each cell. Where it stood is a fact, asks.column; without, nothing is known.
ALTER TABLE errands ADD COLUMN typed INTEGER NOT NULL DEFAULT 0;
UPDATE errands SET seal = '';  -- a seal is over all columns

CREATE TABLE asks (
    client TEXT PRIMARY KEY,
    amount INTEGER,
    armed INTEGER NOT NULL,
    errand INTEGER REFERENCES errands (id),
    twin TEXT NOT NULL,
    seal TEXT NOT NULL
);
