"""Where the money of an account went: the postings that letters and invoices show (design §8)."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Any, Final

import numpy as np
import pandas as pd

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.fingerprints import fingerprints_in
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.rounding import Integers
from sheets_sync.billing.tables import BLANK, PAYMENT_KINDS, Book
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass

FEWEST_CHARGES: Final = 10
"""Charges shown even where the last top-up came after them."""

MOST_LINES: Final = 40
"""Postings shown one by one; those before them are one line."""

EARLIER: Final = "earlier"
"""The kind of the line that stands for all those before the first one shown."""

_CHARGE: Final = "charge"
_OF_A_CHARGE: Final = ("service", "order", "billable", "included", "price", "labour")
_TOPUP: Final = PAYMENT_KINDS.index("payment")


@dataclass(frozen=True)
class AccountLine:
    """A posting. ``kind`` is a payment's kind, "charge", or EARLIER; ``text`` the service, the
    payment's reference, or how many earlier ones there are. ``amount`` is signed as it moves the
    balance, minor units. Of a charge ``quantity`` is what was billed and ``included`` the part of
    it that was free, in ``unit`` (exact), ``price`` fixed, and ``labour`` fixed minutes, None where
    nobody knows."""

    day: int
    kind: str
    text: str
    amount: int
    balance: int
    quantity: Fraction = Fraction(0)
    included: Fraction = Fraction(0)
    unit: str = ""
    price: int = 0
    order: str = ""
    labour: int | None = None

    @property
    def is_charge(self) -> bool:
        """Whether it is one charge, not money in or many at once."""
        return self.kind == _CHARGE


@dataclass(frozen=True)
class EnteredSince:
    """What was entered, or changed, since a statement told the days up to ``told_to``, a serial,
    for these days: minor units, below 0 where it became less."""

    told_to: int
    money_in: int
    charged: int


@dataclass(frozen=True)
class AccountMonth:
    """An account from the serial ``first`` to ``last``: balances at both ends, minor units, and
    all postings between. Where it follows on from a statement, ``opening`` is what that closed
    with, and what was ``entered`` since comes before the first of the postings."""

    first: int
    last: int
    opening: int
    closing: int
    lines: tuple[AccountLine, ...]
    entered: EnteredSince | None = None


def account_month(
    book: Book, accounts: Accounts, client: int, first: int, last: int
) -> AccountMonth:
    """The postings of a client, by code, within some days."""
    mine = own_postings(accounts, client)
    start, end = mine["day"].to_numpy().searchsorted([first, last + 1])
    opening = int(mine["balance"].iloc[start - 1]) if start else 0
    lines = tuple(lines_of(book, accounts, mine.iloc[start:end]))
    return AccountMonth(first, last, opening, lines[-1].balance if lines else opening, lines)


def lines_of_clients(
    book: Book, accounts: Accounts, clients: Sequence[int], last: int
) -> Iterator[tuple[AccountLine, ...]]:
    """All postings of each of some clients, by code, up to the serial ``last``: made together,
    which takes a tenth of what one by one does."""
    whose, days = (accounts.postings[name].to_numpy() for name in ("client", "day"))
    starts = whose.searchsorted(np.asarray(clients))
    ends = whose.searchsorted(np.asarray(clients), side="right")
    spans = [
        np.arange(start, start + days[start:end].searchsorted(last, side="right"))
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
    ]
    rows = accounts.postings.iloc[np.concatenate([*spans, np.arange(0)])]
    lines = lines_of(book, accounts, rows)
    for span in spans:
        yield tuple(islice(lines, len(span)))


def own_postings(accounts: Accounts, client: int) -> pd.DataFrame:
    """The rows of ``Accounts.postings`` of a client, by code."""
    whose = accounts.postings["client"].to_numpy()
    return accounts.postings.iloc[slice(*whose.searchsorted([client, client + 1]))]


def moved_between(accounts: Accounts, first: int, last: int) -> frozenset[int]:
    """The codes of the clients with a posting within some days."""
    postings = accounts.postings
    within = (postings["day"] >= first) & (postings["day"] <= last)
    return frozenset(postings["client"][within].unique().tolist())


def account_lines(book: Book, accounts: Accounts, client: int) -> Iterator[AccountLine]:
    """The postings of a client, by code, from their last top-up on; the last FEWEST_CHARGES
    charges at least, and all before the last MOST_LINES as one line."""
    mine = own_postings(accounts, client)
    shown = max(first := _first_shown(book, mine), len(mine) - MOST_LINES)
    if shown > first:
        yield _folded(mine.iloc[first:shown])
    yield from lines_of(book, accounts, mine.iloc[shown:])


def _first_shown(book: Book, mine: pd.DataFrame) -> int:
    """The place of the last top-up, or of the FEWEST_CHARGESth last charge if that is earlier."""
    is_charge = mine["is_charge"].to_numpy()
    kinds = book.payments["kind"].to_numpy()
    topups = [
        at
        for at, index in zip(np.flatnonzero(~is_charge), mine["index"][~is_charge], strict=True)
        if kinds[index] == _TOPUP
    ]
    charges = np.flatnonzero(is_charge)[-FEWEST_CHARGES:]
    enough = charges[0] if len(charges) == FEWEST_CHARGES else 0
    return int(min(topups[-1] if topups else 0, enough))


def _folded(rows: pd.DataFrame) -> AccountLine:
    last = rows.iloc[-1]
    total = int(rows["amount"].sum())
    return AccountLine(int(last["day"]), EARLIER, str(len(rows)), total, int(last["balance"]))


def lines_of(book: Book, accounts: Accounts, rows: pd.DataFrame) -> Iterator[AccountLine]:
    """The postings that are ``rows`` of ``Accounts.postings``, in their order."""
    is_charge = rows["is_charge"].to_numpy()
    at = rows["index"].to_numpy()
    charges = _charges(book, accounts, at[is_charge])
    others = _others(book, at[~is_charge])
    columns = (rows[name].to_numpy().tolist() for name in ("day", "amount", "balance"))
    for charged, day, amount, balance in zip(is_charge.tolist(), *columns, strict=True):
        told = next(charges if charged else others)
        kind, text = told.pop("kind"), told.pop("text")
        yield AccountLine(day, kind, text, amount, balance, **told)


def _others(book: Book, at: Integers) -> Iterator[dict[str, Any]]:
    """Kind and reference of the payments at those positions; what tells an entry of the bank from
    all others says nothing to a client."""
    kinds, references = (book.payments[name].to_numpy()[at] for name in ("kind", "reference"))
    for kind, reference in zip(kinds.tolist(), references.tolist(), strict=True):
        text = str(reference or "")
        known = text in fingerprints_in(text)
        yield {"kind": PAYMENT_KINDS[kind], "text": "" if known else text}


def _charges(book: Book, accounts: Accounts, at: Integers) -> Iterator[dict[str, Any]]:
    """What the rows of the log at those positions were charged for."""
    terms = accounts.log["terms_index"].to_numpy()[at]
    units = _taken(book.prices["unit"], terms, None)
    per = _taken(book.prices["unit_minutes"], terms, 0)
    log = (accounts.log[name].to_numpy()[at].tolist() for name in _OF_A_CHARGE)
    for unit, minutes, service, order, billable, included, price, labour in zip(
        units, per, *log, strict=True
    ):
        scale = SCALE * max(minutes, 1)
        yield {
            "kind": _CHARGE,
            "text": book.services[service],
            "quantity": _exact(billable, scale),
            "included": _exact(included, scale),
            "unit": str(unit or ""),
            "price": price,
            "order": book.orders[order] if order != NONE else "",
            "labour": None if labour == BLANK else labour,
        }


_exact: Final = lru_cache(4096)(Fraction)
"""Most quantities are there many times over."""


def _taken(column: "pd.Series[Any]", at: Integers, nothing: object) -> list[Any]:
    """The values of a column of prices at those positions; ``nothing`` where that is NONE."""
    values = [*column.tolist(), nothing]
    return [values[each] for each in at.tolist()]
