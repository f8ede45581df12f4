"""Filled tabs that nobody knows by their headers, and that may be work all the same (§15)."""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.layout import HEADER_ROWS, LOG
from sheets_sync.reading.meaning.dates import day_in
from sheets_sync.reading.sources.by_names import NamesByColumn, filled_with_names
from sheets_sync.reading.sources.header_hints import HOUR, folded, labour_in, unit_alone
from sheets_sync.reading.sources.matching import matches, other_headers, texts_in
from sheets_sync.reading.sources.slashes import has_slashes
from sheets_sync.spreadsheet.protocol import Tab
from sheets_sync.words.weekdays import is_weekday

_ENOUGH: Final = 50
"""Cells of a column that are looked at."""
_FEWEST: Final = 2
_MANY: Final = 3


def days_and_numbers(tab: Tab, names: NamesByColumn) -> dict[str, str]:
    """The headers of the first column of days, and of clients and services as far as these are
    known by their header or by ``names``, of a tab that has two rows of days at least, and numbers,
    or durations, in another column; none of any other tab."""
    for row in range(1, min(tab.height, HEADER_ROWS) + 1):
        headed = [at for at, _ in texts_in(tab, row)]
        filled = {at: _filled(tab.columns[at], row) for at in headed}
        days = [at for at in headed if _are_days(filled[at])]
        if days and any(_are_numbers(filled[at]) for at in headed if at not in days):
            of = {"date": days[0], **_whose(tab, row, names)}
            return {key: str(tab.columns[at][row - 1]).strip() for key, at in of.items()}
    return {}


def _whose(tab: Tab, row: int, names: NamesByColumn) -> dict[str, int]:
    """The columns of clients and of services, by their headers or by what stands in them."""
    known = matches(tab, row, LOG, {}, set(), "")
    found = {**filled_with_names(tab, row, names), **{key: at[0] for key, at in known.items()}}
    for key in ("client", "service"):
        usual = folded(other_headers(LOG.key)[key])
        at = next((at for at, text in texts_in(tab, row) if text in usual), None)
        found |= {key: at} if at is not None and key not in found else {}
    return {key: found[key] for key in ("client", "service") if key in found}


def hours_and_minutes(tab: Tab) -> tuple[str, str] | None:
    """The headers of two columns that are but units, hours and minutes (Hrs and Min); None where
    there are no such two in one row."""
    for row in range(1, min(tab.height, HEADER_ROWS) + 1):
        units = {
            said.minutes: str(tab.columns[at][row - 1]).strip()
            for at, text in texts_in(tab, row)
            if (said := unit_alone(text))
        }
        if units.keys() >= {1, HOUR}:
            return units[HOUR], units[1]
    return None


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
