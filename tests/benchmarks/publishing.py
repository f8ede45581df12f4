"""How long pages take: the first time, on a new day, after one new row, and where nothing changed.

By hand:  python -m tests.benchmarks.publishing [CLIENTS] [ROWS]     1,000 clients of 10 rows each

Statements on paper are drawn ten a run, whatever the number of clients; here none is.
"""

import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from random import Random

from sheets_sync.use_cases import publishing
from tests.meter.agencies import Pages, tabs_of
from tests.sync.agency import TODAY


def main(clients: int = 1000, rows: int = 10) -> None:
    """Print seconds, and what was written."""
    publishing.PAPERS_IN_A_RUN = 0  # type: ignore[misc] # a run's own share, looked at elsewhere
    tabs = tabs_of(Random(7), clients, clients * rows)
    with tempfile.TemporaryDirectory() as folder:
        pages = Pages(Path(folder) / "agency")
        first = pages.reckon(tabs)
        told = {"first time": first, "nothing new": first}
        told["a new day"] = pages.reckon(tabs, TODAY + timedelta(days=1))
        name = tabs["clients"][1][0]
        tabs["log"].append([TODAY, name, "Call", None, 1, 31, "Anna", 5, None])
        told["a new row"] = pages.reckon(tabs, TODAY + timedelta(days=1))
        for what, reckoned in told.items():
            began, worked = time.perf_counter(), time.process_time()
            done = pages.publish(reckoned)
            took, cpu = time.perf_counter() - began, time.process_time() - worked
            print(
                f"{what}: {took:.2f} s, {cpu:.2f} s of CPU; {done.pages} pages, {done.files} files"
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
