"""Statements and transactions on the state of one workbook (design §21)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Final, TypeAlias, cast

from sheets_sync.errors import LockedError, SheetsSyncError
from sheets_sync.state.postgres.connecting import DatabaseConnection, told
from sheets_sync.state.row import Row

SqlValue: TypeAlias = str | int | bytes | None

_WORKBOOK: Final = "%(workbook)s"
_ESCAPE: Final = "\x1a"
_NUL: Final = f"{_ESCAPE}0"
_ITSELF: Final = f"{_ESCAPE}1"
"""PostgreSQL keeps no NUL in a text; a mail server may well answer with one."""


class Database:
    """The rows of one workbook. Every statement names it, as ``%(workbook)s``: one that forgets
    to is refused, so that no workbook ever sees, or changes, another one's state.

    ``fence`` is the number of the run that this is for; None where nobody's: once another run, or
    whoever takes the workbook from a dead one, has a later number, nothing can be written.
    """

    def __init__(
        self, connection: DatabaseConnection, place: str, workbook: int, fence: int | None = None
    ) -> None:
        self._connection = connection
        self.place = place
        self.workbook = workbook
        self.fence = fence

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or none of it, one at a time in this workbook.

        Raises ``LockedError`` where another run took over, ``TryAgainLater`` where the database
        is away: then nobody knows whether the block was kept, and nobody may go on as if it was.
        """
        with told(self.place), self._connection.transaction():
            self._take_turn()
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Within, all that is read stands as of one moment."""
        with told(self.place), self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield

    def begin(self) -> int:
        """Take the next fence, in a transaction of the caller's: whoever had one before can
        write no more."""
        row = self.row(
            "UPDATE workbooks SET fence = fence + 1 WHERE id = %(workbook)s RETURNING fence"
        )
        self.fence = int(row["fence"]) if row else None
        return self.fence or 0

    def execute(self, sql: str, **values: SqlValue) -> None:
        """Run one statement."""
        self._run(sql, values)

    def insert(self, table: str, rows: Sequence[Row], key: str = "") -> None:
        """Put rows of the same columns in, each in place of the one of the same ``key`` where
        one is named."""
        if rows:
            names = ("workbook", *rows[0])
            made = [{"workbook": self.workbook, **_each_text(row, _sent)} for row in rows]
            with told(self.place), self._connection.cursor() as cursor:
                cursor.executemany(_insertion(table, names, key), made)

    def rows(self, sql: str, **values: SqlValue) -> list[Row]:
        """The rows that a query finds."""
        return [_each_text(row, _kept) for row in self._run(sql, values)]

    def row(self, sql: str, **values: SqlValue) -> Row | None:
        """The first row that a query finds."""
        return next(iter(self.rows(sql, **values)), None)

    def version(self) -> object:
        """What is another one once anybody wrote anything."""
        row = self.row("SELECT version FROM workbooks WHERE id = %(workbook)s")
        return row and row["version"]

    def close(self) -> None:
        """Close the connection; an open transaction is rolled back."""
        self._connection.close()

    def _take_turn(self) -> None:
        row = self.row(
            "UPDATE workbooks SET version = version + 1"
            " WHERE id = %(workbook)s AND moved_to = '' RETURNING fence"
        )
        if row is None or self.fence not in (None, row["fence"]):
            raise taken_over()

    def _run(self, sql: str, values: Mapping[str, SqlValue]) -> list[Row]:
        if _WORKBOOK not in sql:
            raise ValueError(f"a statement about every workbook: {sql}")
        sent = {"workbook": self.workbook, **_each_text(values, _sent)}
        with told(self.place):
            # Its text is the program's own; what is data comes as values.
            cursor = self._connection.execute(sql.encode(), sent, binary=True)
            return cursor.fetchall() if cursor.description else []


class ViewedDatabase(Database):
    """A state that is only looked at."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Nothing is written: raises ``SheetsSyncError``."""
        raise SheetsSyncError("This state is only looked at.", "Open it with the right to write.")
        yield  # type: ignore[unreachable] # without it this would be no generator


class AbsentDatabase(ViewedDatabase):
    """What is seen of a workbook whose state was never made."""

    def __init__(self, place: str) -> None:
        super().__init__(cast("DatabaseConnection", None), place, 0)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """See ``Database``."""
        yield

    def close(self) -> None:
        """See ``Database``."""

    def _run(self, sql: str, values: Mapping[str, SqlValue]) -> list[Row]:  # noqa: ARG002 - there is nothing
        return []


def taken_over() -> LockedError:
    """What a run is told whose workbook another one has."""
    return LockedError(
        "Another run took over: this one had been held for dead.",
        "What this run had begun, that one ends.",
    )


def _insertion(table: str, names: Sequence[str], key: str) -> bytes:
    """The statement that puts a row in; names of tables and columns are the program's own."""
    marks = ", ".join(f"%({name})s" for name in names)
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - see above
    if key:
        changed = (name for name in names if name not in ("workbook", key))
        values = ", ".join(f"{name} = excluded.{name}" for name in changed)
        sql = f"{sql} ON CONFLICT (workbook, {key}) DO UPDATE SET {values}"
    return sql.encode()


def _each_text(row: Mapping[str, SqlValue], change: Callable[[str], str]) -> Row:
    return {name: change(each) if isinstance(each, str) else each for name, each in row.items()}


def _sent(text: str) -> str:
    return text.replace(_ESCAPE, _ITSELF).replace("\0", _NUL)


def _kept(text: str) -> str:
    return text.replace(_NUL, "\0").replace(_ITSELF, _ESCAPE)
