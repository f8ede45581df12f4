"""Whether minutes beside rows are what several of them come to: of a day, or since the last such
sum, as people sum up (design §15)."""

from collections.abc import Iterator
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.reading.meaning.cell_column import Mask

RowMinutes: TypeAlias = NDArray[np.float64]
RowDays: TypeAlias = NDArray[np.int64]
ROUNDED: Final = 0.3
"""Minutes that hours to the hundredth have too many or too few: 1.33 is 80 minutes."""


def are_sums(spans: RowMinutes, said: RowMinutes, days: RowDays) -> Mask:
    """The rows that ``said`` as many minutes as several rows have, whose own are ``spans`` (NaN
    each where there are none): all of one of the ``days``, those of it until then, all until then,
    or those since the last that says any."""
    worked = np.nan_to_num(spans)
    told: Mask = np.any(
        [np.abs(said - each) <= ROUNDED for each in _sums(worked, said, days)], axis=0
    )
    return told


def _sums(worked: RowMinutes, said: RowMinutes, days: RowDays) -> Iterator[RowMinutes]:
    until = np.cumsum(worked)
    yield until
    yield until - _before(until, ~np.isnan(said))
    yield np.bincount(days, worked).astype(float)[days]
    order = np.argsort(days, kind="stable")
    by_day, starts = np.cumsum(worked[order]), np.diff(days[order], prepend=-1) != 0
    of_day = np.empty_like(until)
    of_day[order] = by_day - _before(by_day, np.append(starts[1:], True))
    yield of_day


def _before(until: RowMinutes, marks: Mask) -> RowMinutes:
    """What it was ``until`` the last of the ``marks`` above each row; 0 above the first."""
    last = np.where(marks, until, 0)
    return np.concatenate([[0.0], np.maximum.accumulate(last)[:-1]])
