"""Minutes, quantities and the terms of prices: numbers that may be durations (design §15).

A number that a spreadsheet made out of a time or a day is never taken as that number.
"""

from datetime import date
from decimal import Decimal
from typing import Final, TypeGuard

from sheets_sync.billing.days import EPOCH
from sheets_sync.billing.findings import Code
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.tables import (
    DAY_LIKE,
    DURATION,
    LONG,
    LOST_PART,
    NUMBER,
    PART,
)
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.counted import Counted, read_counted
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.marks import (
    AS_TYPED,
    BARE_HOURS,
    BESIDE_MINUTES,
    BETWEEN,
    OF_HOURS,
    as_exported,
    as_float,
)
from sheets_sync.reading.meaning.numbers import Number, read_exactly, read_number, read_text
from sheets_sync.reading.meaning.rules import OTHER, Rules

DECIMALS: Final = 4
LARGEST: Final = 10**10 * SCALE
"""No quantity, nor minutes, may be larger (fixed)."""

NEAR_DAYS: Final = 3653
"""Ten years: within these about today a whole number may be a day's."""

LONGEST_DURATION: Final = 4
"""Days: nobody books more in one row."""
FIRSTS: Final = frozenset(
    (date(year, month, 1) - EPOCH).days for year in range(1930, 2050) for month in range(1, 13)
)
"""The days that a month and a year of two digits are made into."""

_HOUR: Final = 60
_HOURS_A_DAY: Final = 24
_MINUTES_A_DAY: Final = 24 * 60
_SECONDS_A_DAY: Final = 24 * 60 * 60
_NEXT_TO: Final = 1e-6
_NEAR_SECONDS: Final = 1e-3
_FIRST_MOMENT: Final = (date(2000, 1, 1) - EPOCH).days
_LAST_MOMENT: Final = (date(2100, 1, 1) - EPOCH).days

_USUAL_DECIMALS: Final = 2


def read_minutes(cell: Cell, rules: Rules, minutes_in_one: int) -> Number | Code:
    """Labour in fixed minutes, from a column of minutes or (60) of hours.

    ``LOST_TIME`` for a bare number that may be a lost time or day: a day's number, and, unless the
    config says that the log has such, a part of a minute, minutes that look like hours (1.25), or a
    part of an hour that is no whole minutes.
    """
    cell = cell.removeprefix(OF_HOURS) if isinstance(cell, str) else cell
    duration = _said_long(cell, rules)
    if duration is not None:
        return as_labour(duration)
    parts = rules.fractional_minutes
    if is_day_like(cell, rules) or (
        not parts and _is_lost(typed_number(cell, rules), minutes_in_one)
    ):
        return Code.LOST_TIME
    number = read_exactly(cell, rules.locale, DECIMALS, minutes_in_one)
    if isinstance(number, Code):
        return number
    if minutes_in_one == 1 and not parts and _like_hours(number.value):
        return Code.LOST_TIME
    return without_money(as_labour(number.value), number)


def typed_number(cell: Cell, rules: Rules) -> Cell:
    """A number that is typed as text as that number: what it may be hangs on neither."""
    number = read_number(cell, rules.locale, DECIMALS) if isinstance(cell, str) else None
    if not isinstance(number, Number) or number.currency:
        return cell
    return number.value / SCALE


def _said_long(cell: Cell, rules: Rules) -> int | Code | None:
    """The fixed minutes of a duration, one of an export or of begin and end among them."""
    if is_bare_hours(cell):
        return _bare_hours(cell.removesuffix(BARE_HOURS), rules)
    if isinstance(cell, str) and (BETWEEN in cell or BESIDE_MINUTES in cell):
        return Code.BAD_NUMBER
    return read_duration(cell, rules.locale)


