"""From the bytes of an answer to all running balances, by the program's own path, and no more.

`python -m tests.benchmarks.balances FILE`: prints a JSON line with the digest of the balances,
in the order of the log, and the CPU seconds from bytes to balances.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

from sheets_sync.billing.accounts import keep_accounts
from sheets_sync.billing.tables import Terms
from sheets_sync.workbook.decode import Rules, decode
from sheets_sync.workbook.google.answer import read_answer
from sheets_sync.workbook.google.facts import Sheet
from sheets_sync.workbook.google.reading import as_tab
from sheets_sync.workbook.headers import locate
from sheets_sync.workbook.protocol import Snapshot
from tests.benchmarks.synthetic import digest, serial

PART = 2**20


def main() -> None:
    raw = Path(sys.argv[1]).read_bytes()
    started = time.process_time()
    parts = lambda: (raw[at : at + PART] for at in range(0, len(raw), PART))  # noqa: E731
    tabs = {}
    for number, answer in enumerate(read_answer(parts)):
        name = answer["range"].partition("!")[0].strip("'")
        columns = answer.get("values", [])
        tabs[name] = as_tab(name, Sheet(number, name, 0, len(columns)), columns)
    snapshot = Snapshot(tabs, tuple(tabs))
    places = locate(
        snapshot, {name.lower(): (name,) for name in ("Clients", "Prices", "Payments", "Log")}, {}
    )
    day = serial(date.today())  # noqa: DTZ011 - any day after the data will do
    book = decode(snapshot, places, Rules("en", "en", "EUR", {}, {}), day, flag_future=True)
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
