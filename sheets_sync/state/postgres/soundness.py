"""What must hold in the state of a workbook, beyond what PostgreSQL itself refuses (F58): all that
a run loads makes sense, and letters and numbers are as they were given."""

from collections.abc import Iterator
from typing import Final

from sheets_sync.notices.outbox import Outbox
from sheets_sync.state.loaded import faults_of, loaded, unsound_letters
from sheets_sync.state.port import Pages, Runs
from sheets_sync.state.postgres.database import Database

_HELD: Final = {
    "runs": "runs WHERE workbook = %(workbook)s",
    "notices": "mailings WHERE workbook = %(workbook)s AND kind <> 'DIGEST'",
    "letters": "letters WHERE workbook = %(workbook)s",
    "invoices": "invoices WHERE workbook = %(workbook)s",
    "pages": "pages WHERE workbook = %(workbook)s AND revoked = 0",
}
_RULES: Final = frozenset({
    "errands_stay", "errands_stay_whole", "invoice_numbers_have_no_gaps", "invoices_stay",
    "invoices_stay_whole", "letters_are_frozen", "letters_stay", "letters_stay_whole",
    "mailings_stay", "mailings_stay_whole", "pages_in_force_stay", "revoked_pages_stay_so",
    "sent_mailings_stay", "written_mailings_stay",
    "one_credit_note", "one_digest", "one_notice", "one_open_episode", "one_page_a_client",
    "withdrawn_once",
})  # fmt: skip
_KEPT_BY: Final = """
SELECT tgname AS name FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND tgenabled <> 'D' AND relnamespace = 'sheets_sync'::regnamespace
UNION ALL SELECT indexname FROM pg_indexes
WHERE schemaname = 'sheets_sync' AND %(workbook)s::int IS NOT NULL
"""


def unsound(database: Database, runs: Runs, outbox: Outbox, pages: Pages) -> Iterator[str]:
    """What is not as the program left it; see ``port.Store``."""
    return faults_of(
        lambda: _lacking(database),
        lambda: loaded(runs, outbox, pages),
        lambda: _letters(database),
        lambda: _gaps(database),
    )


def holdings(database: Database) -> dict[str, int]:
    """How many rows there are of what people know of."""
    return {
        what: (database.row(f"SELECT count(*) AS n FROM {rows}") or {"n": 0})["n"]  # noqa: S608 - our names
        for what, rows in _HELD.items()
    }


def _lacking(database: Database) -> Iterator[str]:
    """What keeps the rules of the tables, and is gone or switched off."""
    found = database.rows(_KEPT_BY)
    there = {row["name"] for row in found}
    if there:
        yield from (f"the rule {name} is gone" for name in sorted(_RULES - there))


def _letters(database: Database) -> Iterator[str]:
    letters = database.rows(
        "SELECT mailing, data, sha256 FROM letters WHERE workbook = %(workbook)s"
    )
    unfrozen = database.rows(
        "SELECT id FROM mailings WHERE workbook = %(workbook)s"
        " AND state IN ('rendered', 'attempting')"
        " AND id NOT IN (SELECT mailing FROM letters WHERE workbook = %(workbook)s)"
    )
    return unsound_letters(letters, unfrozen)


def _gaps(database: Database) -> Iterator[str]:
    """Invoice numbers skipped by the program, in all workbooks of the seller; those before an
    adoption came from a tab."""
    row = database.row(
        "SELECT base, last, (SELECT count(*) FROM invoices WHERE invoices.series = series.id"
        " AND number > base) AS given FROM series"
        " WHERE id = (SELECT series FROM workbooks WHERE id = %(workbook)s)"
    )
    if row and row["given"] != row["last"] - row["base"]:
        yield "invoice numbers have a gap"
