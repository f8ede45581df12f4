"""The fence: what a run writes, it writes only while it is the run under way (design §10, §21)."""

from sheets_sync.state.postgres.database import Database, taken_over


def hold_the_fence(database: Database, run: int) -> None:
    """Make sure, in a transaction of the caller's, that ``run`` is still the run under way.

    Raises ``LockedError`` where another one took over.
    """
    row = database.row(
        "SELECT status FROM runs WHERE workbook = %(workbook)s AND id = %(run)s", run=run
    )
    if row is None or row["status"] != "running":
        raise taken_over()
