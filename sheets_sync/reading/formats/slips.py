"""What a cell became by a slip of the spreadsheet's, and what was most likely typed (§15)."""

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from sheets_sync.billing.findings import Code, Variant
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.rounding import as_clock, half_up
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.cells import read_aloud
from sheets_sync.reading.meaning.dates import serial_date
from sheets_sync.reading.meaning.marks import (
    AWAY,
    BESIDE_MINUTES,
    BETWEEN,
    CUT,
    EXCHANGED,
    LESS,
    OF_FREE,
    as_exported,
)
from sheets_sync.reading.meaning.measures import DECIMALS, FIRSTS, LONGEST_DURATION, is_time_like
from sheets_sync.reading.meaning.numbers import Number, plain_text, read_number, read_text, two_fold
from sheets_sync.reading.meaning.rules import OTHER
from sheets_sync.reading.sources.slashes import has_slashes
from sheets_sync.spreadsheet.number_patterns import UNSURE

_TERMS: Final = ("minimum", "step", "included")
_SUMS: Final = ("amount", "threshold", "credit_limit", "topup", "ask")
_MONEY: Final = (*_SUMS, "agreed", "price")
_DECIMALS_OF_SUMS: Final = 2
_MANY_DECIMALS: Final = 18
_OF_A_THOUSANDTH: Final = re.compile(r"[.,]\d\d[1-9]")
"""What most currencies have no coin for: it offers no second reading."""
_LABOUR: Final = ("minutes", "agreed", "price", *_TERMS)
_OLD: Final = 2000
_LAST_FIRST: Final = 1904
"""Spreadsheets count days from 1900 or 1904: those of these years were small numbers."""
_FIRST_DAY: Final = min(FIRSTS)
_HOURS_A_DAY: Final = 24
_MINUTES_A_DAY: Final = 24 * 60
_BESIDE: Final = re.compile(r"[+-]?(?:\d[\d ]*)(?:[.,]\d+)? ?[^\W\d_%]*[^\s\d.,:;/'+-][^\d]*")
"""A number, and a text beside it: what is typed so, and what a format shows (90 %, 5 тыс. ₽)."""
_MARKED: Final = (
    (UNSURE, Variant.FORMAT),
    (CUT, Variant.CUT),
    (BESIDE_MINUTES, Variant.PAIR),
    (LESS, Variant.BREAK),
    (AWAY, Variant.AWAY),
)
_OF_DAY: Final = re.compile(r"\d{1,2}(?::\d\d){0,2} ?[ap]\.? ?m\.?", re.IGNORECASE)
"""A time of day, as clocks of twelve hours show it: 9:00 PM, 9 p.m."""


def variant_of(code: Code, key: str, cell: Cell) -> Variant | None:
    """What sets a finding apart from others of its code, as far as its cell tells."""
    if code is Code.LOST_TIME:
        return Variant.TERM if key in _TERMS and _is_long_term(cell) else _lost(cell)
    if code is Code.BAD_BILLABLE:
        return Variant.FREE if OF_FREE in str(cell) else None
    if code is Code.BAD_SIGN and key in _LABOUR:
        return Variant.NO_PAYMENT
    if code is Code.BAD_DATE and key == "date" and isinstance(cell, str):
        return Variant.EXCHANGED if EXCHANGED in cell else _slashes(cell)
    return _no_number(key, cell) if code is Code.BAD_NUMBER else None


def _slashes(text: str) -> Variant | None:
    return Variant.SLASHES if has_slashes(text) else None


def _no_number(key: str, cell: Cell) -> Variant | None:
    """What is typed where a number should be."""
    if isinstance(cell, (date, datetime)):
        return _day_of(key, first=cell.year <= _LAST_FIRST)
    if key in _TERMS and isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return Variant.FRACTION
    if key == "ask" and not str(cell).strip("0., "):
        return Variant.NOTHING
    if key in _MONEY and isinstance(cell, (time, timedelta)):
        return Variant.SUM_TIME
    told = _no_plain_text(cell, key) if isinstance(cell, str) else None
    return told or (Variant.TIME if key == "minutes" else None)


