"""Columns of Payments that staff keep for themselves and that say whether the money came (§15): a
Status of failed, a no in Cleared, a minus beside the sum."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import numpy as np

from sheets_sync.billing.names import alike, fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.cell_column import Coded, Mask, rows_where
from sheets_sync.reading.meaning.vocabulary import words_by, yes_or_no

_ROUND: Final = " .!?"
"""Signs around what a header, or a cell, says."""
_STATE, _ARRIVED, _SIGN, _MINUS = "state", "arrived", "sign", "minus"


def says_not_come(key: str, column: Coded) -> Mask:
    """The rows whose cell says below a header of that kind ("state") that no money came."""
    return _SAYS[key](column)


def is_headed(key: str, header: str | None) -> bool:
    """Whether a header is one of that kind."""
    return header is not None and header.rstrip(_ROUND) in _words(key)


def _failed(column: Coded) -> Mask:
    return rows_where(column, _is_failed)


def _is_failed(cell: Cell) -> bool:
    """Whether a text is a word for money that did not come, or begins with one and has none behind
    that it did: "failed - card expired"; not "pending → paid"."""
    if not isinstance(cell, str):
        return False
    said = fold(cell).strip(_ROUND)
    if said in _failures():
        return True
    begins = [
        each for each in _failures() if said.startswith(each) and not said[len(each)].isalnum()
    ]
    rest = said[max(map(len, begins), default=0) :]
    return bool(begins) and not any(word in rest for word in _words(_ARRIVED))


def _not_arrived(column: Coded) -> Mask:
    """A checkbox, or a dash, says no where another one of the column says yes."""
    answers = [_answer(cell) for cell in column.cells]
    told = any(answer is True for answer in answers)
    no = [
        answer is False and (told or (isinstance(cell, str) and fold(cell) not in _words(_MINUS)))
        for cell, answer in zip(column.cells, answers, strict=True)
    ]
    where: Mask = np.array([*no, False], bool)[column.codes]
    return where


def _answer(cell: Cell) -> bool | None:
    """What a cell says of whether money came; None where neither."""
    if isinstance(cell, bool):
        return cell
    said = fold(cell).strip(_ROUND) if isinstance(cell, str) else ""
    if said in _words(_MINUS) or _is_failed(cell):
        return False
    return True if said == "+" else yes_or_no().get(said)


def _minus(column: Coded) -> Mask:
    return rows_where(column, lambda cell: isinstance(cell, str) and fold(cell) in _words(_MINUS))


_SAYS: Final[Mapping[str, Callable[[Coded], Mask]]] = {
    _STATE: _failed,
    _ARRIVED: _not_arrived,
    _SIGN: _minus,
}
NOT_COME: Final = tuple(_SAYS)
"""The kinds of such columns."""


@cache
def _failures() -> frozenset[str]:
    """Words for money that did not come, or went back."""
    refunds = words_by(lambda typed: typed.kinds)["refund"]
    return _words("failed") | frozenset(map(fold, refunds))


@cache
def _words(key: str) -> frozenset[str]:
    words = words_by(lambda typed: typed.unpaid)[key]
    return frozenset(each for word in words for each in (fold(word), alike(word)))
