"""Columns of Payments that staff keep for themselves and that say whether the money came (§15): a
Status of failed, a no in Cleared, a minus beside the sum."""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Final

import numpy as np

from sheets_sync.billing.names import alike, fold
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.meaning.cell_column import Coded, Mask, rows_where
from sheets_sync.reading.meaning.vocabulary import any_of, words_by, yes_or_no

_ROUND: Final = " .!?"
"""Signs around what a header, or a cell, says."""
_STATE, _ARRIVED, _SIGN, _MINUS = "state", "arrived", "sign", "minus"
_TICKS: Final = frozenset("+✓✔☑✅")
_CROSSES: Final = frozenset("✗✘☒❌")


def says_not_come(key: str, column: Coded) -> Mask:
    """The rows whose cell says below a header of that kind ("state") that no money came."""
    return _SAYS[key](column)


def is_headed(key: str, header: str | None) -> bool:
    """Whether a header is one of that kind."""
    return header is not None and header.rstrip(_ROUND) in _words(key)


def agrees_with_refund(key: str, column: Coded) -> Mask:
    """The rows, of those that say so, whose cell means what a refund is: money that went back."""
    if key == _SIGN:
        return _minus(column)
    return rows_where(column, lambda cell: isinstance(cell, str) and _bare(cell) in _gone_back())


def _failed(column: Coded) -> Mask:
    return rows_where(column, _is_failed)


def _is_failed(cell: Cell) -> bool:
    """Whether a text begins with words for money that did not come, and says nowhere that it did:
    "failed - card expired", "pending, not paid"; not "pending → paid"."""
    if not isinstance(cell, str) or _failure().match(said := _bare(cell)) is None:
        return False
    rest = _failure().sub("", said)
    return not any(word in rest for word in _words(_ARRIVED))


def _bare(cell: str) -> str:
    return fold(cell).strip(_ROUND)


def _not_arrived(column: Coded) -> Mask:
    """A checkbox, a 0 or a dash says no where another cell of the column says yes."""
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
    if not isinstance(cell, str):
        return bool(cell) if cell in (0, 1) else None
    said = _bare(cell)
    if said in _words(_MINUS) | _CROSSES or _is_failed(cell):
        return False
    return True if said in _TICKS else yes_or_no().get(said)


def _minus(column: Coded) -> Mask:
    """In a column of nothing but signs; a dash beside names is nobody's signature."""
    minus = rows_where(column, partial(_is_sign, _MINUS))
    signs = minus | rows_where(column, partial(_is_sign, "plus")) | (column.codes == NONE)
    return minus if signs.all() else np.zeros(len(minus), bool)


def _is_sign(key: str, cell: Cell) -> bool:
    return isinstance(cell, str) and fold(cell) in _words(key)


_SAYS: Final[Mapping[str, Callable[[Coded], Mask]]] = {
    _STATE: _failed,
    _ARRIVED: _not_arrived,
    _SIGN: _minus,
}
NOT_COME: Final = tuple(_SAYS)
"""The kinds of such columns."""


def kind_of_column(key: str) -> str:
    """Of what kind the column of a key is: of each kind there may be several ("state 3")."""
    return key.partition(" ")[0]


@cache
def _failure() -> re.Pattern[str]:
    """Words for money that did not come, or went back; a no before what says that it came."""
    words = any_of(_words("failed") | _gone_back())
    denied = rf"(?:{any_of(_words('not'))})\s*(?:{any_of(_words(_ARRIVED))})"
    return re.compile(rf"\b(?:{denied}|{words})\b")


@cache
def _gone_back() -> frozenset[str]:
    refunds = words_by(lambda typed: typed.kinds)["refund"]
    return _words("returned") | frozenset(map(fold, refunds))


@cache
def _words(key: str) -> frozenset[str]:
    words = words_by(lambda typed: typed.unpaid)[key]
    return frozenset(each for word in words for each in (fold(word), alike(word)))
