"""Texts by key, as rows."""

from typing import Final

from sheets_sync.state.postgres.database import Database

_BACKENDS: Final = "google:"


class PostgresMemories:
    """See ``port.Memories``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recall(self, key: str) -> str | None:
        """See ``port.Memories``."""
        sql = "SELECT value FROM facts WHERE workbook = %(workbook)s AND key = %(key)s"
        row = self._database.row(sql, key=key)
        return str(row["value"]) if row else None

    def remember(self, key: str, text: str) -> None:
        """See ``port.Memories``."""
        with self._database.transaction():
            if text:
                self._database.insert("facts", [{"key": key, "value": text}], "key")
            else:
                sql = "DELETE FROM facts WHERE workbook = %(workbook)s AND key = %(key)s"
                self._database.execute(sql, key=key)

    def forget_workbooks(self) -> None:
        """See ``port.Memories``."""
        sql = "DELETE FROM facts WHERE workbook = %(workbook)s AND starts_with(key, %(start)s)"
        with self._database.transaction():
            self._database.execute(sql, start=_BACKENDS)
