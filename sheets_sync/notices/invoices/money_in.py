"""What clients paid: payments, refunds taken off (design §17). Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import PAYMENT_KINDS, Book
from sheets_sync.deferred import dataclass

MONEY: Final = tuple(PAYMENT_KINDS.index(kind) for kind in ("payment", "refund"))
"""The kinds of rows that count; openings, bonuses and corrections are no money that anybody
paid."""


Row: TypeAlias = tuple[int, int]
"""A payment: its serial day, and minor units; of a refund below 0."""

Carried: TypeAlias = Mapping[tuple[str, str], Sequence[Row]]
"""By account (folded name, currency) the rows that an opening stands for."""

EVER: Final = np.iinfo(np.int64).min
"""A day before all."""

NEVER: Final = np.iinfo(np.int64).max
"""A day after all."""


def money_in(book: Book, first: NDArray[np.int64] | None = None) -> list[int]:
    """By client code what they paid so far, or from the ``first`` day (serial, by code) on; minor
    units of their currency."""
    payments, sums = book.payments, np.zeros(len(book.clients), np.int64)
    client, kind, day, amount = (
        payments[name].to_numpy() for name in ("client", "kind", "day", "amount")
    )
    rows = np.isin(kind, MONEY)
    if first is not None:
        rows &= day >= first[client]
    np.add.at(sums, client[rows], amount[rows])
    paid: list[int] = sums.tolist()
    return paid


@dataclass(frozen=True)
class MoneyIn:
    """What the clients of a ``book`` paid. ``carried``: by account rows that count though they are
    gone, since an opening balance stands for them."""

    book: Book
    carried: Carried

    @cached_property
    def whole(self) -> list[int]:
        """By client code what they paid so far; minor units."""
        return self._with_carried(money_in(self.book), {}, EVER)

    def since(self, days: Mapping[str, int]) -> list[int]:
        """By client code what those paid from a day on that ``days`` have; minor units."""
        first = np.full(len(self.book.clients), NEVER)
        for who, day in days.items():
            first[self._codes[who]] = day
        return self._with_carried(money_in(self.book, first), days, NEVER)

    def _with_carried(self, sums: list[int], days: Mapping[str, int], otherwise: int) -> list[int]:
        """The sums, and what is carried from the day on that ``days`` have of each, ``otherwise``
        from that one."""
        for who, rows in self.carried.items():
            if who in self._accounts:
                first = days.get(who[0], otherwise)
                sums[self._accounts[who]] += sum(amount for day, amount in rows if day >= first)
        return sums

    @cached_property
    def _accounts(self) -> Mapping[tuple[str, str], int]:
        clients = enumerate(self.book.clients)
        return {(fold(each.name), each.currency): code for code, each in clients}

    @cached_property
    def _codes(self) -> Mapping[str, int]:
        return {fold(each.name): code for code, each in enumerate(self.book.clients)}

    def upto(self, client: str, code: int, day: int) -> int:
        """What a client, whose code is ``code``, paid by rows dated up to a day; minor units."""
        account = self.by_account[client, self.book.clients[code].currency]
        return sum(amount for at, amount in account if at <= day)

    @cached_property
    def by_account(self) -> Mapping[tuple[str, str], Sequence[Row]]:
        """The rows by client and currency, by day."""
        payments = self.book.payments
        paid = payments[payments["kind"].isin(MONEY)].sort_values("day", kind="stable")
        rows = defaultdict[int, list[Row]](list)
        columns = (paid[name].tolist() for name in ("client", "day", "amount"))
        for who, day, amount in zip(*columns, strict=True):
            rows[who].append((day, amount))
        return {
            who: sorted([*rows[code], *self.carried.get(who, ())], key=_day)
            for who, code in self._accounts.items()
        }


def _day(row: Row) -> int:
    return row[0]
