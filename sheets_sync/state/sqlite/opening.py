"""The state file: opened, checked, brought up to date (design §10).

A rollback journal, not WAL: between transactions the state is one file that any copy takes
whole. ``synchronous=EXTRA`` makes a commit outlive a loss of power, kill -9 included.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.files import check_file, in_the_way, is_there
from sheets_sync.state.damage import RESTORE, DamagedError
from sheets_sync.state.sqlite.database import Database
from sheets_sync.state.sqlite.schema import (
    APPLICATION_ID,
    MOVED,
    MOVED_ID,
    latest_version,
    migrate,
    version_of,
)
from sheets_sync.state.sqlite.store import SqliteStore
from sheets_sync.state.sqlite.translating import told

BUSY_SECONDS: Final = 5.0
_BESIDE: Final = ("-journal", "-wal")
"""Files that SQLite makes, or looks for, beside its own."""


def open_sqlite(path: Path) -> SqliteStore:
    """Open the state file for a run, making or migrating it.

    Raises ``UsageError`` where its folder is missing or a newer program wrote it,
    ``SheetsSyncError`` where it is damaged, foreign, or may not be written.
    """
    if not path.parent.is_dir():
        raise UsageError(
            f"The folder {path.parent} of the state file does not exist.",
            "Make it, or correct state.path in the config.",
        )
    with told(path):
        _refuse_no_file(path)
        _make_private(path)
        connection = _connect(str(path))
        try:
            _check(connection, path)
            migrate(connection)
        except BaseException:
            connection.close()
            raise
    return _opened(connection, path)


def view_sqlite(path: Path) -> SqliteStore:
    """Open the state file for looking only; never makes or migrates it.

    Absent, the view is empty. An older schema is migrated in memory, in a copy. Raises as
    ``open_sqlite``.
    """
    with told(path):
        _refuse_no_file(path)
        if not is_there(path):
            return _opened(_in_memory(None), path)
        connection = _connect_to_look(path)
        try:
            _check(connection, path)
            if version_of(connection) == latest_version():
                connection.execute("PRAGMA query_only = ON")
                return _opened(connection, path)
            with closing(connection):
                return _opened(_in_memory(connection), path)
        except BaseException:
            connection.close()
            raise


def was_moved(path: Path) -> bool:
    """Whether a file is what a move left behind, and no run goes on with.

    Raises as ``open_sqlite``."""
    with told(path):
        _refuse_no_file(path)
        if not is_there(path):
            return False
        with closing(_connect_to_look(path)) as connection:
            mark: int = connection.execute("PRAGMA application_id").fetchone()[0]
            return mark == MOVED_ID


def _opened(connection: sqlite3.Connection, path: Path) -> SqliteStore:
    return SqliteStore(Database(connection, path))


def _make_private(path: Path) -> None:
    """A new state file is its owner's alone: it holds letters and addresses (F67)."""
    if not is_there(path):
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def _refuse_no_file(path: Path) -> None:
    try:
        check_file(path)
    except FileNotFoundError:
        return  # it is to be made
    except OSError as error:
        raise UsageError(
            f"The state file {path} cannot be used: {error.strerror}.",
            "Name a file as state.path in the config.",
        ) from error
    for beside in (path.with_name(f"{path.name}{each}") for each in _BESIDE):
        if what := in_the_way(beside):  # SQLite would wait for a pipe without end
            raise SheetsSyncError(
                f"The state file {path} cannot be used: beside it lies {beside}, and {what}.",
                f"Move {beside} away.",
            )


def _connect(target: str, *, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(target, timeout=BUSY_SECONDS, isolation_level=None, uri=uri)
    connection.row_factory = sqlite3.Row
    for pragma in ("synchronous = EXTRA", "foreign_keys = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _connect_to_look(path: Path) -> sqlite3.Connection:
    # A run that was killed leaves a journal, which only a connection that may write rolls back.
    address = path.absolute().as_uri()
    try:
        connection = _connect(f"{address}?mode=rw", uri=True)
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        return _connect(f"{address}?mode=ro", uri=True)
    return connection


def _in_memory(source: sqlite3.Connection | None) -> sqlite3.Connection:
    connection = _connect(":memory:")
    if source is not None:
        source.backup(connection)
    migrate(connection)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        _check_owner(connection, path)
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise DamagedError(f"The state file {path} is damaged: {verdict}.", RESTORE)


def _check_owner(connection: sqlite3.Connection, path: Path) -> None:
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if mark == MOVED_ID:
        where = connection.execute("SELECT value FROM facts WHERE key = ?", (MOVED,)).fetchone()
        raise UsageError(
            f"The state in {path} was moved: to {where[0] if where else 'another place'}.",
            "Correct [state] in the config.",
        )
    if mark != APPLICATION_ID:
        raise UsageError(
            f"The file {path} is a database of another program.",
            "Point state.path in the config at another file.",
        )
    if version_of(connection) > latest_version():
        raise UsageError(
            f"The state file {path} was written by a newer sheets-sync "
            f"(schema {version_of(connection)}, this one knows {latest_version()}).",
            "Upgrade sheets-sync, or put back the backup made before the upgrade.",
        )
