"""The state of a workbook in a database: found or made, held, opened (design §21)."""

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Final

from sheets_sync.config.state_table import StateTable
from sheets_sync.errors import LockedError, SheetsSyncError
from sheets_sync.state.lock import Holder
from sheets_sync.state.moments import utc
from sheets_sync.state.postgres.connecting import (
    DatabaseConnection,
    connect,
    database_place,
    told_of,
)
from sheets_sync.state.postgres.database import AbsentDatabase, Database, ViewedDatabase
from sheets_sync.state.postgres.known_workbooks import (
    find_or_make_workbook,
    find_workbook,
    make_room,
)
from sheets_sync.state.postgres.migrating import check_version, migrate, version_of
from sheets_sync.state.postgres.store import PostgresStore

LOCK: Final = 0x53485359
"""The first half of the key of a workbook's advisory lock ("SHSY"); the other one is its id."""

_SKEW: Final = 30
_HEALTH: Final = """
SELECT current_setting('fsync') AS fsync,
    extract(epoch FROM %s - clock_timestamp())::float AS skew
"""
_DYING: Final = 2.0
"""Seconds in which the server has seen that a process is gone that was killed just now."""


def open_postgres(state: StateTable) -> PostgresStore:
    """Open the state of a workbook for writing, without holding it: a person's word, what the
    clock says. Raises as ``connect``, and ``UsageError`` where the tables are of another version,
    or the state was moved elsewhere."""
    connection = connect(state)
    with _closed_if_it_fails(connection), told_of(state):
        _make_ready(connection)
        row = find_or_make_workbook(connection, state)
    return PostgresStore(Database(connection, database_place(state), row["id"]))


def view_postgres(state: StateTable) -> PostgresStore:
    """Open the state of a workbook for looking only; nothing is made. Raises as
    ``open_postgres``."""
    connection = connect(state, looking=True)
    with _closed_if_it_fails(connection), told_of(state):
        row = None
        if version := version_of(connection):
            check_version(version)
            row = find_workbook(connection, state)
    if row is None:
        connection.close()
        return PostgresStore(AbsentDatabase(database_place(state)))
    return PostgresStore(ViewedDatabase(connection, database_place(state), row["id"]))


def migrate_postgres(state: StateTable) -> int:
    """Bring the tables up to date; their version."""
    with closing(connect(state)) as connection, told_of(state):
        return migrate(connection)


def examine_postgres(state: StateTable) -> Iterator[tuple[str, str]]:
    """What of the server may let a letter go twice, or keep letters back, each with its cure."""
    with closing(connect(state, looking=True)) as connection, told_of(state):
        row = connection.execute(_HEALTH, (datetime.now(UTC),)).fetchone() or {}
    if row["fsync"] == "off":
        found = "fsync is off: after a power cut it may have forgotten letters that went"
        yield found, "Set fsync = on in postgresql.conf."
    if abs(row["skew"]) > _SKEW:
        way = "ahead of" if row["skew"] > 0 else "behind"
        found = f"this machine's clock is {abs(row['skew']):.0f} s {way} the database's"
        yield found, "Set both by NTP: a run 5 minutes before the last one lets no letter go."


@contextmanager
def hold_postgres(
    state: StateTable, command: str, now: datetime, *, again: bool = False
) -> Iterator[tuple[Holder, Callable[[], PostgresStore]]]:
    """Hold the state of a workbook: an advisory lock that dies with the connection, on whatever
    machine, and the fence besides (see ``evicting``).

    ``again``: a workbook whose state was moved elsewhere makes room for another of its name.
    Raises ``LockedError`` naming the holder, and as ``open_postgres``.
    """
    holder = Holder(os.getpid(), socket.gethostname(), command, utc(now))
    with closing(connect(state)) as connection:
        with told_of(state):
            _make_ready(connection)
            if again:
                make_room(connection, state)
            workbook = find_or_make_workbook(connection, state)["id"]
            _lock(connection, workbook)
            fence = _note(connection, workbook, json.dumps(asdict(holder)))
        database = Database(connection, database_place(state), workbook, fence)
        try:
            yield holder, lambda: PostgresStore(database, lent=True)
        finally:
            with suppress(SheetsSyncError), told_of(state):  # the lock goes all the same
                _note(connection, workbook, "", fence=database.fence)


def holder_of_postgres(state: StateTable) -> Holder | None:
    """Who holds the state of a workbook; raises as ``connect``."""
    with closing(connect(state, looking=True)) as connection, told_of(state):
        row = find_workbook(connection, state) if version_of(connection) else None
        return _holder(row["holder"]) if row and sessions(connection, row["id"]) else None


def sessions(connection: DatabaseConnection, workbook: int) -> list[int]:
    """The sessions of the server that hold a workbook: one, or none."""
    rows = connection.execute(
        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        " AND classid = %s AND objid = %s",
        (LOCK, workbook),
    )
    return [row["pid"] for row in rows]


def _make_ready(connection: DatabaseConnection) -> None:
    """Tables are made where there are none, and migrated by hand alone."""
    if version := version_of(connection):
        check_version(version)
    else:
        migrate(connection)


def _lock(connection: DatabaseConnection, workbook: int) -> None:
    end = time.monotonic() + _DYING
    sql = "SELECT pg_try_advisory_lock(%s, %s) AS got"
    while not (connection.execute(sql, (LOCK, workbook)).fetchone() or {})["got"]:
        if time.monotonic() > end:
            row = connection.execute("SELECT holder FROM workbooks WHERE id = %s", (workbook,))
            who = _holder((row.fetchone() or {"holder": ""})["holder"]) or "another process"
            raise LockedError(
                f"Another run is under way: {who}.", "Wait for it to end; nothing was changed."
            )
        time.sleep(_DYING / 40)


def _note(
    connection: DatabaseConnection, workbook: int, holder: str, fence: int | None = None
) -> int:
    """Write down who holds a workbook, for people; the fence."""
    row = connection.execute(
        "UPDATE workbooks SET holder = %(holder)s WHERE id = %(id)s"
        " AND fence = coalesce(%(fence)s, fence) RETURNING fence",
        {"holder": holder, "id": workbook, "fence": fence},
    ).fetchone()
    return int(row["fence"]) if row else 0


def _holder(text: str) -> Holder | None:
    try:
        return Holder(**json.loads(text))
    except (ValueError, TypeError):
        return None


@contextmanager
def _closed_if_it_fails(connection: DatabaseConnection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise
