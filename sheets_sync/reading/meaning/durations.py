"""Durations in cells: typed as text with a colon or a unit, or as a cell of time (design §15).

With a unit, a mark before one or two digits is decimal in every locale; before three digits, or
more, the locale decides, as for any number.
"""

import re
from datetime import time, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final

from sheets_sync.billing.findings import Code
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.rounding import half_up
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.numbers import LONGEST_TEXT, Number, plain_text, read_text
from sheets_sync.reading.meaning.rules import Locale
from sheets_sync.reading.meaning.vocabulary import any_of, words_for

_HOUR: Final = Fraction(60)
_MINUTE: Final = Fraction(1)
_SECOND: Final = Fraction(1, 60)
_SIZES: Final = {
    **dict.fromkeys(words_for(lambda typed: typed.hours), _HOUR),
    **dict.fromkeys(words_for(lambda typed: typed.minutes), _MINUTE),
    **dict.fromkeys(words_for(lambda typed: typed.minutes_behind), _MINUTE),
    **dict.fromkeys(words_for(lambda typed: typed.seconds), _SECOND),
    "'": _MINUTE,
    "''": _SECOND,
}
_HOURS: Final = any_of(words_for(lambda typed: typed.hours))
_UNITS: Final = any_of(_SIZES)
_BEFORE_MINUTES: Final = re.compile(
    rf"(\d+) ?(?:{any_of(words_for(lambda typed: typed.hours_before))})\.? ?"
    rf"(?=[0-5]\d$|[0-5]?\d ?(?:{any_of(w for w, size in _SIZES.items() if size == _MINUTE)})\.?$)"
)
"""Hours by a word that means them only there: 1u30, 1 год 30 хв."""
_QUOTES: Final = str.maketrans({"’": "'", "′": "'", "″": "''", '"': "''"})

_IN_HOURS: Final = r"\1h"

_CLOCK: Final = re.compile(rf"(\d{{1,5}}):([0-5]\d)(?::([0-5]\d))?(?: ?(?:{_HOURS})\.?)?")
_PART: Final = re.compile(rf" ?(\d[\d .,]*?) ?({_UNITS})\.?(?![^\W\d_]|')")
_BARE_MINUTES: Final = re.compile(r" ?([0-5]\d)")
_PLAIN: Final = re.compile(r"(\d+)(?:[.,](\d{1,2}))?")
_DECIMALS: Final = 4


def read_duration(cell: Cell, locale: Locale) -> int | Code | None:
    """The fixed minutes of a cell that holds a duration, negative behind a minus; None where it
    holds none. ``BAD_NUMBER`` for one that does not come off: "1:75", "30m 1h"."""
    if isinstance(cell, timedelta):
        return _fixed(Fraction(cell / timedelta(microseconds=1)) / 60_000_000)
    if isinstance(cell, time):
        seconds = cell.hour * 3600 + cell.minute * 60 + cell.second
        return _fixed(Fraction(seconds * 1_000_000 + cell.microsecond, 60_000_000))
    return _from_text(cell, locale) if isinstance(cell, str) else None


def _from_text(text: str, locale: Locale) -> int | Code | None:
    plain = " ".join(plain_text(text).casefold().translate(_QUOTES).split())
    size = plain.lstrip("+-")
    if len(plain) > LONGEST_TEXT:
        return None
    if not size.isascii() and any(c.isdecimal() and not c.isascii() for c in size):
        return None  # digits of another script are no number either
    minutes = _from_clock(size) if ":" in size else _from_parts(size, locale)
    if minutes is None or isinstance(minutes, Code):
        return minutes
    if len(plain) - len(size) > 1:
        return Code.BAD_NUMBER
    return _fixed(-minutes if plain.startswith("-") else minutes)


def _from_clock(text: str) -> Fraction | Code:
    found = _CLOCK.fullmatch(text)
    if found is None:
        return Code.BAD_NUMBER
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * _HOUR + minutes + seconds * _SECOND


def _from_parts(text: str, locale: Locale) -> Fraction | Code | None:
    """Numbers with units, from the largest unit down; minutes may lack theirs behind hours."""
    parts: list[tuple[Fraction, Fraction]] = []
    text, at = _BEFORE_MINUTES.sub(_IN_HOURS, text), 0
    while found := _PART.match(text, at):
        number = _amount(found[1], locale)
        if isinstance(number, Code):
            return number
        parts.append((number, _SIZES[found[2]]))
        at = found.end()
    if not parts:
        return None
    if (bare := _BARE_MINUTES.fullmatch(text, at)) and parts[-1][1] == _HOUR:
        parts.append((Fraction(bare[1]), _MINUTE))
    elif at != len(text):
        return Code.BAD_NUMBER
    return (
        sum((n * unit for n, unit in parts), Fraction(0)) if _in_order(parts) else Code.BAD_NUMBER
    )


def _in_order(parts: list[tuple[Fraction, Fraction]]) -> bool:
    """Whether units fall, all but the last number is whole, and none is as much as one before."""
    return all(
        unit > lower and number.denominator == 1 and less * lower < unit
        for (number, unit), (less, lower) in pairwise(parts)
    )


def _amount(text: str, locale: Locale) -> Fraction | Code:
    if found := _PLAIN.fullmatch(text):
        return Fraction(f"{found[1]}.{found[2] or 0}")
    number = read_text(text, locale, _DECIMALS)
    return Fraction(number.value, SCALE) if isinstance(number, Number) else number


def _fixed(minutes: Fraction) -> int:
    exact = minutes * SCALE
    return half_up(exact.numerator, exact.denominator)
