"""Hours that look like hours and minutes with a mark between: 1.30 of 1:30 (design §15)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import islice
from math import isfinite
from typing import Final

import numpy as np

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import Numbers, Packed
from sheets_sync.reading.beside.unread_beside import CLOCK_LIKE
from sheets_sync.reading.layout import LOG
from sheets_sync.reading.sources.header_hints import bare_numbers
from sheets_sync.reading.sources.labour_headers import MINUTES, says_decimals
from sheets_sync.reading.sources.matching import Aliases, declared_in, texts_in
from sheets_sync.spreadsheet.protocol import Tab

_LOOKED_AT: Final = 5000
"""Cells, which tell how a column is typed: a look at all of a long one slows down every run."""
_TELLING: Final = frozenset({15, 30, 45})
_QUARTERS: Final = frozenset({15, 45})
_OF_CLOCKS: Final = frozenset(range(5, 60, 5)) - {25, 50}
"""Hundredths that minutes are written as, but for those that are parts of an hour as well."""
_NEXT_TO: Final = 1e-6


def clock_like(
    tab: Tab,
    role: str,
    row: int,
    columns: Mapping[str, int],
    units: Collection[str],
    aliases: Aliases,
) -> dict[str, int]:
    """The column of hours whose bare numbers are all but surely a clock's; not one that says
    decimals, or of which the config says the unit. ``units`` are the columns in hours."""
    at = columns.get(MINUTES)
    if role != LOG.key or at is None or MINUTES not in units:
        return {}
    header = next((text for index, text in texts_in(tab, row) if index == at), "")
    if says_decimals(header) or header in declared_in(aliases):
        return {}
    return {f"{CLOCK_LIKE} {at}": at} if _are_of_clocks(_numbers(tab.columns[at], row)) else {}


def _numbers(column: Sequence[Cell], row: int) -> list[float]:
    """The different numbers below a header, as far as they are looked at."""
    if isinstance(column, Numbers):
        found = np.unique(column.values[row : row + _LOOKED_AT])
        typed = list(islice(column.texts.values(), _LOOKED_AT))
        return [*found.tolist(), *bare_numbers(typed)]
    cells = column.cells if isinstance(column, Packed) else column[row:]
    return list(bare_numbers(list(cells[:_LOOKED_AT])))


def _are_of_clocks(numbers: Iterable[float]) -> bool:
    """Whether the parts of hours are minutes of a clock, two of 15, 30 and 45 among them, and none
    a half, a fourth or a tenth that is no such."""
    hundredths = {number * 100 % 100 for number in numbers if isfinite(number) and number % 1}
    parts = {round(part) for part in hundredths}
    whole = all(abs(part - round(part)) < _NEXT_TO for part in hundredths)
    telling = parts & _TELLING
    return whole and parts <= _OF_CLOCKS and len(telling) > 1 and bool(telling & _QUARTERS)
