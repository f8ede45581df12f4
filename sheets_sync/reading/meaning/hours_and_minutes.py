"""Labour in two columns side by side, Hours and Minutes: 1 and 30 are an hour and a half (§15).

Hours that only say the Minutes once more, 1.5 beside 90, say nothing, and 0 in either says nothing.
What comes to neither waits.
"""

import re
from datetime import time, timedelta
from typing import Final

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.rounding import as_clock
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.marks import AS_TYPED, BARE_HOURS, BESIDE_MINUTES, OF_HOURS
from sheets_sync.reading.meaning.measures import DECIMALS
from sheets_sync.reading.meaning.numbers import Number, is_bare, read_text
from sheets_sync.reading.meaning.rules import OTHER

_MAY_BE: Final = re.compile(r"\d[.,]\d{3}(?!\d)")
_HOUR: Final = 60
_ROUNDED: Final = 3
"""Minutes: hours of one decimal are never further from what was rounded."""
_NEAR: Final = 1
"""Minutes: a duration with its minutes is no further from what was rounded."""


def together(minutes: Cell, hours: Cell, *, of_file: bool = False) -> Cell:
    """The labour of a row as a cell of minutes; a text that is no duration where nobody knows. What
    stands in a file is read as far as it can be but one number, whatever the workbook's locale."""
    if _is_blank(hours):
        return minutes
    long, few = _minutes(hours, _HOUR), _minutes(minutes, 1)
    if _is_blank(minutes) or (few == 0 and long):
        return _hours_alone(hours, of_file=of_file)
    if long is None or few is None:
        return _unread(minutes, hours)
    near = _NEAR if _number(hours) is None else _ROUNDED
    return minutes if long == 0 or _is_the_same(long, few, near) else _added(minutes, hours)


def _added(minutes: Cell, hours: Cell) -> Cell:
    """Hours and the minutes above these as one labour; both where they are no such."""
    long, few = _minutes(hours, _HOUR) or 0, _minutes(minutes, 1) or 0
    if not _are_parts(long, few):
        return _both(minutes, hours)
    if _number(hours) is None:
        return timedelta(minutes=long + few)
    return f"{long / _HOUR:.12g}{BESIDE_MINUTES}{few:.10g}{BARE_HOURS}"


def _unread(minutes: Cell, hours: Cell) -> Cell:
    """Where one of two filled cells is no labour, or none that is sure: that one, or both, if the
    workbook's locale may take it for a number (1,500), which would leave the other out."""
    if any(isinstance(each, str) and _MAY_BE.search(each) for each in (minutes, hours)):
        return _both(minutes, hours)
    return _hours_alone(hours) if _minutes(hours, _HOUR) is None else minutes


def _is_blank(cell: Cell) -> bool:
    return cell is None or cell == ""


def _is_the_same(long: float, few: float, near: int) -> bool:
    """Whether hours, in minutes, say what the minutes say; only what has a part was rounded."""
    off = abs(long - few)
    return off == 0 or (long % _HOUR != 0 and off <= near)


def _are_parts(long: float, few: float) -> bool:
    """Whether they are whole hours and the whole minutes above these."""
    return long > 0 and long % _HOUR == few % 1 == 0 and 0 <= few < _HOUR


def _hours_alone(hours: Cell, *, of_file: bool = False) -> Cell:
    """Hours as a column of hours has them; a text that is no duration is marked as theirs."""
    many = _number(hours)
    if isinstance(hours, str) and is_bare(hours):
        return f"{OF_HOURS}{hours}{'' if of_file else AS_TYPED}{BARE_HOURS}"
    if many is None:
        said = isinstance(hours, str) and not isinstance(read_duration(hours, OTHER), int)
        return f"{OF_HOURS}{hours}" if said else hours
    return f"{OF_HOURS}{many:.10g}{BARE_HOURS}"


def _minutes(cell: Cell, minutes_in_one: int) -> float | None:
    """How many minutes a number or a duration is; None of anything else."""
    number = _number(cell)
    if number is not None:
        return number * minutes_in_one
    said = read_duration(cell, OTHER)
    return said / SCALE if isinstance(said, int) else None


def _number(cell: Cell) -> float | None:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    number = read_text(cell, OTHER, DECIMALS) if isinstance(cell, str) else None
    return number.value / SCALE if isinstance(number, Number) and not number.currency else None


def _both(minutes: Cell, hours: Cell) -> str:
    return f"{_aloud(hours)}{BESIDE_MINUTES}{_aloud(minutes)}"


def _aloud(cell: Cell) -> str:
    """A cell as its row shows it: 1:30, 7.5."""
    long = read_duration(cell, OTHER) if isinstance(cell, (time, timedelta)) else None
    if isinstance(long, int):
        return as_clock(long)
    return f"{cell:.10g}" if isinstance(cell, float) else str(cell)
