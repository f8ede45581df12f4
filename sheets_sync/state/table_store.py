"""What every store that keeps tables does alike."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from sheets_sync.state.table_outbox import TableOutbox
    from sheets_sync.state.table_pages import TablePages
    from sheets_sync.state.tables import Tables


class TableStore(ABC):
    """See ``port.Store``, as far as tables and ``close`` are all that it takes."""

    @abstractmethod
    def _tables(self) -> "Tables":
        """The tables of letters and pages."""

    @abstractmethod
    def close(self) -> None:
        """See ``port.Store``."""

    def outbox(self, run: int | None = None) -> "TableOutbox":
        """See ``port.Store``."""
        # What letters are is slow to import, and a run that finds all as it was needs none.
        from sheets_sync.state.table_outbox import TableOutbox  # noqa: PLC0415

        return TableOutbox(self._tables(), run)

    def pages(self, run: int | None = None) -> "TablePages":
        """See ``port.Store``."""
        from sheets_sync.state.table_pages import TablePages  # noqa: PLC0415 - as above

        return TablePages(self._tables(), run)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
