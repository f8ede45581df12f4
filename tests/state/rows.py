"""Seen rows out of plain ones."""

from datetime import UTC, datetime

import numpy as np

from sheets_sync.billing.amendments import amend
from sheets_sync.billing.changes import compare
from sheets_sync.billing.seen import SEEN_COLUMNS, SeenRows
from sheets_sync.billing.tables import BLANK
from sheets_sync.state.lock import Holder
from sheets_sync.state.runs import Counts

DAY = 46_349
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
HOLDER = Holder(4711, "desk", "sync now", "2026-11-23T06:00:00")
CLIENTS = ("Ромашка", "Acme", "Nord")
SERVICES = ("Call", "Design", "Quote")


def log():
    """Three rows of one client: two charged, one unpriced."""
    row = {"source": 0, "client": 0, "service": 0, "minutes": BLANK, "first_seen": DAY, "rest": 1}
    return [
        {**row, "row": 2, "day": DAY - 3, "charge": 100},
        {**row, "row": 3, "day": DAY - 2, "charge": 200, "service": 1},
        {**row, "row": 4, "day": DAY - 1, "charge": BLANK, "minutes": 900_000, "service": 2},
    ]


def rows_of(rows, clients=CLIENTS, services=SERVICES):
    columns = {
        name: np.array([row[name] for row in rows], kind) for name, kind in SEEN_COLUMNS.items()
    }
    currencies = ("RUB",) * len(clients)
    return SeenRows(**columns, clients=clients, services=services, currencies=currencies)


def run(store, rows, day=DAY, now=NOW, **counts):
    """One good run over ``rows``; its id."""
    number = store.runs.begin(HOLDER, day, now)
    memory = store.runs.memory()
    changes = compare(memory.rows if memory else None, rows)
    store.runs.finish(number, Counts(**counts), now, amend(memory, changes, day, 35), changes)
    return number
