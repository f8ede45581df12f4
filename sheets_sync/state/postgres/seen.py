"""The log last seen and its amendments, and what changed between runs, kept for a workbook."""

from collections.abc import Mapping

from sheets_sync.billing.amendments import LogMemory
from sheets_sync.billing.changes import Change, Changes
from sheets_sync.state import seen_rows
from sheets_sync.state.postgres.database import Database
from sheets_sync.state.row import Row
from sheets_sync.state.runs import KEPT_RUNS
from sheets_sync.state.stored_arrays import (
    Array,
    StoredColumns,
    checksum,
    listed_names,
    packed,
    stored_columns,
)


def read_memory(database: Database) -> LogMemory | None:
    """What the last good run left, or None where there is none.

    Raises as ``stored_columns``.
    """
    with database.snapshot():
        rows = _read(database, seen_rows.SEEN_ROWS)
        amended = _read(database, seen_rows.AMENDED_ROWS)
    if rows is None or amended is None:
        return None
    return seen_rows.memory_of_columns(rows, amended)


def write_memory(database: Database, run: int, memory: LogMemory) -> None:
    """Keep it in place of the one before, in a transaction of the caller's. What is the same
    stays."""
    for what, (arrays, names) in seen_rows.memory_columns(memory).items():
        listed = listed_names(names)
        digest = checksum(arrays, listed)
        known = _known(database, what)
        if known is None or known["digest"] != digest:
            _write(database, what, arrays)
        kept = {"what": what, "run": run, "names": listed, "digest": digest}
        database.insert("column_sets", [kept], "what")


def read_changes(database: Database, run: int) -> list[Change]:
    """The changes that a run found, as far as they are kept in detail."""
    rows = database.rows(
        "SELECT * FROM changes WHERE workbook = %(workbook)s AND run = %(run)s ORDER BY position",
        run=run,
    )
    return list(map(seen_rows.change, rows))


def write_changes(database: Database, run: int, changes: Changes) -> None:
    """Keep the changes of a run, in a transaction of the caller's; forget those of old runs."""
    database.insert("changes", seen_rows.change_rows(run, changes))
    database.execute(
        "DELETE FROM changes WHERE workbook = %(workbook)s AND run NOT IN (SELECT id FROM runs"
        " WHERE workbook = %(workbook)s AND status = 'good' ORDER BY id DESC LIMIT %(kept)s)",
        kept=KEPT_RUNS,
    )


def _write(database: Database, what: str, arrays: Mapping[str, Array]) -> None:
    sql = "DELETE FROM columns WHERE workbook = %(workbook)s AND what = %(what)s"
    database.execute(sql, what=what)
    rows: list[Row] = [
        {"what": what, "name": name, "position": at, "dtype": str(each.dtype), "data": packed(each)}
        for at, (name, each) in enumerate(arrays.items())
    ]
    database.insert("columns", rows)


def _read(database: Database, what: str) -> StoredColumns | None:
    if (known := _known(database, what)) is None:
        return None
    rows = database.rows(
        "SELECT name, dtype, data FROM columns"
        " WHERE workbook = %(workbook)s AND what = %(what)s ORDER BY position",
        what=what,
    )
    return stored_columns(rows, known["names"], known["digest"])


def _known(database: Database, what: str) -> Row | None:
    sql = "SELECT names, digest FROM column_sets WHERE workbook = %(workbook)s AND what = %(what)s"
    return database.row(sql, what=what)
