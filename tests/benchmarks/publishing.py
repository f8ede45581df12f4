"""How long pages take: the first time, on a new day, after one new row, and where nothing changed.

By hand:  python -m tests.benchmarks.publishing [CLIENTS] [ROWS]     1,000 clients of 10 rows each

Statements on paper are drawn twenty a run, whatever the number of clients; here none is. What the
pages are is told as a fingerprint: a change that is to make them quicker leaves it as it was.

Where a disk is slow in making files (each page is one or more), `TMPDIR=/dev/shm` shows our part.
"""

import sys
import tempfile
import time
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path
from random import Random

from sheets_sync.use_cases.pages import publishing
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
                f"{what}: {took:.2f} s, {cpu:.2f} s of CPU; {done.pages} pages, {done.files} files, "
                f"all of them {_fingerprint(pages)}"
            )


def _fingerprint(pages: Pages) -> str:
    """Of all files: client, name and bytes; tokens are others each time."""
    found = blake2b(digest_size=8)
    for client, files in sorted(pages.all().items()):
        for name, data in sorted(files.items()):
            found.update(f"{client} {name} {len(data)} ".encode() + data)
    return found.hexdigest()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
