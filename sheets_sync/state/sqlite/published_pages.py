"""Published pages as rows (design §19)."""

from collections.abc import Iterable, Sequence
from typing import Final

from sheets_sync.state import rows
from sheets_sync.state.damage import letters_of
from sheets_sync.state.published import PublishedPage
from sheets_sync.state.sqlite.database import Database, SqlValue
from sheets_sync.state.sqlite.fence import hold_the_fence

_COLUMNS: Final = ("client", "token", "shown", "revoked", "seal")
_PUT: Final = (
    "INSERT INTO pages (client, token, shown, revoked, seal)"
    " VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (token) DO UPDATE SET client = excluded.client, shown = excluded.shown,"
    " revoked = excluded.revoked, seal = excluded.seal"
)


class SqlitePages:
    """See ``port.Pages``."""

    def __init__(self, database: Database, run: int | None = None) -> None:
        self._database = database
        self._run = run

    def all(self) -> tuple[PublishedPage, ...]:
        """See ``port.Pages``."""
        with letters_of("published pages"):
            found = self._database.rows("SELECT * FROM pages ORDER BY client, token")
            return tuple(map(rows.page, found))

    def put(self, pages: Iterable[PublishedPage]) -> None:
        """See ``port.Pages``."""
        # A client's old one goes first: there is one in force at any moment.
        ordered = sorted(pages, key=lambda page: not page.revoked)
        made = map(rows.page_row, ordered)
        self._many(_PUT, [tuple(row[name] for name in _COLUMNS) for row in made])

    def forget(self, pages: Iterable[PublishedPage]) -> None:
        """See ``port.Pages``."""
        self._many("DELETE FROM pages WHERE token = ?", [(each.token,) for each in pages])

    def _many(self, sql: str, values: Sequence[tuple[SqlValue, ...]]) -> None:
        if not values:
            return
        with self._database.transaction():
            if self._run is not None:
                hold_the_fence(self._database, self._run)
            self._database.many(sql, values)
