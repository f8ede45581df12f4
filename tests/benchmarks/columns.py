"""When arrays pay: what ``columns`` does, beside the same by lists and dicts of Python.

    python -m tests.benchmarks.columns [ROWS ...]

CPU seconds are the best of five. Memory is that of one column of names, as ``tracemalloc`` counts.
Both sides' results are compared before anything is printed.
"""

import random
import sys
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np

from sheets_sync.columns.grouping import gather, totals
from sheets_sync.columns.texts import Texts
from sheets_sync.columns.whole import factorized, rows_differing

SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)
CLIENTS = 300
ROWS_AN_ORDER = 3


def names(rows: int, different: int = CLIENTS) -> list[str]:
    """A name for each row, an object of its own as a JSON library makes it."""
    chance = random.Random(rows)
    return ["".join(("Client number ", str(chance.randrange(different)))) for _ in range(rows)]


def best(task: Callable[[], Any]) -> tuple[float, Any]:
    """(CPU seconds, what came out)."""
    times = []
    for _ in range(5):
        began = time.process_time()
        done = task()
        times.append(time.process_time() - began)
    return min(times), done


def memory(make: Callable[[], Any]) -> float:
    """MB that stay with what is made."""
    tracemalloc.start()
    kept = make()
    size = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    assert kept is not None
    return size


def codes_by_dict(cells: list[str]) -> list[int]:
    known: dict[str, int] = {}
    return [known.setdefault(cell, len(known)) for cell in cells]


def sums_by_dict(one: list[int], other: list[int], values: list[int]) -> list[int]:
    sums: dict[tuple[int, int], int] = {}
    for key, value in zip(zip(one, other, strict=True), values, strict=True):
        sums[key] = sums.get(key, 0) + value
    return [sums[key] for key in sorted(sums)]


def measured(rows: int) -> list[str]:
    """A line of the table."""
    grouped = [_grouped(names(rows, each)) for each in (CLIENTS, rows // ROWS_AN_ORDER)]
    cells, chance = names(rows), random.Random(rows)
    codes, by_dict = grouped[0][2:]

    months = [chance.randrange(24) for _ in range(rows)]
    cents = [chance.randrange(10**6) for _ in range(rows)]
    columns = codes, np.array(months, np.int32), np.array(cents, np.int64)
    loop_time, by_loop = best(lambda: sums_by_dict(by_dict, months, cents))
    sum_time, sums = best(lambda: _sums(*columns))
    assert sums.tolist() == by_loop

    changed = [*cells[:-1], "Somebody else"]
    old, new = factorized(cells), factorized(changed)
    zip_time, by_zip = best(
        lambda: [row for row, (a, b) in enumerate(zip(cells, changed, strict=True)) if a != b]
    )
    diff_time, rows_differ = best(lambda: rows_differing(old, new))
    assert rows_differ is not None
    assert rows_differ.tolist() == by_zip

    pairs = [*(each[:2] for each in grouped), (loop_time, sum_time), (zip_time, diff_time)]
    told = [f"{a * 1e3:,.2f} / {b * 1e3:,.2f}" for a, b in pairs]
    held = memory(lambda: names(rows)), memory(lambda: Texts.of(cells))
    return [f"{rows:,}", *told, f"{held[0]:.3g} / {held[1]:.3g}"]


def _grouped(cells: list[str]) -> tuple[float, float, Any, list[int]]:
    """Names in a buffer, as they come over the wire, to codes: seconds by a dict and by hashes."""
    data = "\n".join(cells).encode()
    sizes = np.fromiter(map(len, cells), np.int64, len(cells))
    starts = np.cumsum(sizes + 1) - sizes - 1
    dict_time, by_dict = best(lambda: codes_by_dict(data.decode().split("\n")))
    hash_time, (codes, _) = best(Texts(data, starts, starts + sizes).grouped)
    assert codes.tolist() == by_dict
    return dict_time, hash_time, codes, by_dict


def _sums(one: Any, other: Any, values: Any) -> Any:
    groups = gather(one, other)
    return totals(groups.number, len(groups), values)


def main() -> None:
    print(
        "| rows | 300 names to codes, ms | orders to codes, ms | sums by client and month, ms | compare, ms | names, MB |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for rows in map(int, sys.argv[1:] or SIZES):
        print("|", " | ".join(measured(rows)), "|")


if __name__ == "__main__":
    main()
