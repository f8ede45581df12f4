"""Postings: payments and charges in order, with the balance after each (design §6)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.rounding import Integers
from sheets_sync.billing.tables import BLANK, Book
from sheets_sync.deferred import dataclass

_DAY_BITS: Final = 18


@dataclass(frozen=True)
class Postings:
    """The postings of all accounts: by account, then by day, payments before charges.

    ``table``: client and day int32, is_charge bool, index int32 (position in ``Book.log`` or
    ``Book.payments``), amount int64 (minor, signed as it moves the balance), balance int64.
    ``row_balance``: one a row of ``Book.log``, the balance after it; BLANK: not charged.
    ``starts`` has the first posting of each client and, last, the number of postings;
    ``charged`` the sum of all charges before each posting and, last, of all.
    """

    table: pd.DataFrame
    row_balance: Integers
    starts: NDArray[np.intp]
    charged: Integers

    def charged_before(self, days: Sequence[int]) -> Integers:
        """Charges before each of ``days``: minor units, a row a client, a column a day."""
        clients = np.arange(len(self.starts) - 1)[:, np.newaxis] << _DAY_BITS
        moments = self.table["client"].to_numpy().astype(np.int64) << _DAY_BITS
        moments |= self.table["day"].to_numpy()
        at = moments.searchsorted(clients | np.array(days, np.int64))
        return self.charged[at] - self.charged[self.starts[:-1], np.newaxis]

    def ends(self) -> list[tuple[int | None, int]]:
        """The day of each client's first posting and the balance after their last: None, 0."""
        day, balance = self.table["day"].to_numpy(), self.table["balance"].to_numpy()
        return [
            (int(day[start]), int(balance[end - 1])) if start < end else (None, 0)
            for start, end in pairwise(self.starts.tolist())
        ]

    def held_since(self, client: int, limit: int) -> int | None:
        """Since which day the account has been below ``limit`` (minor) at the end of every day.

        None where it is not below it now, or has no posting.
        """
        mine = slice(*self.starts[client : client + 2])
        day, balance = (self.table[name].to_numpy()[mine] for name in ("day", "balance"))
        if not len(day) or balance[-1] >= limit:
            return None
        ends_its_day = np.append(day[1:] != day[:-1], True)
        well = np.flatnonzero(ends_its_day & (balance >= limit))
        return int(day[well[-1] + 1 if len(well) else 0])


def post(book: Book, charged: NDArray[np.bool_], charge: Integers) -> Postings:
    """Payments of ``book`` and the ``charge`` of its ``charged`` log rows, as postings."""
    rows = np.flatnonzero(charged).astype(np.int32)
    paid = len(book.payments)
    client, day = (
        np.concatenate([book.payments[name].to_numpy(), book.log[name].to_numpy()[rows]])
        for name in ("client", "day")
    )
    amount = np.concatenate([book.payments["amount"].to_numpy(), -charge[rows]])
    # Payments stand before charges and both in sheet order: a stable sort leaves them so.
    order = np.lexsort((_narrow(day), _narrow(client)))
    counts = np.bincount(client, minlength=len(book.clients))
    starts = np.append(0, np.cumsum(counts))
    amount = amount[order]
    is_charge = order >= paid
    balance = _running(amount, starts)
    table = {
        "client": np.arange(len(counts), dtype=np.int32).repeat(counts),
        "day": day[order],
        "is_charge": is_charge,
        "index": np.append(np.arange(paid, dtype=np.int32), rows)[order],
        "amount": amount,
        "balance": balance,
    }
    spent = np.zeros(len(order) + 1, np.int64)
    np.cumsum(-amount * is_charge, out=spent[1:])
    row_balance = np.full(len(book.log), BLANK, np.int64)
    row_balance[rows] = _unsorted(balance, order)[paid:]
    return Postings(pd.DataFrame(table, copy=False), row_balance, starts, spent)


def _narrow(codes: NDArray[np.int32]) -> NDArray[np.integer]:
    """The same order in 16 bits where they suffice: numpy sorts those many times faster."""
    low = codes.min() if len(codes) else 0
    fits = codes.max(initial=0) - low <= np.iinfo(np.uint16).max
    return (codes - low).astype(np.uint16) if fits else codes


def _running(amount: Integers, starts: NDArray[np.intp]) -> Integers:
    """Sums of ``amount`` up to each row within its account."""
    sums = np.cumsum(amount)
    before = np.append(0, sums)[starts[:-1]]
    sums -= before.repeat(np.diff(starts))
    return sums


def _unsorted(values: Integers, order: NDArray[np.intp]) -> Integers:
    """``values`` back where ``order`` took them from."""
    back = np.empty_like(values)
    back[order] = values
    return back
