"""Integers become cells here, and only here.

A cell's number is a double in every spreadsheet. An integer divided by a power of ten is the
double nearest to that decimal, which a reader rounds back to the same integer up to 2**53.
Staff's text goes into a cell as text, less the characters that no cell can hold.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.days import to_date
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.rounding import half_up
from sheets_sync.columns.cell import Cell, Fault
from sheets_sync.columns.packed import Numbers, Packed
from sheets_sync.showing.money_formats import money_format
from sheets_sync.spreadsheet.cell_value import Amount, Value

LONGEST_TEXT: Final = 32_000
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BARS: Final = "▁▂▃▄▅▆▇█"
_EIGHTHS: Final = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
_LONGEST_BAR: Final = 5
_SPARSE: Final = 8
"""A number takes eight bytes, a blank among codes one or two."""


def text(value: str) -> str | None:
    """Staff's text as a cell takes it; None where nothing is left."""
    clean = _UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    return clean[:LONGEST_TEXT] or None


def major(minor: int | None, currency: str) -> float | None:
    """An amount in minor units as a cell's number."""
    return None if minor is None else minor / 10 ** MINOR_DIGITS[currency]


def money_cell(minor: int | None, currency: str) -> Amount | None:
    """An amount in minor units as a cell that looks like one of its currency."""
    amount = major(minor, currency)
    return None if amount is None else Amount(amount, money_format(currency))


def fixed(value: int | None) -> float | None:
    """A 4-decimal fixed-point number as a cell's number."""
    return None if value is None else value / SCALE


def whole(value: int | None) -> float | None:
    """A count as a cell's number."""
    return None if value is None else float(value)


def ratio(value: Fraction | None, decimals: int = 2) -> float | None:
    """An exact ratio, rounded half up to ``decimals``, as a cell's number."""
    if value is None:
        return None
    scale = 10**decimals
    rounded = half_up(value.numerator * scale, value.denominator)
    return float(Fraction(rounded, scale))


def hours(minutes: int) -> float | None:
    """Fixed minutes as hours, half up to two decimals."""
    return ratio(Fraction(minutes, 60 * SCALE))


def day_cell(serial: int | None) -> date | None:
    """A day, from its serial number."""
    return None if serial is None else to_date(serial)


def as_date(cell: Cell) -> date | None:
    """The day in a date cell, native or serial; None where it is no date."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and 0 < cell < 2**20:
        return day_cell(int(cell))
    return None


def as_it_is(cell: Cell) -> Value:
    """A cell's own value, to say of a cell among ours that it is to stay."""
    if isinstance(cell, Fault) or cell == "":
        return None
    return str(cell) if isinstance(cell, (time, timedelta)) else cell


def bars(values: Sequence[int]) -> str | None:
    """A row of bars, the tallest for the largest value; None where there is nothing to draw."""
    top = max(values, default=0)
    if top <= 0:
        return None
    return "".join(_BARS[max(value, 0) * (len(_BARS) - 1) // top] for value in values)


def bar(value: Fraction | None) -> str | None:
    """A ratio as a bar, a block a half; past five times an arrow says that it goes on."""
    if value is None:
        return None
    eighths = min(half_up(value.numerator * 16, value.denominator), 80)
    full, rest = divmod(max(eighths, 1), 8)
    return "█" * full + _EIGHTHS[rest] + ("▸" if value > _LONGEST_BAR else "")


def numbers(
    height: int, positions: npt.NDArray[np.intp], values: npt.NDArray[Any]
) -> Numbers | Packed:
    """A column of ``height`` cells with the numbers ``values`` at ``positions``, else blank."""
    given = Numbers(values.astype(np.float64, copy=False), {})
    if len(positions) == height and (height == 0 or positions[0] == 0):
        return given
    if len(positions) * _SPARSE < height:  # most rows are a void before a far one
        return given.packed().spread(positions, height)
    cells = np.full(height, np.nan)
    cells[positions] = values
    return Numbers(cells, {})
