"""Dates in cells: serial or native as typed, text where it can be read in one way only (§4, §15).

A time of day behind a day, and a zone behind that, are dropped: the day is the one that is written.
"""

import re
from datetime import date, datetime
from functools import cache
from typing import Final

from sheets_sync.billing.days import EPOCH
from sheets_sync.billing.findings import Code
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.marks import DAY_FIRST
from sheets_sync.reading.meaning.numbers import plain_text
from sheets_sync.reading.meaning.rules import OTHER, Locale, Rules
from sheets_sync.reading.meaning.vocabulary import any_of, words_by, words_for
from sheets_sync.words import language_of, languages, typed_everywhere
from sheets_sync.words.weekdays import apart_from_weekday

_YEAR_FIRST: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_DOTS_BEHIND: Final = re.compile(r"(\d{4})\. ?(\d{1,2})\. ?(\d{1,2})\.", re.ASCII)
"""As days are written in Hungary."""
_DASHES: Final = str.maketrans("‐‑‒–—―", "------")
_YEARS: Final = any_of(words_for(lambda typed: typed.years))
_ORDINALS: Final = any_of(words_for(lambda typed: typed.ordinals))
_DOTTED: Final = re.compile(
    rf"(\d{{1,2}})\. ?(\d{{1,2}})\. ?(\d{{4}}|\d{{2}})(?: ?(?:{_YEARS})\.?)?", re.ASCII
)
_OF: Final = any_of(words_for(lambda typed: typed.of_month))
_DAY_AND_MONTH: Final = re.compile(
    rf"(\d{{1,2}})(?:{_ORDINALS}|\.)?(?:[ -]| (?:{_OF}) )([^\W\d_]{{3,}})\.?,?(?:[ -]| (?:{_OF}) )"
    rf"(\d{{4}})(?: ?(?:{_YEARS})\.?)?"
)
_MONTH_AND_DAY: Final = re.compile(rf"([^\W\d_]{{3,}})\.? (\d{{1,2}})(?:{_ORDINALS})?,? (\d{{4}})")
_TIME: Final = re.compile(
    r"(?:,? |t)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?(?: ?z| ?[+-]\d{2}:?\d{2})?$",
    re.ASCII,
)
_MONTHS: Final = tuple(
    words_by(lambda typed: {str(n): name for n, name in enumerate(typed.months)}).values()
)
_SHORT_MONTHS: Final = frozenset(w for names in _MONTHS for w in names if len(w) <= 4)
_SHORTEST_MONTH: Final = 3
_LONGEST_BEGINNING: Final = 4
_FIRST_SOUND_SERIAL: Final = 61
"""Excel believes in 29 February 1900: below this its serials and Google's differ by a day."""

_FARTHEST: Final = 20
"""A year of two digits is none more than so many years ahead."""

_FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_END: Final = (date(LAST_YEAR + 1, 1, 1) - EPOCH).days


def read_day(cell: Cell, rules: Rules, first_year: int) -> int | Code:
    """The serial day in a cell that is not blank; a time of day is dropped.

    ``BAD_DATE`` for what is no date, can be read in two ways, or lies outside ``first_year`` to
    2100.
    """
    day = _day(cell, rules)
    if day is None or not first_year <= day.year <= LAST_YEAR:
        return Code.BAD_DATE
    return (day - EPOCH).days


def day_in(text: str) -> date | None:
    """The day that a text names in whatever language, where it can be but one: "2026-11-23",
    "23.11.2026", "23 ноября 2026". None of "23.11.26", which has its days first in some places
    alone."""
    return _from_text(text, OTHER, 0)


def serial_date(cell: Cell) -> date | None:
    """The date that a number stands for; None for what is no number, or no day up to 2100."""
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return None
    if not _FIRST_SOUND_SERIAL <= cell < _END:
        return None
    return date.fromordinal(EPOCH.toordinal() + int(cell))


def _day(cell: Cell, rules: Rules) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, str):
        return _from_text(cell, rules.locale, rules.day)
    return None if _is_year(cell) else serial_date(cell)


def _is_year(cell: Cell) -> bool:
    """Whether a number is a year, 2027, which would be a day of 1905."""
    return isinstance(cell, (int, float)) and _FIRST_YEAR <= cell <= LAST_YEAR


def _from_text(text: str, locale: Locale, today: int) -> date | None:
    typed = plain_text(text).casefold().translate(_DASHES)
    plain = _TIME.sub("", " ".join(typed.split()))
    rest, weekdays = apart_from_weekday(plain)
    try:
        if day := _in_figures(plain, locale, today) or _with_a_month(plain):
            return day
        day = _in_figures(rest, locale, today) or _with_a_month(rest) if weekdays else None
    except ValueError:
        return None
    return day if day and day.weekday() in weekdays else None


def _in_figures(text: str, locale: Locale, today: int) -> date | None:
    """Year first, or dd.mm.yyyy; raises ``ValueError`` for a day that no month has."""
    if found := _YEAR_FIRST.fullmatch(text):
        return date(int(found[1]), int(found[3]), int(found[4]))
    if found := _DOTS_BEHIND.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if (found := _DOTTED.fullmatch(text.removeprefix(DAY_FIRST))) is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    if len(found[3]) == 4:
        return date(year, month, day)
    latest = EPOCH.toordinal() + today
    near = 2000 + year <= date.fromordinal(latest).year + _FARTHEST
    settled = text.startswith(DAY_FIRST) or _is_dotted(locale)
    return date(2000 + year, month, day) if near and settled else None


def _is_dotted(locale: Locale) -> bool:
    """Whether days are written with dots there, so that a short one can be but one day."""
    return locale in languages() and language_of(locale).day == "%d.%m.%Y"


def _with_a_month(text: str) -> date | None:
    """A month in words: "23 Nov 2026", "23 ноября 2026", "Nov 23, 2026"."""
    if found := _DAY_AND_MONTH.fullmatch(text):
        day, word, year = found.groups()
    elif found := _MONTH_AND_DAY.fullmatch(text):
        word, day, year = found.groups()
    else:
        return None
    month = month_named(word) or _month_elsewhere(word)
    return date(int(year), month, int(day)) if month else None


def month_named(word: str) -> int | None:
    """The month of a name or of its beginning; None of any other word."""
    short = len(word) <= _LONGEST_BEGINNING
    found = [
        number
        for number, names in enumerate(_MONTHS, 1)
        if word in names or (short and any(name.startswith(word) for name in names))
    ]
    return found[0] if len(found) == 1 and len(word) >= _SHORTEST_MONTH else None


@cache
def _month_elsewhere(word: str) -> int | None:
    """The month of a whole name in a language that we do not speak, the same in all of these."""
    by_language = (typed.purposes.get("months", "").split("|") for typed in typed_everywhere())
    found = {names.index(word) + 1 for names in by_language if word in names and len(names) == 12}
    return found.pop() if len(found) == 1 else None


def is_month(word: str) -> bool:
    """Whether a word in small letters is a month's whole name, in whatever language."""
    named = month_named(word) if len(word) > _LONGEST_BEGINNING or word in _SHORT_MONTHS else None
    return (named or _month_elsewhere(word)) is not None
