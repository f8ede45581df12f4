"""One price of a client in many variants at once: what each would charge them (design §18). Pure.

Each variant is a client of its own in a book that is charged as any other: same prices, same
rows, one term of one price another. So there is no second way to price, and allowances, ties and
rounding come out as in a run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd

from sheets_sync.billing.charges import charge_log
from sheets_sync.billing.days import month_start
from sheets_sync.billing.prices import price_list
from sheets_sync.billing.rounding import Integers
from sheets_sync.billing.tables import Book
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass

Term: TypeAlias = Literal["price", "minimum", "step"]

_AT_ONCE: Final = 300_000
"""Rows of all variants that are charged together."""
_ALIKE: Final = ("terms_index", "quantity", "quantity_kind", "minutes", "agreed", "free", "counts")
"""Rows that agree in these are charged alike, where nothing is included in a month."""


@dataclass(frozen=True)
class PriceVariants:
    """A drafted price and the rows of its client and service: ``book`` holds no other client, price
    or row, and the price at ``at``; ``weights`` are how often each row counts in the window, 0 for
    one before it."""

    book: Book
    at: int
    weights: Integers

    def charged(self, term: Term, values: Sequence[int]) -> list[int]:
        """What all rows are charged, minor units, with each of ``values`` (fixed) for ``term``."""
        many = max(_AT_ONCE // max(len(self.book.log), 1), 1)
        parts = (values[at : at + many] for at in range(0, len(values), many))
        return [total for part in parts for total in self._charged(term, part)]

    def _charged(self, term: Term, values: Sequence[int]) -> list[int]:
        count, rows = len(values), len(self.book.log)
        if not rows:
            return [0] * count
        book = replace(
            self.book,
            clients=self.book.clients * count,
            prices=self._prices(term, values),
            log=_again(self.book.log, count),
        )
        charge = charge_log(book, price_list(book)).charge.reshape(count, rows)
        totals: list[int] = (charge * self.weights).sum(axis=1).tolist()
        return totals

    def _prices(self, term: Term, values: Sequence[int]) -> pd.DataFrame:
        """Everyone's prices once, and the client's own for each variant."""
        prices = self.book.prices
        own = prices["client"].to_numpy() != NONE
        many = _again(prices[own].reset_index(drop=True), len(values))
        place = int(own[: self.at].sum())
        column = many[term].to_numpy().copy()
        column[place :: int(own.sum())] = values
        many[term] = column
        whole: pd.DataFrame = pd.concat([prices[~own], many], ignore_index=True)
        return whole


def price_variants(
    book: Book, log: pd.DataFrame, client: int, position: int, first: int
) -> PriceVariants:
    """The price at ``position`` of ``Book.prices``, a client's own; ``log`` is that of the book as
    it is charged (``Accounts.log``), ``first`` the first day of the window, a serial.

    Rows of the whole month in which the window begins are looked at: they use its allowance up.
    """
    service = book.prices["service"].to_numpy()
    owner = book.prices["client"].to_numpy()
    told = (service == service[position]) & ((owner == client) | (owner == NONE))
    mine = (log["client"].to_numpy() == client) & (log["service"].to_numpy() == service[position])
    mine &= log["day"].to_numpy() >= month_start(first)
    rows = log[mine].assign(counts=log["day"].to_numpy()[mine] >= first)
    prices = book.prices[told].reset_index(drop=True)
    rows, weights = _compressed(rows, prices)
    prices["client"] = np.where(prices["client"].to_numpy() == NONE, NONE, 0).astype(np.int32)
    alone = replace(
        book,
        clients=(book.clients[client],),
        prices=prices,
        log=rows[[*book.log.columns]].assign(client=np.int32(0)).reset_index(drop=True),
    )
    return PriceVariants(alone, int(told[:position].sum()), weights)


def _compressed(rows: pd.DataFrame, prices: pd.DataFrame) -> tuple[pd.DataFrame, Integers]:
    """Rows that are charged alike once, and how often each counts; all of them where an allowance
    makes it matter which comes first."""
    counts = rows["counts"].to_numpy().astype(np.int64)
    if not len(rows) or prices["included"].to_numpy().any():
        return rows, counts
    columns = np.column_stack([rows[name].to_numpy().astype(np.int64) for name in _ALIKE])
    _, first, which = np.unique(columns, axis=0, return_index=True, return_inverse=True)
    weights = np.bincount(which.reshape(-1), minlength=len(first)).astype(np.int64)
    return rows.iloc[first], weights * counts[first]


def _again(table: pd.DataFrame, count: int) -> pd.DataFrame:
    """The table so many times over, each time with another client (0, 1, 2 and so on)."""
    columns: Mapping[str, np.ndarray] = {
        name: np.tile(table[name].to_numpy(), count) for name in table.columns
    }
    clients = np.repeat(np.arange(count, dtype=np.int32), len(table))
    return pd.DataFrame({**columns, "client": clients}, copy=False)