def _bare_hours(text: str, rules: Rules) -> int | Code:
    """Fixed minutes of a bare number of hours of an export, whose marks tell themselves apart, or
    as it was typed into Hours; one that was typed as a number has any number of decimals, and may
    be a lost time. Minutes may stand beside it."""
    text, beside, minutes = text.partition(BESIDE_MINUTES)
    locale = rules.locale if text.endswith(AS_TYPED) else OTHER
    number = read_number(text.removesuffix(AS_TYPED), locale, DECIMALS)
    if beside:
        more = as_float(minutes)
        if more is None or not isinstance(number, Number):
            return Code.BAD_NUMBER
        return number.value * _HOUR + round(more * SCALE)
    exactly = number.value / SCALE if isinstance(number, Number) else as_float(text)
    if exactly is None:
        return Code.BAD_NUMBER
    lost = not rules.fractional_minutes and is_lost_part(exactly)
    if lost or is_day_like(exactly, rules):
        return Code.LOST_TIME
    if isinstance(number, Number):
        return number.value * _HOUR
    exact = read_exactly(exactly, OTHER, DECIMALS, _HOUR)
    return exact if isinstance(exact, Code) else exact.value


def is_bare_hours(cell: Cell) -> TypeGuard[str]:
    """Whether a cell is a bare number of hours of an export, over a day."""
    return isinstance(cell, str) and cell.endswith(BARE_HOURS)


def is_bare_whole(cell: Cell) -> bool:
    """Whether a cell is a whole number, typed as one or as text, without a unit; of hours with
    minutes beside them, whether the hours are."""
    if not isinstance(cell, str):
        return (_bare(cell) or 0.5) % 1 == 0
    number = read_text(as_exported(cell.partition(BESIDE_MINUTES)[0]), OTHER, DECIMALS)
    return isinstance(number, Number) and number.value % SCALE == 0


def is_long(cell: Cell, rules: Rules) -> bool:
    """Whether a cell is a number, without a unit of its own, that is over a day in hours."""
    if rules.rows_over_a_day or read_duration(cell, rules.locale) is not None:
        return False
    return is_bare_hours(cell) or is_over_a_day(read_number(cell, rules.locale, DECIMALS))


def is_over_a_day(hours: Number | Code) -> bool:
    """Whether a number, fixed, is that of more hours than a day has."""
    return isinstance(hours, Number) and hours.value > _HOURS_A_DAY * SCALE


def read_quantity(cell: Cell, rules: Rules) -> tuple[int, int] | Code:
    """A quantity, fixed, and its kind, NUMBER, DURATION (minutes) or what it may be besides."""
    counted = read_counted(cell, rules.locale)
    if isinstance(counted, Counted):
        return Code.TOO_LARGE if abs(counted.value) > LARGEST else (counted.value, counted.kind)
    if (
        is_bare_hours(cell)
        and not rules.rows_over_a_day
        and is_over_a_day(read_number(cell.removesuffix(BARE_HOURS), OTHER, DECIMALS))
    ):
        return Code.LOST_TIME
    duration = _said_long(cell, rules)
    if duration is not None:
        found: Number | Code = duration if isinstance(duration, Code) else Number(duration)
    else:
        found = read_number(cell, rules.locale, DECIMALS)
    if isinstance(found, Code):
        return found
    if found.currency:
        return Code.BAD_NUMBER
    kind = _kind(cell, found.value, rules) if duration is None else DURATION
    return Code.TOO_LARGE if abs(found.value) > LARGEST else (found.value, kind)


def _kind(cell: Cell, fixed: int, rules: Rules) -> int:
    """What a number is in a Quantity; whether that holds its row, the unit of the price says."""
    if is_day_like(cell, rules):
        return DAY_LIKE
    if fixed > _HOURS_A_DAY * SCALE:
        return NUMBER if rules.rows_over_a_day else LONG
    if rules.fractional_minutes:
        return NUMBER
    number = typed_number(cell, rules)
    if is_lost_part(number):
        return LOST_PART
    return PART if _is_lost(number, 1) or _like_hours(fixed) else NUMBER


