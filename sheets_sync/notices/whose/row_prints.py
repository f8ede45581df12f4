"""What a row of Payments, Log or Prices says beside its client's name, as a hash: the same in every
run, and under whatever name the row stands (design §17). Pure."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.currency import MINOR_DIGITS, MOST_DIGITS
from sheets_sync.billing.names import fold
from sheets_sync.billing.seen import Indices, SeenRows, mixed, name_hashes, rest_of
from sheets_sync.billing.tables import Book
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.texts import Hashes
from sheets_sync.notices.invoices.money_in import MONEY

_BITS: Final = np.uint64((1 << 48) - 1)
"""So much of a hash is kept: no two rows of a book are one by chance."""
_FINE: Final = 1 << 62
_TERMS: Final = ("unit_minutes", "price", "minimum", "step", "included", "valid_from")


def payments_by_client(book: Book) -> dict[str, list[tuple[int, int]]]:
    """By client their payments: the hash of each, and what of it is money that somebody paid."""
    client, kind, amount = (book.payments[name].to_numpy() for name in ("client", "kind", "amount"))
    money = np.where(np.isin(kind, MONEY), amount, 0)
    digits = np.array([MINOR_DIGITS[each.currency] for each in book.clients], np.int64)
    exact = amount * 10 ** (MOST_DIGITS - digits[client])
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    names = [fold(each.name) for each in book.clients]
    prints = _payments(book.payments, exact).tolist()
    for code, row, paid in zip(client.tolist(), prints, money.tolist(), strict=True):
        found[names[code]].append((row, paid))
    return found


def prints_by_client(book: Book) -> dict[str, list[int]]:
    """By client the hashes of their payments, and of the prices that are theirs alone."""
    found = defaultdict[str, list[int]](list)
    for who, rows in payments_by_client(book).items():
        found[who] = [row for row, _ in rows]
    client = book.prices["client"].to_numpy()
    own = np.flatnonzero(client != NONE)
    prints = _prices(book.prices, own, book).tolist()
    for code, row in zip(client[own].tolist(), prints, strict=True):
        found[fold(book.clients[code].name)].append(row)
    return found


def charge_prints(rows: SeenRows, at: Indices) -> Hashes:
    """Of the charges at those indices."""
    own = rows.take(at)
    return mixed(own.day, own.service_ids, own.rest) & _BITS


def charges_among(rows: SeenRows, at: Indices, wanted: Hashes) -> Iterator[tuple[str, int]]:
    """Those of the charges at those indices that are ``wanted``: their clients, folded, and
    hashes."""
    if not len(at) or not len(wanted):
        return
    prints = charge_prints(rows, at)
    hits = np.isin(prints, wanted)
    clients = rows.client[at][hits].tolist()
    for code, row in zip(clients, prints[hits].tolist(), strict=True):
        yield fold(rows.clients[code]), row


def stray_prints(book: Book) -> Iterator[tuple[str, pd.DataFrame, Hashes]]:
    """By role the rows under names of nobody, and what they say."""
    for role, rows in book.strays.items():
        if not len(rows):
            continue
        if role == "payments":
            yield role, rows, _payments(rows, rows["amount"].to_numpy())
        elif role == "prices":
            yield role, rows, _prices(rows, np.arange(len(rows)), book)
        else:
            yield role, rows, _charges(rows, book)


def charges_of(book: Book, code: int) -> list[int]:
    """The hashes of a client's charges."""
    prints: list[int] = _charges(book.log[book.log["client"].to_numpy() == code], book).tolist()
    return prints


def _charges(rows: pd.DataFrame, book: Book) -> Hashes:
    services = name_hashes(book.services)[rows["service"].to_numpy()]
    return mixed(rows["day"].to_numpy(), services, rest_of(book, rows)) & _BITS


def _payments(rows: pd.DataFrame, exact: NDArray[np.int64]) -> Hashes:
    """Of payments, with their amounts of MOST_DIGITS decimals: one sum is one, whatever the
    currency. Whole hundredths count as such, as those of a program before did."""
    hundredth = 10 ** (MOST_DIGITS - 2)
    amount = np.where(exact % hundredth, exact ^ _FINE, exact // hundredth)
    return mixed(rows["day"].to_numpy(), rows["kind"].to_numpy(), amount) & _BITS


def _prices(prices: pd.DataFrame, at: Indices, book: Book) -> Hashes:
    """Of the prices at those indices."""
    services = name_hashes(book.services)[prices["service"].to_numpy()[at]]
    return mixed(services, *(prices[name].to_numpy()[at] for name in _TERMS)) & _BITS
