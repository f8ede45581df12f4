"""What must hold in a state file, beyond what SQLite itself refuses (F58): all that a run loads
makes sense, and letters and numbers are as they were given."""

from collections.abc import Iterator
from typing import Final

from sheets_sync.notices.outbox import Outbox
from sheets_sync.state.everything import BASE
from sheets_sync.state.loaded import faults_of, loaded, unsound_letters
from sheets_sync.state.port import Pages, Runs
from sheets_sync.state.sqlite.database import Database
from sheets_sync.state.sqlite.schema import pristine

_HELD: Final = {
    "runs": "runs",
    "notices": "mailings WHERE kind <> 'DIGEST'",
    "letters": "letters",
    "invoices": "invoices",
    "pages": "pages WHERE revoked = 0",
}


def unsound(database: Database, runs: Runs, outbox: Outbox, pages: Pages) -> Iterator[str]:
    """What is not as the program left it; see ``port.Store``."""
    return faults_of(
        lambda: _broken(database),
        lambda: _lacking(database),
        lambda: loaded(runs, outbox, pages),
        lambda: _letters(database),
        lambda: _gaps(database),
    )


def _broken(database: Database) -> Iterator[str]:
    """What SQLite finds wrong with its own file."""
    for row in database.rows("PRAGMA integrity_check(5)"):
        if row["integrity_check"] != "ok":
            yield row["integrity_check"]
    for row in database.rows("PRAGMA foreign_key_check"):
        yield f"a row of {row['table']} points to one of {row['parent']} that is gone"


def _lacking(database: Database) -> Iterator[str]:
    """Tables, and what keeps their rules, that are not as the program makes them."""
    found = database.rows("SELECT tbl_name, name, sql FROM sqlite_master")
    there = {(row["tbl_name"], row["name"]): row["sql"] for row in found}
    for (table, name), sql in pristine().items():
        if there.get((table, name)) != sql:
            yield f"{name} of the table {table} is gone or changed"


def _letters(database: Database) -> Iterator[str]:
    letters = database.rows("SELECT mailing, data, sha256 FROM letters")
    unfrozen = database.rows(
        "SELECT id FROM mailings WHERE state IN ('rendered', 'attempting')"
        " AND id NOT IN (SELECT mailing FROM letters)"
    )
    return unsound_letters(letters, unfrozen)


def _gaps(database: Database) -> Iterator[str]:
    """Invoice numbers skipped by the program; those before an adoption came from the tab."""
    base = database.row("SELECT CAST(value AS INTEGER) AS top FROM facts WHERE key = ?", (BASE,))
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
