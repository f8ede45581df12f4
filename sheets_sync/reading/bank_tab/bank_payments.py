"""The rows of Bank as the table of payments has them (design §20)."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sheets_sync.billing.bank_rows import BankState
from sheets_sync.billing.tables import PAYMENT_COLUMNS, PAYMENT_KINDS, typed
from sheets_sync.reading.cells import Rows

_PAYMENT, _REFUND = map(PAYMENT_KINDS.index, ("payment", "refund"))


def credits_of(
    rows: Rows, days: NDArray[np.int32], client: NDArray[np.int32], amount: NDArray[np.int64]
) -> pd.DataFrame:
    """All rows, whatever becomes of them; ``amount`` in minor units, below 0 what the bank took
    back. Columns as PAYMENT_COLUMNS, and ``reference``."""
    data = {
        "source": rows.source, "row": rows.row, "day": days, "client": client,
        "kind": np.where(amount < 0, _REFUND, _PAYMENT), "amount": amount,
    }  # fmt: skip
    table = typed(PAYMENT_COLUMNS, data)
    # What clients see of a payment is its Reference: codes of ours tell them nothing.
    return table.assign(reference=pd.Series("", dtype=object, index=table.index))


def those_that_count(table: pd.DataFrame, states: NDArray[np.int8]) -> pd.DataFrame:
    """The rows of a table of all that are somebody's payments by their ``states``."""
    return table[np.isin(states, (BankState.COUNTED, BankState.CHOSEN))].reset_index(drop=True)
