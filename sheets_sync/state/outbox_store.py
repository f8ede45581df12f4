"""The outbox's tables: rows in, rows out. What they mean is ``notices``' matter (design §8)."""

from collections.abc import Mapping, Sequence
from typing import Final

from sheets_sync.state.runs import hold_the_fence
from sheets_sync.state.store import Row, Store

_KEYS: Final = {
    "episodes": "id",
    "invoices": "number",
    "notices": "id",
    "letters": "notice",
    "digests": "id",
}

_TOPS: Final = {
    "episodes": "SELECT MAX(id) AS top FROM episodes",
    "invoices": "SELECT MAX("
    "COALESCE((SELECT MAX(number) FROM invoices), 0),"
    " COALESCE((SELECT CAST(value AS INTEGER) FROM facts WHERE key = 'invoices.base'), 0)) AS top",
    "notices": "SELECT MAX(id) AS top FROM notices",
    "numbers": "SELECT MAX(number) AS top FROM notices",
}


class OutboxStore:
    """Episodes, notices, invoices and letters of one state file, as rows by column name.

    ``run`` is the run that writes them: once another one took over, it may write no more.
    """

    def __init__(self, store: Store, run: int | None = None) -> None:
        self._store = store
        self._run = run

    def version(self) -> object:
        """What is another one once anybody wrote anything."""
        return self._store.version()

    def episodes(self) -> list[Row]:
        """The open episodes."""
        return self._store.rows("SELECT * FROM episodes WHERE closed IS NULL ORDER BY id")

    def notices(self) -> list[Row]:
        """Every notice, in the order in which they were planned."""
        return self._store.rows("SELECT * FROM notices ORDER BY id")

    def invoices(self) -> list[Row]:
        """The latest invoice of each client and currency."""
        return self._store.rows(
            "SELECT * FROM invoices WHERE number IN"
            " (SELECT MAX(number) FROM invoices GROUP BY client, currency) ORDER BY number"
        )

    def letter(self, notice: int) -> Row | None:
        """The frozen letter of a notice: file, message_id, sha256, data."""
        return self._store.row("SELECT * FROM letters WHERE notice = ?", (notice,))

    def last(self, what: str) -> int:
        """The highest in use of "episodes", "notices" (ids), "numbers" or "invoices"; 0: none."""
        row = self._store.row(_TOPS[what])
        return (row and row["top"]) or 0

    def fact(self, key: str) -> str:
        """A remembered fact, "" where there is none."""
        row = self._store.row("SELECT value FROM facts WHERE key = ?", (key,))
        return row["value"] if row else ""

    def remember(self, key: str, value: str) -> None:
        """Remember a fact; "" forgets it. Raises ``LockedError`` as ``commit``."""
        if self.fact(key) == value:
            return
        with self._store.transaction():
            self._hold_the_fence()
            self._set(key, value)

    def commit(self, changes: Mapping[str, Sequence[Row]]) -> None:
        """Write rows by table, new or changed, all in one transaction, tables in that order.

        Raises ``LockedError`` where another run took over, the lock having been lost.
        """
        if not any(changes.values()):
            return
        with self._store.transaction():
            self._hold_the_fence()
            for table, rows in changes.items():
                for row in rows:
                    self._put(table, row)

    def adopt(self, changes: Mapping[str, Sequence[Row]], base: int) -> None:
        """Write rows taken over from the Notices tab in one transaction, and go on after them.

        Invoices go on after ``base``; those taken over may leave gaps among themselves.
        """
        with self._store.transaction():
            for table, rows in changes.items():
                for row in rows:
                    if table == "invoices":
                        self._set("invoices.base", str(row["number"] - 1))
                    self._put(table, row)
            self._set("invoices.base", str(base))
            self._set("unadopted", "")

    def _set(self, key: str, value: str) -> None:
        self._store.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, value))

    def _hold_the_fence(self) -> None:
        if self._run is not None:
            hold_the_fence(self._store, self._run)

    def _put(self, table: str, row: Row) -> None:
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        key = _KEYS[table]
        values = ", ".join(f"{name} = excluded.{name}" for name in row if name != key)
        final = table in ("invoices", "letters")  # numbers and frozen letters only ever come new
        update = "" if final else f" ON CONFLICT ({key}) DO UPDATE SET {values}"
        # Names of tables and columns are the program's own, never data.
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks}){update}"  # noqa: S608
        self._store.execute(sql, tuple(row.values()))
