"""Numbers that say beside them what they count, by their format or as typed: 3 days, 3 pcs (§15).

Whether that is what a quantity, or a term of a price, is in, the unit of the price says.
"""

import re
from functools import cache
from typing import Final

from sheets_sync.billing.findings import Code
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import DAYS, THINGS
from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass
from sheets_sync.reading.meaning.marks import COUNTED, as_float
from sheets_sync.reading.meaning.numbers import Number, plain_text, read_number, read_text
from sheets_sync.reading.meaning.rules import Locale
from sheets_sync.reading.meaning.vocabulary import words_for

_GAP: Final = "\u2009"
_BESIDE: Final = re.compile(r"([+-]?\d[\d .,]*?) ?([^\W\d_]+(?:[. -]{1,2}[^\W\d_]+)*)\.?")
_APART: Final = re.compile(r"[. -]+")
_DECIMALS: Final = 4


@dataclass(frozen=True)
class Counted:
    """A number, fixed, and what it counts: DAYS or THINGS."""

    value: int
    kind: int


def counting(number: float, unit: str) -> str:
    """A number with what its format shows beside it, for ``read_counted``."""
    return f"{str(number).removesuffix('.0')}{_GAP}{unit}{COUNTED}"


def read_counted(cell: Cell, locale: Locale) -> Counted | Code | None:
    """What a cell counts beside which its format shows a unit, or days or pieces are typed; None of
    any other. Of days, as of durations, the locale decides what 1.500 is; of pieces it is in doubt,
    as without a word."""
    if not isinstance(cell, str):
        return None
    if cell.endswith(COUNTED):
        number, _, unit = cell.removesuffix(COUNTED).partition(_GAP)
        return _counted(read_number(as_float(number), locale, _DECIMALS), unit)
    found = _BESIDE.fullmatch(plain_text(cell))
    if found is None:
        return None
    if is_of_days(found[2]):
        return _counted(read_text(found[1], locale, _DECIMALS), found[2])
    of_pieces = fold(found[2]) in _pieces()
    return _counted(read_number(found[1], locale, _DECIMALS), found[2]) if of_pieces else None


def _counted(number: Number | Code, unit: str) -> Counted | Code:
    kind = DAYS if is_of_days(unit) else THINGS
    return Counted(number.value, kind) if isinstance(number, Number) else number


@cache
def is_of_days(unit: str) -> bool:
    """Whether what stands behind a number is a word for days, or words for days of work, whatever
    is between them: раб. дн., man-days."""
    words = _APART.sub(" ", fold(unit)).strip()
    return words in _days() or words.replace(" ", "") in _days()


@cache
def _pieces() -> frozenset[str]:
    return frozenset(words_for(lambda typed: typed.pieces))


@cache
def _days() -> frozenset[str]:
    days = words_for(lambda typed: typed.days)
    return frozenset((*days, *words_for(lambda typed: typed.days_behind)))


@cache
def is_of_anything(unit: str) -> bool:
    """Whether a word behind a number says no unit at all: 2 units of an hourly price are hours."""
    return fold(unit).rstrip(". ") in words_for(lambda typed: typed.any_unit)
