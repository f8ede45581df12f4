"""How long it is from a begin to an end, of work or of a break (design §15)."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.marks import BETWEEN
from sheets_sync.reading.meaning.times_of_day import DAYLONG, has_zone, may_be_afternoon, moment_in

_BLANK: Final = (None, "")
_KEPT: Final = 20_000
"""Pairs that are kept in mind: with breaks beside them many rows have the same."""


@lru_cache(_KEPT, typed=True)
def time_between(begin: Cell, end: Cell) -> Cell:
    """How long it is from begin to end, past midnight where the end is before; a text that is no
    duration where that cannot be told, by a clock of twelve hours among it, None of two blanks."""
    if begin in _BLANK and end in _BLANK:
        return None
    start, stop = moment_in(begin), moment_in(end)
    if start is None or stop is None or _differ(begin, end, start, stop):
        return no_time_between(begin, end)
    long = stop - start
    if long < timedelta() and stop <= DAYLONG:
        if may_be_afternoon(begin, end):
            return no_time_between(begin, end)
        long += DAYLONG
    days_alone = type(begin) is type(end) is date
    return no_time_between(begin, end) if days_alone or long < timedelta() else long


def is_within(inner: Cell, long: timedelta, begin: Cell, whole: timedelta) -> bool:
    """Whether what began at ``inner`` and was so long lies within what began at ``begin`` and was
    ``whole`` so long, on whatever day."""
    there, start = moment_in(inner), moment_in(begin)
    if there is None or start is None or has_zone(inner) != has_zone(begin):
        return False
    return (there - start) % DAYLONG + long <= whole


def meet(one: tuple[Cell, timedelta], other: tuple[Cell, timedelta]) -> bool:
    """Whether two spans of a day, by when each began and how long it was, have time in common."""
    (first, long), (second, as_long) = one, other
    here, there = moment_in(first), moment_in(second)
    if here is None or there is None:
        return False
    return (there - here) % DAYLONG < long or (here - there) % DAYLONG < as_long


def time_apart(spans: Sequence[tuple[Cell, timedelta]]) -> timedelta | None:
    """How much time lies between spans of a day that do not meet, by when each began and how long
    it was; None of a single one."""
    begins = [begin for each, _ in spans if (begin := moment_in(each)) is not None]
    if len(begins) < 2:
        return None
    *apart, _ = [
        (following - begin) % DAYLONG - long
        for begin, (_, long), following in zip(begins, spans, [*begins[1:], begins[0]], strict=True)
    ]
    return sum(apart, timedelta())


def no_time_between(begin: Cell, end: Cell) -> str:
    """Begin and end that come to no duration, as a cell that is none."""
    return f"{as_quoted(begin)}{BETWEEN}{as_quoted(end)}"


def as_quoted(cell: Cell) -> str:
    """A cell as a message quotes it: 9:00, 30."""
    if isinstance(cell, (time, timedelta)):
        return str(cell).removeprefix("0").removesuffix(":00")
    whole = isinstance(cell, float) and cell.is_integer()
    return "" if cell is None else f"{cell:.0f}" if whole else str(cell)


def _differ(begin: Cell, end: Cell, start: timedelta, stop: timedelta) -> bool:
    """Whether one says its day, or its zone, and the other does not."""
    return (start > DAYLONG) != (stop > DAYLONG) or has_zone(begin) != has_zone(end)
