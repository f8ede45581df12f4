"""Numbers in cells: typed ones as typed, text by the workbook's locale, never a guess (§4).

A number comes out as an integer, scaled by a power of ten. Floats are taken by their shortest
decimal form, which is what the cell shows, and rounded half up, away from zero; typed text with
more decimals than there is room for is a finding.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Final

from sheets_sync.billing.currency_signs import SHARED
from sheets_sync.billing.findings import Code
from sheets_sync.billing.names import UNSEEN
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.currencies import ROUBLES, roubles_of, written_currency
from sheets_sync.reading.meaning.rules import OTHER, Locale
from sheets_sync.words import language_of

_SPACES: Final = re.compile("[\u00a0\u2007\u2009\u202f]")
_FIRST_GROUP: Final = r"[1-9]\d{0,2}"


def _pattern(whole: str, mark: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<sign>[+-]?)(?P<whole>{whole})(?:{mark}(?P<rest>\d+))?")


def _grouped(signs: str) -> str:
    return rf"{_FIRST_GROUP}([{signs}])\d{{3}}(?:\3\d{{3}})*|\d+"


@cache
def _written(locale: Locale) -> tuple[re.Pattern[str], ...]:
    """How a number is written there: its groups apart by a space, or by the language's own mark.
    Groups never begin with 0: "0,500" in an English workbook may well mean a half."""
    if locale == OTHER:
        return _ANYWHERE
    language = language_of(locale)
    group = "" if language.group.isspace() else re.escape(language.group)
    return (_pattern(_grouped(f" {group}"), re.escape(language.decimal)),)


_ANYWHERE: Final = (
    _pattern(_grouped(" '"), "[.,]"),
    _pattern(rf"{_FIRST_GROUP}(?:\.\d{{3}})+", ","),
    _pattern(rf"{_FIRST_GROUP}(?:,\d{{3}})+", r"\."),
)

_TWO_FOLD: Final = re.compile(rf"[+-]?{_FIRST_GROUP}[.,]\d{{3}}")
_GROUPS: Final = str.maketrans("", "", " ,.'")
_WITH_CURRENCY: Final = re.compile(r"(?P<number>.*\d)\s*(?P<currency>[^\d\s.,+-][^\d\s,+-]*)")
_BEFORE: Final = re.compile(
    r"(?P<sign>[+-]?)(?P<currency>[^\W\d_]{0,6}(?:[$€£₽₸₴₾₪₹₩₺₫¥￥]|(?<=\w)\.?))\s*(?P<number>\d.*)"
)
"""A sign, a code or a word: $100, EUR 100, руб. 100."""
_BARE: Final = re.compile(r"[+-]?\d[\d .,']*", re.ASCII)
LONGEST_TEXT: Final = 60
"""No longer text is a number, or a duration: Python counts the digits of no endless one."""
_MOST_DIGITS: Final = 20
"""Far over every limit, and still within the precision of Decimal's context."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number scaled to an integer, and the currency typed beside it: its code, a sign of
    ``currencies.SHARED``, or ``currencies.ROUBLES``; "" for none."""

    value: int
    currency: str = ""


def read_number(cell: Cell, locale: Locale, decimals: int) -> Number | Code:
    """The number in a cell that is not blank, times ``10**decimals``; or what is wrong with it:
    ``BAD_NUMBER`` of "1.500", too, which is a thousand and a half to some whatever the locale."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float, str)):
        return Code.BAD_NUMBER
    if isinstance(cell, str):
        number = read_text(cell, locale, decimals)
        return Code.BAD_NUMBER if _is_decimal(number, cell, decimals) else number
    return _from_typed(cell, decimals)


def read_exactly(cell: Cell, locale: Locale, decimals: int, times: int) -> Number | Code:
    """As ``read_number``, ``times`` as much: multiplied before anything is rounded."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _from_typed(cell, decimals, times)
    number = read_number(cell, locale, decimals)
    return number if isinstance(number, Code) else Number(number.value * times, number.currency)


def _from_typed(cell: float, decimals: int, times: int = 1) -> Number | Code:
    exact = Decimal(repr(cell))
    if not exact.is_finite():
        return Code.BAD_NUMBER
    if exact.adjusted() > _MOST_DIGITS:
        return Code.TOO_LARGE
    scaled = (exact * times).scaleb(decimals)
    return Number(int(scaled.quantize(Decimal(1), ROUND_HALF_UP)))


def plain_text(text: str) -> str:
    """Text of a cell with plain spaces and minus signs, trimmed, without what nobody sees: an
    apostrophe in front, too, is how one types a text, and no part of it."""
    if not text.isascii():
        text = UNSEEN.sub("", _SPACES.sub(" ", text)).replace("−", "-")
    return text.strip().removeprefix("'").lstrip()


def is_bare(text: str) -> bool:
    """Whether a text is figures alone, whatever its marks: nothing beside them says what they are
    in."""
    return _BARE.fullmatch(plain_text(text)) is not None


def own_currency(typed: str, currency: str, house: str) -> bool:
    """Whether the currency typed in a cell ("" for none) is that of the account. ``house`` is
    ``billing.currency``."""
    if typed == ROUBLES:
        return currency == roubles_of(house)
    return typed in ("", currency) or currency in SHARED.get(typed, ())


def two_fold(text: str) -> bool:
    """Whether a text may be two numbers, one with decimals and a larger one: "1.500", "1,500 €"."""
    return _TWO_FOLD.fullmatch(_split_currency(plain_text(text))[0]) is not None


def _is_decimal(number: Number | Code, text: str, decimals: int) -> bool:
    """Whether a text that may be two numbers was read as the smaller one."""
    if isinstance(number, Code) or not two_fold(text):
        return False
    smaller: bool = abs(number.value) < 1000 * 10**decimals
    return smaller


def read_text(text: str, locale: Locale, decimals: int) -> Number | Code:
    """As ``read_number``, of a text that the locale settles: in a workbook of English "1.500" has
    decimals, and "1,500" is larger. Where the locale is another one either is ``BAD_NUMBER``."""
    plain = plain_text(text)
    if len(plain) > LONGEST_TEXT:
        return Code.BAD_NUMBER
    number, currency = _split_currency(plain)
    found = next(filter(None, (each.fullmatch(number) for each in _written(locale))), None)
    if currency is None or found is None or not number.isascii():
        return Code.BAD_NUMBER
    rest = found["rest"] or ""
    if len(rest) > decimals or (locale == OTHER and two_fold(number)):
        return Code.BAD_NUMBER
    digits = found["whole"].translate(_GROUPS) + rest.ljust(decimals, "0")
    return Number(-int(digits) if found["sign"] == "-" else int(digits), currency)


def _split_currency(text: str) -> tuple[str, str | None]:
    """The number and the code of the currency typed beside it: "" for none, None for no such."""
    before = _BEFORE.fullmatch(text)
    if before:
        return before["sign"] + before["number"], written_currency(before["currency"])
    after = _WITH_CURRENCY.fullmatch(text)
    if not after:
        return text, ""
    return after["number"].rstrip(), written_currency(after["currency"])
