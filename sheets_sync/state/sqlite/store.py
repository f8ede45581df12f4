"""A store in one SQLite file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Self

from sheets_sync.state.sqlite import soundness
from sheets_sync.state.sqlite.database import Database
from sheets_sync.state.sqlite.digests import DigestStore
from sheets_sync.state.sqlite.facts import SqliteFacts
from sheets_sync.state.sqlite.outbox import SqliteOutbox
from sheets_sync.state.sqlite.runs import SqliteRuns


class SqliteStore:
    """See ``port.Store``; ``opening`` makes it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.runs = SqliteRuns(database)
        self.facts = SqliteFacts(database)
        self.digests = DigestStore(database)

    def outbox(self, run: int | None = None) -> SqliteOutbox:
        """See ``port.Store``."""
        return SqliteOutbox(self._database, run)

    def faults(self) -> list[str]:
        """See ``port.Store``."""
        return list(soundness.faults(self._database))

    def holdings(self) -> Mapping[str, int]:
        """See ``port.Store``."""
        return soundness.holdings(self._database)

    def copy_into(self, path: Path) -> None:
        """See ``port.Store``."""
        self._database.copy_into(path)

    def close(self) -> None:
        """See ``port.Store``."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
