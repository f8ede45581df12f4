"""The state file: opened, checked, brought up to date; transactions (design §10).

A rollback journal, not WAL: between transactions the state is one file that any copy takes
whole. ``synchronous=EXTRA`` makes a commit outlive a loss of power, kill -9 included.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any, Final, Self, TypeAlias

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.state.faults import RESTORE, told

APPLICATION_ID: Final = 0x53485359
"""Marks an SQLite file as ours ("SHSY"), so that no other database is ever migrated."""

BUSY_SECONDS: Final = 5.0

Value: TypeAlias = str | int | bytes | None
Row: TypeAlias = dict[str, Any]
"""A row of a table by column name; values are ``Value``."""


class Store:
    """An open state file. Use ``open_store`` or ``view_store``; close it, or use ``with``."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; open transactions are rolled back."""
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or none of it; raises ``SheetsSyncError`` where the disk fails."""
        with told(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled back by itself already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def execute(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run one statement; the rowid of the last row that was inserted, or 0."""
        with told(self.path):
            return self._connection.execute(sql, values).lastrowid or 0

    def many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run one statement for each of ``rows``."""
        with told(self.path):
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """The rows that a query finds."""
        with told(self.path):
            return [dict(row) for row in self._connection.execute(sql, values)]

    def version(self) -> object:
        """What is another one once anybody, here or elsewhere, wrote anything."""
        with told(self.path):
            elsewhere = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return self._connection.total_changes, elsewhere

    def copy_into(self, path: Path) -> None:
        """Copy all of it, as of one moment, into the new file ``path``."""
        with told(path), closing(sqlite3.connect(path)) as copy:
            self._connection.backup(copy)

    def row(self, sql: str, values: Sequence[Value] = ()) -> Row | None:
        """The first row that a query finds."""
        return next(iter(self.rows(sql, values)), None)


def open_store(path: Path) -> Store:
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
        _refuse_folder(path)
        _make_private(path)
        connection = _connect(str(path))
        try:
            _check(connection, path)
            _migrate(connection)
        except BaseException:
            connection.close()
            raise
    return Store(connection, path)


def view_store(path: Path) -> Store:
    """Open the state file for looking only; never makes or migrates it.

    Absent, the view is empty. An older schema is migrated in memory, in a copy. Raises as
    ``open_store``.
    """
    with told(path):
        if not path.exists():
            return Store(_in_memory(None), path)
        _refuse_folder(path)
        connection = _connect_to_look(path)
        try:
            _check(connection, path)
            if _version(connection) == latest_version():
                connection.execute("PRAGMA query_only = ON")
                return Store(connection, path)
            with closing(connection):
                return Store(_in_memory(connection), path)
        except BaseException:
            connection.close()
            raise


def latest_version() -> int:
    """The version of the schema that this program knows."""
    return len(_migrations())


def utc(moment: datetime) -> str:
    """An aware moment as it is stored: ISO 8601 in UTC, sorting as text."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {moment}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """A stored moment, aware, in UTC."""
    return datetime.fromisoformat(text)


def _make_private(path: Path) -> None:
    """A new state file is its owner's alone: it holds letters and addresses (F67)."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise UsageError(
            f"The state file {path} is a folder.", "Name a file in it as state.path in the config."
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
    _migrate(connection)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _check(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        _check_owner(connection, path)
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise SheetsSyncError(f"The state file {path} is damaged: {verdict}.", RESTORE)


def _check_owner(connection: sqlite3.Connection, path: Path) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise UsageError(
            f"The file {path} is a database of another program.",
            "Point state.path in the config at another file.",
        )
    if _version(connection) > latest_version():
        raise UsageError(
            f"The state file {path} was written by a newer sheets-sync "
            f"(schema {_version(connection)}, this one knows {latest_version()}).",
            "Upgrade sheets-sync, or put back the backup made before the upgrade.",
        )


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _migrations() -> list[str]:
    folder = resources.files("sheets_sync.state") / "migrations"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return [file.read_text(encoding="utf-8") for file in files]


def _migrate(connection: sqlite3.Connection) -> None:
    for version, script in enumerate(_migrations(), 1):
        if version > _version(connection):
            _apply(connection, script, version)


def _apply(connection: sqlite3.Connection, script: str, version: int) -> None:
    marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version};"
    try:
        connection.executescript(f"BEGIN IMMEDIATE; {script}; {marks} COMMIT;")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
