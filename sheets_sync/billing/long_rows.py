"""Rows of over 24 hours: usual in a log of weeks or months, a slip in one of days (design §15).

In a log of days nobody types 90 hours: a bare 90 there is minutes. Time itself tells the two apart:
a week's 40 hours fit between the days that a member of staff has rows on, 90 hours a day do not.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.rounding import Integers
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.grouping import gather, totals

DAY: Final = 24 * 60 * SCALE
"""What a day holds, in fixed minutes."""
_ENOUGH: Final = 20
_RARELY: Final = 20
_ALONE: Final = 31
"""Days that a row may stand for whose member of staff has rows on no other day."""


def are_usual(
    day: NDArray[np.int32], staff: NDArray[np.int32], labour: Integers, long: NDArray[np.bool_]
) -> bool:
    """Whether ``long`` rows, over 24 hours each, are meant so: there are 20 of them at least, and
    all staff-days over 24 hours but one in twenty fit between the days of their member of staff.
    ``labour`` is fixed minutes, at most 0 where it is unknown."""
    if np.count_nonzero(long) < _ENOUGH:
        return False
    at = np.flatnonzero(labour > 0)
    days = gather(staff[at], day[at])
    sums = totals(days.number, len(days), labour[at])
    who, when = np.empty(len(days), np.int64), np.empty(len(days), np.int64)
    who[days.number], when[days.number] = staff[at], day[at]
    order = np.lexsort((when, who))
    room = _days_until_the_next(who[order], when[order])
    over = sums[order] > DAY
    too_long = np.count_nonzero(over & (sums[order] > room * DAY))
    return bool(too_long * _RARELY <= np.count_nonzero(over))


def _days_until_the_next(who: Integers, when: Integers) -> Integers:
    """By staff-day, in order, how many days it is to their next one; of the last as before it."""
    gaps = np.diff(when)
    same = np.diff(who) == 0
    ahead = np.append(np.where(same, gaps, NONE), NONE)
    behind = np.insert(np.where(same, gaps, NONE), 0, NONE)
    room: Integers = np.where(ahead != NONE, ahead, np.where(behind != NONE, behind, _ALONE))
    return room
