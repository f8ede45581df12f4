"""Days with slashes: which number of 03/04/2026 is the day, a whole tab settles, or the config; and
what a spreadsheet made of those that fit its own order (design §15)."""

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import Numbers
from sheets_sync.columns.whole import coded
from sheets_sync.errors import UsageError
from sheets_sync.reading.meaning.dates import serial_date
from sheets_sync.reading.meaning.marks import DAY_FIRST, EXCHANGED
from sheets_sync.reading.sources.sought import DayOrder, Sought
from sheets_sync.spreadsheet.protocol import Tab

_DAY: Final = re.compile(r"\s*(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})(?:[ ,T].*)?", re.ASCII)
_MONTHS: Final = 12
_AROUND: Final = timedelta(days=62)
"""What one export, or one hand, wrote stands no further from the next day of it."""
_MONTH_FIRST: Final = frozenset({"en_US"})
_DAY_FIRST: Final = frozenset({
    "be", "cs", "da", "de", "el", "es", "fi", "fr", "it", "kk", "nb", "nl", "pl", "pt", "ro", "ru",
    "sk", "tr", "uk", "en_AU", "en_GB", "en_IE", "en_IN", "en_NZ",
})  # fmt: skip
"""Locales, or their languages, in whose spreadsheets days are typed so."""
_OTHERWISE: Final = frozenset({"fr_CA", "es_US", "es_PR", "es_PA"})
_CENTURY: Final = 100
_NOW: Final = 2000
"""The century of years of two digits, where it is but asked about what time a text is."""


def day_maker(
    tab: Tab, column: int, header_row: int, sought: Sought, locale: str = ""
) -> Callable[[Cell], Cell]:
    """What makes days of the cells of a column of dates, in a spreadsheet of that ``locale``.

    Raises ``UsageError`` where dates like 03/04/2026 can be read in two ways.
    """
    order = sought.dates or _order(tab, column, header_row)
    cells = coded(tab.columns[column], header_row).cells
    if order == _order_of(locale):
        return partial(_day, order=order, exchanged=frozenset())
    return partial(_day, order=order, exchanged=_exchanged(cells, order))


def days_in_doubt(
    tab: Tab, column: int, header_row: int, locale: str
) -> Callable[[Cell], Cell] | None:
    """What marks the days of a column that may be the other way about, though nobody said what
    stands first there; None where none is. In the spreadsheet of an American 3/11/2026 of a
    European is a day of March, and 13/11/2026 stays text: where these texts all have one order, and
    are more than the days that no other order makes, the days are of their hand."""
    if not _has_slashed(tab.columns[column]):
        return None
    cells = coded(tab.columns[column], header_row).cells
    order = _only_order({parts for cell in cells if (parts := _parts(cell))})
    if order is None or order == _order_of(locale):
        return None
    exchanged = _of_their_time(cells, order)
    return partial(_marked, exchanged=exchanged) if exchanged else None


def _has_slashed(column: Sequence[Cell]) -> bool:
    """Whether a column has a text of figures and slashes; one of numbers is not gone through."""
    cells = column.texts.values() if isinstance(column, Numbers) else coded(column, 0).cells
    return any(map(_parts, cells))


def _only_order(texts: Collection[tuple[int, int, int]]) -> DayOrder | None:
    """What stands first in all the texts of days, None where one may be read in two ways."""
    if texts and all(first > _MONTHS >= second for first, second, _ in texts):
        return "d/m/y"
    if texts and all(second > _MONTHS >= first for first, second, _ in texts):
        return "m/d/y"
    return None


def _of_their_time(cells: Iterable[Cell], order: DayOrder) -> frozenset[date]:
    """The real days that may be exchanged and are, the other way about, of the texts' time; none
    where as many days as texts are of the spreadsheet's own order, nor where more of those days are
    of that time as they stand, as a month's first twelve are."""
    there = list(cells)
    told = _told(there, order)
    real = {day for cell in there if (day := _real_day(cell))}
    if not told or sum(day.day > _MONTHS for day in real) >= len(told):
        return frozenset()
    both, near = _exchanged(there, order), _around(told)
    found = frozenset(day for day in both if near(_other_way(day)))
    return found if len(found) >= sum(map(near, both)) else frozenset()


def _marked(cell: Cell, exchanged: Collection[date]) -> Cell:
    real = _real_day(cell)
    return f"{EXCHANGED}{real:%Y-%m-%d}" if real in exchanged else cell


def _order_of(locale: str) -> DayOrder | None:
    """What stands first in days typed into a spreadsheet of a locale, where that is known."""
    if locale in _MONTH_FIRST:
        return "m/d/y"
    known = not _DAY_FIRST.isdisjoint({locale, locale.partition("_")[0]})
    return "d/m/y" if known and locale not in _OTHERWISE else None


