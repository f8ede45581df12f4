"""What no verdict could do better: the power of a test that knows all of an agency.

By hand:  python -m tests.benchmarks.evidence_bound [--agencies 1000]

It knows the usual minutes of each service, how sizes and minutes stray, and asks of one client alone
whether their level is 1 or 5 (3) times that: the test of Neyman and Pearson, nobody has a better
one. ``evidence`` has to learn all of that from one quarter. Kinds whose minutes have heavy tails are
left out: their likelihoods are no sums of squares.
"""

import argparse
import math
from collections import defaultdict
from collections.abc import Iterator
from statistics import NormalDist, fmean

import numpy as np

from tests.benchmarks.agencies import House, Log, house_of

BY_CHANCE = (0.01, 0.001)
"""How many client-windows are called heavy where nobody differs: what is asked at most, and what
``evidence`` comes to on most kinds."""
ENOUGH = {5: 4, 3: 10}
"""Effective orders of those who are to be found, by how many times heavier they are."""


def powers(times: int, house: House, log: Log) -> Iterator[list[float]]:
    """Of each client with enough orders, in how many windows the test would find them."""
    _, first, of = np.unique(log.order, return_index=True, return_inverse=True)
    client, parts = log.client[first], np.bincount(of)
    minutes = np.bincount(of, log.minutes) / house.level[client]  # shuffled, nobody differs
    told = 1 / (house.size**2 + house.stray**2 / parts)
    for code in range(len(house.level)):
        mine = minutes[client == code]
        if len(mine) and mine.sum() ** 2 / (mine**2).sum() >= ENOUGH[times]:
            errors = math.log(times) * math.sqrt(told[client == code].sum())
            normal = NormalDist()
            yield [normal.cdf(errors - normal.inv_cdf(1 - share)) for share in BY_CHANCE]


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
    print("| kind | made | " + " | ".join(f"{share:.1%} by chance" for share in BY_CHANCE) + " |")
    for (kind, made), each in sorted(found.items()):
        shares = " | ".join(f"{fmean(column):.1%}" for column in zip(*each, strict=True))
        print(f"| {kind} | {made} × | {shares} |")


if __name__ == "__main__":
    main()