def is_lost_part(cell: Cell) -> bool:
    """Whether a bare number is most likely a lost time, be it among minutes or hours."""
    return _is_lost(cell, _HOUR)


def is_day_like(cell: Cell, rules: Rules) -> bool:
    """Whether a bare number is that of a day of the last or next ten years, or of the first day of
    a month that a year of two digits may have named: Excel makes 1 January 1975 of "1.75"."""
    number = _bare(cell)
    if number is None or number % 1:
        return False
    days = [number + epoch for epoch in rules.epochs]
    return any(abs(day - rules.day) <= NEAR_DAYS or day in FIRSTS for day in days)


def is_time_like(cell: Cell) -> bool:
    """Whether a bare number lies strictly between 0 and 1, as times of day do, or is one to four
    days, to the minute, in more decimals than people type."""
    number = _bare(cell)
    if number is None or not 0 < number < LONGEST_DURATION:
        return False
    return number < 1 or (
        decimals_of(cell) > _USUAL_DECIMALS and _is_whole(number * _MINUTES_A_DAY)
    )


def is_moment(cell: Cell) -> bool:
    """Whether a bare number is surely a time of day, or a moment of a day, that lost its format:
    whole minutes in more than two decimals (0.375), whole seconds in more than four. Nobody types
    that for anything else; 0.5 and 9 may be typed for hours."""
    number, decimals = _bare(cell), decimals_of(cell)
    if number is None or not (0 < number < 1 or _FIRST_MOMENT < number < _LAST_MOMENT):
        return False
    if decimals > DECIMALS:
        return _is_near_seconds(number * _SECONDS_A_DAY)
    return decimals > _USUAL_DECIMALS and _is_whole(number * _MINUTES_A_DAY)


def _is_lost(cell: Cell, minutes_in_one: int) -> bool:
    """Whether a number may be a time. In a column of hours parts are common: there it is one that
    nobody types, no whole minutes of an hour, but those of a day, in more decimals than two; or no
    whole seconds of an hour, but those of a day, in more than four."""
    if minutes_in_one == 1:
        return is_time_like(cell)
    number, decimals = _bare(cell) or 0, decimals_of(cell)
    if not 0 < number < LONGEST_DURATION or decimals <= _USUAL_DECIMALS:
        return False
    if _is_whole(number * _MINUTES_A_DAY):
        return not _is_whole(number * minutes_in_one)
    in_seconds = decimals > DECIMALS and _is_near_seconds(number * _SECONDS_A_DAY)
    return in_seconds and not _is_near_seconds(number * minutes_in_one * 60)


def _like_hours(fixed: int) -> bool:
    """Whether minutes are typed as hours are: a few of them, with a quarter or minutes behind the
    mark (1.25, 1.30). Halves of a minute are common, and more decimals were computed."""
    parts = fixed % SCALE
    few = SCALE < fixed < _HOURS_A_DAY * SCALE
    return few and parts not in (0, SCALE // 2) and parts % (SCALE // 100) == 0


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) < _NEXT_TO


def _is_near_seconds(number: float) -> bool:
    return abs(number - round(number)) < _NEAR_SECONDS


def _bare(cell: Cell) -> float | None:
    """A number that is typed as one; None of anything else."""
    return cell if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


def as_labour(minutes: int | Code) -> Number | Code:
    """Fixed minutes, or pieces, as labour or a term: never negative, nor too large."""
    if isinstance(minutes, Code):
        return minutes
    if minutes < 0:
        return Code.BAD_SIGN
    return Code.TOO_LARGE if minutes > LARGEST else Number(minutes)


def without_money(value: Number | Code, typed: Number) -> Number | Code:
    """A value, unless a currency was typed beside it."""
    return Code.BAD_NUMBER if typed.currency else value


def decimals_of(cell: Cell) -> int:
    """The decimals of a number, as a cell shows them."""
    if not isinstance(cell, float):
        return 0
    exponent = Decimal(repr(cell)).normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
