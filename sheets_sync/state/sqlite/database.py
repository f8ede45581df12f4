"""Statements and transactions on one SQLite file, its errors told as ours (design §10)."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeAlias

from sheets_sync.state.row import Row
from sheets_sync.state.sqlite.translating import told

SqlValue: TypeAlias = str | int | bytes | None


class Database:
    """An open database file; ``opening`` makes it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

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

    def execute(self, sql: str, values: Sequence[SqlValue] = ()) -> int:
        """Run one statement; the rowid of the last row that was inserted, or 0."""
        with told(self.path):
            return self._connection.execute(sql, values).lastrowid or 0

    def many(self, sql: str, rows: Sequence[Sequence[SqlValue]]) -> None:
        """Run one statement for each of ``rows``."""
        with told(self.path):
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, values: Sequence[SqlValue] = ()) -> list[Row]:
        """The rows that a query finds."""
        # Closed by hand: a row that cannot be read would leave the file locked.
        with told(self.path), closing(self._connection.execute(sql, values)) as cursor:
            return [dict(row) for row in cursor]

    def bare_rows(self, sql: str) -> list[tuple[SqlValue, ...]]:
        """The rows that a query finds, without the names of their columns."""
        with told(self.path), closing(self._connection.execute(sql)) as cursor:
            return [*map(tuple, cursor)]

    def version(self) -> object:
        """What is another one once anybody, here or elsewhere, wrote anything."""
        with told(self.path):
            elsewhere = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return self._connection.total_changes, elsewhere

    def copy_into(self, path: Path) -> None:
        """Copy all of it, as of one moment, into the new file ``path``, its owner's alone. Raises
        ``OSError`` where it cannot be made."""
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with told(path), closing(sqlite3.connect(path)) as copy:
            self._connection.backup(copy)

    def row(self, sql: str, values: Sequence[SqlValue] = ()) -> Row | None:
        """The first row that a query finds."""
        return next(iter(self.rows(sql, values)), None)