def _day_of(key: str, *, first: bool) -> Variant:
    """What a day is where a number should be; ``first``: one of about 1900."""
    if key in _MONEY:
        return Variant.SUM_MOMENT if first else Variant.SUM_DATE
    return Variant.MOMENT if first else Variant.DATE


def _no_plain_text(text: str, key: str) -> Variant | None:
    if marked := next((variant for mark, variant in _MARKED if mark in text), None):
        return marked
    if BETWEEN in text:
        begin, _, end = text.partition(BETWEEN)
        return Variant.SPAN if begin and end else Variant.NO_END if begin else Variant.NO_BEGIN
    text = as_exported(text)
    if _OF_DAY.fullmatch(plain_text(text)):
        return Variant.SUM_TIME if key in _MONEY else Variant.CLOCK
    if other := _other_number(text, key):
        return other
    if _BESIDE.fullmatch(plain_text(text)):
        return Variant.BESIDE_LABOUR if key == "minutes" else Variant.BESIDE
    return None


def _other_number(text: str, key: str) -> Variant | None:
    """What a number is that cannot be taken as it stands."""
    if two_fold(text) and not (key in _SUMS and _OF_A_THOUSANDTH.search(text)):
        return Variant.TWO_FOLD
    return Variant.DECIMALS if rounded(text, key) else None


def rounded(text: str, key: str) -> Decimal | None:
    """A number of too many decimals as it may be typed; None of any other text."""
    most = _DECIMALS_OF_SUMS if key in _SUMS else DECIMALS
    number = read_text(text, OTHER, _MANY_DECIMALS)
    if not isinstance(number, Number) or number.value % 10 ** (_MANY_DECIMALS - most) == 0:
        return None
    exact = Decimal(number.value).scaleb(-_MANY_DECIMALS)
    return exact.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)


def _is_long_term(cell: Cell) -> bool:
    """Whether a term is more than a lost time can be: hours that are most likely minutes."""
    number = read_number(cell, OTHER, DECIMALS)
    return isinstance(number, Number) and number.value >= LONGEST_DURATION * SCALE


def _lost(cell: Cell) -> Variant | None:
    """What sets lost times apart: a day's number, hours over a day, minutes like hours; None of a
    part of a day."""
    if isinstance(cell, str):
        if BESIDE_MINUTES in cell:
            return Variant.PAIR
        few = read_text(as_exported(cell), OTHER, _MANY_DECIMALS)
        fits = isinstance(few, Number) and few.value <= _HOURS_A_DAY * 10**_MANY_DECIMALS
        return Variant.UNIT if fits else Variant.OVER_A_DAY
    if not isinstance(cell, (int, float)):
        return None
    if cell >= _FIRST_DAY and cell % 1 == 0:
        return Variant.DAY
    if cell > _HOURS_A_DAY:
        return Variant.OVER_A_DAY
    return None if is_time_like(cell) else Variant.UNIT


def offered(code: Code, cell: Cell) -> str:
    """What was most likely typed: "1.5" where a day of May stands, "1:30" for its part of a day;
    "" where nothing offers itself."""
    if code is Code.LOST_TIME and _lost(cell) in (Variant.OVER_A_DAY, Variant.UNIT):
        return as_exported(read_aloud(cell)).strip()
    if code is Code.BAD_NUMBER and isinstance(cell, str) and BETWEEN in cell:
        return as_exported(cell.removeprefix(BETWEEN).removesuffix(BETWEEN))
    day = serial_date(cell) if code is Code.LOST_TIME else cell
    if code is Code.BAD_NUMBER and isinstance(day, date) and day.year <= _LAST_FIRST:
        return ""
    if isinstance(day, (date, datetime)) and code in (Code.LOST_TIME, Code.BAD_NUMBER):
        return f"{day.month}.{day:%y}" if _named_its_year(day) else f"{day.day}.{day.month}"
    if code is Code.LOST_TIME and isinstance(cell, (int, float)):
        exact = Fraction(cell) * _MINUTES_A_DAY * SCALE
        return as_clock(half_up(exact.numerator, exact.denominator))
    return ""


def _named_its_year(day: date) -> bool:
    """Whether a day was made of a month and a year, "1.75"; one of a day and a month is near."""
    return day.day == 1 and day.year < _OLD
