"""From the bytes of an answer to all running balances, by the program's own path, and no more.

`python -m tests.benchmarks.balances FILE`: prints a JSON line with the digest of the balances,
in the order of the log, and the CPU seconds from bytes to balances.
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from sheets_sync import spreadsheet
from sheets_sync.billing.accounts import keep_accounts
from sheets_sync.billing.terms import Terms
from sheets_sync.columns.whole import part
from sheets_sync.reading.decode import Rules, decode
from sheets_sync.reading.headers import locate
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.spreadsheet.protocol import Snapshot, Tab
from tests.benchmarks.synthetic import digest, serial

PART = 2**20


def _reader() -> Callable[..., list[dict[str, Any]]]:
    """``read_answer``, without the package around it: that imports gspread."""
    package = ModuleType("sheets_sync.spreadsheet.google")
    package.__path__ = [str(Path(spreadsheet.__file__).parent / "google")]
    sys.modules.setdefault(package.__name__, package)
    from sheets_sync.spreadsheet.google.arriving import read_answer  # noqa: PLC0415

    return read_answer


def main() -> None:
    read_answer, raw = _reader(), Path(sys.argv[1]).read_bytes()
    started = time.process_time()
    parts = lambda: (raw[at : at + PART] for at in range(0, len(raw), PART))  # noqa: E731
    tabs = {}
    for answer in read_answer(parts):
        name = answer["range"].partition("!")[0].strip("'")
        columns = answer.get("values", [])
        height = max(map(len, columns), default=0)
        tabs[name] = Tab(name, [part(column, 0, height) for column in columns], height)
    snapshot = Snapshot(tabs, tuple(tabs))
    roles = ("Clients", "Prices", "Payments", "Log")
    places = locate(snapshot, {name.lower(): (Sought(name),) for name in roles}, {})
    day = serial(date.today())  # noqa: DTZ011 - any day after the data will do
    book = decode(snapshot, places, Rules("en", "EUR", {}, {}, day), day, flag_future=True)
    balances = keep_accounts(book, Terms("EUR"), day).log["balance"].to_numpy()
    seconds = time.process_time() - started
    print(
        json.dumps(
            {
                "work": seconds,
                "rows": len(balances),
                "digest": digest(np.asarray(balances).tolist()),
            }
        )
    )


if __name__ == "__main__":
    main()
