"""What the ranges and verdicts of effort are worth: error rates, beside those of the raw index.

By hand:  python -m tests.benchmarks.evidence {shuffle,coverage,power,forecast} ... [--agencies 1000]
          [--log FOLDER/log.csv ...] [--shuffles 200]

- shuffle: whole orders dealt out anew among the clients, so that nobody differs: how many
  client-windows are called heavy (asked: 1 % at most on every set)?
- coverage: how often does the 90 % range hold the client's true level (88 to 92 %)?
- power: in shuffled windows one client is made 5 × (of 4 effective orders or more) or 3 × (10 or
  more): how often are they found (95 %, 80 %)?
- forecast: the mean log error of the range's middle as a forecast of the next quarter's raw index,
  over that of the raw index (0.90) and over the better of it and of "everyone is 1" (1.05).

Agencies are those of ``agencies``, by kind; a ``--log`` is a set of its own, without coverage.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np

from sheets_sync.billing.effort_index import effort_indices
from sheets_sync.billing.evidence import EffortVerdict, Evidence, evidence
from sheets_sync.billing.labour import Labour
from sheets_sync.billing.norms import gathered, work
from sheets_sync.billing.terms import Terms
from tests.benchmarks.agencies import Log, agency, real_log, windows

TERMS = Terms()
FOUND = (EffortVerdict.HEAVY, EffortVerdict.EXTREME)
Said = list[tuple[Fraction | None, Evidence | None]]


def said(log: Log) -> Said:
    """The raw index and the evidence of each client of a window, by code."""
    zeros = np.zeros(len(log.client), np.int64)
    yes = np.ones(len(log.client), np.bool_)
    rows = Labour(
        log.client, log.service, log.order, zeros, zeros, zeros, log.minutes, yes, zeros,
        zeros.astype(np.uint8), ~yes,
    )  # fmt: skip
    compared = work(gathered(rows, zeros), TERMS.min_peers)
    clients = int(log.client.max()) + 1
    minutes = np.bincount(log.client, log.minutes, clients).astype(np.int64).tolist()
    indices = [index for index, _ in effort_indices(compared, minutes)]
    return list(zip(indices, evidence(rows, compared, indices, TERMS), strict=True))


class Rates:
    """Means of what was noted, by set and figure."""

    def __init__(self) -> None:
        self._noted: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))

    def note(self, name: str, figure: str, values: Sequence[float]) -> None:
        for each in (name, "all agencies") if "." not in name else (name,):
            self._noted[each][figure].extend(values)

    def mean(self, name: str, figure: str) -> float:
        values = self._noted[name][figure]
        return float(np.mean(values)) if values else float("nan")

    def lines(self) -> Iterator[str]:
        names = sorted(self._noted, key=lambda name: (name == "all agencies", name))
        figures = list(dict.fromkeys(key for name in names for key in self._noted[name]))
        yield "| set | " + " | ".join(figures) + " |"
        yield "| --- |" + " ---: |" * len(figures)
        for name in names:
            cells = (
                f"{self.mean(name, key):.4f} ({len(self._noted[name][key])})" for key in figures
            )
            yield f"| {name} | " + " | ".join(cells) + " |"


def shuffle(name: str, log: Log, chance: np.random.Generator, rates: Rates) -> None:
    """Client-windows called heavy, and those whose raw index is, where nobody differs."""
    for index, proof in said(log.shuffled(chance)):
        if index is not None:
            heavy = proof is not None and proof.verdict in FOUND
            rates.note(name, "heavy by chance", [heavy])
            rates.note(name, "raw index 3 or more", [index >= TERMS.heavy])


def power(name: str, log: Log, chance: np.random.Generator, rates: Rates) -> None:
    """One client of enough effective orders made heavier: found?"""
    mixed = log.shuffled(chance)
    proofs = [proof for _, proof in said(mixed)]
    for times, enough in ((5, 4), (3, 10)):
        able = [code for code, each in enumerate(proofs) if each and each.orders >= enough]
        if able:
            client = int(chance.choice(able))
            proof = said(mixed.made(times, client))[client][1]
            figure = f"{times} × of {enough} orders found"
            rates.note(name, figure, [proof is not None and proof.verdict in FOUND])


def coverage(name: str, log: Log, truth: np.ndarray, rates: Rates) -> None:
    """Ranges that hold the truth; in how many it lies below them."""
    for true, (_, proof) in zip(truth.tolist(), said(log), strict=False):
        if proof is not None:
            rates.note(name, "covered", [float(proof.low) <= true <= float(proof.high)])
            rates.note(name, "truth below", [true < float(proof.low)])


def forecast(name: str, before: Log, after: Log, rates: Rates) -> None:
    """Log errors of three forecasts of the next quarter's raw index."""
    for (index, proof), (later, _) in zip(said(before), said(after), strict=False):
        if proof is not None and index and later:
            middle = np.log(float(proof.low * proof.high)) / 2
            true = np.log(float(later))
            rates.note(name, "error", [abs(middle - true)])
            rates.note(name, "raw", [abs(np.log(float(index)) - true)])
            rates.note(name, "everyone is 1", [abs(true)])


def _agencies(asked: Sequence[str], count: int, rates: Rates) -> None:
    for number in range(count):
        made, chance = agency(number), np.random.default_rng([1, number])
        first, second = made.quarters
        if "shuffle" in asked:
            shuffle(made.kind, first, chance, rates)
        if "power" in asked:
            power(made.kind, first, chance, rates)
        if "coverage" in asked:
            coverage(made.kind, first, made.truth, rates)
        if "forecast" in asked:
            forecast(made.kind, first, second, rates)


def _log(asked: Sequence[str], path: Path, times: int, rates: Rates) -> None:
    log, days = real_log(path)
    name = f"{path.parent.name}/{path.name}"
    chance = np.random.default_rng(1)
    tried: list[tuple[str, Callable[[str, Log, np.random.Generator, Rates], None]]]
    tried = [("shuffle", shuffle), ("power", power)]
    for _ in range(times):
        dealt = log.shuffled(chance)
        for window in windows(dealt, days):
            for word, trial in tried:
                if word in asked:
                    trial(name, window, chance, rates)
    if "forecast" in asked:
        quarters = list(windows(log, days))
        for before, after in pairwise(quarters):
            forecast(name, before, after, rates)


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("what", nargs="+", choices=["shuffle", "coverage", "power", "forecast"])
    asked.add_argument("--agencies", type=int, default=1000)
    asked.add_argument("--log", type=Path, nargs="*", default=[])
    asked.add_argument("--shuffles", type=int, default=200)
    given = asked.parse_args()
    rates = Rates()
    _agencies(given.what, given.agencies, rates)
    for path in given.log:
        _log(given.what, path, given.shuffles, rates)
    print("\n".join(rates.lines()))


if __name__ == "__main__":
    main()
