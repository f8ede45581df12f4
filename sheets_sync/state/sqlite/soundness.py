"""What must hold in a state file, beyond what SQLite itself refuses (F58)."""

from collections.abc import Iterator
from typing import Final

from sheets_sync.state.rows import is_sound
from sheets_sync.state.sqlite.database import Database

_HELD: Final = {
    "runs": "runs",
    "notices": "mailings WHERE kind <> 'DIGEST'",
    "letters": "letters",
    "invoices": "invoices",
}


def faults(database: Database) -> Iterator[str]:
    """What is not as the program left it; see ``port.Store``."""
    yield from (
        row["integrity_check"]
        for row in database.rows("PRAGMA integrity_check(5)")
        if row["integrity_check"] != "ok"
    )
    for row in database.rows("PRAGMA foreign_key_check"):
        yield f"a row of {row['table']} points to one of {row['parent']} that is gone"
    for row in database.rows("SELECT mailing, data, sha256 FROM letters"):
        if not is_sound(row):
            yield f"letter {row['mailing']} is not the one that was frozen"
    unfrozen = database.rows(
        "SELECT id FROM mailings WHERE state IN ('rendered', 'attempting')"
        " AND id NOT IN (SELECT mailing FROM letters)"
    )
    yield from (f"letter {row['id']} was not frozen" for row in unfrozen)
    yield from _gaps(database)


def _gaps(database: Database) -> Iterator[str]:
    """Invoice numbers skipped by the program; those before an adoption came from the tab."""
    base = database.row(
        "SELECT CAST(value AS INTEGER) AS top FROM facts WHERE key = 'invoices.base'"
    )
    first = base["top"] if base else 0
    row = database.row(
        "SELECT COUNT(*) AS n, MAX(number) AS top FROM invoices WHERE number > ?", (first,)
    )
    if row and row["top"] is not None and row["n"] != row["top"] - first:
        yield "invoice numbers have a gap"


def holdings(database: Database) -> dict[str, int]:
    """How many rows there are of what people know of."""
    return {
        what: (database.row(f"SELECT COUNT(*) AS n FROM {rows}") or {"n": 0})["n"]  # noqa: S608 - our names
        for what, rows in _HELD.items()
    }
