"""What drafted prices would make of the rows that they fit (design §18). Pure."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from sheets_sync.billing.accounts import CHARGED, Accounts
from sheets_sync.billing.rounding import Integers
from sheets_sync.billing.tables import BLANK, Book
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass

_NOWHERE: Final = np.iinfo(np.int64).max


@dataclass(frozen=True)
class DraftLine:
    """One drafted price, at ``position`` in ``Book.prices`` as drafted, and the rows of Log that
    would go by it: how many, their billable ``quantity`` (fixed minutes or pieces) and ``minutes``
    of labour (fixed), charged (minor units) ``now`` and as ``drafted``."""

    position: int
    rows: int
    quantity: int
    minutes: int
    now: int
    drafted: int

    @property
    def difference(self) -> int:
        """How much more would be charged, minor units."""
        return self.drafted - self.now


def draft_lines(
    now: pd.DataFrame,
    drafted: pd.DataFrame,
    positions: Sequence[int],
    since: int,
    client: int | None = None,
) -> list[DraftLine]:
    """A line for each of ``positions``, of the rows of Log from the serial day ``since`` on: those
    of one client (a code), or all. ``now`` and ``drafted`` are the log as it is charged, in the
    columns of ``Accounts.log``, by today's prices and with the drafts in them. Rows that are held
    count nowhere (§4)."""
    told = (drafted["day"].to_numpy() >= since) & (drafted["state"].to_numpy() == CHARGED)
    if client is not None:
        told &= drafted["client"].to_numpy() == client
    log = drafted[told]
    terms = log["terms_index"].to_numpy()
    before = _charges_at(now, log)
    return [
        _line(position, log[terms == position], before[terms == position]) for position in positions
    ]


def overruling(
    book: Book, drafted: Accounts, position: int, client: int, upon: frozenset[int]
) -> list[int]:
    """Positions of other prices, none of ``upon``, that rows of the client go by although the
    draft at ``position`` is valid on their day: another price of that service goes before it."""
    price = book.prices.iloc[position]
    log = drafted.log
    mine = (log["client"].to_numpy() == client) & (log["service"].to_numpy() == price["service"])
    mine &= log["day"].to_numpy() >= price["valid_from"]
    found = set(log["terms_index"].to_numpy()[mine].tolist()) - upon - {NONE}
    return sorted(found)


def _line(position: int, log: pd.DataFrame, before: Integers) -> DraftLine:
    return DraftLine(
        position,
        len(log),
        _sum(log["billable"].to_numpy()),
        _sum(log["labour"].to_numpy()),
        int(before.sum()),
        int(log["charge"].to_numpy().sum()),
    )


def _sum(values: Integers) -> int:
    return int(values[values != BLANK].sum())


def _charges_at(log: pd.DataFrame, rows: pd.DataFrame) -> Integers:
    """What the rows of Log are charged in ``log``, found by their places; 0 where they are not
    there."""
    known, asked = np.append(_places(log), _NOWHERE), _places(rows)
    order = np.argsort(known)
    at = order[known[order].searchsorted(asked) % len(order)]
    charges: Integers = np.append(log["charge"].to_numpy(), 0)[at]
    charges[known[at] != asked] = 0
    return charges


def _places(log: pd.DataFrame) -> Integers:
    """Source and sheet row of each row as one number."""
    places: Integers = (log["source"].to_numpy().astype(np.int64) << 32) + log["row"].to_numpy()
    return places
