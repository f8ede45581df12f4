"""A fingerprint of what a client's pages show, so that nothing is made anew where nothing changed.

It is of what the pages are made from: alike means that they would be made alike. Postings are
looked at by whole columns, since each run looks at those of all clients.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.tables import Book
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass

Prints = NDArray[np.uint64]

_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_CHARGED: Final = ("billable", "included", "price", "labour")
_PRICED: Final = ("unit_minutes", "price", "minimum", "step", "included", "valid_from", "bad")


@dataclass(frozen=True)
class BookPrints:
    """What of a book is on which client's pages: by client code their postings, the prices that are
    theirs alone, and the prices that are everyone's."""

    postings: Sequence[str]
    own_prices: Sequence[str]
    everyones: str


def print_of(*parts: object) -> str:
    """A text that is another one once any of ``parts`` is."""
    return blake2b(repr(parts).encode(), digest_size=12).hexdigest()


def prints_of(book: Book, accounts: Accounts) -> BookPrints:
    """The prints of a book and its accounts."""
    postings = _postings(book, accounts)
    starts = accounts.postings["client"].to_numpy().searchsorted(range(len(book.clients) + 1))
    prices, owner = _prices(book), book.prices["client"].to_numpy()
    owned = {int(code): print_of(prices[owner == code].tobytes()) for code in np.unique(owner)}
    return BookPrints(
        tuple(print_of(postings[start:end].tobytes()) for start, end in pairwise(starts.tolist())),
        tuple(owned.get(code, "") for code in range(len(book.clients))),
        owned.get(NONE, ""),
    )


def _postings(book: Book, accounts: Accounts) -> Prints:
    """One print a posting, all of its columns in it."""
    rows = accounts.postings
    found = _mixed(rows[name] for name in ("day", "is_charge", "amount", "balance"))
    charged = rows["is_charge"].to_numpy()
    at = rows["index"].to_numpy()
    found[charged] ^= _charges(book, accounts)[at[charged]]
    found[~charged] ^= _payments(book)[at[~charged]]
    return found


def _charges(book: Book, accounts: Accounts) -> Prints:
    log = accounts.log
    named = (
        _named(book.services)[log["service"].to_numpy()],
        _named(book.orders)[log["order"].to_numpy()],
        _units(book)[log["terms_index"].to_numpy()],
    )
    return _mixed([*(log[name] for name in _CHARGED), *named])


def _payments(book: Book) -> Prints:
    references = [str(each or "") for each in book.payments["reference"].tolist()]
    return _mixed([book.payments["kind"], _named(references)[:-1]])


def _prices(book: Book) -> Prints:
    service = _named(book.services)[book.prices["service"].to_numpy()]
    currency = _named(book.currencies)[book.prices["currency"].to_numpy()]
    terms = (book.prices[name] for name in _PRICED)
    return _mixed([*terms, service, currency, _units(book)[:-1]])


def _units(book: Book) -> Prints:
    """By position in Prices the unit, as it is written and how long it is; NONE reads the last."""
    length = np.append(book.prices["unit_minutes"].to_numpy(), 0).astype(np.uint64)
    return _named([str(each or "") for each in book.prices["unit"].tolist()]) ^ length


def _named(names: Sequence[str]) -> Prints:
    """A print a name; the last one is that of no name, which NONE reads."""
    prints = (blake2b(each.encode(errors="replace"), digest_size=8).digest() for each in names)
    return np.frombuffer(b"".join([*prints, bytes(8)]), np.uint64)


def _mixed(columns: Iterable["pd.Series | Prints"]) -> Prints:
    """One print a row of ``columns``: each stirs what those before it left."""
    found: Prints | None = None
    for column in columns:
        values = np.asarray(column).astype(np.int64, copy=False).astype(np.uint64)
        found = values * _ODD if found is None else (found ^ values) * _ODD
        found ^= found >> np.uint64(29)
    assert found is not None  # noqa: S101 - there are columns
    return found
