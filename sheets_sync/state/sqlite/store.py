"""A store in one SQLite file."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sheets_sync.state.quiet import fingerprint
from sheets_sync.state.sqlite.database import Database
from sheets_sync.state.sqlite.memories import SqliteMemories
from sheets_sync.state.sqlite.runs import SqliteRuns
from sheets_sync.state.table_store import TableStore

if TYPE_CHECKING:
    from sheets_sync.state.everything import Everything
    from sheets_sync.state.sqlite.tables import SqliteTables

_LETTERS: Final = (
    "SELECT * FROM episodes ORDER BY id",
    "SELECT * FROM mailings WHERE kind <> 'DIGEST' ORDER BY id",
    "SELECT * FROM invoices ORDER BY number",
    "SELECT * FROM errands ORDER BY id",
    "SELECT * FROM facts WHERE key IN ('unadopted', 'invoices.base', 'asks.column') ORDER BY key",
    "SELECT value FROM facts WHERE key = 'notices.handed_on'",
)


class SqliteStore(TableStore):
    """See ``port.Store``; ``opening`` makes it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.runs = SqliteRuns(database)
        self.memories = SqliteMemories(database)

    def _tables(self) -> "SqliteTables":
        # What letters are is slow to import, and a run that finds all as it was needs none.
        from sheets_sync.state.sqlite.tables import SqliteTables  # noqa: PLC0415

        return SqliteTables(self._database)

    def letters_fingerprint(self) -> str:
        """See ``port.Store``."""
        return fingerprint([self._database.bare_rows(sql) for sql in _LETTERS])

    def faults(self) -> list[str]:
        """See ``port.Store``."""
        from sheets_sync.state.sqlite import soundness  # noqa: PLC0415 - as above

        return list(soundness.unsound(self._database, self.runs, self.outbox(), self.pages()))

    def holdings(self) -> Mapping[str, int]:
        """See ``port.Store``."""
        from sheets_sync.state.sqlite import soundness  # noqa: PLC0415 - as above

        return soundness.holdings(self._database)

    def copy_into(self, path: Path) -> None:
        """See ``port.Store``."""
        self._database.copy_into(path)

    def everything(self) -> "Everything":
        """See ``everything.Movable``."""
        from sheets_sync.state.sqlite import moved  # noqa: PLC0415 - few states are moved

        return moved.everything(self._database)

    def take_everything(self, everything: "Everything") -> None:
        """See ``everything.Movable``."""
        from sheets_sync.state.sqlite import moved  # noqa: PLC0415 - as above

        moved.take_everything(self._database, everything)

    def mark_moved(self, to: str) -> None:
        """See ``everything.Movable``."""
        from sheets_sync.state.sqlite import moved  # noqa: PLC0415 - as above

        moved.mark_moved(self._database, to)

    def close(self) -> None:
        """See ``port.Store``."""
        self._database.close()
