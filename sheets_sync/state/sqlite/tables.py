"""The tables of letters and pages in a state file: see ``state.tables``."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Final

from sheets_sync.state.everything import BASE
from sheets_sync.state.row import Row
from sheets_sync.state.sqlite.database import Database
from sheets_sync.state.sqlite.fence import hold_the_fence
from sheets_sync.state.tables import KEYS, WantedRows

_SQL: Final[Mapping[WantedRows, str]] = {
    "asks": "SELECT * FROM asks ORDER BY client",
    "bearer": "SELECT mailing FROM letters WHERE message_id = ?",
    "digests": "SELECT * FROM mailings WHERE kind = 'DIGEST' AND occasion = ? ORDER BY id",
    "ended episodes": "SELECT * FROM episodes WHERE closed IS NOT NULL AND id <> 0 "
    "ORDER BY closed DESC, id DESC LIMIT 1000",
    "errands": "SELECT * FROM errands ORDER BY id",
    "fact": "SELECT value FROM facts WHERE key = ?",
    "invoices": "SELECT * FROM invoices ORDER BY number",
    "last episode": "SELECT MAX(id) AS top FROM episodes",
    "last invoice": "SELECT MAX(number) AS top FROM invoices",
    "last letter": "SELECT MAX(mailing) AS top FROM letters",
    "last mailing": "SELECT MAX(id) AS top FROM mailings",
    "last number": "SELECT MAX(number) AS top FROM mailings",
    "letter": "SELECT * FROM letters WHERE mailing = ?",
    "notices": "SELECT * FROM mailings WHERE kind <> 'DIGEST' ORDER BY id",
    "open episodes": "SELECT * FROM episodes WHERE closed IS NULL ORDER BY id",
    "owners": "SELECT id, client FROM episodes WHERE id <> 0",
    "pages": "SELECT * FROM pages ORDER BY client, token",
}


class SqliteTables:
    """See ``state.tables.Tables``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def version(self) -> object:
        """See ``Tables``."""
        return self._database.version()

    def found(self, what: WantedRows, *values: str | int) -> list[Row]:
        """See ``Tables``."""
        found = self._database.rows(_SQL[what], values)
        if what == "last invoice":
            base = (int(row["value"]) for row in self.found("fact", BASE))
            return [{"top": max(found[0]["top"] or 0, *base, 0)}]
        return found

    def snapshot(self) -> AbstractContextManager[None]:
        """See ``Tables``: whoever reads here holds the lock, or looks and changes nothing."""
        return nullcontext()

    @contextmanager
    def transaction(self, run: int | None = None) -> Iterator[None]:
        """See ``Tables``."""
        with self._database.transaction():
            if run is not None:
                hold_the_fence(self._database, run)
            yield

    def put(self, table: str, row: Row) -> None:
        """See ``Tables``."""
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        update = ""  # but for these, rows only ever come new
        if key := KEYS.get(table):
            values = ", ".join(f"{name} = excluded.{name}" for name in row if name != key)
            update = f" ON CONFLICT ({key}) DO UPDATE SET {values}"
        # Names of tables and columns are the program's own, never data.
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks}){update}"  # noqa: S608
        self._database.execute(sql, tuple(row.values()))

    def set_fact(self, key: str, value: str) -> None:
        """See ``Tables``."""
        self._database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, value))

    def drop(self, table: str, key: str) -> None:
        """See ``Tables``."""
        self._database.execute(f"DELETE FROM {table} WHERE {KEYS[table]} = ?", (key,))  # noqa: S608 - as above

    def in_order(self) -> None:
        """See ``Tables``: numbers are this file's alone, and a file put back is told by it."""

    def number(self, invoice: Row) -> None:
        """See ``Tables``."""
        if not self._last_invoice():
            self.set_fact(BASE, str(invoice["number"] - 1))
        self.put("invoices", invoice)

    def take_over(self, invoices: list[Row]) -> None:
        """See ``Tables``."""
        last = max((each["number"] for each in invoices), default=self._last_invoice())
        for each in invoices:
            self.set_fact(BASE, str(each["number"] - 1))
            self.put("invoices", each)
        self.set_fact(BASE, str(last))

    def _last_invoice(self) -> int:
        top: int = self.found("last invoice")[0]["top"]
        return top
