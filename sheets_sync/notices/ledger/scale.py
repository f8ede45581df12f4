"""What is out of an account's own scale: then its letter waits for a person (design §17). Pure.

The scale is the larger of the client's largest payment within a year and their threshold. An
opening balance counts as a payment here: it is what they had paid in when the book began, and for
a client brought over from another book the one trace of what they pay. A Top-up does not count: a
digit too many in it is just what is to be found out. The fall are the postings since the account
has been below its flag, and those of the last 30 days, which the burn is reckoned from.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.flags import BURN_DAYS
from sheets_sync.billing.tables import PAYMENT_KINDS, Book
from sheets_sync.deferred import dataclass

_YEAR: Final = 365
_PAID: Final = tuple(PAYMENT_KINDS.index(kind) for kind in ("payment", "opening"))


class HeavyRow(NamedTuple):
    """A charged row of Log as people find it: sheet row, serial day, minor units, service."""

    row: int
    day: int
    amount: int
    service: str

    def __str__(self) -> str:
        return f"{self.row} {self.day} {self.amount} {self.service}"

    @classmethod
    def from_text(cls, text: str) -> "HeavyRow":
        """What ``str`` made of one."""
        row, day, amount, service = text.split(" ", 3)
        return cls(int(row), int(day), int(amount), service)


@dataclass(frozen=True)
class Scale:
    """What an account is used to: ``usual`` minor units; the ``heaviest`` row of its fall, and
    the heaviest one that can hardly be right."""

    usual: int
    heaviest: HeavyRow | None = None
    implausible: HeavyRow | None = None


Doubted = Mapping[tuple[int, int], bool]
"""Rows of Log that can hardly be right, by source and sheet row; true where their day is what is
in doubt: such a row is part of any fall."""


class Scales:
    """The scales of all accounts on a serial day: the columns that they are reckoned from are
    picked once."""

    def __init__(self, book: Book, accounts: Accounts, day: int, doubted: Doubted) -> None:
        self._book, self._accounts = book, accounts
        self._day, self._doubted = day, doubted
        postings = accounts.postings
        self._client, self._on, self._index, self._is_charge = (
            postings[name].to_numpy() for name in ("client", "day", "index", "is_charge")
        )
        paid_in = np.isin(book.payments["kind"].to_numpy(), _PAID)
        self._paid = np.where(paid_in, book.payments["amount"].to_numpy(), 0)
        self._source, self._row, self._log_day, self._service = (
            book.log[name].to_numpy() for name in ("source", "row", "day", "service")
        )
        self._charge = accounts.log["charge"].to_numpy()
        self._may_be_doubted = np.isin(self._row, np.unique([row for _, row in doubted]))

    def of(self, code: int) -> Scale:
        """The scale of the client ``code``."""
        day, client = self._day, self._client
        own = slice(*client.searchsorted(np.array([code, code + 1], client.dtype)).tolist())
        days, index, is_charge = self._on[own], self._index[own], self._is_charge[own]
        since = self._accounts.accounts[code].flag_since
        start = min(since if since is not None else day, day + 1 - BURN_DAYS)
        charges = index[is_charge]
        fall = self._heaviest(charges[days[is_charge] >= start])
        doubtful = self._doubtful(charges, start)
        paid = index[~is_charge & (days > day - _YEAR)]
        usual = max(self._largest_payment(paid), self._book.clients[code].threshold)
        return Scale(usual, fall, self._heaviest(doubtful))

    def _largest_payment(self, rows: NDArray[np.integer]) -> int:
        return int(self._paid[rows].max(initial=0))

    def _doubtful(self, charges: NDArray[np.integer], start: int) -> NDArray[np.integer]:
        """Those ``charges`` that can hardly be right and are part of the fall since ``start``."""
        if not self._doubted:
            return charges[:0]
        found: NDArray[np.integer] = charges[self._may_be_doubted[charges]]
        source, row, day = (
            column[found].tolist() for column in (self._source, self._row, self._log_day)
        )
        whenever = map(self._doubted.get, zip(source, row, strict=True))
        part = [
            early is not None and (early or on >= start)
            for early, on in zip(whenever, day, strict=True)
        ]
        return found[np.array(part, np.bool_)]

    def _heaviest(self, rows: NDArray[np.integer]) -> HeavyRow | None:
        """The largest charge among ``rows`` of the log; None where none costs anything."""
        charges = self._charge[rows]
        if not charges.max(initial=0) > 0:
            return None
        at = int(rows[int(charges.argmax())])
        row, day, service = (
            int(column[at]) for column in (self._row, self._log_day, self._service)
        )
        return HeavyRow(row, day, int(charges.max()), self._book.services[service])
