"""Effort: each client's labour held against what the same orders cost with others (design §9).

One entry, ``measure``. Figures are exact: minutes are fixed integers, ratios fractions.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.advice import Advice, Weighed, advise
from sheets_sync.billing.days import month_start
from sheets_sync.billing.effort_index import effort_indices
from sheets_sync.billing.effort_table import WINDOW, effort_table
from sheets_sync.billing.evidence import Evidence, evidence
from sheets_sync.billing.flags import Flag
from sheets_sync.billing.labour import Labour, Mask, labour
from sheets_sync.billing.losses import losses, new_prices
from sheets_sync.billing.norms import Lines, Work, gathered, work
from sheets_sync.billing.quotes import quotes_an_order
from sheets_sync.billing.shares import Shares, shares
from sheets_sync.billing.staff_output import staff_output
from sheets_sync.billing.tables import Book
from sheets_sync.billing.terms import Terms
from sheets_sync.billing.typical_errors import PAST_CHANNELS, TypicalError, typical_errors
from sheets_sync.billing.yields import margins, yield_per_hour
from sheets_sync.columns.grouping import count_orders, totals
from sheets_sync.deferred import dataclass

__all__ = ["WINDOW", "ClientEffort", "Effort", "measure"]

_LATELY: Final = 30


@dataclass(frozen=True)
class ClientEffort:
    """One client in the window. Minutes are fixed, money is minor units of their currency.

    ``orders``: distinct over all services, rows without an order each one of its own.
    ``index`` and ``coverage`` (the share of their minutes in services with a norm): None where
    no service has one, or they have no minutes. ``evidence``: what the index proves; None where
    it is None or 0. ``shares``: of money and of labour. ``yield_per_hour``: None without minutes;
    ``margin``: None where a cost is unknown. ``unbilled_minutes``: of rows without a price;
    ``given_minutes``: of rows that Billable says are not to be paid for (§15);
    ``given_away_minutes``: of either, and of rows with a typical error, each row once.
    ``quotes_an_order``: None where nothing was quoted; ``peers_quotes`` the others' median.
    ``off_channel``: the share of minutes through personal or not agreed channels, None without
    minutes. ``minutes_this_month``: of the calendar month of the day; ``minutes_last_month``: of
    the whole month before; ``minutes_30`` and ``minutes_30_before``: of the last 30 days, and of
    the 30 days before these.
    """

    minutes: int
    orders: int
    index: Fraction | None
    coverage: Fraction | None
    evidence: Evidence | None
    shares: Shares
    yield_per_hour: int | None
    margin: int | None
    unbilled_minutes: int
    given_minutes: int
    given_away_minutes: int
    quotes_an_order: Fraction | None
    peers_quotes: Fraction | None
    off_channel: Fraction | None
    minutes_this_month: int
    minutes_last_month: int
    minutes_30: int
    minutes_30_before: int
    advice: Advice

    @property
    def hours_change(self) -> Fraction | None:
        """The hours of the last 30 days over those of the 30 days before; None without these."""
        return _share(self.minutes_30, self.minutes_30_before)

    @property
    def unbilled_share(self) -> Fraction | None:
        """The share of their minutes in rows without a price; None without minutes."""
        return _share(self.unbilled_minutes, self.minutes)

    @property
    def given_away_worth(self) -> int | None:
        """What the time given away would bring with the others, minor; None without others."""
        return self.shares.at_others_yield(self.given_away_minutes)

    @property
    def given_share(self) -> Fraction | None:
        """The share of their minutes that is given away; None without minutes."""
        return _share(self.given_minutes, self.minutes)


@dataclass(frozen=True)
class Effort:
    """All of §9: ``clients`` as in ``Book.clients``, and the two tables of ``book``, which are made
    when somebody asks for them: of its ``log`` as charged, the window beginning on the serial day
    ``since``. ``errors`` has the bits of ``TypicalError``, uint8, one a row of ``Book.log``.
    """

    clients: tuple[ClientEffort, ...]
    errors: NDArray[np.uint8]
    book: Book
    log: pd.DataFrame
    since: int
    min_peers: int

    @cached_property
    def table(self) -> pd.DataFrame:
        """The Effort tab, see ``effort_table``."""
        rows = labour(self.log, self.errors)
        blocks = gathered(rows, rows.month), _in_window(rows.where(rows.day >= self.since))
        by_month, window = ((each, work(each, self.min_peers)) for each in blocks)
        return effort_table(by_month, window)

    @cached_property
    def staff(self) -> pd.DataFrame:
        """The Staff tab, see ``staff_output``."""
        return staff_output(labour(self.log, self.errors), self.book.clients)


def measure(book: Book, accounts: Accounts, terms: Terms, day: int) -> Effort:
    """The effort of ``book`` as of ``day``, its log as charged in ``accounts``."""
    errors = typical_errors(book.channels, accounts.log, terms)
    rows = labour(accounts.log, errors)
    since = day - terms.window + 1
    window = rows.where(rows.day >= since)
    compared = work(_in_window(window), terms.min_peers)
    return Effort(
        clients=_clients(book, accounts, rows, window, compared, terms, day),
        errors=errors,
        book=book,
        log=accounts.log,
        since=since,
        min_peers=terms.min_peers,
    )


def _in_window(window: Labour) -> Lines:
    """The lines of the window: one period."""
    return gathered(window, np.zeros_like(window.month))


def measured_before(before: Accounts, effort: Effort, accounts: Accounts) -> Effort | None:
    """The ``effort`` that was measured with the accounts ``before``, where it holds for these,
    which differ in payments alone: of money it goes by debts and by nothing else. Else None."""
    return effort if _owed(before) == _owed(accounts) else None


def _clients(
    book: Book,
    accounts: Accounts,
    rows: Labour,
    window: Labour,
    compared: Work,
    terms: Terms,
    day: int,
) -> tuple[ClientEffort, ...]:
    count = len(book.clients)
    spent = _spent(rows, window, count, day)
    minutes = spent["minutes"]
    charged = totals(window.client, count, window.charge).tolist()
    timed = window.where(window.timed)
    indices = effort_indices(compared, minutes)
    quotes, peers_quotes = quotes_an_order(window, count, book.services, terms)
    past_channels = _minutes(window, count, (window.errors & PAST_CHANNELS) != 0)
    found: dict[str, Sequence[Any]] = {
        **spent,
        "orders": count_orders(timed.client, count, timed.order).tolist(),
        "index": [index for index, _ in indices],
        "coverage": [coverage for _, coverage in indices],
        "evidence": evidence(window, compared, [index for index, _ in indices], terms),
        "shares": shares(book.clients, minutes, charged),
        "yield_per_hour": list(map(yield_per_hour, charged, minutes)),
        "margin": margins(window, book.clients, book.staff, terms),
        "quotes_an_order": quotes,
        "peers_quotes": peers_quotes,
        "off_channel": list(map(_share, past_channels, minutes)),
    }
    weighed = zip(found["index"], found["evidence"], found["margin"], minutes, strict=True)
    found["advice"] = _advice(book, accounts, rows, terms, day, weighed)
    return tuple(
        ClientEffort(**{name: figures[code] for name, figures in found.items()})
        for code in range(count)
    )


def _advice(
    book: Book,
    accounts: Accounts,
    rows: Labour,
    terms: Terms,
    day: int,
    weighed: Iterable[tuple[Fraction | None, Evidence | None, int | None, int]],
) -> list[Advice]:
    """By client; ``weighed`` are what index, evidence, margin and minutes each has."""
    losing, owed, new = losses(book, rows, terms, day), _owed(accounts), new_prices(book, day)
    return [
        advise(
            Weighed(
                *known, losing.get(code), owed.get(code, 0), new.get(code), client.state == "closed"
            )
        )
        for code, (client, known) in enumerate(zip(book.clients, weighed, strict=True))
    ]


def _spent(rows: Labour, window: Labour, count: int, day: int) -> dict[str, list[int]]:
    """Fixed minutes of each client, by the field of ``ClientEffort``."""
    this_month, last_month = _since(rows, count, month_start(day), month_start(day, 1))
    lately, before = _since(rows, count, day + 1 - _LATELY, day + 1 - 2 * _LATELY)
    unbilled = (window.errors & TypicalError.OUT_OF_TARIFF) != 0
    return {
        "minutes": _minutes(window, count),
        "unbilled_minutes": _minutes(window, count, unbilled),
        "given_minutes": _minutes(window, count, window.free),
        "given_away_minutes": _minutes(window, count, window.free | (window.errors != 0)),
        "minutes_this_month": this_month,
        "minutes_last_month": last_month,
        "minutes_30": lately,
        "minutes_30_before": before,
    }


def _owed(accounts: Accounts) -> dict[int, int]:
    """What clients owe over their credit limit (minor), by code: the whole of their debt."""
    pairs = enumerate(accounts.accounts)
    return {code: -each.balance for code, each in pairs if each.flag == Flag.OVER}


def _since(rows: Labour, clients: int, day: int, before: int) -> tuple[list[int], list[int]]:
    """Fixed minutes by client, since the serial ``day``, and from ``before`` up to it."""
    return (
        _minutes(rows, clients, rows.day >= day),
        _minutes(rows, clients, (rows.day >= before) & (rows.day < day)),
    )


def _minutes(rows: Labour, clients: int, mask: Mask | None = None) -> list[int]:
    """Fixed minutes by client, of the rows that ``mask`` marks."""
    marked = slice(None) if mask is None else mask
    minutes: list[int] = totals(rows.client[marked], clients, rows.minutes[marked]).tolist()
    return minutes


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None
