"""Columnar tables in the state: a row a column, compressed."""

from collections.abc import Mapping, Sequence

from sheets_sync.state.sqlite.database import Database
from sheets_sync.state.stored_arrays import (
    Array,
    StoredColumns,
    checksum,
    listed_names,
    packed,
    stored_columns,
)


def write_columns(
    database: Database,
    what: str,
    run: int,
    arrays: Mapping[str, Array],
    names: Mapping[str, Sequence[str]],
) -> None:
    """Put the table ``what`` of ``run`` in place of the one before, in a transaction of the
    caller's. ``names`` are what codes in the arrays stand for. What is the same stays."""
    listed = listed_names(names)
    digest = checksum(arrays, listed)
    known = database.row("SELECT digest FROM column_sets WHERE what = ?", (what,))
    if known is None or known["digest"] != digest:
        database.execute("DELETE FROM columns WHERE what = ?", (what,))
        rows = [(what, name, str(array.dtype), packed(array)) for name, array in arrays.items()]
        database.many("INSERT INTO columns VALUES (?, ?, ?, ?)", rows)
    database.execute(
        "INSERT OR REPLACE INTO column_sets VALUES (?, ?, ?, ?)", (what, run, listed, digest)
    )


def read_columns(database: Database, what: str) -> StoredColumns | None:
    """The arrays and names of the table ``what``, or None where no run has written it.

    Raises as ``stored_columns``.
    """
    known = database.row("SELECT names, digest FROM column_sets WHERE what = ?", (what,))
    if known is None:
        return None
    rows = database.rows(
        "SELECT name, dtype, data FROM columns WHERE what = ? ORDER BY rowid", (what,)
    )
    return stored_columns(rows, known["names"], known["digest"])
