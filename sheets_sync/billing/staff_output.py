"""The Staff table: what each of the staff put out, and what does not count as output (§9)."""

import numpy as np
import pandas as pd

from sheets_sync.billing.days import month_of
from sheets_sync.billing.effort_table import KINDS
from sheets_sync.billing.labour import Labour
from sheets_sync.billing.tables import Client
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.grouping import gather, totals


def staff_output(rows: Labour, clients: tuple[Client, ...]) -> pd.DataFrame:
    """One row a month, member of staff and currency of the clients, in that order.

    month (object, yyyy-mm), staff (int32 code; -1: the cell is blank, left out where there is
    nothing to show), currency (object, ISO 4217), credited and uncredited (int64 fixed minutes:
    of rows without, and with, a typical error), charged (int64 minor, all charged rows),
    off_channel, out_of_tariff, personal (int64, rows).
    """
    currencies = sorted({client.currency for client in clients})
    of_client = np.array([currencies.index(client.currency) for client in clients], np.int32)
    currency = of_client[rows.client]
    groups = gather(rows.month, rows.staff, currency)
    right = rows.errors == 0
    sums = {
        "credited": np.where(right, rows.minutes, 0),
        "uncredited": np.where(right, 0, rows.minutes),
        "charged": rows.charge,
        **{kind: ((rows.errors & bit) != 0).astype(np.int64) for kind, bit in KINDS.items()},
    }
    summed = {name: totals(groups.number, len(groups), each) for name, each in sums.items()}
    something = np.any([each != 0 for each in summed.values()], axis=0)
    shown = np.flatnonzero(something | (rows.staff[groups.row] != NONE))
    at = groups.row[shown]
    return pd.DataFrame(
        {
            "month": pd.Series([month_of(day) for day in rows.day[at].tolist()], dtype=object),
            "staff": rows.staff[at],
            "currency": pd.Series([currencies[of] for of in currency[at].tolist()], dtype=object),
            **{name: each[shown] for name, each in summed.items()},
        }
    )
