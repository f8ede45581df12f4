"""Columns made out of what stands in others: exports, begin and end of work (design §15)."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time, timedelta
from functools import lru_cache, partial
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.whole import coded
from sheets_sync.deferred import dataclass
from sheets_sync.reading.layout import BREAK, FREE, HOURS
from sheets_sync.reading.meaning.hours_and_minutes import together
from sheets_sync.reading.meaning.marks import BARE_HOURS, BETWEEN, IN_DOUBT, LESS
from sheets_sync.reading.meaning.measures import DECIMALS, is_over_a_day
from sheets_sync.reading.meaning.numbers import read_number, two_fold
from sheets_sync.reading.meaning.rules import OTHER
from sheets_sync.reading.meaning.times_of_day import DAYLONG, has_zone, may_be_afternoon, moment_in
from sheets_sync.reading.sources.billable import billable_by
from sheets_sync.reading.sources.breaks import break_of, unit_of_breaks
from sheets_sync.reading.sources.labour_headers import labour_minutes
from sheets_sync.reading.sources.slashes import day_maker
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.spreadsheet.protocol import Tab

_DECIMAL: Final = re.compile(r"-?[\d .,\u00a0]*\d")
_BLANK: Final = (None, "")
_ROUNDED: Final = timedelta(minutes=0.5)
"""Hours of two decimals are never further from what was rounded."""


@dataclass(frozen=True)
class Made:
    """A column whose cell in a row is ``make`` of the row's cells in ``columns`` (from 0);
    ``span`` are those of begin and end among them, ``hours`` one whose numbers are hours."""

    columns: tuple[int, ...]
    make: Callable[..., Cell]
    span: tuple[int, ...] = ()
    hours: int | None = None


def made_columns(
    tab: Tab, header_row: int, found: Mapping[str, int], sought: Sought, locale: str = ""
) -> tuple[dict[str, int], dict[str, Made]]:
    """The columns of Log among those ``found``, and which of them are made.
    ``locale`` is the spreadsheet's own.

    Raises ``UsageError`` where dates like 03/04/2026 can be read in two ways.
    """
    columns = {key: at for key, at in found.items() if key not in _PARTS and not _is_break(key)}
    made: dict[str, Made] = {}
    span, less = _span_in(found), _less_break(tab, header_row, found)
    if "minutes" not in columns and (labour := _labour(found, less)):
        made["minutes"] = labour
    elif not sought.preset and "minutes" in columns and span:
        places = (columns["minutes"], *span, *_break_in(found))
        made["minutes"] = Made(places, partial(_typed_or_span, less), span)
    elif sought.preset and "minutes" in columns:
        made["minutes"] = Made((columns["minutes"],), _clock_or_hours)
    elif "minutes" in columns and HOURS.key in found:
        hours = found[HOURS.key]
        made["minutes"] = Made(
            (columns["minutes"], hours), partial(together, of_file=sought.is_file), hours=hours
        )
    if "staff" in columns and "last_name" in found:
        made["staff"] = Made((columns["staff"], found["last_name"]), _full_name)
    if FREE.key in found:
        to_pay = (columns["billable"],) if "billable" in columns else ()
        made["billable"] = Made((found[FREE.key], *to_pay), billable_by)
    if "date" in columns and (sought.preset or sought.dates):
        days = day_maker(tab, columns["date"], header_row, sought, locale)
        made["date"] = Made((columns["date"],), days)
    return {**{key: each.columns[0] for key, each in made.items()}, **columns}, made


_BREAKS: Final = 1_000
"""Different breaks of a column that are kept in mind."""
_PARTS: Final = ("begin", "end", BREAK.key, "decimal", "last_name", HOURS.key, FREE.key)


def _labour(found: Mapping[str, int], less: Callable[..., Cell]) -> Made | None:
    """Minutes out of hours, of begin and end, or of both."""
    span = _span_in(found)
    hours = found.get("decimal")
    if hours is not None:
        alone = Made((hours,), _clock_or_hours)
        return Made((hours, *span), _hours_and_span, span) if span else alone
    return Made((*span, *_break_in(found)), less, span) if span else None


def _less_break(tab: Tab, header_row: int, found: Mapping[str, int]) -> Callable[..., Cell]:
    """What comes to the labour of begin and end, and of the breaks between, if there are any."""
    breaks = [_reader_of_breaks(tab, header_row, at) for at in _break_in(found)]
    return partial(_worked, breaks) if breaks else _span


def _reader_of_breaks(tab: Tab, header_row: int, at: int) -> Callable[[Cell], timedelta | None]:
    """How long the break in a cell of the column ``at`` is: read once, since many rows have the
    same; True is another than 1."""
    said = labour_minutes(str(tab.columns[at][header_row - 1]))
    unit = unit_of_breaks(coded(tab.columns[at], header_row).cells, said)
    return lru_cache(_BREAKS, typed=True)(partial(break_of, unit=unit))


def _break_in(found: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(at for key, at in found.items() if _is_break(key))


def _is_break(key: str) -> bool:
    return key.partition(" ")[0] == BREAK.key


def _span_in(found: Mapping[str, int]) -> tuple[int, ...]:
    """The columns of begin and end, where both are there."""
    span = tuple(found[key] for key in ("begin", "end") if key in found)
    return span if len(span) == 2 else ()


def _full_name(first: Cell, last: Cell) -> Cell:
    return " ".join(str(each).strip() for each in (first, last) if each is not None) or None


def _hours(cell: Cell) -> Cell:
    """Hours in decimals as a duration; a text says so itself, a mark before two digits is
    decimal then in every locale."""
    if isinstance(cell, str) and _DECIMAL.fullmatch(cell.strip()):
        return f"{cell.strip()} h"
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return timedelta(hours=cell)
    return cell


def _clock_or_hours(cell: Cell) -> Cell:
    """A tracker's duration: a bare number is hours. One of over a day is marked as such, since it
    may be minutes or seconds; "1,250" may be two numbers, and is none."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return cell
    text = str(cell).strip()
    if not _DECIMAL.fullmatch(text):
        return cell
    if isinstance(cell, str) and two_fold(text):
        return f"{text}{IN_DOUBT}"
    over = is_over_a_day(read_number(cell, OTHER, DECIMALS))
    return f"{text}{BARE_HOURS}" if over else _hours(cell)


