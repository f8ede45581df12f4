"""Texts by key, as rows."""

from typing import Final

from sheets_sync.state.sqlite.database import Database

_BACKENDS: Final = "google:"


class SqliteFacts:
    """See ``port.Facts``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recall(self, key: str) -> str | None:
        """See ``port.Facts``."""
        row = self._database.row("SELECT value FROM facts WHERE key = ?", (key,))
        return row["value"] if row else None

    def remember(self, key: str, text: str) -> None:
        """See ``port.Facts``."""
        with self._database.transaction():
            if text:
                self._database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, text))
            else:
                self._database.execute("DELETE FROM facts WHERE key = ?", (key,))

    def forget_workbooks(self) -> None:
        """See ``port.Facts``."""
        with self._database.transaction():
            self._database.execute("DELETE FROM facts WHERE key LIKE ?", (_BACKENDS + "%",))
