"""Seen rows out of plain ones."""

import numpy as np

from sheets_sync.billing.seen import SEEN_COLUMNS, SeenRows
from sheets_sync.billing.tables import BLANK

DAY = 46_349
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
