"""What stands between two lines of sums, at the foot of a sheet: "TVA 20 %" (design §15)."""

from collections.abc import Collection
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.names import fold
from sheets_sync.reading.cells import Rows, name_in
from sheets_sync.reading.meaning.cell_column import Mask

_NUMBERS: Final = ("date", "quantity", "minutes", "agreed")
"""A line of a foot has nothing there that is read: its sum stands in a column of its own."""


def without_feet(rows: Rows, before: Rows, names: Collection[str]) -> Rows:
    """The rows of Log, of which ``before`` had the lines of sums, too, without those right between
    two such, in sheets that staff keep as they like, that say but one text, none of ``names``."""
    if len(rows) == len(before):
        return rows
    may_be = rows.in_kept_sheets() & _say_one_text(rows, names)
    if not may_be.any():
        return rows
    places, left = _places(before), np.searchsorted(_places(before), _places(rows))
    gone = np.ones(len(before), bool)
    gone[left] = False
    between = np.zeros(len(before), bool)
    between[left[may_be]] = True
    feet = (
        between
        & _next_to(places, gone, between)
        & _next_to(-places[::-1], gone[::-1], between[::-1])[::-1]
    )
    return rows.where(~feet[left])


def _next_to(places: NDArray[np.int64], gone: Mask, between: Mask) -> Mask:
    """Whether what stands last before a row, and is not ``between``, is a line that is ``gone``,
    with no blank row, and no other sheet, in between."""
    at = np.arange(len(places))
    last = np.maximum.accumulate(np.where(between, 0, at))
    beside: Mask = gone[last] & (places - places[last] == at - last)
    return beside


def _say_one_text(rows: Rows, names: Collection[str]) -> Mask:
    texts = np.zeros(len(rows), np.int8)
    free: Mask = np.logical_and.reduce([rows.columns[key].blank for key in _NUMBERS])
    if not free.any():
        return free
    for column in rows.columns.values():
        named = [isinstance(cell, str) and fold(name_in(cell)) in names for cell in column.cells]
        free &= ~np.array([*named, False])[column.codes]
        texts += ~column.blank
    free &= texts == 1
    return free


def _places(rows: Rows) -> NDArray[np.int64]:
    """Where the rows are, as numbers that rise from row to row."""
    return rows.source.astype(np.int64) << 32 | rows.row
