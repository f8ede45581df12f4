"""What decoding alone costs: `python -m tests.benchmarks.decoding [ROWS]`, run by hand.

Prints the seconds of decoding a log of 100,000 rows (or ROWS): sound; with a messy cell in
every tenth row; and with h:mm texts for minutes.
"""

import sys
from datetime import timedelta
from random import Random
from time import perf_counter

from sheets_sync.columns.cell import Cell
from sheets_sync.reading.decode import Rules, decode
from sheets_sync.reading.headers import locate
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.spreadsheet.protocol import Snapshot
from tests.reading.sheets import HEADERS, TODAY, row, serial, snapshot

CLIENTS = [f"Client {number}" for number in range(200)]
SERVICES = ["Call", "Banner", "Layout", "Quote"]
MESSY: list[tuple[int, Cell]] = [
    (0, "31.02.2026"), (1, "Client 20O"), (2, None), (4, "two"), (5, "#REF!"), (8, "1e5"),
]  # fmt: skip


def main(rows: int) -> None:
    for share, texts in ((0, False), (10, False), (0, True)):
        sheets = made(rows, share, texts=texts)
        roles = {name.lower(): (Sought(name),) for name in HEADERS}
        rules = Rules("en", "RUB", {}, {}, serial(TODAY))
        start = perf_counter()
        book = decode(sheets, locate(sheets, roles, {}), rules, serial(TODAY), flag_future=True)
        seconds = perf_counter() - start
        minutes = "h:mm texts" if texts else "numbers"
        print(f"{rows:,} rows, {minutes}, {len(book.findings):,} findings: {seconds:.2f} s")


def made(rows: int, every: int, *, texts: bool = False) -> Snapshot:
    """``rows`` log rows with a messy cell in one of ``every``, 0: in none; minutes are ``texts``
    or numbers."""
    chance = Random(1)
    log = [
        row(TODAY - timedelta(number % 365), chance.choice(CLIENTS), chance.choice(SERVICES),
            order=number // 3, note=f"note {number}",
            minutes=f"{number % 240 // 60}:{number % 60:02}" if texts else number % 240 + 0.5)
        for number in range(rows)
    ]  # fmt: skip
    for number in range(0, rows, every) if every else ():
        column, cell = chance.choice(MESSY)
        log[number][column] = cell
    prices = [[None, service, "min", 10] for service in SERVICES]
    return snapshot(Clients=[[name] for name in CLIENTS], Prices=prices, Log=log)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
