"""Whether a column that is not read says what one that a charge hangs on would: a Rate of good and
ok says no sum, a Surcharge of 0 none either (design §15)."""

import re
from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from functools import cache
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.cell_column import Coded, Mask, rows_where
from sheets_sync.reading.meaning.currencies import named_currency
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.rules import OTHER
from sheets_sync.reading.meaning.vocabulary import folded_words, words_by, words_for, yes_or_no

GRATIS: Final = "gratis"
"""That a row costs nothing, said in words in a column of prices."""
MANY: Final = "many"
"""How many of a unit a price is for, which is one with us."""
_FIGURE: Final = re.compile(r"(\D*?)[-+−]?(\d[\d.,' \u00a0\u202f]*)\D*")
_ONE: Final = re.compile(r"1(?:[.,]0*)?")
_MANY: Final = re.compile(r"\s*(?![01](?:[.,]0*)?(?![\d.,]))\d")
_LONGEST: Final = 24
"""No longer text is a state, of which the longest has eighteen signs: notes may be very many."""
_TIMES: Final = ("", "x", "×", "*")
_GRATIS: Final = frozenset(map(fold, words_for(lambda typed: typed.gratis)))
_EVERYBODY: Final = frozenset(map(fold, words_for(lambda typed: typed.everybody)))


def says(key: str, column: Coded) -> Mask:
    """The rows in which a column says what the one called ``key`` would, be it ours or one that we
    do not keep; of one that says it in words, all that are filled."""
    return rows_where(column, _SAYS.get(key, _is_filled))


def _is_filled(cell: Cell) -> bool:
    return cell is not None


def _is_figure(cell: Cell) -> bool:
    """Whether a cell is a number, or a duration, other than 0: alone, with a currency in front of
    it, or whatever behind, but no further number: 9-11, INV-1 are none."""
    if isinstance(cell, (time, timedelta)):
        return read_duration(cell, OTHER) != 0
    return bool(_digits(cell).strip("0.,"))


def _is_figure_or_nought(cell: Cell) -> bool:
    """Whether a cell is a number or a duration, 0 too: what is worked, and not charged."""
    if isinstance(cell, (time, timedelta)) or isinstance(read_duration(cell, OTHER), int):
        return True
    return bool(_digits(cell))


def _is_multiple(cell: Cell) -> bool:
    """Whether a cell is a figure other than 1."""
    return _is_figure(cell) and not _ONE.fullmatch(_digits(cell))


def _is_many(cell: Cell) -> bool:
    """Whether a cell begins with another number than 0 and 1: 60, 1000 pcs."""
    return isinstance(cell, (int, float, str)) and _MANY.match(str(cell)) is not None


def _is_term(cell: Cell) -> bool:
    """Whether a cell may be a duration or a number, in whatever spelling; "no" and 0 are none."""
    digits = {sign for sign in str(cell) if sign.isdigit()}
    return not isinstance(cell, bool) and bool(digits - {"0"})


def _digits(cell: Cell) -> str:
    """The number that a cell is, as it stands there; "" of any other."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return ""
    found = _FIGURE.fullmatch(str(cell).strip())
    if found is None or not (found[1].strip() in _TIMES or named_currency(found[1].strip())):
        return ""
    return found[2].strip()


def _is_day(cell: Cell) -> bool:
    """Whether a cell may be a day: a date, a number, a text that has a digit."""
    return isinstance(cell, date) or any(map(str.isdigit, str(cell)))


def is_somebody(cell: Cell) -> bool:
    """Whether a cell may be one client: "all" is none."""
    return fold(str(cell)) not in _EVERYBODY


def _is_yes_or_no(cell: Cell) -> bool:
    """Whether a cell is a word for yes or no, or a tick."""
    said = fold(str(cell))
    return isinstance(cell, bool) or said in yes_or_no() or len(said) == 1


def _is_sum(cell: Cell) -> bool:
    """Whether a cell says what a row costs, "free" among it; a 0 may show nothing."""
    return _is_figure(cell) or _is_gratis(cell)


def _is_gratis(cell: Cell) -> bool:
    return isinstance(cell, str) and fold(cell) in _GRATIS


def _is_undone(cell: Cell) -> bool:
    """Whether a cell says that its row is not to be charged: cancelled, internal."""
    if not isinstance(cell, str) or len(cell) > _LONGEST:
        return False
    return fold(cell) in folded_words("not_kept", "undone")


@cache
def undone_as_typed() -> frozenset[str]:
    """The words for that as people type them: in small letters, in capitals, with a dot or a space
    behind. Notes are looked through for them before each is read, for they may be very many."""
    words = words_by(lambda typed: typed.not_kept)["undone"]
    spelt = (each for w in words for each in (w, w.upper(), w.capitalize(), w.title()))
    return frozenset(f"{each}{behind}" for each in spelt for behind in ("", ".", "!", " "))


_SAYS: Final[Mapping[str, Callable[[Cell], bool]]] = {
    "client": is_somebody,
    "valid_from": _is_day, "until": _is_day,
    "billable": _is_yes_or_no, "free": _is_yes_or_no,
    MANY: _is_many, "multiplied": _is_multiple, "paid": _is_multiple,
    **dict.fromkeys(("minimum", "step", "included", "quantity", "minutes", "opening"), _is_term),
    "billed": _is_figure_or_nought,
    "sums": _is_sum,
    GRATIS: _is_gratis,
    **dict.fromkeys(("agreed", "discount", "reduced", "of_client", "extra"), _is_figure),
    "unbilled": _is_figure,
    "undone": _is_undone,
}  # fmt: skip
