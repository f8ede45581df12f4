"""What is out of an account's own scale: then its letter waits for a person (design §17). Pure.

The scale is the larger of the client's largest payment within a year and their threshold. An
opening balance counts as a payment here: it is what they had paid in when the book began, and for
a client brought over from another book the one trace of what they pay. A Top-up does not count: a
digit too many in it is just what is to be found out. The fall are the postings since the account
has been below its flag, and those of the last 30 days, which the burn is reckoned from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.flags import BURN_DAYS
from sheets_sync.billing.tables import PAYMENT_KINDS, Book

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


@dataclass(frozen=True, slots=True)
class Scale:
    """What an account is used to: ``usual`` minor units; the ``heaviest`` row of its fall, and
    the heaviest one that can hardly be right."""

    usual: int
    heaviest: HeavyRow | None = None
    implausible: HeavyRow | None = None


Doubted = Mapping[tuple[int, int], bool]
"""Rows of Log that can hardly be right, by source and sheet row; true where their day is what is
in doubt: such a row is part of any fall."""


def scale_of(book: Book, accounts: Accounts, code: int, day: int, doubted: Doubted) -> Scale:
    """The scale of the client ``code`` on the serial ``day``."""
    postings = accounts.postings
    client = postings["client"].to_numpy()
    own = slice(*client.searchsorted(np.array([code, code + 1], client.dtype)).tolist())
    days, index = postings["day"].to_numpy()[own], postings["index"].to_numpy()[own]
    is_charge = postings["is_charge"].to_numpy()[own]
    since = accounts.accounts[code].flag_since
    start = min(since if since is not None else day, day + 1 - BURN_DAYS)
    charges = index[is_charge]
    fall = _heaviest(book, accounts, charges[days[is_charge] >= start])
    doubtful = _doubtful(book, charges, start, doubted)
    paid = index[~is_charge & (days > day - _YEAR)]
    usual = max(_largest_payment(book, paid), book.clients[code].threshold)
    return Scale(usual, fall, _heaviest(book, accounts, doubtful))


def _largest_payment(book: Book, rows: NDArray[np.integer]) -> int:
    payments = book.payments
    kinds, amounts = (payments[name].to_numpy()[rows] for name in ("kind", "amount"))
    return int(amounts[np.isin(kinds, _PAID)].max(initial=0))


def _doubtful(
    book: Book, charges: NDArray[np.integer], start: int, doubted: Doubted
) -> NDArray[np.integer]:
    """Those ``charges`` that can hardly be right and are part of the fall since ``start``."""
    rows = book.log["row"].to_numpy()[charges]
    found = charges[np.isin(rows, [row for _, row in doubted])] if doubted else charges[:0]
    source, row, day = (
        book.log[name].to_numpy()[found].tolist() for name in ("source", "row", "day")
    )
    whenever = map(doubted.get, zip(source, row, strict=True))
    part = [
        early is not None and (early or on >= start)
        for early, on in zip(whenever, day, strict=True)
    ]
    return found[np.array(part, np.bool_)]


def _heaviest(book: Book, accounts: Accounts, rows: NDArray[np.integer]) -> HeavyRow | None:
    """The largest charge among ``rows`` of the log; None where none costs anything."""
    charges = accounts.log["charge"].to_numpy()[rows]
    if not charges.max(initial=0) > 0:
        return None
    at = int(rows[int(charges.argmax())])
    row, day, service = (int(book.log[name].to_numpy()[at]) for name in ("row", "day", "service"))
    return HeavyRow(row, day, int(charges.max()), book.services[service])
