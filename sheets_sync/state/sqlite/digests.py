"""Digests as rows of the state, and what the last one said (design §12)."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sheets_sync.state.moments import utc
from sheets_sync.state.sqlite.database import Database, Row

_LAST: Final = "digest.last"


class DigestStore:
    """The digests of one state file."""

    def __init__(self, store: Database) -> None:
        self._store = store

    def of(self, due: datetime) -> list[Row]:
        """The digests for the moment ``due``: id, recipient, state, via, file, message_id, data."""
        return self._store.rows("SELECT * FROM digests WHERE due = ? ORDER BY id", (utc(due),))

    def add(
        self,
        due: datetime,
        letters: Sequence[tuple[str, str, str, bytes]],
        said: str,
        now: datetime,
    ) -> None:
        """Freeze letters (recipient, file, Message-ID, bytes); remember what they ``said``."""
        sql = (
            "INSERT INTO digests (due, recipient, state, moment, file, message_id, sha256, data)"
            " VALUES (?, ?, 'rendered', ?, ?, ?, ?, ?)"
        )
        rows = [
            (utc(due), to, utc(now), file, message_id, hashlib.sha256(data).hexdigest(), data)
            for to, file, message_id, data in letters
        ]
        with self._store.transaction():
            self._store.many(sql, rows)
            self._store.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (_LAST, said))

    def record(
        self, row: int, state: str, now: datetime, *, via: str = "", reason: str = ""
    ) -> None:
        """What became of a digest."""
        with self._store.transaction():
            self._store.execute(
                "UPDATE digests SET state = ?, via = ?, reason = ?, moment = ? WHERE id = ?",
                (state, via, reason, utc(now), row),
            )

    def last_said(self) -> str | None:
        """What the last digest said, as it was given to ``add``."""
        row = self._store.row("SELECT value FROM facts WHERE key = ?", (_LAST,))
        return row["value"] if row else None
