"""Where the money of an account went: the postings that letters and invoices show (design §8)."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

import numpy as np
import pandas as pd

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.tables import PAYMENT_KINDS, SCALE, Book
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass

FEWEST_CHARGES: Final = 10
"""Charges shown even where the last top-up came after them."""

MOST_LINES: Final = 40
"""Postings shown one by one; those before them are one line."""

EARLIER: Final = "earlier"
"""The kind of the line that stands for all those before the first one shown."""

_CHARGE: Final = "charge"
_TOPUP: Final = PAYMENT_KINDS.index("payment")


@dataclass(frozen=True)
class AccountLine:
    """A posting. ``kind`` is a payment's kind, "charge", or EARLIER; ``text`` the service, the
    payment's reference, or how many earlier ones there are. ``amount`` is signed as it moves the
    balance, minor units. Of a charge ``quantity`` is what was billed and ``included`` the part of
    it that was free, in ``unit`` (exact), ``price`` fixed."""

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

    @property
    def is_charge(self) -> bool:
        """Whether it is one charge, not money in or many at once."""
        return self.kind == _CHARGE


@dataclass(frozen=True)
class AccountMonth:
    """An account from the serial ``first`` to ``last``: balances at both ends, minor units, and
    all postings between."""

    first: int
    last: int
    opening: int
    closing: int
    lines: tuple[AccountLine, ...]


def account_month(
    book: Book, accounts: Accounts, client: int, first: int, last: int
) -> AccountMonth:
    """The postings of a client, by code, within some days."""
    postings = accounts.postings
    mine = postings[(postings["client"] == client) & (postings["day"] <= last)]
    before = mine[mine["day"] < first]
    opening = int(before["balance"].iloc[-1]) if len(before) else 0
    rows = mine[mine["day"] >= first].to_dict("records")
    lines = tuple(account_line(book, accounts, row) for row in rows)
    return AccountMonth(first, last, opening, lines[-1].balance if lines else opening, lines)


def moved_between(accounts: Accounts, first: int, last: int) -> frozenset[int]:
    """The codes of the clients with a posting within some days."""
    postings = accounts.postings
    within = (postings["day"] >= first) & (postings["day"] <= last)
    return frozenset(postings["client"][within].unique().tolist())


def account_lines(book: Book, accounts: Accounts, client: int) -> Iterator[AccountLine]:
    """The postings of a client, by code, from their last top-up on; the last FEWEST_CHARGES
    charges at least, and all before the last MOST_LINES as one line."""
    postings = accounts.postings
    own = np.flatnonzero(postings["client"].to_numpy() == client)
    mine = postings.iloc[own]
    shown = max(first := _first_shown(book, mine), len(own) - MOST_LINES)
    if shown > first:
        yield _folded(mine.iloc[first:shown])
    for row in mine.iloc[shown:].to_dict("records"):
        yield account_line(book, accounts, row)


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


def account_line(book: Book, accounts: Accounts, row: dict[Any, Any]) -> AccountLine:
    """The posting of a row of ``Accounts.postings``, its columns by name."""
    if row["is_charge"]:
        return _charge(book, accounts, row)
    payments = book.payments
    kind = PAYMENT_KINDS[payments["kind"].to_numpy()[row["index"]]]
    reference = str(payments["reference"].to_numpy()[row["index"]] or "")
    return AccountLine(row["day"], kind, reference, row["amount"], row["balance"])


def _charge(book: Book, accounts: Accounts, row: dict[Any, Any]) -> AccountLine:
    entry = accounts.log.iloc[row["index"]]
    terms = book.prices.iloc[int(entry["terms_index"])] if entry["terms_index"] != NONE else None
    scale = SCALE * max(int(terms["unit_minutes"]) if terms is not None else 1, 1)
    return AccountLine(
        row["day"],
        _CHARGE,
        book.services[entry["service"]],
        row["amount"],
        row["balance"],
        quantity=Fraction(int(entry["billable"]), scale),
        included=Fraction(int(entry["included"]), scale),
        unit=str(terms["unit"] or "") if terms is not None else "",
        price=int(entry["price"]),
        order=book.orders[entry["order"]] if entry["order"] != NONE else "",
    )