def _exchanged(cells: Iterable[Cell], order: DayOrder) -> frozenset[date]:
    """The real days whose day and month the spreadsheet may have taken for each other: where all
    that stayed text fits no order but the settled one, what fits both became days by the other.

    Where days that no other order makes are as many as those texts, a few of them strayed in: a
    real day is in doubt then only if the other way about it is of the time that they are of.
    """
    at = 0 if order == "d/m/y" else 1
    texts = {parts for cell in cells if (parts := _parts(cell))}
    if not texts or any(parts[at] <= _MONTHS for parts in texts):
        return frozenset()
    real = {day for cell in cells if (day := _real_day(cell))}
    both = {day for day in real if day.day <= _MONTHS and day.day != day.month}
    told = _told(cells, order)
    if not told or len(real) - sum(day.day <= _MONTHS for day in real) < len(texts):
        return frozenset(both)
    near = _around(told)
    return frozenset(day for day in both if near(_other_way(day)))


def _told(cells: Iterable[Cell], order: DayOrder) -> set[date]:
    """The days that texts of an order are."""
    texts = {parts for cell in cells if (parts := _parts(cell))}
    days = (
        _typed_day(first, second, _NOW + year if year < _CENTURY else year, order)
        for first, second, year in texts
    )
    return {day for day in days if day}


def _around(told: Collection[date]) -> Callable[[date], bool]:
    """Whether a day is of the time of ``told``."""
    first, last = min(told) - _AROUND, max(told) + _AROUND
    return lambda day: first <= day <= last


def _other_way(day: date) -> date:
    return day.replace(month=day.day, day=day.month)


def _typed_day(first: int, second: int, year: int, order: DayOrder) -> date | None:
    """The day that a text of that order is, None where it is none, or its year has two digits."""
    day, month = (first, second) if order == "d/m/y" else (second, first)
    return date(year, month, day) if year >= _CENTURY and _is_day(year, month, day) else None


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]


def _real_day(cell: Cell) -> date | None:
    """The day that a spreadsheet made of what was typed."""
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else serial_date(cell)


def _order(tab: Tab, column: int, header_row: int) -> DayOrder:
    """Whether days or months come first: one number above 12 settles it for the whole tab. What
    is a day in neither order, 13/13/2026, is but a slip."""
    cells = tab.columns[column][header_row:]
    found = [each for cell in cells if (each := _parts(cell)) and min(each[:2]) <= _MONTHS]
    first, second, years = ({parts[at] for parts in found} for at in range(3))
    if max(years, default=0) < _CENTURY and len(years) > len(first):
        raise _two_ways(tab, found[0], "the year of two digits may stand first.")
    days_first, months_first = max(first, default=0) > _MONTHS, max(second, default=0) > _MONTHS
    if days_first != months_first:
        return "d/m/y" if days_first else "m/d/y"
    if all(day == month for day, month, _ in found):
        return "d/m/y"
    why = "both orders stand there." if days_first else "no day above 12 settles which."
    raise _two_ways(tab, next(parts for parts in found if parts[0] != parts[1]), why)


def order_told(tab: Tab, column: int, header_row: int) -> DayOrder | None:
    """What stands first in the days with slashes of a column; None where they are not half of it,
    for few may have strayed in, or may be read in two ways."""
    cells = [cell for cell in tab.columns[column][header_row:] if cell is not None and cell != ""]
    if not cells or 2 * sum(map(bool, map(_parts, cells))) < len(cells):
        return None
    try:
        return _order(tab, column, header_row)
    except UsageError:
        return None


def _two_ways(tab: Tab, parts: tuple[int, int, int], why: str) -> UsageError:
    first, second, year = parts
    return UsageError(
        f"{tab.ref}: dates like {first:02}/{second:02}/{year:02} may be read in two ways, and "
        f"{why}",
        'Export it with dates like 2026-11-23, or say which comes first: dates = "d/m/y" or '
        '"m/d/y" beside the source in [tabs].',
    )


def _parts(cell: Cell) -> tuple[int, int, int] | None:
    found = _DAY.fullmatch(cell) if isinstance(cell, str) else None
    return (int(found[1]), int(found[3]), int(found[4])) if found else None


def has_slashes(text: str) -> bool:
    """Whether a text is a day of figures that the order of days decides: 03/04/2026."""
    return _parts(text) is not None


def moment_settled(cell: Cell, order: DayOrder) -> Cell:
    """A text of a day with slashes and a time behind, 11/2/2026 9:00 AM, as one whose day stands
    in no doubt; anything else as it is."""
    parts = _parts(cell)
    if parts is None or not isinstance(cell, str):
        return cell
    day, (_, *behind) = _typed_day(*parts, order), re.split(r"[ ,T]+", cell.strip(), maxsplit=1)
    return f"{day} {behind[0]}" if day and behind else cell


def _day(cell: Cell, order: DayOrder, *, exchanged: Collection[date]) -> Cell:
    """A date written with slashes as that day, one whose year has two digits as a text of settled
    order; a real day that is ``exchanged`` as a text; anything else as it is."""
    if exchanged and (marked := _marked(cell, exchanged)) is not cell:
        return marked
    if (parts := _parts(cell)) is None:
        return cell
    first, second, year = parts
    day, month = (first, second) if order == "d/m/y" else (second, first)
    if year < _CENTURY:
        return f"{DAY_FIRST}{day:02}.{month:02}.{year:02}"
    return _typed_day(first, second, year, order) or cell
