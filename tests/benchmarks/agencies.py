"""Agencies whose clients' true levels are known, and real logs: what evidence is tried on.

A ``Log`` has one line a part of an order: its service and the minutes of it. The same number makes
the same agency on every machine.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

KINDS = ("plain", "few", "many", "sparse", "tails", "sizes", "one", "several")
"""No client differs · 4 to 8 clients · 60 to 149 · one to three orders a client · logs of orders
with heavy tails (Student's t, 3 degrees) · whole projects that differ in size up to a hundredfold ·
one who takes 3 to 10 times the labour · a tenth of all who do."""
WINDOW = 90
SCALE = 10_000

Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Log:
    """Columns; ``minutes`` are fixed. An order belongs to one client."""

    client: Codes
    order: Codes
    service: Codes
    minutes: Codes

    def shuffled(self, chance: Generator) -> "Log":
        """Whole orders dealt out anew, each client as many as before: nobody differs."""
        _, first, at = np.unique(self.order, return_index=True, return_inverse=True)
        return replace(self, client=chance.permutation(self.client[first])[at])

    def made(self, times: int, client: int) -> "Log":
        """One client's minutes that many times over."""
        mine = self.client == client
        return replace(self, minutes=np.where(mine, self.minutes * times, self.minutes))


@dataclass(frozen=True)
class Agency:
    """``kind``, two quarters with the same clients, and these clients' levels over the median
    level of the others."""

    kind: str
    quarters: tuple[Log, Log]
    truth: NDArray[np.float64]


def agency(number: int) -> Agency:
    """The agency of that number; kinds take turns."""
    house, chance = house_of(number)
    level = house.level
    others = [np.median(np.delete(level, client)) for client in range(len(level))]
    quarters = (house.quarter(chance), house.quarter(chance))
    return Agency(house.kind, quarters, level / np.array(others))


def house_of(number: int) -> "tuple[House, Generator]":
    """What the agency of that number sells and to whom, and the dice of its quarters."""
    chance = np.random.default_rng([20261128, number])
    kind = KINDS[number % len(KINDS)]
    clients = int(chance.integers(*{"few": (4, 9), "many": (60, 150)}.get(kind, (10, 40))))
    return House(kind, _levels(kind, clients, chance), chance), chance


def _levels(kind: str, clients: int, chance: Generator) -> NDArray[np.float64]:
    differ = 0.0 if kind == "plain" else chance.choice([0.0, 0.15, 0.3, 0.45])
    level = np.exp(chance.normal(0, differ, clients))
    takers = {"one": 1, "several": max(2, clients // 10)}.get(kind, 0)
    level[chance.choice(clients, takers, replace=False)] *= chance.uniform(3, 10, takers)
    return level


class House:
    """What an agency sells, and to whom: logs of orders stray by ``stray`` a part, and by ``size``,
    both standard deviations."""

    def __init__(self, kind: str, level: NDArray[np.float64], chance: Generator) -> None:
        services = int(chance.integers(1, 9))
        often = 1 / np.arange(1, services + 1) ** chance.uniform(0, 1.5)
        self.often = often / often.sum()
        self.usual = np.exp(chance.normal(4, 1, services))
        self.level, self.kind = level, kind
        orders = chance.uniform(1, 3) if kind == "sparse" else chance.uniform(5, 40)
        self.orders = orders * np.exp(chance.normal(0, 0.7, len(level)))
        self.stray = chance.uniform(0.4, 1.0)
        self.size = chance.uniform(1.3, 2.0) if kind == "sizes" else 0.0
        self.more_parts = chance.uniform() < 0.4

    def quarter(self, chance: Generator) -> Log:
        count = np.maximum(chance.poisson(self.orders), 1)
        client = np.repeat(np.arange(len(count)), count)
        size = np.exp(chance.normal(0, 1, len(client)) * self.size)
        parts = [self._parts(chance) for _ in client]
        order = np.repeat(np.arange(len(client)), [len(each) for each in parts])
        service = np.concatenate(parts)
        stray = self._stray(len(order), chance)
        minutes = self.usual[service] * (self.level[client] * size)[order] * stray
        return Log(client[order], order, service, np.maximum(minutes * SCALE, 1).astype(np.int64))

    def _parts(self, chance: Generator) -> Codes:
        several = 1 + (chance.poisson(1) if self.more_parts else 0)
        services = len(self.often)
        return chance.choice(services, min(several, services), replace=False, p=self.often)

    def _stray(self, count: int, chance: Generator) -> NDArray[np.float64]:
        if self.kind == "tails":
            heavy = np.exp(chance.standard_t(3, count) * self.stray * 0.8)
            return np.minimum(heavy, 1000)
        return np.exp(chance.normal(0, self.stray, count))


def real_log(path: Path) -> tuple[Log, Codes]:
    """A CSV with date, client, order, service, minutes, and the day of each line."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {
        name: np.unique([row[name] for row in rows], return_inverse=True)[1]
        for name in ("client", "order", "service")
    }
    minutes = np.array([round(float(row["minutes"]) * SCALE) for row in rows])
    days = np.array([date.fromisoformat(row["date"]).toordinal() for row in rows])
    return Log(minutes=minutes, **codes), days


def windows(log: Log, days: Codes) -> Iterator[Log]:
    """The quarters of a real log, the first one first; the last ends with the log."""
    end, quarters = int(days.max()), (int(np.ptp(days)) + 1 + WINDOW // 4) // WINDOW
    for back in reversed(range(quarters)):
        last = end - back * WINDOW
        inside = (days > last - WINDOW) & (days <= last)
        yield Log(*(column[inside] for column in (log.client, log.order, log.service, log.minutes)))
