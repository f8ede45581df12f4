"""The tables that billing works on: few rows as dataclasses, many as typed columns.

Units, everywhere below ``reading``:

* *minor*: an amount in minor units of its currency (kopecks, cents), int64.
* *fixed*: a number with 4 decimals as an integer (1.5 is 15000), int64.
* *day*: a date as its serial number, days since 1899-12-30, int32 (design §4).
* *code*: an index into a tuple of names, int32; -1 where the cell is blank.
* ``BLANK`` (int64) and ``NO_DAY`` (int32) stand for a blank cell: blank is not zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd

from sheets_sync.billing.bank_rows import BankRows
from sheets_sync.billing.days import WORKING_DAY
from sheets_sync.billing.findings import Finding
from sheets_sync.deferred import dataclass

BLANK: Final = int(np.iinfo(np.int64).min)
NO_DAY: Final = int(np.iinfo(np.int32).min)

NUMBER: Final = 0
DURATION: Final = 1
"""A quantity typed as a duration: fixed minutes, whatever the price's unit."""
DAY_LIKE: Final = 2
"""A quantity that a unit of time cannot have: a day's number, most likely a lost date (§15)."""
LONG: Final = 3
"""A bare number that would be more than a day, were its unit the hour: see ``long_rows``."""
PART: Final = 4
"""A bare number that no minutes are: a part of one, or typed as hours are (1.25)."""
LOST_PART: Final = 5
"""A part of a day, most likely, that neither minutes nor hours are (§15)."""
DAYS: Final = 6
"""A number of days, as its cell says: a quantity where the price is for a day."""
THINGS: Final = 7
"""A number of things, as its cell's format shows: no quantity of time."""
UNSAID: Final = 8
"""No quantity of the hours that clients pay for beside hours that were worked (§15)."""
UNIT_OF_COUNTED: Final = {DAYS: WORKING_DAY, THINGS: 0}
"""The unit, in minutes, of the prices that such a number is a quantity for."""

ClientState: TypeAlias = Literal["active", "paused", "closed"]


UNDECIDED: Final = "payments"
"""What holds the letters of those of whom a payment may be that counts nowhere yet."""


@dataclass(frozen=True)
class Client:
    """A sound row of Clients. Amounts are minor units of ``currency``; None is a blank cell.

    ``threshold`` and ``credit_limit`` are resolved (the cell, else the config's default).
    ``letters_held`` holds the keys of the columns whose findings hold their letters (design §4),
    and UNDECIDED where a payment of theirs could not be read, or may wait in Bank;
    with ``bad_currency`` their rows stay unpriced and ``currency`` is ``billing.currency``.
    ``ask`` is 0 where what stands there is no amount.
    """

    name: str
    source: int
    row: int
    currency: str
    threshold: int
    credit_limit: int
    topup: int | None = None
    emails: tuple[str, ...] = ()
    managers: tuple[str, ...] = ()
    language: str = ""
    state: ClientState = "active"
    details: str = ""
    contract: str = ""
    note: str = ""
    bad_currency: bool = False
    letters_held: tuple[str, ...] = ()
    ask: int | None = None

    @property
    def payments_undecided(self) -> bool:
        """Whether a payment may be theirs that counts nowhere yet."""
        return UNDECIDED in self.letters_held


PRICE_COLUMNS: Final = {
    "source": "int16",
    "row": "int32",
    "client": "int32",  # code of the client; -1: everyone
    "service": "int32",  # code; -1 where the Service cell is bad: it prices nothing
    "unit_minutes": "int32",  # minutes in the unit where the unit is time, else 0
    "price": "int64",  # fixed, major units of the currency
    "minimum": "int64",  # fixed minutes where the unit is time, else fixed pieces; 0: none
    "step": "int64",  # likewise
    "included": "int64",  # likewise, a calendar month
    "valid_from": "int32",  # day; NO_DAY: always
    "currency": "int32",  # code into Book.currencies, resolved (design §5); -1: bad cell
    "bad": "bool",  # a finding on the row: it keeps its place and prices nothing
    "any_day": "bool",  # bad Valid from: it keeps its place on every day
}
"""Prices; beside these a column ``unit`` of text, as typed (object)."""

PAYMENT_COLUMNS: Final = {
    "source": "int16",
    "row": "int32",
    "day": "int32",
    "client": "int32",
    "kind": "int8",  # index into PAYMENT_KINDS
    "amount": "int64",  # minor, signed as it moves the balance (a refund is negative)
}
"""Sound payments up to the day; beside these ``reference``, text as typed (object)."""

PAYMENT_KINDS: Final = ("payment", "bonus", "refund", "correction", "opening")

LOG_COLUMNS: Final = {
    "source": "int16",
    "row": "int32",
    "day": "int32",
    "client": "int32",
    "service": "int32",
    "order": "int32",  # -1: blank, an order of its own
    "quantity": "int64",  # fixed, in the price's unit or as quantity_kind says; BLANK
    "quantity_kind": "int8",  # NUMBER (blank ones too), DURATION and the others above
    "minutes": "int64",  # fixed minutes; BLANK
    "bad_minutes": "bool",  # the Minutes cell is a finding (minutes is BLANK then)
    "staff": "int32",
    "channel": "int32",
    "agreed": "int64",  # fixed, major units; BLANK
    "free": "bool",  # Billable says no: it costs nothing, its labour counts (design §15)
}
"""Log rows that decoding did not hold, up to the day, in sheet order (sources in config order)."""


def typed(columns: Mapping[str, str], data: Mapping[str, object]) -> pd.DataFrame:
    """A DataFrame with exactly ``columns`` (name to dtype) out of ``data``, in that order."""
    return pd.DataFrame(
        {name: np.asarray(data[name], dtype=kind) for name, kind in columns.items()}, copy=False
    )


@dataclass(frozen=True)
class Book:
    """What staff wrote, decoded up to a day: the input of billing.

    ``services``, ``orders``, ``staff``, ``channels`` and ``currencies`` are names as first
    written, indexed by code. ``priced_services`` are the codes that any Prices row names.
    ``findings`` are those of decoding. ``log_rows`` counts Log rows up to the day, held ones
    included: the ``rows.log`` of the JSON. ``bank``: the tab Bank, whose credits are among
    ``payments``, where there is one. ``strays``: by role the rows under names that nobody in
    Clients bears: the columns of their table but the client, and ``name``, folded (object); the
    currency of payments is not known, so that their amounts have MOST_DIGITS decimals. ``ahead``:
    by client, folded, the money of theirs in Payments whose day is still to come: serial day, minor
    units. ``held``: the rows of Log up to the day that a finding keeps from being among
    ``log``, as far as they could be read. ``mark`` is
    the decimal mark that numbers are typed with, "" where nobody knows; None: the language's.
    """

    clients: tuple[Client, ...]
    services: Sequence[str]
    orders: Sequence[str]
    staff: Sequence[str]
    channels: Sequence[str]
    currencies: Sequence[str]
    priced_services: frozenset[int]
    prices: pd.DataFrame
    payments: pd.DataFrame
    log: pd.DataFrame
    log_rows: int
    findings: tuple[Finding, ...] = ()
    bank: BankRows | None = None
    strays: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    ahead: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    held: pd.DataFrame | None = None
    mark: str | None = None
