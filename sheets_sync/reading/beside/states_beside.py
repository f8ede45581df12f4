"""Clients who are called closed, or not active, in a column that is not read, below Status or
Active: their letters wait (design §15)."""

import re
from functools import cache
from typing import Final

import numpy as np

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.cell_column import Coded, Mask, rows_where
from sheets_sync.reading.meaning.vocabulary import any_of, words_by, yes_or_no

_HEADERS: Final = "of_states"
_NOT_ACTIVE: Final = "not_active"
_ROUND: Final = " .!"


def is_of_states(header: str | None) -> bool:
    """Whether a folded header is that of the states of clients."""
    return header is not None and header in _words(_HEADERS)


def not_active(column: Coded) -> Mask:
    """The rows whose cell says that a client is not active; an empty checkbox, or a 0, says so
    where another one is ticked."""
    said = rows_where(column, _is_not_active)
    return said | rows_where(column, _is_empty_tick) if _is_ticked(column) else said


def _is_ticked(column: Coded) -> bool:
    return bool(np.any(rows_where(column, lambda cell: not isinstance(cell, str) and cell == 1)))


def _is_empty_tick(cell: Cell) -> bool:
    return isinstance(cell, (bool, int, float)) and cell == 0


def _is_not_active(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return False
    said = fold(cell).strip(_ROUND)
    return yes_or_no().get(said) is False or _pattern().match(said) is not None


@cache
def _pattern() -> re.Pattern[str]:
    """A word for it at the beginning, and behind it nothing, a mark or a number: a day, a year."""
    return re.compile(rf"(?:{any_of(_words(_NOT_ACTIVE))})(?=$|\s*[(,;:.\d]|\s+[-–—]|\s+\w+\s+\d)")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(map(fold, words_by(lambda typed: typed.not_kept)[key]))
