"""Terms of prices, Minimum, Step and Included, in the unit of their price (design §5, §15)."""

from typing import Final

from sheets_sync.billing.findings import Code
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import UNIT_OF_COUNTED
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.counted import Counted, read_counted
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.measures import (
    DECIMALS,
    as_labour,
    decimals_of,
    is_lost_part,
    typed_number,
    without_money,
)
from sheets_sync.reading.meaning.numbers import Number, read_exactly, read_number
from sheets_sync.reading.meaning.rules import Locale, Rules
from sheets_sync.reading.meaning.vocabulary import words_for

_GRATIS: Final = frozenset(words_for(lambda typed: typed.gratis))
_HOUR: Final = 60
_WORKING_HOURS: Final = 8
_LONGEST: Final = {"minimum": 8, "step": 4}
"""Hours: a bare number that is larger, and no working day, is most likely one of minutes."""
_TENTH: Final = SCALE // 10
_TYPED_DECIMALS: Final = 6
"""A number of more decimals than people type was computed, =5/60."""


def read_price(cell: Cell, locale: Locale, decimals: int) -> Number | Code:
    """A price, times ``10**decimals``, or what is wrong with it; 0 of "free"."""
    gratis = isinstance(cell, str) and fold(cell) in _GRATIS
    return Number(0) if gratis else read_number(cell, locale, decimals)


def read_term(cell: Cell, rules: Rules, unit_minutes: int, key: str) -> Number | Code:
    """A Minimum, Step or Included: fixed pieces (``unit_minutes`` 0), or fixed minutes.

    ``BAD_NUMBER`` for what is typed in hours or days and comes to no whole tenth of a minute, and
    for what counts something else than the price is for; ``LOST_TIME`` for a lost time, and for a
    bare Step of 15 hours and the like, which is most likely one of minutes.
    """
    counted = read_counted(cell, rules.locale)
    if isinstance(counted, Counted):
        return _counted_in(counted, unit_minutes)
    duration = read_duration(cell, rules.locale) if unit_minutes else None
    if duration is not None:
        return as_labour(duration)
    number = read_exactly(cell, rules.locale, DECIMALS, unit_minutes or 1)
    fault = (
        None if isinstance(number, Code) else _fault(cell, number.value, rules, unit_minutes, key)
    )
    if isinstance(number, Code) or fault is not None:
        return fault or number
    return without_money(as_labour(number.value), number)


def _fault(cell: Cell, fixed: int, rules: Rules, unit_minutes: int, key: str) -> Code | None:
    """What is wrong with a bare number, ``fixed`` minutes, at a price by time."""
    parts = rules.fractional_minutes
    if unit_minutes and not parts and _is_lost(typed_number(cell, rules), unit_minutes):
        return Code.LOST_TIME
    if unit_minutes > 1 and fixed % _TENTH and decimals_of(cell) <= _TYPED_DECIMALS:
        return Code.BAD_NUMBER
    hours = fixed // (_HOUR * SCALE)
    long = unit_minutes == _HOUR and hours > _LONGEST.get(key, hours)
    return Code.LOST_TIME if long and hours != _WORKING_HOURS else None


def _counted_in(counted: Counted, unit_minutes: int) -> Number | Code:
    """What counts days or things as a term of a price for so many minutes, or (0) for pieces."""
    fits = unit_minutes == UNIT_OF_COUNTED[counted.kind]
    return as_labour(counted.value * (unit_minutes or 1)) if fits else Code.BAD_NUMBER


def _is_lost(number: Cell, unit_minutes: int) -> bool:
    """Whether it is most likely a lost time; eighths of a day are its working hours."""
    eighths = isinstance(number, float) and (number * _WORKING_HOURS).is_integer()
    return is_lost_part(number) and not (unit_minutes > _HOUR and eighths)
