"""Whole columns of serial days: the calendar months that they belong to (design §4)."""

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.days import EPOCH

_TO_UNIX: Final = (date(1970, 1, 1) - EPOCH).days


def months(days: NDArray[np.integer]) -> NDArray[np.int64]:
    """Months since January 1970 of serial ``days``: equal numbers, the same calendar month."""
    dates = (days.astype(np.int64) - _TO_UNIX).view("datetime64[D]")
    return dates.astype("datetime64[M]").astype(np.int64)
