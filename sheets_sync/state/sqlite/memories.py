"""Texts by key, as rows."""

from typing import Final

from sheets_sync.state.damage import FACTS, DamagedError
from sheets_sync.state.sqlite.database import Database
from sheets_sync.state.sqlite.mending import keeping

_BACKENDS: Final = "google:"


class SqliteMemories:
    """See ``port.Memories``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def recall(self, key: str) -> str | None:
        """See ``port.Memories``."""
        try:
            row = self._database.row("SELECT value FROM facts WHERE key = ?", (key,))
        except DamagedError:
            return None  # a cache: what cannot be read is asked for anew
        return row["value"] if row and isinstance(row["value"], str) else None

    def remember(self, key: str, text: str) -> None:
        """See ``port.Memories``."""
        with keeping(self._database, FACTS):
            if text:
                self._database.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, text))
            else:
                self._database.execute("DELETE FROM facts WHERE key = ?", (key,))

    def forget_workbooks(self) -> None:
        """See ``port.Memories``."""
        with keeping(self._database, FACTS):
            self._database.execute("DELETE FROM facts WHERE key LIKE ?", (_BACKENDS + "%",))
