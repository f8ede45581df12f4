"""Shows a serial under a section of a date or time pattern (d.m.yyyy h:mm, [h]:mm:ss).

Measured [R]: yyyy-mm-dd. Assumed: a clock drops what it does not show (10:30:59 is 10:30)."""

import datetime as dt
from functools import lru_cache

from .locales import Locale
from .patterns import Section, Token
from .serials import FIRST, LAST, date_of, moment_of


@lru_cache(maxsize=4096)
def shown_moment(serial: float, section: Section, locale: Locale) -> str | None:
    """The moment as text; None where the calendar has no such day."""
    if not FIRST <= serial < LAST:
        return None
    day, (_, clock) = date_of(serial), moment_of(serial)
    half = any(token.kind == "half" for token in section.tokens)
    shown, after_seconds = [], False
    for index, token in enumerate(section.tokens):
        if token.kind == "digit" and after_seconds:
            shown.append(_thousandth(section.tokens, index, clock))
        elif token.kind == "elapsed":
            shown.append(_elapsed(token.text, serial))
        elif token.kind == "half":
            shown.append(_half(token.text, clock))
        elif token.kind == "date":
            shown.append(_part(section.tokens, index, day, clock, half=half, locale=locale))
        else:
            shown.append(locale.decimal if _is_fraction(section.tokens, index) else token.text)
        after_seconds = _is_seconds(token) or (after_seconds and token.kind in {"point", "digit"})
    return "".join(shown)


def _is_seconds(token: Token) -> bool:
    return token.kind in {"date", "elapsed"} and token.text[0] in "sS"


def _is_fraction(tokens: tuple[Token, ...], index: int) -> bool:
    before = index > 0 and _is_seconds(tokens[index - 1])
    after = index + 1 < len(tokens) and tokens[index + 1].kind == "digit"
    return tokens[index].kind == "point" and before and after


def _thousandth(tokens: tuple[Token, ...], index: int, clock: int) -> str:
    """The digit of the second's fraction that this placeholder stands for."""
    start = index
    while tokens[start - 1].kind == "digit":
        start -= 1
    place = index - start
    return f"{clock % 1000:03d}"[place] if place < 3 else "0"


def _elapsed(letters: str, serial: float) -> str:
    day, clock = moment_of(abs(serial))
    unit = {"h": 3_600_000, "m": 60_000, "s": 1000}[letters[0].lower()]
    sign = "-" if serial < 0 else ""
    return sign + str((day * 86_400_000 + clock) // unit).zfill(len(letters))


def _half(letters: str, clock: int) -> str:
    afternoon = clock >= 43_200_000
    if len(letters) > 3:
        return "PM" if afternoon else "AM"
    morning_letter, _, afternoon_letter = letters.partition("/")
    return afternoon_letter if afternoon else morning_letter


def _part(
    tokens: tuple[Token, ...], index: int, day: dt.date, clock: int, *, half: bool, locale: Locale
) -> str:
    letters = tokens[index].text.lower()
    hour, minute, second = clock // 3_600_000, clock // 60_000 % 60, clock // 1000 % 60
    if letters[0] == "h":
        return _padded((hour % 12 or 12) if half else hour, letters)
    if letters[0] == "s":
        return _padded(second, letters)
    if letters[0] == "m" and len(letters) < 3 and _means_minutes(tokens, index):
        return _padded(minute, letters)
    return _of_calendar(letters, day, locale)


def _padded(number: int, letters: str) -> str:
    return str(number).zfill(min(len(letters), 2))


def _of_calendar(letters: str, day: dt.date, locale: Locale) -> str:
    if letters[0] == "y":
        return f"{day.year % 100:02d}" if len(letters) < 3 else f"{day.year:04d}"
    number, names, short = day.month, locale.months, locale.months_short
    if letters[0] == "d":
        number, names, short = day.isoweekday() % 7 + 1, locale.days, locale.days_short
    if len(letters) < 3:
        return _padded(day.month if letters[0] == "m" else day.day, letters)
    if len(letters) == 3:
        return short[number - 1]
    return names[number - 1][:1] if len(letters) == 5 else names[number - 1]


def _means_minutes(tokens: tuple[Token, ...], index: int) -> bool:
    """An m is minutes behind hours or before seconds, else the month."""
    return _neighbour(tokens[:index][::-1]) == "h" or _neighbour(tokens[index + 1 :]) == "s"


def _neighbour(tokens: tuple[Token, ...]) -> str:
    clock = (token for token in tokens if token.kind in {"date", "elapsed"})
    return next((token.text[0].lower() for token in clock), "")
