"""Labour in two columns side by side, Hours and Minutes: 1 and 30 are an hour and a half (§15).

Hours that only say the Minutes once more, 1.5 beside 90, say nothing. What comes to neither waits.
"""

from datetime import timedelta
from typing import Final

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.durations import read_duration
from sheets_sync.reading.measures import BARE_HOURS, DECIMALS, is_lost_part, is_over_a_day
from sheets_sync.reading.numbers import Number, read_text
from sheets_sync.reading.rules import OTHER

_HOUR: Final = 60
_ROUNDED: Final = 3
"""Minutes: hours of one decimal are never further from what was rounded."""


def together(minutes: Cell, hours: Cell) -> Cell:
    """The labour of a row as a cell of minutes; a text that is no duration where nobody knows."""
    if _is_blank(hours):
        return minutes
    many, few = _number(hours), _number(minutes)
    if _is_blank(minutes):
        return hours if many is None else _hours_alone(many)
    if few is not None and _is_the_same(hours, many, few):
        return minutes
    parts = many is not None and few is not None and _are_parts(many, few)
    return timedelta(hours=many or 0, minutes=few or 0) if parts else _both(minutes, hours)


def _is_blank(cell: Cell) -> bool:
    return cell is None or cell == ""


def _is_the_same(hours: Cell, many: float | None, few: float) -> bool:
    """Whether hours say what the minutes say: in decimals, as a duration, or nothing."""
    if many is None:
        said = read_duration(hours, OTHER)
        return isinstance(said, int) and abs(said - few * SCALE) <= SCALE
    off = abs(many * _HOUR - few)
    return many == 0 or off == 0 or (many % 1 != 0 and off <= _ROUNDED)


def _are_parts(many: float, few: float) -> bool:
    """Whether they are whole hours and what is above these; 1 and 58 may be an hour, rounded."""
    return many > 0 and many % 1 == few % 1 == 0 and 0 <= few < _HOUR - _ROUNDED


def _hours_alone(many: float) -> Cell:
    """Hours whose Minutes are blank, as a column of hours has them."""
    if is_lost_part(many):
        return _both(None, many)
    over = is_over_a_day(Number(round(many * SCALE)))
    return f"{many:.10g}{BARE_HOURS}" if over else timedelta(hours=many)


def _number(cell: Cell) -> float | None:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    number = read_text(cell, OTHER, DECIMALS) if isinstance(cell, str) else None
    return number.value / SCALE if isinstance(number, Number) and not number.currency else None


def _both(minutes: Cell, hours: Cell) -> str:
    said = (f"{each:.10g}" if isinstance(each, float) else str(each) for each in (hours, minutes))
    return " | ".join(each for each in said if each != "None")
