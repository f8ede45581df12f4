"""Money in Payments without a client: anybody may have paid it (design §4)."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.columns.cell import Cell
from sheets_sync.reading.cells import Rows
from sheets_sync.reading.meaning.cell_column import Mask
from sheets_sync.reading.meaning.error_cells import error_in

_SAYING: Final = ("date", "kind", "reference")
"""Where a payment says something beside whose it is, and how much: a sum has nothing there."""


def may_be_anybodys(rows: Rows, amount: NDArray[np.int64]) -> Mask:
    """The rows whose Client is blank, or an error, and whose Amount is filled in: readable or not,
    but no 0, and not the mere sum of the amounts above it. ``amount`` is what was read, minor
    units, 0 where that is nothing."""
    money, client = rows.columns["amount"], rows.columns["client"]
    errors = np.array([*(error_in(cell) is not None for cell in client.cells), False])
    found: Mask = (client.blank | errors[client.codes]) & ~money.blank
    if not found.any():
        return found
    zero = np.array([*map(_is_zero, money.cells), False])
    found &= ~zero[money.codes]
    return found & ~_sums(rows, amount, found)


def _is_zero(cell: Cell) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell == 0


def _sums(rows: Rows, amount: NDArray[np.int64], among: Mask) -> Mask:
    """Those ``among`` the rows that are nothing but the sum of all above them in their source."""
    lone = among & np.logical_and.reduce([rows.columns[key].blank for key in _SAYING])
    sums = np.zeros(len(rows), bool)
    for at in np.flatnonzero(lone).tolist():
        above = (rows.source[:at] == rows.source[at]) & ~sums[:at]
        sums[at] = above.any() and int(amount[:at][above].sum()) == int(amount[at])
    return sums
