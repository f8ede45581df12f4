"""Books for the tests of effort, from rows as plain as one would tell them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from sheets_sync.billing.accounts import CHARGED, Accounts
from sheets_sync.billing.days import EPOCH
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.tables import (
    BLANK,
    LOG_COLUMNS,
    NO_DAY,
    PAYMENT_COLUMNS,
    PRICE_COLUMNS,
    Book,
    Client,
    typed,
)
from sheets_sync.columns.codes import NONE
from tests.billing.blank_rows import LOG_ROW

TODAY = (date(2026, 11, 23) - EPOCH).days


def serial(text):
    return (date.fromisoformat(text) - EPOCH).days


@dataclass(frozen=True)
class Row:
    """One log row as charged. ``minutes`` are fixed, or None; ``charge`` minor units."""

    client: int = 0
    service: int = 0
    order: int = NONE
    minutes: int | None = None
    day: int = TODAY
    staff: int = NONE
    channel: int = NONE
    state: int = CHARGED
    charge: int = 0


def did(client, service, order, minutes, **more):
    """A row of so many whole minutes."""
    return Row(client, service, order, minutes * SCALE, **more)


@dataclass(frozen=True)
class OwnPrice:
    client: int
    valid_from: int = NO_DAY
    currency: int = 0
    bad: bool = False


def book_of(
    rows: Sequence[Row],
    clients=2,
    *,
    currencies=("RUB",),
    staff=("Anna", "Boris"),
    channels=("mail", "phone", "mobile"),
    services=("Quote", "Layout", "Print", "Call"),
    prices: Sequence[OwnPrice] = (),
):
    """A Book of these rows and the Accounts that charged them so; ``clients`` may be a count."""
    if isinstance(clients, int):
        clients = tuple(client(f"Client {code}") for code in range(clients))
    book = Book(
        clients=tuple(clients),
        services=tuple(services),
        orders=tuple(str(code) for code in range(1 + max([NONE, *(row.order for row in rows)]))),
        staff=tuple(staff),
        channels=tuple(channels),
        currencies=tuple(currencies),
        priced_services=frozenset(),
        prices=_prices(prices),
        payments=typed(PAYMENT_COLUMNS, dict.fromkeys(PAYMENT_COLUMNS, ())),
        log=_log(rows),
        log_rows=len(rows),
    )
    charged = book.log.assign(
        labour=book.log["minutes"],
        state=np.array([row.state for row in rows], np.int8),
        charge=np.array([row.charge for row in rows], np.int64),
    )
    return book, Accounts(charged, book.payments, (), ())


def client(name, currency="RUB", **more):
    return Client(name, 0, 1, currency, 0, 0, **more)


def _log(rows):
    usual = {name: [blank] * len(rows) for name, blank in LOG_ROW.items()}
    given = {name: [getattr(row, name) for row in rows] for name in _GIVEN}
    minutes = [BLANK if row.minutes is None else row.minutes for row in rows]
    own = {"row": range(2, len(rows) + 2), "minutes": minutes}
    return typed(LOG_COLUMNS, {**usual, **given, **own})


_GIVEN = ("day", "client", "service", "order", "staff", "channel")


def _prices(prices) -> pd.DataFrame:
    usual = {name: [0] * len(prices) for name in PRICE_COLUMNS}
    given = {
        name: [getattr(price, name) for price in prices]
        for name in ("client", "valid_from", "currency", "bad")
    }
    return typed(PRICE_COLUMNS, usual | given)


def renumbered(rows: Sequence[Row], clients: Sequence[int]):
    """The rows with client c as ``clients[c]``: staff sorted the Clients tab."""
    return [replace(row, client=clients[row.client]) for row in rows]
