"""A workbook taken from whoever holds it, who is dead, stopped or cut off (design §21)."""

from sheets_sync.state.postgres.connecting import DatabaseConnection
from sheets_sync.state.postgres.opening import sessions

_PATIENCE = 5_000
"""Milliseconds that a session may take to end: it may be in the middle of a commit."""


def evict(connection: DatabaseConnection, workbook: str) -> None:
    """Take ``workbook`` from whoever holds it: from now on that one can commit nothing.

    Its session is ended, and with it what it had not committed, and the lock; then the fence goes
    up, so that whatever of it comes back is refused. Nothing happens where there is no such
    workbook.
    """
    row = connection.execute("SELECT id FROM workbooks WHERE name = %s", (workbook,)).fetchone()
    if row is None:
        return
    for session in sessions(connection, row["id"]):
        connection.execute("SELECT pg_terminate_backend(%s, %s)", (session, _PATIENCE))
    sql = "UPDATE workbooks SET fence = fence + 1, holder = '' WHERE id = %s"
    connection.execute(sql, (row["id"],))
