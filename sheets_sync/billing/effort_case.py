"""What drives one client's effort index: the argument for the talk with them (design §9).

Exact figures: minutes are fixed integers, norms and yields fractions, money minor units.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

import numpy as np

from sheets_sync.billing.accounts import Accounts
from sheets_sync.billing.case_mix import WithoutLargest, without_largest
from sheets_sync.billing.charges import CHARGED, HELD
from sheets_sync.billing.effort import WINDOW, Effort
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.labour import labour
from sheets_sync.billing.over_service import BillLine, ChargedYet, charged_yet, over_service
from sheets_sync.billing.past import OwnPast, past
from sheets_sync.billing.tables import BLANK, Book
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass

ORDERS_SHOWN: Final = 5


@dataclass(frozen=True)
class ServiceCase:
    """One service of the client in the window: ``orders``, fixed ``minutes``, the ``norm`` (the
    peers' minutes an order; None where too few others take it) and how many ``peers`` there are.
    """

    service: str
    orders: int
    minutes: int
    norm: Fraction | None
    peers: int

    @property
    def per_order(self) -> Fraction:
        """Their minutes an order."""
        return Fraction(self.minutes, SCALE * self.orders)

    @property
    def expected(self) -> Fraction:
        """Minutes that their orders would take at the norm; 0 without one."""
        return self.orders * (self.norm or Fraction(0))

    @property
    def excess(self) -> Fraction:
        """Minutes over what was expected; 0 without a norm."""
        return Fraction(self.minutes, SCALE) - self.expected if self.norm else Fraction(0)


@dataclass(frozen=True)
class OrderCase:
    """One order of the client, of the most expensive by fixed ``minutes``.

    ``name`` is "" for a log row without an order, which is one of its own, at ``place`` (source,
    row). ``expected`` are minutes at the norms of the services that have one, None where none of
    its services has; ``first`` and ``last`` serial days; ``charged`` minor units.
    """

    name: str
    place: tuple[int, int]
    services: tuple[str, ...]
    minutes: int
    expected: Fraction | None
    first: int
    last: int
    charged: int


@dataclass(frozen=True)
class EffortCase:
    """All of it. ``services`` by what they add to the index, the most first; those without a
    norm last. ``house_yield`` are the charges an hour (minor units) of all other clients of their
    currency, None where these worked no minute; ``at_house_yield`` what their hours would have
    brought at it, rounded half up. ``first`` and ``last`` are the window, serial days.

    ``bill``: where their labour went, ``charged_yet``: what was charged of it though it counts as
    given away (None: nothing), ``largest``: the index without their largest order,
    ``past``: they against themselves (§18)."""

    first: int
    last: int
    services: tuple[ServiceCase, ...]
    orders: tuple[OrderCase, ...]
    minutes: int
    charged: int
    house_yield: Fraction | None
    at_house_yield: int | None
    bill: tuple[BillLine, ...]
    charged_yet: ChargedYet | None
    largest: WithoutLargest | None
    past: OwnPast

    @property
    def observed(self) -> int:
        """Fixed minutes in services with a norm."""
        return sum(each.minutes for each in self.services if each.norm)

    @property
    def expected(self) -> Fraction:
        """Minutes that the same orders take with other clients."""
        return sum((each.expected for each in self.services), Fraction(0))


def effort_case(
    book: Book, accounts: Accounts, effort: Effort, terms: Terms, day: int, client: int
) -> EffortCase:
    """The case of ``client`` (a code) as of ``day``."""
    rows = _Rows(accounts, day - terms.window)
    minutes, charged = rows.of({client})
    services = dict(_services(book, effort, client))
    own = effort.clients[client]
    counted = labour(accounts.log, effort.errors)
    mine = counted.where((counted.client == client) & (counted.day > day - terms.window))
    norms = {code: each.norm for code, each in services.items()}
    return EffortCase(
        first=day - terms.window + 1,
        last=day,
        services=tuple(sorted(services.values(), key=_by_weight)),
        orders=tuple(_orders(book, rows, client, services)),
        minutes=minutes,
        charged=charged,
        house_yield=own.shares.others_yield,
        at_house_yield=own.shares.at_others_yield(minutes),
        bill=tuple(over_service(mine, norms, None if own.margin is None else charged - own.margin)),
        charged_yet=charged_yet(mine),
        largest=without_largest(mine, norms),
        past=past(book, counted, terms, day, client),
    )


class _Rows:
    """The log rows of the window that count in effort, as columns."""

    def __init__(self, accounts: Accounts, before: int) -> None:
        log = accounts.log
        state = log["state"].to_numpy()
        kept = (log["day"].to_numpy() > before) & (state != HELD)
        names = ("client", "service", "order", "day", "source", "row")
        self.columns = {name: log[name].to_numpy()[kept] for name in names}
        minutes = log["labour"].to_numpy()[kept]
        self.timed = minutes != BLANK
        self.minutes = np.where(self.timed, minutes, 0)
        self.charge = np.where(state[kept] == CHARGED, log["charge"].to_numpy()[kept], 0)

    def of(self, clients: set[int]) -> tuple[int, int]:
        """Fixed minutes and charges (minor) of some clients."""
        mine = np.isin(self.columns["client"], list(clients))
        return int(self.minutes[mine].sum()), int(self.charge[mine].sum())


def _services(book: Book, effort: Effort, client: int) -> Iterator[tuple[int, ServiceCase]]:
    table = effort.table
    mine = table[(table["month"] == WINDOW) & (table["client"] == client) & (table["orders"] > 0)]
    names = ("service", "orders", "minutes", "norm", "peers")
    for code, *figures in zip(*(mine[name].tolist() for name in names), strict=True):
        yield code, ServiceCase(book.services[code], *figures)


def _by_weight(case: ServiceCase) -> tuple[bool, Fraction, int, str]:
    return case.norm is None, -case.excess, -case.minutes, case.service


def _orders(
    book: Book, rows: _Rows, client: int, services: Mapping[int, ServiceCase]
) -> Iterator[OrderCase]:
    """The most expensive orders, by minutes; a row without an order is one of its own."""
    mine = np.flatnonzero((rows.columns["client"] == client) & rows.timed)
    order = rows.columns["order"][mine]
    alone = order == NONE
    key = np.where(alone, -1 - np.arange(len(mine)), order)
    different, which = np.unique(key, return_inverse=True)
    spent = np.zeros(len(different), np.int64)
    np.add.at(spent, which, rows.minutes[mine])
    for at in np.lexsort((different, -spent))[:ORDERS_SHOWN].tolist():
        of_order = mine[which == at]
        yield _order(book, rows, of_order, services, named=different[at] >= 0)


def _order(
    book: Book,
    rows: _Rows,
    at: np.ndarray,
    services: Mapping[int, ServiceCase],
    *,
    named: bool,
) -> OrderCase:
    columns = {name: column[at] for name, column in rows.columns.items()}
    codes = list(dict.fromkeys(columns["service"].tolist()))
    norms = [norm for code in codes if (norm := services[code].norm)]
    # Rows without Minutes are no labour, but they may well be charged.
    paid = (rows.columns["order"] == columns["order"][0]) if named else at
    mine = rows.columns["client"][paid] == columns["client"][0]
    return OrderCase(
        name=book.orders[columns["order"][0]] if named else "",
        place=(int(columns["source"][0]), int(columns["row"][0])),
        services=tuple(book.services[code] for code in codes),
        minutes=int(rows.minutes[at].sum()),
        expected=sum(norms, Fraction(0)) if norms else None,
        first=int(columns["day"].min()),
        last=int(columns["day"].max()),
        charged=int(rows.charge[paid][mine].sum()),
    )
