"""What no verdict could do better: the power of a test that knows all of an agency.

By hand:  python -m tests.benchmarks.evidence_bound [--agencies 1000]

It knows the usual minutes of each service, how sizes and minutes stray, and asks of one client alone
whether their level is 1 or 5 (3) times that: the test of Neyman and Pearson, nobody has a better
one. Beside it stands one that knows all of that but the usual minutes, and learns these from the
other clients' orders of the same quarter (least squares, as good as any that is not partial).
``evidence`` has to learn how orders stray, too, and who differs. Kinds whose minutes have heavy
tails are left out: their likelihoods are no sums of squares.
"""

import argparse
import math
from collections import defaultdict
from collections.abc import Iterator
from statistics import NormalDist, fmean

import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.agencies import Codes, House, Log, house_of

Mask = NDArray[np.bool_]
BY_CHANCE = (0.01, 0.001)
"""How many client-windows are called heavy where nobody differs: what is asked at most, and what
``evidence`` comes to on most kinds."""
ENOUGH = {5: 4, 3: 10}
"""Effective orders of those who are to be found, by how many times heavier they are."""


def powers(times: int, house: House, log: Log) -> Iterator[list[float]]:
    """Of each client with enough orders, in how many windows the tests would find them: the one
    that knows what is usual at each share of ``BY_CHANCE``, then the one that learns it."""
    _, first, of = np.unique(log.order, return_index=True, return_inverse=True)
    client = log.client[first]
    minutes = np.bincount(of, log.minutes) / house.level[client]  # shuffled, nobody differs
    told = _Told(house, log, of)
    for code in range(len(house.level)):
        mine = minutes[client == code]
        if len(mine) and mine.sum() ** 2 / (mine**2).sum() >= ENOUGH[times]:
            of_orders = client == code
            knowing, learning = told.knowing(of_orders), told.learning(of_orders)
            yield [
                NormalDist().cdf(math.log(times) * math.sqrt(known) - z)
                for known in (knowing, learning)
                for z in (NormalDist().inv_cdf(1 - share) for share in BY_CHANCE)
            ]


class _Told:
    """What orders tell of levels (one over a variance). The parts of an order stray by themselves,
    and all alike by its size."""

    def __init__(self, house: House, log: Log, of: Codes) -> None:
        parts = np.bincount(of)
        alike = house.size**2 / (house.stray**2 + parts * house.size**2)
        services = np.zeros((len(parts), len(house.usual)))
        services[of, log.service] = 1  # each at most once in an order
        self.of_level = parts * (1 - alike * parts) / house.stray**2
        self.of_both = services * ((1 - alike * parts) / house.stray**2)[:, None]
        self.of_norms = np.einsum("os,ot->st", services * alike[:, None], services)
        self.of_norms = (np.diag(services.sum(axis=0)) - self.of_norms) / house.stray**2

    def knowing(self, mine: Mask) -> float:
        """Of one client's level to who knows what is usual."""
        return float(self.of_level[mine].sum())

    def learning(self, mine: Mask) -> float:
        """To who learns it from all orders, the client's among them (Schur's complement)."""
        both = self.of_both[mine].sum(axis=0)
        return max(self.knowing(mine) - float(both @ np.linalg.pinv(self.of_norms) @ both), 0.0)


def main() -> None:
    """Print a line a kind: the power at each share called heavy by chance."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--agencies", type=int, default=1000)
    found: dict[tuple[str, int], list[list[float]]] = defaultdict(list)
    for number in range(options.parse_args().agencies):
        house, chance = house_of(number)
        if house.kind != "tails":
            log = house.quarter(chance)
            for times in ENOUGH:
                found[house.kind, times] += powers(times, house, log)
    heads = [f"{who}, {share:.1%} by chance" for who in ("knows", "learns") for share in BY_CHANCE]
    print("| kind | made | " + " | ".join(heads) + " |")
    for (kind, made), each in sorted(found.items()):
        shares = " | ".join(f"{fmean(column):.1%}" for column in zip(*each, strict=True))
        print(f"| {kind} | {made} × | {shares} |")


if __name__ == "__main__":
    main()
