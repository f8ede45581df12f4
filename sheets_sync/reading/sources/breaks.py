"""Breaks between begin and end of work, which are no labour (design §15)."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from itertools import islice
from typing import Final

from sheets_sync.billing.findings import Code
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass
from sheets_sync.reading.layout import HOUR
from sheets_sync.reading.meaning.begin_and_end import time_between
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.measures import is_moment
from sheets_sync.reading.meaning.nothing_said import says_nothing
from sheets_sync.reading.meaning.rules import OTHER
from sheets_sync.reading.meaning.times_of_day import moment_in
from sheets_sync.reading.meaning.vocabulary import yes_or_no

_NUMBER: Final = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?", re.ASCII)  # no time is longer
_FEWEST_OF_HOURS: Final = Fraction(1, 10)
"""Nobody types a break of fewer hours: 0.05 is 1:12 at Google."""
_FEWEST_OF_MINUTES: Final = 10
"""Nobody has a break of so many hours; fewer may be minutes as well."""
_LONGEST_OF_A_DAY: Final = Fraction(1, 6)
"""What lost its format is no longer part of a day: 0.3333 may be a third of an hour."""
_A_DAY: Final = 1440 * SCALE
"""Begin and end have room for no longer one."""
_MOST_OF_MINUTES: Final = 240
"""No bare number of more is a break: a lunch of 450 is what it cost."""
_MOST_OF_A_MEAL: Final = 120
"""Nor is any of more than this in a column that is called by a meal alone: Lunch, 200."""
_FIVE_MINUTES: Final = 5
"""Nobody types a break of fewer: beside 30 and 45 a 2 is hours, or two breaks."""
_MOST_BREAKS: Final = 10
"""Nobody has so many on one day."""


@dataclass(frozen=True)
class Break:
    """A break that ``columns`` (from 0) tell of: ``read`` makes of their cells how long it was,
    None where nobody can tell. ``moments``: the first two are when it began and ended."""

    columns: tuple[int, ...]
    read: Callable[..., timedelta | None]
    moments: bool = False


def one_of(moments: tuple[int, int], again: Sequence[Break]) -> Break:
    """A break by the columns of when it began and ended, and of how long it was once more."""
    read = [each.read for each in again]
    columns = (*moments, *(at for each in again for at in each.columns))
    return Break(columns, partial(_both, read), moments=True)


def half_of(column: int) -> Break:
    """A break of which one column has the begin or the end, and none the other."""
    return Break((column,), lambda cell: timedelta() if _is_none(cell) else None, moments=True)


def count_of(column: int, breaks: Sequence[Break]) -> Break:
    """How many breaks there were, which takes nothing off: it only cannot be told how long they
    were where none of the ``breaks`` says so, nor what is typed there instead: 30 min."""
    places = [at for each in breaks for at in each.columns]
    return Break((column, *places), partial(_counted, breaks))


def _counted(breaks: Sequence[Break], count: Cell, *cells: Cell) -> timedelta | None:
    if _bare(count) is None:
        return break_of(count, Unit(0))
    rest = iter(cells)
    told = [each.read(*islice(rest, len(each.columns))) for each in breaks]
    return timedelta() if any(told) or not _bare(count) else None


def are_counts(cells: Sequence[Cell]) -> bool:
    """Whether all bare numbers among cells may be how many breaks there were: 1, 2."""
    numbers = [number for cell in cells if (number := _bare(cell)) is not None]
    return bool(numbers) and all(
        number.denominator == 1 and number < _MOST_BREAKS for number in numbers
    )


def _both(
    readers: Sequence[Callable[[Cell], timedelta | None]], begin: Cell, end: Cell, *again: Cell
) -> timedelta | None:
    """How long a break was by its begin and end, or by what says it ``again``; None where these
    differ."""
    told = [read(cell) for read, cell in zip(readers, again, strict=True) if not _is_none(cell)]
    if not (_is_none(begin) and _is_none(end)):
        span = time_between(begin, end)
        told.append(span if isinstance(span, timedelta) else None)
    first, *others = told or [timedelta()]
    return first if all(each == first for each in others) else None


@dataclass(frozen=True)
class Unit:
    """What bare numbers in a column of breaks are in: ``said`` by its header, in minutes, 0 where
    it says none; ``few`` is that of numbers that may be minutes and hours alike, as the others
    tell, 0 where they do not. ``sums``: most of them are what lunches cost, and no breaks.
    ``most`` minutes has a break, and any more is such a sum."""

    said: int
    few: int = 0
    sums: bool = False
    most: int = _MOST_OF_MINUTES

    def of(self, number: Fraction) -> int:
        """The minutes that a 1 of this number means; 0 where nobody can tell."""
        if self.said or self.sums:
            return self.said
        if _is_sum(number, self.most) or (self.few == 1 and number < _FIVE_MINUTES):
            return 0
        return _unit_of(number) or self.few


def break_of(cell: Cell, unit: Unit) -> timedelta | None:
    """How long a break is whose bare numbers are in ``unit``; none where nothing stands there. None
    of what may be two breaks, or is no break: 1, "yes", -0:30."""
    if _is_none(cell):
        return timedelta()
    said = read_duration(cell, OTHER)
    if isinstance(said, Code):
        return None
    if said is not None:
        return _minutes(Fraction(said, SCALE)) if 0 <= said < _A_DAY else None
    if isinstance(cell, (int, float)) and is_moment(cell):
        return timedelta(seconds=round(cell * 86_400)) if 0 < cell < _LONGEST_OF_A_DAY else None
    number = _bare(cell)
    if number is None:
        return None
    size = unit.of(number)
    return _minutes(number * size) if size or not number else None


def _is_none(cell: Cell) -> bool:
    """Whether a cell says that there was no break: blank, a dash, "no"."""
    if cell is None or cell == "" or cell is False or says_nothing(cell):
        return True
    return isinstance(cell, str) and yes_or_no().get(fold(cell)) is False


def tells_of_time(cell: Cell) -> bool:
    """Whether a cell says when something was, or how long: 12:00, 30 min, 30; no day, no words."""
    if _is_none(cell) or type(cell) is date:
        return False
    said = (moment_in(cell), _bare(cell), read_duration(cell, OTHER))
    return any(each is not None for each in said)


def unit_of_breaks(cells: Sequence[Cell], said: int, *, meal: bool = False) -> Unit:
    """What bare numbers among these cells of a column of breaks are in, whose header has ``said``
    so many minutes, or 0: of parts of an hour among whole ones hours, of nothing but numbers of
    minutes and fewer ones minutes. ``meal``: its header is one of a meal, whose numbers may be what
    it cost."""
    numbers = [number for cell in cells if (number := _bare(cell))]
    most = _MOST_OF_A_MEAL if meal else _MOST_OF_MINUTES
    breaks = [number for number in numbers if not _is_sum(number, most)]
    units = {_unit_of(number) for number in breaks} - {0}
    likely = [each for each in breaks if not (meal and _is_odd(each))]
    sums = len(likely) * 2 < len(numbers)
    return Unit(said, max(units) if len(units) == 1 else 0, sums, most)


def _is_odd(number: Fraction) -> bool:
    """Whether a number of minutes does not go by five, as most breaks do: a lunch of 18."""
    return number >= _FEWEST_OF_MINUTES and number % _FIVE_MINUTES != 0


def _unit_of(number: Fraction) -> int:
    """What one number is in by itself: 0.5 in hours, 30 in minutes, 1 in either."""
    if number >= _FEWEST_OF_MINUTES:
        return 1
    return HOUR if _FEWEST_OF_HOURS <= number < 1 else 0


def _is_sum(number: Fraction, most: int) -> bool:
    """Whether a number is no break, of which none has more than ``most`` minutes, but what a lunch
    cost: 12.50, 450."""
    parts = number >= _FEWEST_OF_MINUTES and number.denominator > 1
    return parts or number > most


def _bare(cell: Cell) -> Fraction | None:
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return None
    text = str(cell).strip().removesuffix(".0")
    return Fraction(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _minutes(many: Fraction) -> timedelta:
    return timedelta(microseconds=round(many * 60_000_000))
