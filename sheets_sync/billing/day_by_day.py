"""One account as it stood at the end of each day (design §18). Pure."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.accounts import UNPRICED, Account, Accounts, account_of, bounds
from sheets_sync.billing.payments import PaidIn, paid_in
from sheets_sync.billing.rounding import Integers
from sheets_sync.billing.tables import Book, Client
from sheets_sync.billing.terms import Terms
from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class OneAccount:
    """The postings of one client, by day: ``day`` int32 and ``balance`` int64 after each, minor;
    ``charged`` has one more, the sum of the charges before each. ``unpriced`` are the days of
    their rows without a price, ``payments`` their rows of ``Book.payments``, by day."""

    client: Client
    day: NDArray[np.int32]
    balance: Integers
    charged: Integers
    unpriced: NDArray[np.int32]
    payments: pd.DataFrame

    @property
    def first_day(self) -> int | None:
        """The serial day of the first posting; None without any."""
        return int(self.day[0]) if len(self.day) else None

    def days(self, last: int) -> range:
        """The days from that of the first posting to ``last``; none without any."""
        return range(last + 1 if self.first_day is None else self.first_day, last + 1)

    def apart(self, other: "OneAccount") -> int | None:
        """The first day at whose end this account may stand otherwise than ``other``, the same
        client's; None where there is none. Where client or payments differ, it is the first."""
        if self.client != other.client or not self.payments.equals(other.payments):
            return min((day for day in (self.first_day, other.first_day) if day), default=None)
        after = (self.day, self.balance, self.charged[1:])
        others = (other.day, other.balance, other.charged[1:])
        found = (_apart(after, others), _apart((self.unpriced,), (other.unpriced,)))
        return min((day for day in found if day is not None), default=None)

    @cached_property
    def paid_days(self) -> NDArray[np.int32]:
        """The days of ``payments``."""
        return self.payments["day"].to_numpy()

    def paid_by(self, day: int) -> int:
        """How many of ``payments`` there were by the end of a day."""
        return int(self.paid_days.searchsorted(day, side="right"))

    def balances(self, days: Sequence[int]) -> list[int]:
        """The balance at the end of each of ``days`` (serials), minor units."""
        ends = np.append(0, self.balance)
        found: list[int] = ends[self.day.searchsorted(np.array(days), side="right")].tolist()
        return found

    def charged_between(self, first: int, last: int) -> int:
        """The charges of the days from ``first`` to ``last``, minor units."""
        start, end = self.day.searchsorted(np.array([first, last + 1])).tolist()
        return int(self.charged[end] - self.charged[start])

    def on(self, days: Iterable[int], terms: Terms) -> Iterator[tuple[int, Account]]:
        """Each of ``days``, ascending serials, and the account as a run at its end would have
        shown it; ``flag_since`` left open."""
        paid = PaidIn()
        seen = -1
        for day in days:
            rows = self.paid_by(day)
            if rows != seen:
                paid, seen = paid_in(self.payments.iloc[:rows], 1)[0], rows
            yield day, self._on(day, terms, paid)

    def _on(self, day: int, terms: Terms, paid: PaidIn) -> Account:
        end = int(self.day.searchsorted(day, side="right"))
        before = self.charged[self.day[:end].searchsorted(np.array(bounds(day)))].tolist()
        ends = (int(self.day[0]), int(self.balance[end - 1])) if end else (None, 0)
        unpriced = int(self.unpriced.searchsorted(day, side="right"))
        return account_of(self.client, terms, day, paid, ends, before, unpriced)


def _apart(rows: Sequence[NDArray[Any]], others: Sequence[NDArray[Any]]) -> int | None:
    """The day of the first of ``rows`` that is other than its like; columns are by day, which is
    the first of them."""
    both = min(len(rows[0]), len(others[0]))
    differs = np.any([a[:both] != b[:both] for a, b in zip(rows, others, strict=True)], axis=0)
    at = int(np.argmax(differs)) if differs.any() else both
    return min((int(days[at]) for days in (rows[0], others[0]) if at < len(days)), default=None)


def one_account(book: Book, accounts: Accounts, client: int) -> OneAccount:
    """What of ``accounts``, those of ``book``, belongs to a client (a code)."""
    postings = accounts.postings
    owners = postings["client"].to_numpy()
    mine = slice(*owners.searchsorted(np.array([client, client + 1], owners.dtype)).tolist())
    day, amount, balance, is_charge = (
        postings[name].to_numpy()[mine] for name in ("day", "amount", "balance", "is_charge")
    )
    log = accounts.log
    left = (log["client"].to_numpy() == client) & (log["state"].to_numpy() == UNPRICED)
    payments = book.payments[book.payments["client"].to_numpy() == client]
    payments = payments.sort_values("day", kind="stable").reset_index(drop=True)
    return OneAccount(
        book.clients[client],
        day,
        balance,
        np.append(0, np.cumsum(-amount * is_charge)),
        np.sort(log["day"].to_numpy()[left]),
        payments.assign(client=np.int32(0)),
    )
