"""What clients paid: payments, refunds taken off (design §17). Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import PAYMENT_KINDS, Book

MONEY: Final = tuple(PAYMENT_KINDS.index(kind) for kind in ("payment", "refund"))
"""The kinds of rows that count; openings, bonuses and corrections are no money that anybody
paid."""


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


def money_by_account(book: Book) -> Mapping[tuple[str, str], Sequence[tuple[int, int]]]:
    """Payments and refunds by client and currency: (day, minor units), by day."""
    payments = book.payments
    paid = payments[payments["kind"].isin(MONEY)].sort_values("day", kind="stable")
    rows: dict[int, list[tuple[int, int]]] = {}
    for who, day, amount in zip(
        *(paid[name].tolist() for name in ("client", "day", "amount")), strict=True
    ):
        rows.setdefault(who, []).append((day, amount))
    return {
        (fold(each.name), each.currency): rows.get(code, [])
        for code, each in enumerate(book.clients)
    }
