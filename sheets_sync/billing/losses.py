"""Clients who lose the house money although a price of their own was tried (design §9)."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from sheets_sync.billing.day_columns import months
from sheets_sync.billing.days import month_of, month_start, to_date
from sheets_sync.billing.labour import Labour
from sheets_sync.billing.tables import Book
from sheets_sync.billing.terms import Terms
from sheets_sync.billing.yields import margins
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass

_LOSING_MONTHS: Final = 3
_PRICE_MONTHS: Final = 6


@dataclass(frozen=True)
class Losses:
    """``months`` (yyyy-mm) that lost money each, although a price of their own was in force from
    the day ``since`` on, before the first of them began or as it did."""

    months: tuple[str, ...]
    since: int


def losses(book: Book, rows: Labour, terms: Terms, day: int) -> Mapping[int, Losses]:
    """By code, the clients with a negative margin in each of the last three full calendar
    months and a price of their own that became valid in the six months up to ``day``, and was in
    force throughout the three: none is held against a price that came after it.

    The month of ``day`` is not over, be it its last day: a figure of the advice never depends
    on the hour. An unknown margin is no loss.
    """
    priced = own_prices(book, _months_before(day, _PRICE_MONTHS), _begins(day))
    starts = [month_start(day, back) for back in range(_LOSING_MONTHS, 0, -1)]
    losing = set(priced)
    for month in months(np.array(starts)) if priced else ():
        of_month = margins(rows.where(rows.month == month), book.clients, book.staff, terms)
        losing = {code for code in losing if (of_month[code] or 0) < 0}
    names = tuple(month_of(start) for start in starts)
    return {code: Losses(names, priced[code]) for code in losing}


def new_prices(book: Book, day: int) -> dict[int, int]:
    """By code, the clients whose latest own price has not been in force for three full calendar
    months yet, and the day on which it became valid."""
    return own_prices(book, _begins(day) + 1, day)


def own_prices(book: Book, first: int, day: int) -> dict[int, int]:
    """By client code: the day, from the serial ``first`` on up to ``day``, on which the latest
    sound price of their own became valid."""
    prices = book.prices
    named = ("client", "currency", "valid_from")
    owner, _, starts = columns = [prices[name].to_numpy() for name in named]
    own = (first <= starts) & (starts <= day) & (owner != NONE) & ~prices["bad"].to_numpy()
    latest: dict[int, int] = {}
    for client, currency, since in zip(*(each[own].tolist() for each in columns), strict=True):
        if book.currencies[currency] == book.clients[client].currency:  # else it never fits
            latest[client] = max(since, latest.get(client, since))
    return latest


def _begins(day: int) -> int:
    """The first day of the three months."""
    return month_start(day, _LOSING_MONTHS)


def _months_before(day: int, count: int) -> int:
    """The same day of the month ``count`` months earlier, or that month's last day."""
    start, end = month_start(day, count), month_start(day, count - 1)
    return min(start + to_date(day).day, end) - 1
