"""Headings amid the rows of Log and Payments: a month, a week, a client (§15)."""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

import numpy as np

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.cells import Rows, name_in
from sheets_sync.reading.meaning.cell_column import rows_where
from sheets_sync.reading.meaning.dates import is_month, month_named
from sheets_sync.reading.meaning.vocabulary import words_for

_DATE: Final = "date"
_WORDS: Final = re.compile(r"\w+")
_LONGEST: Final = 60
"""No longer text is a heading: a column may have very many."""
_WEEKS: Final = 53
_YEARS: Final = range(1900, 2101)


def without_headings(rows: Rows, clients: Collection[str]) -> Rows:
    """The rows of Log without those, in sheets that staff keep as they like, that say nothing that
    is read but, where a day should be, a month, a week or one of ``clients`` (folded)."""
    heads = rows.in_kept_sheets()
    if heads.any():
        heads &= rows_where(rows.columns[_DATE], lambda cell: _is_heading(cell, clients))
    if not heads.any():
        return rows
    blank = [each.blank for key, each in rows.columns.items() if key != _DATE]
    return rows.where(~(heads & np.logical_and.reduce(blank)))


def without_lone_periods(rows: Rows, names: Collection[str] = ()) -> Rows:
    """The rows without those of which a single cell says anything, be a column one of ours or may
    it be, and that a month or a week, whatever its column, and none of ``names`` (folded)."""
    every = (*rows.columns.values(), *rows.unread.values())
    alone = np.sum([~each.blank for each in every], axis=0) == 1
    if not alone.any():
        return rows
    periods = np.zeros(len(rows), bool)
    for column in rows.columns.values():
        for at in np.flatnonzero(alone & ~column.blank).tolist():
            cell = column.cells[column.codes[at]]
            periods[at] = _is_heading(cell, ()) and fold(name_in(cell)) not in names
    return rows.where(~periods)


def _is_heading(cell: Cell, clients: Collection[str]) -> bool:
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return False
    said = fold(name_in(cell))
    words = _WORDS.findall(said)
    return (
        said in clients
        or (any(map(_is_period, words)) and all(map(_is_of_period, words)))
        or _is_short_month(words)
    )


def _is_short_month(words: Sequence[str]) -> bool:
    """Whether they are the beginning of a month and its year, "Oct 2026"; with fewer digits it may
    be a day ("Oct-26")."""
    month, *year = words or [""]
    return len(year) == 1 and year[0] in map(str, _YEARS) and month_named(month) is not None


def _is_period(word: str) -> bool:
    return word in _periods() or is_month(word)


def _is_of_period(word: str) -> bool:
    """Whether a word is one of a period, its number, or its year."""
    number = int(word) if word.isdecimal() and len(word) <= len("2026") else 0
    return _is_period(word) or 0 < number <= _WEEKS or number in _YEARS or word in _of_years()


@cache
def _periods() -> frozenset[str]:
    return frozenset(map(fold, words_for(lambda typed: typed.periods)))


@cache
def _of_years() -> frozenset[str]:
    return frozenset(words_for(lambda typed: typed.years))
