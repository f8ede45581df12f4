"""Three years of a busy agency: the same data for the same number of rows, on every machine.

200 clients, 40 services, prices that clients have of their own and that rise every year. The
plain reference below works out all running balances; ``DIGESTS`` are their SHA-256, a line of
cents a row, and every engine measured beside us has to come to the same.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

CLIENTS = [f"CL-{number:03d}" for number in range(1, 201)]
SERVICES = [f"SVC-{number:02d}" for number in range(1, 41)]
STAFF = [
    "Anna K.", "Bruno L.", "Chloe M.", "Dmitri N.", "Elif Ö.", "Farid P.", "Grace Q.",
    "Hana R.", "Ivan S.", "Jörg T.", "Kim U.", "Lena V.",
]  # fmt: skip
CHANNELS = ["phone", "email", "chat", "onsite", "web"]
NOTES = [
    "follow-up agreed with client", "urgent", "travel time included", "second visit, parts ordered",
    "nach Rücksprache", "see ticket", "no answer, left voicemail", "waiting for approval by the client",
]  # fmt: skip
START, DAYS = date(2023, 7, 3), 1096
SEED = 7
EVERYONE = "DEFAULT"
EPOCH = date(1899, 12, 30)

DIGESTS = {
    1_000: "f963fff55573f5b202e56156153b04d71209f8027b6652cb920787e6f9d2c87f",
    10_000: "5bcaf025a2d483c47fb18f606bea5c214ab849da97b8dc0081ca526e9c1f4a76",
    100_000: "c0853dd5a34576ef9a5592da4f0ad56c773868ac9095db4f0580e3831a8b1362",
    1_000_000: "89b65a391880b55d0c331e37b04bf19e49573d9d1a211379225a78301d4373b7",
}


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of Log; ``quarters`` is the quantity in fourths."""

    day: date
    client: str
    order: str
    service: str
    quarters: int
    minutes: int
    staff: str
    channel: str
    note: str


@dataclass(frozen=True, slots=True)
class Price:
    """A row of Prices; ``client`` may be EVERYONE."""

    client: str
    service: str
    since: date
    cents: int


@dataclass(frozen=True, slots=True)
class Payment:
    """A row of Payments."""

    day: date
    client: str
    cents: int
    reference: str


@dataclass(frozen=True, slots=True)
class Data:
    """What staff wrote."""

    log: list[LogRow]
    prices: list[Price]
    payments: list[Payment]


class _Chance:
    def __init__(self, rows: int) -> None:
        self.number = Random(SEED * 1_000_003 + rows).random

    def below(self, limit: int) -> int:
        return int(self.number() * limit)

    def one_of(self, things: list[str]) -> str:
        return things[self.below(len(things))]


def synthetic(rows: int) -> Data:
    """The data with so many log rows."""
    chance = _Chance(rows)
    prices = [price for service in SERVICES for price in _prices(service, chance)]
    log = _log(rows, chance)
    count = max(rows // 50, 1)
    payments = [
        Payment(
            START + timedelta(days=at * DAYS // count),
            chance.one_of(CLIENTS),
            1000 * (1 + chance.below(1650)),
            f"PAY-{at + 1:06d}",
        )
        for at in range(count)
    ]
    return Data(log, prices, payments)


def _prices(service: str, chance: _Chance) -> Iterable[Price]:
    base = 500 + chance.below(14500)
    for year in range(3):
        since = START + timedelta(days=year * 365)
        yield Price(EVERYONE, service, since, int(base * (1 + 0.04 * year)))
    for client in CLIENTS:
        if chance.number() >= 0.30:
            continue
        own, day = int(base * (0.75 + 0.2 * chance.number())), chance.below(300)
        for turn in range(1 + chance.below(2)):
            since = START + timedelta(days=day + turn * 300)
            yield Price(client, service, since, int(own * (1 + 0.03 * turn)))


def _log(rows: int, chance: _Chance) -> list[LogRow]:
    made, order = [], 0
    for at in range(rows):
        day = START + timedelta(days=at * DAYS // rows)
        order += chance.number() < 0.6
        made.append(
            LogRow(
                day,
                chance.one_of(CLIENTS),
                f"ORD-{order:07d}",
                chance.one_of(SERVICES),
                1 + chance.below(16),
                5 * (1 + chance.below(36)),
                chance.one_of(STAFF),
                chance.one_of(CHANNELS),
                chance.one_of(NOTES) if chance.number() < 0.4 else "",
            )
        )
    return made


def charges(data: Data) -> list[int]:
    """The charge of each log row in cents: quantity times price, half up, looked up plainly."""
    book: dict[tuple[str, str], tuple[list[date], list[int]]] = {}
    for price in sorted(data.prices, key=lambda each: each.since):
        days, cents = book.setdefault((price.client, price.service), ([], []))
        days.append(price.since)
        cents.append(price.cents)
    return [_charge(book, row) for row in data.log]


def _charge(book: dict[tuple[str, str], tuple[list[date], list[int]]], row: LogRow) -> int:
    for who in (row.client, EVERYONE):
        days, cents = book.get((who, row.service), ([], []))
        at = bisect_right(days, row.day)
        if at:
            return (cents[at - 1] * row.quarters + 2) // 4
    raise ValueError(f"no price for {row}")


def balances(data: Data) -> list[int]:
    """The balance after each log row in cents: payments of a day before its charges."""
    balance, found, paid = dict.fromkeys(CLIENTS, 0), [], 0
    for row, charge in zip(data.log, charges(data), strict=True):
        while paid < len(data.payments) and data.payments[paid].day <= row.day:
            payment = data.payments[paid]
            balance[payment.client] += payment.cents
            paid += 1
        balance[row.client] -= charge
        found.append(balance[row.client])
    return found


def digest(cents: Iterable[int]) -> str:
    """The SHA-256 of balances, a line each."""
    return hashlib.sha256("".join(f"{each}\n" for each in cents).encode()).hexdigest()


def serial(day: date) -> int:
    """A day as a spreadsheet counts it."""
    return (day - EPOCH).days


def number(scaled: int, scale: int) -> int | float:
    """A scaled integer as a cell has it."""
    return scaled // scale if scaled % scale == 0 else scaled / scale


def tabs(data: Data) -> dict[str, list[list[Any]]]:
    """The staff's tabs, a list a row, days as serial numbers."""
    return {
        "Clients": [["Client", "Email"], *([name, f"{name.lower()}@example.com"] for name in CLIENTS)],
        "Prices": [
            ["Client", "Service", "Price", "Valid from"],
            *(
                [None if p.client == EVERYONE else p.client, p.service, number(p.cents, 100), serial(p.since)]
                for p in data.prices
            ),
        ],
        "Payments": [
            ["Date", "Client", "Amount", "Reference"],
            *([serial(p.day), p.client, number(p.cents, 100), p.reference] for p in data.payments),
        ],
        "Log": [
            ["Date", "Client", "Order", "Service", "Quantity", "Minutes", "Staff", "Channel", "Note"],
            *(
                [
                    serial(row.day), row.client, row.order, row.service, number(row.quarters, 4),
                    row.minutes, row.staff, row.channel, row.note or None,
                ]
                for row in data.log
            ),
        ],
    }  # fmt: skip
