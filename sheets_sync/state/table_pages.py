"""Published pages as rows (design §19)."""

from collections.abc import Iterable

from sheets_sync.state import rows
from sheets_sync.state.damage import letters_of
from sheets_sync.state.published import PublishedPage
from sheets_sync.state.tables import Tables


class TablePages:
    """See ``port.Pages``, over the tables of any store."""

    def __init__(self, tables: Tables, run: int | None = None) -> None:
        self._tables = tables
        self._run = run

    def all(self) -> tuple[PublishedPage, ...]:
        """See ``port.Pages``."""
        with letters_of("published pages"):
            return tuple(map(rows.page, self._tables.found("pages")))

    def put(self, pages: Iterable[PublishedPage]) -> None:
        """See ``port.Pages``."""
        # A client's old one goes first: there is one in force at any moment.
        if made := [
            rows.page_row(each) for each in sorted(pages, key=lambda page: not page.revoked)
        ]:
            with self._tables.transaction(self._run):
                for row in made:
                    self._tables.put("pages", row)

    def forget(self, pages: Iterable[PublishedPage]) -> None:
        """See ``port.Pages``."""
        if tokens := [each.token for each in pages]:
            with self._tables.transaction(self._run):
                for token in tokens:
                    self._tables.drop("pages", token)