def out_of_doubt(cell: Cell) -> Cell:
    """A bare number of hours that may be two numbers as the one that the workbook reads."""
    if isinstance(cell, str) and cell.endswith(IN_DOUBT):
        return f"{cell.removesuffix(IN_DOUBT).strip()} h"
    return cell


def _span(begin: Cell, end: Cell) -> Cell:
    """How long it is from begin to end, past midnight where the end is before; a text that is no
    duration where that cannot be told, by a clock of twelve hours among it, None of two blanks."""
    if begin in _BLANK and end in _BLANK:
        return None
    start, stop = moment_in(begin), moment_in(end)
    if start is None or stop is None or _differ(begin, end, start, stop):
        return _untold(begin, end)
    long = stop - start
    if long < timedelta() and stop <= DAYLONG:
        if may_be_afternoon(begin, end):
            return _untold(begin, end)
        long += DAYLONG
    days_alone = type(begin) is type(end) is date
    return _untold(begin, end) if days_alone or long < timedelta() else long


def _differ(begin: Cell, end: Cell, start: timedelta, stop: timedelta) -> bool:
    """Whether one says its day, or its zone, and the other does not."""
    return (start > DAYLONG) != (stop > DAYLONG) or has_zone(begin) != has_zone(end)


def _untold(begin: Cell, end: Cell) -> str:
    return f"{_said(begin)}{BETWEEN}{_said(end)}"


def _worked(
    breaks: Sequence[Callable[[Cell], timedelta | None]], begin: Cell, end: Cell, *pauses: Cell
) -> Cell:
    """How long it is from begin to end without its ``breaks``, of which each has its cell."""
    span = _span(begin, end)
    if not isinstance(span, timedelta):
        return span
    less = timedelta()
    for read, pause in zip(breaks, pauses, strict=True):
        said = read(pause)
        if said == timedelta():
            continue
        if said is None or less + said >= span:
            return f"{_untold(begin, end)}{LESS}{_said(pause)}"
        less += said
    return span - less


def _typed_or_span(less: Callable[..., Cell], typed: Cell, *span: Cell) -> Cell:
    """The duration that was typed; where none was, from begin to end."""
    return less(*span) if typed is None or typed == "" else typed


def _hours_and_span(hours: Cell, begin: Cell, end: Cell) -> Cell:
    """The duration from begin to end where the rounded hours mean the same; less is a break."""
    typed, span = _clock_or_hours(hours), _span(begin, end)
    size = _size(typed)
    if typed is None or size is None or not isinstance(span, timedelta):
        return span if typed is None else typed
    if abs(size - span) <= _ROUNDED:
        return span
    return typed if size < span else f"{_said(hours)} ({_said(begin)} – {_said(end)})"


def _size(duration: Cell) -> timedelta | None:
    """Decimal hours as they are, whatever their mark; None of what says its minutes itself."""
    if isinstance(duration, timedelta):
        return duration
    if not isinstance(duration, str) or not duration.endswith(" h"):
        return None
    number = duration[:-2].replace(",", ".")
    return timedelta(hours=float(number)) if re.fullmatch(r"\d+(\.\d+)?", number) else None


def _said(cell: Cell) -> str:
    if isinstance(cell, (time, timedelta)):
        return str(cell).removeprefix("0").removesuffix(":00")
    whole = isinstance(cell, float) and cell.is_integer()
    return "" if cell is None else f"{cell:.0f}" if whole else str(cell)
