"""Columns made out of what stands in others: exports, begin and end of work (design §15)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass
from sheets_sync.reading.layout import BREAK, FREE, HOURS
from sheets_sync.reading.meaning.begin_and_end import as_quoted, time_between
from sheets_sync.reading.meaning.hours_and_minutes import together
from sheets_sync.reading.meaning.marks import BARE_HOURS, IN_DOUBT
from sheets_sync.reading.meaning.measures import DECIMALS, is_over_a_day
from sheets_sync.reading.meaning.numbers import read_number, two_fold
from sheets_sync.reading.meaning.rules import OTHER
from sheets_sync.reading.meaning.sum_labels import has_word
from sheets_sync.reading.sources.billable import billable_by
from sheets_sync.reading.sources.slashes import day_maker, days_in_doubt, moment_settled
from sheets_sync.reading.sources.sought import DayOrder, Sought
from sheets_sync.reading.sources.worked import Workday, worked
from sheets_sync.spreadsheet.protocol import Tab

_DECIMAL: Final = re.compile(r"-?[\d .,\u00a0]*\d")
_BLANK: Final = (None, "")
_ROUNDED: Final = timedelta(minutes=0.5)
"""Hours of two decimals are never further from what was rounded."""


@dataclass(frozen=True)
class Made:
    """A column whose cell in a row is ``make`` of the row's cells in ``columns`` (from 0);
    ``span`` are those of begin and end among them, of work and of breaks; ``hours`` one whose
    numbers are hours."""

    columns: tuple[int, ...]
    make: Callable[..., Cell]
    span: tuple[int, ...] = ()
    hours: int | None = None


def made_columns(
    tab: Tab,
    header_row: int,
    found: Mapping[str, int],
    day: Workday,
    sought: Sought,
    locale: str = "",
) -> tuple[dict[str, int], dict[str, Made]]:
    """The columns of Log among those ``found``, and which of them are made; ``day`` is what is
    beside begin and end. ``locale`` is the spreadsheet's own.

    Raises ``UsageError`` where dates like 03/04/2026 can be read in two ways.
    """
    columns = {key: at for key, at in found.items() if key not in _PARTS}
    made: dict[str, Made] = {}
    if labour := _made_minutes(found, day, sought):
        made["minutes"] = _settled(labour, sought.dates) if sought.dates else labour
    if "staff" in columns and "last_name" in found:
        made["staff"] = Made((columns["staff"], found["last_name"]), _full_name)
    if FREE.key in found:
        to_pay = (columns["billable"],) if "billable" in columns else ()
        made["billable"] = Made((found[FREE.key], *to_pay), billable_by)
    if "date" in columns and (days := _days(tab, columns["date"], header_row, sought, locale)):
        made["date"] = Made((columns["date"],), days)
    return {**{key: each.columns[0] for key, each in made.items()}, **columns}, made


def _days(
    tab: Tab, column: int, header_row: int, sought: Sought, locale: str
) -> Callable[[Cell], Cell] | None:
    """What makes days of a column; None where they stand there as they are."""
    if sought.preset or sought.dates:
        return day_maker(tab, column, header_row, sought, locale)
    return None if sought.is_file else days_in_doubt(tab, column, header_row, locale)


def _settled(labour: Made, order: DayOrder) -> Made:
    """The same of moments whose days have slashes, by what stands first in these."""
    return replace(labour, make=partial(_make_settled, order, labour.make))


def _make_settled(order: DayOrder, make: Callable[..., Cell], *cells: Cell) -> Cell:
    return make(*(moment_settled(cell, order) for cell in cells))


_PARTS: Final = ("begin", "end", BREAK.key, "decimal", "last_name", HOURS.key, FREE.key)


def _made_minutes(found: Mapping[str, int], day: Workday, sought: Sought) -> Made | None:
    """Minutes where they are made of other columns, or not what stands in theirs."""
    minutes, span, hours = found.get("minutes"), _span_in(found), found.get(HOURS.key)
    if minutes is None:
        return _labour(found, day)
    if sought.preset:
        return Made((minutes,), _clock_or_hours)
    if span:
        less = _worked(span, day)
        return Made((minutes, *less.columns), partial(_typed_or_span, less.make), less.span)
    if hours is None:
        return None
    return Made((minutes, hours), partial(together, of_file=sought.is_file), hours=hours)


def _labour(found: Mapping[str, int], day: Workday) -> Made | None:
    """Minutes out of hours, of begin and end of a ``day``, or of both."""
    span = _span_in(found)
    hours = found.get("decimal")
    if hours is not None:
        alone = Made((hours,), _clock_or_hours)
        return Made((hours, *span), _hours_and_span, span) if span else alone
    return _worked(span, day) if span else None


def _worked(span: tuple[int, ...], day: Workday) -> Made:
    """Minutes of begin and end, which stand in the columns ``span``, and what is beside them."""
    return Made((*span, *day.columns), partial(worked, day), (*span, *day.moments))


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


def _typed_or_span(less: Callable[..., Cell], typed: Cell, *span: Cell) -> Cell:
    """The duration that was typed; where none was, from begin to end. None of a sum of those, whose
    label stands where one of the two should be."""
    if any(map(_sums_up, span[:2])):
        return None
    return less(*span) if typed is None or typed == "" else typed


def _sums_up(cell: Cell) -> bool:
    """Whether a cell is a text without figures that has a word of totals."""
    return isinstance(cell, str) and not any(map(str.isdigit, cell)) and has_word(fold(cell))


def _hours_and_span(hours: Cell, begin: Cell, end: Cell) -> Cell:
    """The duration from begin to end where the rounded hours mean the same; less is a break."""
    typed, span = _clock_or_hours(hours), time_between(begin, end)
    size = _size(typed)
    if typed is None or size is None or not isinstance(span, timedelta):
        return span if typed is None else typed
    if abs(size - span) <= _ROUNDED:
        return span
    return typed if size < span else f"{as_quoted(hours)} ({as_quoted(begin)} – {as_quoted(end)})"


def _size(duration: Cell) -> timedelta | None:
    """Decimal hours as they are, whatever their mark; None of what says its minutes itself."""
    if isinstance(duration, timedelta):
        return duration
    if not isinstance(duration, str) or not duration.endswith(" h"):
        return None
    number = duration[:-2].replace(",", ".")
    return timedelta(hours=float(number)) if re.fullmatch(r"\d+(\.\d+)?", number) else None
