"""Texts that a back end or a run keeps for the next one: a cache, never the truth."""

from datetime import datetime
from typing import Final

from sheets_sync.state.store import Store, moment, utc

_STAMP: Final = "workbook.stamp"
_BACKENDS: Final = "google:"


class Remembered:
    """Texts by key in the state file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def recall(self, key: str) -> str | None:
        """The text remembered, if any."""
        row = self._store.row("SELECT value FROM facts WHERE key = ?", (key,))
        return row["value"] if row else None

    def remember(self, key: str, text: str) -> None:
        """Keep a text; "" forgets it."""
        with self._store.transaction():
            if text:
                self._store.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (key, text))
            else:
                self._store.execute("DELETE FROM facts WHERE key = ?", (key,))

    def forget_workbooks(self) -> None:
        """What is known of spreadsheets may be why a run failed: the next one asks anew."""
        with self._store.transaction():
            self._store.execute("DELETE FROM facts WHERE key LIKE ?", (_BACKENDS + "%",))


def last_stamp(store: Store) -> datetime | None:
    """When a run last wrote the workbook, and with it its time stamp (design §9)."""
    text = Remembered(store).recall(_STAMP)
    return moment(text) if text else None


def remember_stamp(store: Store, now: datetime) -> None:
    """The workbook was written at ``now``."""
    Remembered(store).remember(_STAMP, utc(now))
