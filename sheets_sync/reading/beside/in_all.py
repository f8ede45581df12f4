"""Hours beside begin and end of work that say how long it was in all: where they say otherwise, a
break stands nowhere, and begin and end are not what was meant (design §15)."""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction
from functools import cache
from typing import Final

import numpy as np

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.whole import coded
from sheets_sync.reading.beside.billed_beside import minutes_of
from sheets_sync.reading.beside.sums_of_rows import ROUNDED, RowDays, RowMinutes, are_sums
from sheets_sync.reading.beside.unread_beside import names_not_kept
from sheets_sync.reading.layout import HOUR, LOG
from sheets_sync.reading.meaning.cell_column import Coded
from sheets_sync.reading.meaning.vocabulary import words_for
from sheets_sync.reading.sources.header_hints import hint
from sheets_sync.reading.sources.labour_headers import labour_minutes, may_be_labour
from sheets_sync.reading.sources.making import Made
from sheets_sync.reading.sources.matching import texts_in
from sheets_sync.spreadsheet.protocol import Tab

_A_MINUTE: Final = timedelta(minutes=1)
_MOST: Final = 2**62
"""No key of a row is larger."""
_A_DAY: Final = 1440
"""Minutes: a duration may have come without its format."""


def otherwise_in_all(
    tab: Tab, row: int, made: Mapping[str, Made], columns: Mapping[str, int], taken: set[int]
) -> Iterator[int]:
    """The columns of hours, not ``taken``, that say another time than the labour ``made`` of begin
    and end, alone or of several rows. One that does not say hours is one where it says the same in
    another row."""
    labour = made.get("minutes")
    if labour is None or not labour.span:
        return
    those = [at for at, text in texts_in(tab, row) if at not in taken and _may_be_such(text)]
    if not those:
        return
    spans = _spans(tab, row, labour)
    of_a_day = [columns[key] for key in ("date", "staff") if key in columns]
    yield from (at for at in those if _differs(tab, row, at, spans, of_a_day))


def _differs(tab: Tab, row: int, at: int, spans: RowMinutes, of_a_day: Sequence[int]) -> bool:
    """Whether a column says hours, by its header or in one row, and in a row another time than its
    own and that of several rows: ``of_a_day`` are the columns that tell whose day a row is of."""
    unit = labour_minutes(str(tab.columns[at][row - 1]))
    both = [_said(coded(tab.columns[at], row), each) for each in (unit or HOUR, _A_DAY)]
    same = np.any([np.abs(spans - each) <= ROUNDED for each in both], axis=0)
    others = ~(same | np.isnan(spans) | np.isnan(both[0]))
    if not others.any() or not (unit == HOUR or same.any()):
        return False
    _, days = _combined(tab, row, of_a_day)
    sums = np.any([are_sums(spans, each, days) for each in both], axis=0)
    return bool((others & ~sums).any())


def _spans(tab: Tab, row: int, labour: Made) -> RowMinutes:
    """The minutes of each row from begin to end; NaN where nobody can tell."""
    columns = [coded(tab.columns[each], row) for each in labour.columns]
    first, places = _combined(tab, row, labour.columns)
    each = [_minutes(labour.make(*(_cell(column, at) for column in columns))) for at in first]
    return np.array(each)[places]


def _cell(column: Coded, at: int) -> Cell:
    code = column.codes[at]
    return None if code == NONE else column.cells[code]


def _minutes(worked: Cell) -> float:
    return worked / _A_MINUTE if isinstance(worked, timedelta) else math.nan


def _said(column: Coded, unit: int) -> RowMinutes:
    """The minutes that a column says in each row; NaN where it says none, and without end where a
    text with a number in it says what nobody can read."""
    said = [_figure(minutes_of(cell, unit)) for cell in column.cells]
    return np.array([*said, math.nan])[column.codes]


def _figure(minutes: Cell | Fraction) -> float:
    if isinstance(minutes, Fraction):
        return float(minutes)
    return math.inf if any(map(str.isdigit, str(minutes))) else math.nan


def _combined(tab: Tab, row: int, columns: Sequence[int]) -> tuple[list[int], RowDays]:
    """The first of all rows that say the same in all ``columns``, and of each row the place of its
    own among these."""
    key, size = np.zeros(max(tab.height - row, 0), np.int64), 1
    for each in (coded(tab.columns[at], row) for at in columns):
        many = len(each.cells) + 1
        if size * many >= _MOST:
            _, key = np.unique(key, return_inverse=True)
            size = len(key)
        key, size = key * many + each.codes - NONE, size * many
    _, first, places = np.unique(key, return_index=True, return_inverse=True)
    return first.tolist(), places


@cache
def _may_be_such(header: str) -> bool:
    """Whether a folded header may be that of how long it was in all."""
    if hint(header, _names()) is not None:
        return True
    return may_be_labour(header) and header not in names_not_kept(LOG.key)


@cache
def _names() -> frozenset[str]:
    return frozenset(map(fold, words_for(lambda typed: typed.in_all)))
