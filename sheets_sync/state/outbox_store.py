"""The outbox's tables: rows in, rows out. What they mean is ``notices``' matter (design §8)."""

from collections.abc import Mapping, Sequence
from typing import Final

from sheets_sync.state.store import Row, Store

_KEYS: Final = {"episodes": "id", "invoices": "number", "notices": "id", "letters": "notice"}

_TOPS: Final = {
    "episodes": "SELECT MAX(id) AS top FROM episodes",
    "invoices": "SELECT MAX(number) AS top FROM invoices",
    "notices": "SELECT MAX(id) AS top FROM notices",
    "numbers": "SELECT MAX(number) AS top FROM notices",
}


class OutboxStore:
    """Episodes, notices, invoices and letters of one state file, as rows by column name."""

    def __init__(self, store: Store) -> None:
        self._store = store

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
        """Remember a fact."""
        with self._store.transaction():
            self._store.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, value))

    def commit(self, changes: Mapping[str, Sequence[Row]]) -> None:
        """Write rows by table, new or changed, all in one transaction, tables in that order."""
        if not any(changes.values()):
            return
        with self._store.transaction():
            for table, rows in changes.items():
                for row in rows:
                    self._put(table, row)

    def _put(self, table: str, row: Row) -> None:
        columns, marks = ", ".join(row), ", ".join("?" * len(row))
        key = _KEYS[table]
        values = ", ".join(f"{name} = excluded.{name}" for name in row if name != key)
        final = table in ("invoices", "letters")  # numbers and frozen letters only ever come new
        update = "" if final else f" ON CONFLICT ({key}) DO UPDATE SET {values}"
        # Names of tables and columns are the program's own, never data.
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks}){update}"  # noqa: S608
        self._store.execute(sql, tuple(row.values()))
