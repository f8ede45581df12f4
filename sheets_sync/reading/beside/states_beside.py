"""Clients who are called closed, or not active, in a column that is not read, below Status or
Active: their letters wait (design §15)."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.cell_column import Coded, Mask, rows_where
from sheets_sync.reading.meaning.dates import is_month, month_named
from sheets_sync.reading.meaning.vocabulary import any_of, folded_words, yes_or_no

_HEADERS: Final = "of_states"
_NOT_ACTIVE: Final = "not_active"
_WON: Final = "won"
_ROUND: Final = " .!"
_WORD: Final = re.compile(r"[\w./-]+")
_MARK: Final = re.compile(r"\s*[(,;:.]|\s+[-–—]")
_DAY: Final = re.compile(r"(?:19|20)\d\d|\d+[./-]\d[\d./-]*")
"""A year, or a day in figures."""
_FEW: Final = 4
"""So many words behind one for closed may say since when: "since 5 October 2025"."""


def is_of_states(header: str | None) -> bool:
    """Whether a folded header is that of the states of clients."""
    return header is not None and header in folded_words("not_kept", _HEADERS)


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
    found = _pattern().match(said)
    return yes_or_no().get(said) is False or bool(found and _is_of_them(said[found.end() :]))


def _is_of_them(rest: str) -> bool:
    """Whether what stands behind "closed" leaves it said of the client: nothing, a remark behind a
    mark, a day; not so in "closed - won", a deal, or "closed job 5"."""
    words = _WORD.findall(rest)
    if rest and _MARK.match(rest) is None:
        return _is_dated(words[:_FEW])
    return not any(
        rest.strip(" ,;:.-–—(").startswith(each) for each in folded_words("not_kept", _WON)
    )


def _is_dated(words: Sequence[str]) -> bool:
    """Whether a year, a day, or the name of a month beside a number, is among ``words``."""
    if any(_DAY.fullmatch(word) for word in words):
        return True
    return any(map(str.isdecimal, words)) and any(map(_is_month, words))


def _is_month(word: str) -> bool:
    return month_named(word) is not None or is_month(word)


@cache
def _pattern() -> re.Pattern[str]:
    """A word for it at the beginning."""
    words = any_of(folded_words("not_kept", _NOT_ACTIVE))
    return re.compile(rf"(?:{words})(?!\w)")
