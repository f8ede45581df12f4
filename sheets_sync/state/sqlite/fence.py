"""The fence: what a run writes, it writes only while it is the run under way (design §10)."""

from sheets_sync.state.runs import taken_over
from sheets_sync.state.sqlite.database import Database


def hold_the_fence(database: Database, run: int) -> None:
    """Make sure, in a transaction of the caller's, that ``run`` is still the run under way.

    Raises ``LockedError`` where another one took over: its lock was taken away from it.
    """
    row = database.row("SELECT status FROM runs WHERE id = ?", (run,))
    if row is None or row["status"] != "running":
        raise taken_over()
