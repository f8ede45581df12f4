"""The tables of letters and pages of one workbook: see ``state.tables``."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Final

from sheets_sync.errors import SheetsSyncError
from sheets_sync.state.broken_rules import TakenNumberError
from sheets_sync.state.postgres import incarnation
from sheets_sync.state.postgres.database import Database
from sheets_sync.state.postgres.fence import hold_the_fence
from sheets_sync.state.row import Row
from sheets_sync.state.tables import KEYS, WantedRows


def _of(what: str, *rest: str) -> str:
    """A query about the rows of our workbook alone."""
    return " ".join((what, "WHERE workbook = %(workbook)s", *rest))


SERIES: Final = "FROM series WHERE id = (SELECT series FROM workbooks WHERE id = %(workbook)s)"
"""The series that the workbook takes its numbers of."""

# What a value is asked for by is called ``a``.
_SQL: Final[Mapping[WantedRows, str]] = {
    "asks": _of("SELECT * FROM asks", "ORDER BY client"),
    "bearer": _of("SELECT mailing FROM letters", "AND message_id = %(a)s"),
    "digests": _of(
        "SELECT * FROM mailings", "AND kind = 'DIGEST' AND occasion = %(a)s ORDER BY id"
    ),
    "ended episodes": _of(
        "SELECT * FROM episodes",
        "AND closed IS NOT NULL AND id <> 0 ORDER BY closed DESC, id DESC LIMIT 1000",
    ),
    "errands": _of("SELECT * FROM errands", "ORDER BY id"),
    "fact": _of("SELECT value FROM facts", "AND key = %(a)s"),
    "invoices": _of("SELECT * FROM invoices", "ORDER BY number"),
    "last episode": _of("SELECT max(id) AS top FROM episodes"),
    "last invoice": f"SELECT last AS top {SERIES}",
    "last letter": _of("SELECT max(mailing) AS top FROM letters"),
    "last mailing": _of("SELECT max(id) AS top FROM mailings"),
    "last number": _of("SELECT max(number) AS top FROM mailings"),
    "letter": _of("SELECT * FROM letters", "AND mailing = %(a)s"),
    "notices": _of("SELECT * FROM mailings", "AND kind <> 'DIGEST' ORDER BY id"),
    "open episodes": _of("SELECT * FROM episodes", "AND closed IS NULL ORDER BY id"),
    "owners": _of("SELECT id, client FROM episodes", "AND id <> 0"),
    "pages": _of("SELECT * FROM pages", 'ORDER BY client COLLATE "C", token COLLATE "C"'),
}
_BESIDE: Final = ("workbook", "series")
"""Columns that say whose a row is: the rows of one workbook do without."""


class PostgresTables:
    """See ``state.tables.Tables``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._in_order = False

    def version(self) -> object:
        """See ``Tables``."""
        return self._database.version()

    def found(self, what: WantedRows, *values: str | int) -> list[Row]:
        """See ``Tables``."""
        found = self._database.rows(_SQL[what], **dict(zip("a", values, strict=False)))
        return [{name: row[name] for name in row if name not in _BESIDE} for row in found]

    def snapshot(self) -> AbstractContextManager[None]:
        """See ``Tables``."""
        return self._database.snapshot()

    @contextmanager
    def transaction(self, run: int | None = None) -> Iterator[None]:
        """See ``Tables``."""
        with self._database.transaction():
            if run is not None:
                hold_the_fence(self._database, run)
            yield

    def put(self, table: str, row: Row) -> None:
        """See ``Tables``."""
        self._database.insert(table, [row], KEYS.get(table, ""))

    def set_fact(self, key: str, value: str) -> None:
        """See ``Tables``."""
        self._database.insert("facts", [{"key": key, "value": value}], "key")

    def drop(self, table: str, key: str) -> None:
        """See ``Tables``."""
        sql = _of(f"DELETE FROM {table}", f"AND {KEYS[table]} = %(a)s")  # noqa: S608 - names of ours
        self._database.execute(sql, a=key)

    def in_order(self) -> None:
        """See ``Tables``."""
        if not self._in_order and not incarnation.is_seen(self._database):
            with self._database.transaction():
                incarnation.see(self._database)
        self._in_order = True

    def number(self, invoice: Row) -> None:
        """See ``Tables``. Raises ``TakenNumberError`` where another workbook of the seller, or
        anybody, took the number meanwhile, ``TryAgainLater`` where none is to be given yet."""
        last = self._database.row(f"SELECT id, last {SERIES} FOR UPDATE") or {}
        if last["last"] and invoice["number"] <= last["last"]:
            raise TakenNumberError(f"invoice number {invoice['number']} was given meanwhile")
        incarnation.refuse_unseen(self._database, last["id"])
        self._database.insert("invoices", [{"series": last["id"], **invoice}])

    def take_over(self, invoices: list[Row]) -> None:
        """See ``Tables``."""
        series = self._database.row(f"SELECT id {SERIES} FOR UPDATE") or {}
        self._refuse_known(series["id"], [row["number"] for row in invoices])
        taking = "SELECT set_config('sheets_sync.taking_over', %(a)s, true), %(workbook)s::int"
        self._database.execute(taking, a="on")
        self._database.insert("invoices", [{"series": series["id"], **row} for row in invoices])
        self._database.execute(taking, a="off")

    def _refuse_known(self, series: int, numbers: list[int]) -> None:
        """Raise ``SheetsSyncError`` where another workbook of the seller has given one of them."""
        twice = self._database.row(
            "SELECT number, name FROM invoices JOIN workbooks ON workbooks.id = workbook"
            " WHERE invoices.series = %(series)s AND workbook <> %(workbook)s"
            " AND number = ANY(string_to_array(%(numbers)s, ',')::bigint[]) LIMIT 1",
            series=series,
            numbers=",".join(map(str, numbers)),
        )
        if twice:
            raise SheetsSyncError(
                f'Invoice {twice["number"]} was given by "{twice["name"]}" of this seller, too: '
                "the database was put back, and nobody knew of this workbook.",
                "A bookkeeper has to tell the clients. This workbook goes on with a series of its "
                "own: another state.workbook, no state.seller, and adopt once more.",
            )
