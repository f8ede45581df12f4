"""Filled tabs that nobody knows by their headers, and that may be work all the same (§15)."""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.layout import HEADER_ROWS
from sheets_sync.reading.meaning.dates import day_in
from sheets_sync.reading.meaning.weekdays import is_weekday
from sheets_sync.reading.sources.header_hints import labour_in
from sheets_sync.reading.sources.slashes import has_slashes
from sheets_sync.spreadsheet.protocol import Tab

_ENOUGH: Final = 50
"""Cells of a column that are looked at."""
_FEWEST: Final = 2
_MANY: Final = 3


def days_and_numbers(tab: Tab) -> str:
    """The header of the first column of days of a tab that has two rows of days at least, and
    numbers, or durations, in another column; "" of any other tab."""
    for row in range(1, min(tab.height, HEADER_ROWS) + 1):
        headed = [at for at, column in enumerate(tab.columns) if isinstance(column[row - 1], str)]
        filled = {at: _filled(tab.columns[at], row) for at in headed}
        days = [at for at in headed if _are_days(filled[at])]
        if days and any(_are_numbers(filled[at]) for at in headed if at not in days):
            return str(tab.columns[days[0]][row - 1]).strip()
    return ""


def is_spread_over_days(tab: Tab) -> bool:
    """Whether one of the first rows of a tab has a day, by its date or of the week, in three
    columns at least, with numbers or durations below: its rows are the work of many days each."""
    rows = range(1, min(tab.height, HEADER_ROWS) + 1)
    return any(sum(_is_of_a_day(column, row) for column in tab.columns) >= _MANY for row in rows)


def _is_of_a_day(column: Sequence[Cell], row: int) -> bool:
    header = column[row - 1]
    named = isinstance(header, str) and is_weekday(fold(header).rstrip("."))
    return (named or _is_day(header)) and _are_numbers(_filled(column, row))


def _filled(column: Sequence[Cell], row: int) -> list[Cell]:
    return list(islice((cell for cell in column[row:] if cell is not None and cell != ""), _ENOUGH))


def _are_days(cells: Sequence[Cell]) -> bool:
    days = sum(map(_is_day, cells))
    return days >= _FEWEST and days * 2 > len(cells)


def _is_day(cell: Cell) -> bool:
    if isinstance(cell, str):
        return has_slashes(cell) or day_in(cell) is not None
    return isinstance(cell, date)


def _are_numbers(cells: Sequence[Cell]) -> bool:
    return bool(cells) and labour_in(cells) is not None
