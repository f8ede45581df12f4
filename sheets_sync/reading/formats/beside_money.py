"""Words that formats show beside sums: whose money it is, and what makes another sum of it (§15).

30 that shows "30 Kč", "30 коп." or "30 т. руб." is none of the house's money, as a typed "30 Kč" is
none; "30 руб. без НДС" is. What a price shows of its own Unit says nothing: 60 of "60 руб. за час".
"""

import re
import unicodedata
from functools import cache
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.cells import read_aloud
from sheets_sync.reading.meaning.currencies import named_currency
from sheets_sync.reading.meaning.units import OTHER_UNITS, TIME_UNITS, time_unit
from sheets_sync.reading.meaning.vocabulary import words_for
from sheets_sync.spreadsheet.number_patterns import MONEY, SIGNS

_GAPS: Final = re.compile(r"[\s/()+,:]+")
_INNOCENT: Final = frozenset(words_for(lambda typed: typed.beside_money))


@cache
def currencies_in(unit: str) -> tuple[str, ...]:
    """What money is named in what a format shows, as it is written there; nothing where it is that
    of whoever looks."""
    named = (word.removeprefix(MONEY) for word in _words(unit) if _names_money(word))
    return tuple(filter(None, named))


@cache
def says_more_than_money(unit: str, *, of_things: bool = False) -> bool:
    """Whether a word beside a sum makes another one of it, or nobody knows what it makes of it.
    ``of_things``: a unit that things are sold by says nothing."""
    plain = [_plain(word) for word in _words(unit) if not _names_money(word)]
    return any(word not in _INNOCENT and not (of_things and word in OTHER_UNITS) for word in plain)


def without_own_unit(unit: str, per: Cell) -> str:
    """What a price shows beside it but for its own Unit, with money last. A unit of things may be
    called by another word, a time may not."""
    words = _words(unit)
    money = [word for word in words if _names_money(word)]
    rest = [w for w in words if not _names_money(w) and not _is_of(_plain(w), per)]
    return " ".join((*rest, *money))


def _is_of(word: str, per: Cell) -> bool:
    own = _plain(read_aloud(per))
    if word == own or word in _INNOCENT:
        return True
    minutes = time_unit(per)
    return TIME_UNITS.get(word) == minutes if minutes else word in OTHER_UNITS


def _words(unit: str) -> list[str]:
    return [word for word in _GAPS.split(unit) if any(map(_tells, word))]


def _tells(sign: str) -> bool:
    return sign.isalnum() or sign in SIGNS or unicodedata.category(sign) == "Sc"


def _names_money(word: str) -> bool:
    return any(unicodedata.category(sign) == "Sc" for sign in word) or bool(named_currency(word))


def _plain(word: str) -> str:
    return fold(word).strip(".")
