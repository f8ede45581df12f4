-- What the last good run found, if it changed nothing: one row, or none.
CREATE TABLE quiet (
    workbook TEXT NOT NULL,
    circumstances TEXT NOT NULL,
    report BLOB NOT NULL
);
