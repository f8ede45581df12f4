"""The incarnation of a database: another one once it was put back from a dump, recovered to a
moment, or a standby took over. What was given last may be missing in it (design §21)."""

from typing import Final

from sheets_sync.errors import TryAgainLater
from sheets_sync.state.postgres.database import Database

INCARNATION: Final = (
    "((SELECT system_identifier FROM pg_control_system())::text"
    " || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)"
    " || 'sheets_sync.workbooks'::regclass::oid::text)"
)
"""The cluster, its line of history, and the table, which a restore makes anew, in SQL."""

_SEEN: Final = f"UPDATE workbooks SET seen_in = {INCARNATION} WHERE id = %(workbook)s"  # noqa: S608 - ours
_UNSEEN: Final = """
SELECT name FROM workbooks JOIN series ON series.id = series AND seller IS NOT NULL
WHERE series = %(series)s AND workbooks.id <> %(workbook)s AND moved_to = '' AND seen_in <> NOW
ORDER BY name
""".replace("NOW", INCARNATION)


def is_seen(database: Database) -> bool:
    """Whether the workbook was found in order in this incarnation."""
    sql = f"SELECT seen_in = {INCARNATION} AS seen FROM workbooks WHERE id = %(workbook)s"  # noqa: S608 - ours
    row = database.row(sql)
    return bool(row and row["seen"])


def see(database: Database) -> None:
    """Remember, in a transaction of the caller's, that the workbook is in order."""
    database.execute(_SEEN)


def refuse_unseen(database: Database, series: int) -> None:
    """Raise ``TryAgainLater`` where a number of the series may have been given that this
    incarnation does not know: by a workbook that was not found in order since."""
    if unseen := [row["name"] for row in database.rows(_UNSEEN, series=series)]:
        raise TryAgainLater(
            "Invoices of this seller wait: the database was put back, and nobody knows yet which "
            f"numbers were given since by {', '.join(unseen[:5])}.",
            "Let each of them run once; adopt those that ask for it.",
        )
