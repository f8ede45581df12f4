"""The prices that a client has, one a service, and what a month like their last would cost by them
(design §18). Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from sheets_sync.billing.accounts import CHARGED
from sheets_sync.billing.as_drafted import charged_anew
from sheets_sync.billing.days import month_start
from sheets_sync.billing.prices import PriceList, price_list
from sheets_sync.billing.tables import BLANK, NO_DAY, Book, Client
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class AgreedPrice:
    """A service and its terms: ``price`` fixed, ``minimum``, ``step`` and ``included`` (a month)
    fixed minutes where the ``unit_minutes`` are not 0, else pieces; 0: none."""

    service: str
    unit: str
    unit_minutes: int
    price: int
    minimum: int
    step: int
    included: int


@dataclass(frozen=True)
class MonthLine:
    """A service in a month: its billable ``quantity`` (fixed minutes or pieces) and what it costs,
    minor units."""

    of: AgreedPrice
    quantity: int
    cost: int


@dataclass(frozen=True)
class PriceListFor:
    """A client's price list as of a serial ``day``; ``draft``: to be agreed on, from the day
    ``since``, None where that is open. ``month`` is the one before the day's, from ``first`` on, at
    these prices: empty where nothing is charged in it."""

    client: Client
    day: int
    draft: bool
    since: int | None
    prices: tuple[AgreedPrice, ...]
    first: int
    month: tuple[MonthLine, ...]

    @property
    def total(self) -> int:
        """What the whole month costs, minor units."""
        return sum(line.cost for line in self.month)


def in_force(book: Book, client: int, day: int) -> dict[int, int]:
    """By service (a code) the position of the price that holds for a client on a serial day, in the
    order of Prices; services without one are left out."""
    return next(in_force_of(book, [client], day, price_list(book)))


def in_force_of(
    book: Book, clients: Sequence[int], day: int, prices: PriceList
) -> Iterator[dict[int, int]]:
    """The same of several ``clients``, one by one; ``prices`` are the book's on their shelves."""
    services = np.arange(len(book.services), dtype=np.int32)
    whose = np.array(clients, np.int32).repeat(len(services))
    asked = np.tile(services, len(clients))
    found = prices.in_force(whose, asked, np.full_like(asked, day))
    for positions in found.reshape(len(clients), len(services)):
        held = np.flatnonzero(positions != NONE)
        held = held[positions[held].argsort()]
        yield dict(zip(held.tolist(), positions[held].tolist(), strict=True))


def with_drafts(
    book: Book, held: Mapping[int, int], client: int, drafts: Sequence[int]
) -> dict[int, int]:
    """The same with the drafted prices in place of those that they are to take over from: the
    client's own ones of any, those for everyone of everyone's, and of several the latest. Bad ones,
    and those in another currency than the client's, take over nothing."""
    names = ("service", "client", "bad", "valid_from", "currency")
    columns = {name: book.prices[name].to_numpy() for name in names}
    ours = book.clients[client].currency
    taken = dict(held)
    for position in sorted(drafts, key=lambda at: int(columns["valid_from"][at])):
        service, owner = (int(columns[name][position]) for name in ("service", "client"))
        currency = int(columns["currency"][position])
        foreign = currency != NONE and book.currencies[currency] != ours
        if service == NONE or columns["bad"][position] or foreign:
            continue
        before = taken.get(service, NONE)
        if owner == client or before == NONE or columns["client"][before] == NONE:
            taken[service] = position
    return taken


def last_month(day: int) -> tuple[int, int]:
    """The first and the last day of the month before that of ``day``, serials."""
    return month_start(day, 1), month_start(day) - 1


def priced_list(
    book: Book, client: int, held: Mapping[int, int], day: int, since: int | None, *, draft: bool
) -> PriceListFor:
    """The list of the prices ``held`` (by service, positions)."""
    first, last = last_month(day)
    prices = dict(zip(held, listed_prices(book, held.items()), strict=True))
    log = _as_if_always(book, client, held, first, last)
    lines = (_of_service(log, service, price) for service, price in prices.items())
    return PriceListFor(
        book.clients[client], day, draft, since, tuple(prices.values()), first,
        tuple(line for line in lines if line is not None),
    )  # fmt: skip


def listed_prices(book: Book, asked: Iterable[tuple[int, int]]) -> Iterator[AgreedPrice]:
    """Services (codes) and the terms of the prices at those positions of Prices, pair by pair."""
    names = ("unit_minutes", "price", "minimum", "step", "included")
    units, *terms = (book.prices[name].tolist() for name in ("unit", *names))
    for service, at in asked:
        unit = str(units[at] or "")
        yield AgreedPrice(book.services[service], unit, *(each[at] for each in terms))


def _as_if_always(
    book: Book, client: int, held: Mapping[int, int], first: int, last: int
) -> pd.DataFrame:
    """The client's rows of some days as they would be charged had these prices always held."""
    prices = book.prices.iloc[[*held.values()]].reset_index(drop=True)
    own = prices.assign(client=np.int32(client), valid_from=np.int32(NO_DAY))
    priced = replace(book, prices=own, priced_services=frozenset(held))
    day, whose = (book.log[name].to_numpy() for name in ("day", "client"))
    log = charged_anew(priced, (whose == client) & (day >= first) & (day <= last))
    charged: pd.DataFrame = log[log["state"].to_numpy() == CHARGED]
    return charged


def _of_service(log: pd.DataFrame, service: int, price: AgreedPrice) -> MonthLine | None:
    mine = log[log["service"].to_numpy() == service]
    if not len(mine):
        return None
    quantity = mine["billable"].to_numpy()
    billed = int(quantity[quantity != BLANK].sum())
    return MonthLine(price, billed, int(mine["charge"].to_numpy().sum()))
