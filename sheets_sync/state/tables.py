"""What letters and pages ask of a store that keeps tables: see ``rows`` for what stands in them."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Final, Literal, Protocol, TypeAlias

from sheets_sync.state.row import Row

WantedRows: TypeAlias = Literal[
    "asks",
    "bearer",  # the mailing of a Message-ID
    "digests",  # for a moment
    "ended episodes",  # the latest, the last one first
    "errands",
    "fact",  # by its key
    "invoices",
    "last episode",
    "last invoice",
    "last letter",
    "last mailing",
    "last number",
    "letter",  # of a mailing
    "notices",
    "open episodes",
    "owners",  # id and client of each episode, open or not
    "pages",  # by client and token
]
"""What is asked for. Rows come in the order of their numbers; the last of something as ``top``,
None where there is none."""

KEYS: Final[Mapping[str, str]] = {
    "asks": "client", "episodes": "id", "mailings": "id", "pages": "token",
}  # fmt: skip
"""What rows are found by that may be changed, or dropped, by their table."""


class Tables(Protocol):
    """The tables of letters and pages in a store. What breaks a rule raises ``BrokenRuleError``."""

    def version(self) -> object:
        """What is another one once anybody, here or elsewhere, wrote anything."""

    def found(self, what: WantedRows, *values: str | int) -> list[Row]:
        """The rows wanted."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Within, all that is found stands as of one moment."""

    def transaction(self, run: int | None = None) -> AbstractContextManager[None]:
        """All of the block or none of it; raises ``LockedError`` where ``run`` is no longer the
        run under way."""

    def put(self, table: str, row: Row) -> None:
        """Put a row in, in place of the one of the same key where such may be changed."""

    def set_fact(self, key: str, value: str) -> None:
        """Keep a text by key."""

    def drop(self, table: str, key: str) -> None:
        """Drop a row, where its table lets go of any."""

    def in_order(self) -> None:
        """The tab Notices was compared: it knows nothing that is not in here."""

    def number(self, invoice: Row) -> None:
        """Put a new invoice in, the next of its series: the first may bear any number."""

    def take_over(self, invoices: list[Row]) -> None:
        """Put invoices in that were made elsewhere, with whatever gaps; numbers go on from the
        highest there is."""
