"""What a client's pages say about their account, in no language yet (design §19)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from sheets_sync.billing.accounts import Account, Accounts
from sheets_sync.billing.agreed_list import AgreedPrice, in_force_of, listed_prices
from sheets_sync.billing.days import month_of, month_start
from sheets_sync.billing.flags import BURN_DAYS
from sheets_sync.billing.prices import price_list
from sheets_sync.billing.tables import Book, Client
from sheets_sync.billing.ten_minutes import cost_of_ten_minutes
from sheets_sync.deferred import dataclass
from sheets_sync.notices.account_lines import AccountLine, AccountMonth, lines_of_clients
from sheets_sync.notices.invoices.open_invoices import OpenInvoice


@dataclass(frozen=True)
class OfferedPrice:
    """A price in force, and what ten minutes cost by it, minor units; None where it is not by
    time."""

    price: AgreedPrice
    ten_minutes: int | None


@dataclass(frozen=True)
class Usage:
    """What a service took in the last 30 days: ``charged`` minor units, ``labour`` fixed minutes,
    None where nobody knows."""

    service: str
    charged: int
    labour: int | None


@dataclass(frozen=True)
class Meter:
    """All that the pages of a client say as of a serial ``day``; amounts are minor units.

    ``months`` are all since the first posting, the newest first, those in which nothing moved left
    out. ``usage`` adds up to what was charged in 30 days; ``invoice`` is the open one, if any.
    """

    client: Client
    account: Account
    day: int
    months: tuple[AccountMonth, ...]
    prices: tuple[OfferedPrice, ...]
    usage: tuple[Usage, ...]
    invoice: OpenInvoice | None


def meters_of(
    book: Book,
    accounts: Accounts,
    day: int,
    clients: Sequence[int],
    invoices: Mapping[int, OpenInvoice],
) -> Iterator[Meter]:
    """The meters of some ``clients``, by code, in their order; open invoices likewise by code."""
    prices = _offered(book, day, clients)
    accounts_of = lines_of_clients(book, accounts, clients, day)
    for code, lines in zip(clients, accounts_of, strict=True):
        yield Meter(
            client=book.clients[code],
            account=accounts.accounts[code],
            day=day,
            months=tuple(_months(lines))[::-1],
            prices=prices[code],
            usage=tuple(_usage(line for line in lines if line.day > day - BURN_DAYS)),
            invoice=invoices.get(code),
        )


def _offered(book: Book, day: int, clients: Sequence[int]) -> dict[int, tuple[OfferedPrice, ...]]:
    """By client (a code) the prices in force for them, in the order of Prices."""
    shelves = price_list(book)
    held = dict(zip(clients, in_force_of(book, clients, day, shelves), strict=True))
    asked = [(code, service) for code, by_service in held.items() for service in by_service]
    costs = cost_of_ten_minutes(book, shelves, day, asked)
    pairs = {pair for by_service in held.values() for pair in by_service.items()}
    known = dict(zip(pairs, listed_prices(book, pairs), strict=True))
    return {
        code: tuple(
            OfferedPrice(known[pair], costs.get((code, pair[0]))) for pair in by_service.items()
        )
        for code, by_service in held.items()
    }


def _months(lines: Sequence[AccountLine]) -> Iterator[AccountMonth]:
    opening = 0
    for _, group in groupby(lines, key=lambda line: month_of(line.day)):
        posted = tuple(group)
        first, closing = month_start(posted[0].day), posted[-1].balance
        yield AccountMonth(first, month_start(first, -1) - 1, opening, closing, posted)
        opening = closing


def _usage(lines: Iterator[AccountLine]) -> Iterator[Usage]:
    """The charges among ``lines`` by service, what cost most first."""
    found: dict[str, list[AccountLine]] = {}
    for line in lines:
        if line.is_charge:
            found.setdefault(line.text, []).append(line)
    sums = (
        Usage(service, -sum(line.amount for line in each), _labour(each))
        for service, each in found.items()
    )
    yield from sorted(sums, key=lambda each: (-each.charged, each.service))


def _labour(lines: Sequence[AccountLine]) -> int | None:
    known = [line.labour for line in lines if line.labour is not None]
    return sum(known) if known else None
