"""Times and days that the reader takes for others: it knows the date formats of cells, not which.

It gives 0.5 in a cell that shows days as noon, -0.1 in one that shows hours as 21:36, and 9:00 PM
as 21:00, which may be a duration. Where a tab has times, or days about the epoch, their cells are
looked at in its XML: number and format.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, TypeAlias

from sheets_sync.columns.cell import Cell, time_of_day
from sheets_sync.columns.packed import Numbers, Packed
from sheets_sync.spreadsheet.number_patterns import (
    HOUR,
    in_hours_of_a_day,
    in_minutes_of_an_hour,
    shown_alone,
    shows_one_unit,
)
from sheets_sync.spreadsheet.xlsx.number_formats import styles_that_show
from sheets_sync.spreadsheet.xlsx.plain_xml import scannable
from sheets_sync.spreadsheet.xlsx.sheet_xml import SheetXml, scan
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

Look: TypeAlias = str
"""What a format shows: a "day", a day with its time (a "moment"), a time alone (a "clock"), a time
of day, 9:00 PM (a "half_day"), "minutes" up to 60 (mm:ss); or the pattern, behind ``_ALONE``, of
one that shows whole hours, minutes or seconds alone."""
_ALONE: Final = "alone "

_BUILT_IN: Final[dict[int, Look]] = {
    **dict.fromkeys(range(14, 18), "day"), **dict.fromkeys((20, 21), "clock"),
    45: "minutes", 47: "minutes", 18: "half_day", 19: "half_day",
    22: "moment", **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), "day"),
    **dict.fromkeys((32, 33), "clock"), **dict.fromkeys((34, 35, 55, 56), "half_day"),
}  # fmt: skip
_NO_PLACEHOLDERS: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ELAPSED: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_HALF_DAYS: Final = re.compile(r"am?/pm?|上午/下午|午前/午後|오전/오후")
_OF_THE_SYSTEM: Final = "[$-f400]"
"""How Excel spells the time as the reader's system is set to show it, with AM and PM or without:
who chose "Time" and typed 1:30 sees 1:30:00 on most, so it stays a duration (design §15)."""
_TEXT: Final = re.compile(rb"""\st\s*=\s*["'](?!n["'])""")
_OF_DAYS: Final = frozenset({time, date, datetime})
_LAST_ODD_YEAR: Final = 1904
_LONGEST: Final = 366
"""Days: more, where a time is shown, is a moment of a day with its day left out."""
_EPOCH_EVE: Final = datetime(1899, 12, 31)  # noqa: DTZ001 - moments of a sheet have no zone


def with_real_times(
    columns: list[Sequence[Cell]], book: WorkbookFile, name: str
) -> list[Sequence[Cell]]:
    """The columns of a tab, as the reader gave them, with what its odd times and days are."""
    odd = any(map(_has_odd, columns))
    if not odd and not any(map(_has_durations, columns)):
        return columns
    looks = styles_that_show(book.container, book.structure, look_of, _BUILT_IN)
    if not odd and not any(look.startswith(_ALONE) for look in looks.values()):
        return columns
    found: dict[int, dict[int, Cell]] = {}
    for column, row, cell in _misread(scan(scannable(book.glimpse(name))), looks):
        if column < len(columns) and row <= len(columns[column]):
            found.setdefault(column, {})[row - 1] = cell
    return [_with(column, found.get(index, {})) for index, column in enumerate(columns)]


def _has_odd(column: Sequence[Cell]) -> bool:
    if isinstance(column, Numbers):
        return False
    cells = column.cells if isinstance(column, Packed) else column
    return not _OF_DAYS.isdisjoint(map(type, cells)) and any(map(_is_odd, cells))


def _has_durations(column: Sequence[Cell]) -> bool:
    """Whether time without end is among the cells: "[h]:mm"."""
    if isinstance(column, Numbers):
        return False
    cells = column.cells if isinstance(column, Packed) else column
    return timedelta in map(type, cells)


def _is_odd(cell: Cell) -> bool:
    return isinstance(cell, time) or (isinstance(cell, date) and cell.year <= _LAST_ODD_YEAR)


def _with(column: Sequence[Cell], cells: Mapping[int, Cell]) -> Sequence[Cell]:
    if not cells:
        return column
    if isinstance(column, Packed):
        return column.with_cells(list(cells), list(cells.values()))
    return [cells.get(row, cell) for row, cell in enumerate(column)]


def look_of(pattern: str) -> Look | None:
    """What a format shows; None of one that shows no day, or time without end ("[h]:mm")."""
    if shows_one_unit(pattern):
        return _ALONE + pattern
    if _ELAPSED.search(pattern):
        return None
    if _OF_THE_SYSTEM in pattern.casefold():
        return "clock"
    shown = _NO_PLACEHOLDERS.sub("", pattern.casefold().partition(";")[0])
    if _HALF_DAYS.search(shown) and not set("yd") & set(shown):
        return "half_day"
    letters = set(shown)
    timed = bool(letters & set("hs"))
    if letters & set("yd") or ("m" in letters and not timed):
        return "moment" if timed else "day"
    return ("clock" if "h" in letters else "minutes") if timed else None


def _misread(sheet: SheetXml, looks: Mapping[bytes, Look]) -> Iterator[tuple[int, int, Cell]]:
    """Column (from 0), row (from 1) and meaning of the cells that the reader took wrongly."""
    if not looks:
        return
    days, clocks, halves = (
        b"|".join(style for style, look in looks.items() if look.partition(" ")[0] in those) or b"-"
        for those in (("day", "moment"), ("clock",), ("half_day", "minutes", _ALONE.strip()))
    )
    small = rb"""(?:-|0?\.|\d(?:\.\d*)?[eE]-)"""
    odd = re.compile(
        rb"<" + sheet.prefix + rb"c(?=\s)[^>]*?\ss=[\"'](?:(?P<day>" + days + rb")|(?P<clock>"
        + clocks + rb")|(?P<half>" + halves + rb"))[\"'][^>]*>\s*(?:<"
        + sheet.prefix + rb"f(?:\s[^>]*)?(?:/>|>[^<]*</"
        + sheet.prefix + rb"f\s*>))?\s*<" + sheet.prefix + rb"v(?:\s[^>]*)?>"
        + rb"(?P<number>(?(day)" + small + rb"|(?(half)[-\d.]|(?:-|[1-9])))[^<]*)"
    )  # fmt: skip
    for cell in odd.finditer(sheet.data, sheet.start, sheet.end):
        at = sheet.cell_at(cell.start())
        if at is not None and not _TEXT.search(at[1].attributes):
            style = cell["day"] or cell["clock"] or cell["half"]
            number, look = float(cell["number"]), looks[style]
            if number < _LONGEST:
                yield at[1].column, at[0], _meant(number, look)


def _meant(number: float, look: Look) -> Cell:
    """A time behind a minus as long as it is, one of a day or more as the text of what its cell may
    not show; a time of day as its text; a part of a day where days are shown as the day before the
    first, which no date is."""
    if look.startswith(_ALONE):
        return shown_alone(number, look.removeprefix(_ALONE)) or timedelta(days=number)
    if look == "half_day":
        return time_of_day(timedelta(days=number % 1))
    if look == "minutes":
        return timedelta(days=number) if number < HOUR else in_minutes_of_an_hour(number)
    if look == "clock":
        return timedelta(days=number) if number < 1 else in_hours_of_a_day(number)
    return _EPOCH_EVE.date() if look == "day" else _EPOCH_EVE + timedelta(days=number)
