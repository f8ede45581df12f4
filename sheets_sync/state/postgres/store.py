"""The state of one workbook in a database."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sheets_sync.errors import UsageError
from sheets_sync.state.postgres.database import Database
from sheets_sync.state.postgres.memories import PostgresMemories
from sheets_sync.state.postgres.runs import PostgresRuns
from sheets_sync.state.quiet import fingerprint
from sheets_sync.state.table_store import TableStore

if TYPE_CHECKING:
    from sheets_sync.state.everything import Everything
    from sheets_sync.state.postgres.tables import PostgresTables

_LETTERS: Final = (
    "SELECT * FROM episodes WHERE workbook = %(workbook)s ORDER BY id",
    "SELECT * FROM mailings WHERE workbook = %(workbook)s AND kind <> 'DIGEST' ORDER BY id",
    "SELECT * FROM invoices WHERE workbook = %(workbook)s ORDER BY number",
    "SELECT * FROM errands WHERE workbook = %(workbook)s ORDER BY id",
    "SELECT value FROM facts WHERE workbook = %(workbook)s AND key = 'unadopted'",
    "SELECT value FROM facts WHERE workbook = %(workbook)s AND key = 'asks.column'",
    "SELECT value FROM facts WHERE workbook = %(workbook)s AND key = 'notices.handed_on'",
)


class PostgresStore(TableStore):
    """See ``port.Store``; ``opening`` makes it. ``lent``: the connection is another's to close."""

    def __init__(self, database: Database, *, lent: bool = False) -> None:
        self._database = database
        self._lent = lent
        self.runs = PostgresRuns(database)
        self.memories = PostgresMemories(database)

    def _tables(self) -> "PostgresTables":
        # What letters are is slow to import, and a run that finds all as it was needs none.
        from sheets_sync.state.postgres.tables import PostgresTables  # noqa: PLC0415

        return PostgresTables(self._database)

    def letters_fingerprint(self) -> str:
        """See ``port.Store``."""
        with self._database.snapshot():
            return fingerprint([self._database.rows(sql) for sql in _LETTERS])

    def faults(self) -> list[str]:
        """See ``port.Store``."""
        from sheets_sync.state.postgres import soundness  # noqa: PLC0415 - as above

        return list(soundness.unsound(self._database, self.runs, self.outbox(), self.pages()))

    def holdings(self) -> Mapping[str, int]:
        """See ``port.Store``."""
        from sheets_sync.state.postgres import soundness  # noqa: PLC0415 - as above

        return soundness.holdings(self._database)

    def copy_into(self, path: Path) -> None:
        """See ``port.Store``. Raises ``UsageError``: PostgreSQL's own tools do that."""
        raise UsageError(
            f"{path} cannot be made: this state is kept in {self._database.place}.",
            "`pg_dump` copies it, with every workbook's beside it: docs/running.md says how.",
        )

    def everything(self) -> "Everything":
        """See ``everything.Movable``."""
        from sheets_sync.state.postgres import moved  # noqa: PLC0415 - few states are moved

        return moved.everything(self._database)

    def take_everything(self, everything: "Everything") -> None:
        """See ``everything.Movable``."""
        from sheets_sync.state.postgres import moved  # noqa: PLC0415 - as above

        moved.take_everything(self._database, everything)

    def mark_moved(self, to: str) -> None:
        """See ``everything.Movable``."""
        from sheets_sync.state.postgres import moved  # noqa: PLC0415 - as above

        moved.mark_moved(self._database, to)

    def close(self) -> None:
        """See ``port.Store``."""
        if not self._lent:
            self._database.close()
