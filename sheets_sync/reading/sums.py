"""Lines of nothing but sums, at the foot of exports and under weeks: nobody's rows (§15)."""

from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.reading.cell_column import Mask
from sheets_sync.reading.cells import Rows
from sheets_sync.reading.making import out_of_doubt
from sheets_sync.reading.measures import read_minutes
from sheets_sync.reading.numbers import Number
from sheets_sync.reading.rules import Rules

_SAYING: Final = ("date", "client", "service", "order", "staff", "channel", "note", "agreed")
"""Where a row says whose it is, or what: a sum has nothing there."""
_ROUNDED: Final = SCALE // 2
"""Half a minute a row: hours of two decimals are never further from what was rounded."""


def without_sums(rows: Rows, rules: Rules) -> Rows:
    """The rows of Log without the lines, in sheets that staff keep as they like, of a number of
    minutes alone that is the sum of the rows above it: of all, or of those since the line before.

    Any other number by itself may be a row that somebody did not finish, and stays.
    """
    nameless = rows.in_kept_sheets() & ~rows.columns["minutes"].blank
    for key in _SAYING:
        if not nameless.any():
            return rows
        nameless &= rows.columns[key].blank
    minutes = _labour(rows, rules)
    sums = np.zeros(len(rows), bool)
    for source in np.unique(rows.source[nameless]).tolist():
        _find(np.flatnonzero(rows.source == source), nameless, minutes, sums)
    return rows.where(~sums) if sums.any() else rows


def _find(among: NDArray[np.intp], nameless: Mask, minutes: NDArray[np.int64], sums: Mask) -> None:
    """Mark the sums among the rows of one source, top to bottom."""
    first, last = among[0], among[0]
    for at in among[nameless[among]].tolist():
        for begin in (last, first):
            above = np.arange(begin, at)[~sums[begin:at]]
            off = abs(int(minutes[above].sum()) - int(minutes[at]))
            if len(above) and off <= _ROUNDED * len(above):
                sums[at] = True
        if sums[at]:
            last = at + 1


def _labour(rows: Rows, rules: Rules) -> NDArray[np.int64]:
    """Fixed minutes by row; 0 where there are none, or none that are sure."""
    column, units = rows.columns["minutes"], rows.minutes_in_one("minutes")
    labour = np.zeros(len(rows), np.int64)
    for unit in sorted({*units.tolist()}):
        labour_of = partial(read_minutes, rules=rules, minutes_in_one=unit)
        read = [labour_of(out_of_doubt(cell)) for cell in column.cells]
        values = [each.value if isinstance(each, Number) else 0 for each in read]
        among = units == unit
        labour[among] = column.look_up(values, 0, "int64")[among]
    return labour
