"""The log last seen and its amendments, and what changed between runs, kept in a state file."""

from sheets_sync.billing.amendments import LogMemory
from sheets_sync.billing.changes import Change, Changes
from sheets_sync.state import seen_rows
from sheets_sync.state.runs import KEPT_RUNS
from sheets_sync.state.sqlite.columns import read_columns, write_columns
from sheets_sync.state.sqlite.database import Database


def read_memory(database: Database) -> LogMemory | None:
    """What the last good run left, or None where there is none."""
    rows = read_columns(database, seen_rows.SEEN_ROWS)
    amended = read_columns(database, seen_rows.AMENDED_ROWS)
    if rows is None or amended is None:
        return None
    return seen_rows.memory_of_columns(rows, amended)


def write_memory(database: Database, run: int, memory: LogMemory) -> None:
    """Keep it in place of the one before, in a transaction of the caller's."""
    for what, (arrays, names) in seen_rows.memory_columns(memory).items():
        write_columns(database, what, run, arrays, names)


def read_changes(database: Database, run: int) -> list[Change]:
    """The changes that a run found, as far as they are kept in detail."""
    rows = database.rows("SELECT * FROM changes WHERE run = ? ORDER BY position", (run,))
    return list(map(seen_rows.change, rows))


def write_changes(database: Database, run: int, changes: Changes) -> None:
    """Keep the changes of a run, in a transaction of the caller's; forget those of old runs."""
    if rows := seen_rows.change_rows(run, changes):
        names, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
        sql = f"INSERT INTO changes ({names}) VALUES ({marks})"  # noqa: S608 - names of our own
        database.many(sql, [tuple(row.values()) for row in rows])
    database.execute(
        "DELETE FROM changes WHERE run NOT IN"
        " (SELECT id FROM runs WHERE status = 'good' ORDER BY id DESC LIMIT ?)",
        (KEPT_RUNS,),
    )
