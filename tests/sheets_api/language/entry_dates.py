"""Dates and times as typed. The cell gets a number, and a format that shows it as it was typed.

Measured [R]: "2020-01-01" shows the same again and is 43831. All else is assumed: the order of day
and month by locale, "1.5" being the first of May in ru_RU, "1/2" being a day of this year,
one digit typed showing one digit, years 00-29 being of this century."""

import datetime as dt
import re
from dataclasses import dataclass

from .locales import EN_MONTHS, Locale
from .serials import serial_of

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_MONTH_YEAR = re.compile(r"(\d{1,2})([-/])(\d{4})")
_NAME_FIRST = re.compile(r"([^\W\d]{3,9}\.?)(?: (\d{1,2}))?(?:(,? )(\d{4}))?")
_DAY_FIRST = re.compile(r"(\d{1,2})([ -])([^\W\d]{3,9}\.?)(?:(,? |-)(\d{4}))?")
_CLOCK = re.compile(r"(\d{1,4}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3}))?)?(?: ?([AaPp][Mm]))?")
_HOUR = re.compile(r"(\d{1,2}) ?([AaPp][Mm])")
_BOTH = re.compile(r"(.+?)(,? )(\d{1,2}:\d{2}.*)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A typed date or time: its serial, and the type and pattern of its number format."""

    serial: float
    type: str
    pattern: str


def typed_moment(text: str, locale: Locale) -> Moment | None:
    """The date, time or both that the text spells in this locale; None if none."""
    found = typed_date(text, locale) or typed_time(text)
    if found is not None or (both := _BOTH.fullmatch(text)) is None:
        return found
    date, time = typed_date(both[1], locale), typed_time(both[3])
    if date is None or time is None or time.serial >= 1:
        return None
    pattern = f"{date.pattern} {time.pattern}"
    return Moment(date.serial + time.serial, "DATE_TIME", pattern)


def typed_date(text: str, locale: Locale) -> Moment | None:
    """The day that the text spells."""
    if match := _ISO.fullmatch(text):
        year, sign, month, day = match.groups()
        pattern = f"yyyy{sign}{_letters('m', month)}{sign}{_letters('d', day)}"
        return _day(int(year), int(month), int(day), pattern)
    if match := _NUMERIC.fullmatch(text):
        return _numeric(match, locale)
    if match := _MONTH_YEAR.fullmatch(text):
        month, sign, year = match.groups()
        return _day(int(year), int(month), 1, f"{_letters('m', month)}{sign}yyyy")
    return _named(text, locale)


def _letters(letter: str, digits: str) -> str:
    return letter * len(digits)


def _day(year: int, month: int, day: int, pattern: str) -> Moment | None:
    serial = serial_of(year, month, day)
    return None if serial is None else Moment(serial, "DATE", pattern)


def _numeric(match: re.Match[str], locale: Locale) -> Moment | None:
    first, sign, second, year = match.groups()
    if sign not in locale.separators:
        return None
    by_month = locale.order == "mdy"
    month, day = (first, second) if by_month else (second, first)
    parts = [_letters("m", month), _letters("d", day)]
    pattern = sign.join(parts if by_month else parts[::-1])
    if year:
        pattern += sign + _letters("y", year)
    return _day(_year(year), int(month), int(day), pattern)


def _year(digits: str | None) -> int:
    if not digits:
        return dt.datetime.now(tz=dt.UTC).year
    number = int(digits)
    return number if len(digits) == 4 else number + (2000 if number < 30 else 1900)


def _named(text: str, locale: Locale) -> Moment | None:
    if match := _DAY_FIRST.fullmatch(text):
        day, sign, name, gap, year = match.groups()
        found = _month(name, locale)
        if found is None:
            return None
        pattern = f"{_letters('d', day)}{sign}{found[1]}" + (f"{gap}yyyy" if year else "")
        return _day(_year(year), found[0], int(day), pattern)
    if match := _NAME_FIRST.fullmatch(text):
        name, day, gap, year = match.groups()
        found = _month(name, locale)
        if found is None or not (day or year):
            return None
        pattern = found[1] + (f" {_letters('d', day)}" if day else "")
        pattern += f"{gap}yyyy" if year else ""
        return _day(_year(year), found[0], int(day or 1), pattern)
    return None


def _month(name: str, locale: Locale) -> tuple[int, str] | None:
    """A month's number and the pattern that shows it at this length."""
    wanted = name.lower().rstrip(".")
    for words in (locale.months, EN_MONTHS, *locale.month_words):
        for number, word in enumerate(words, 1):
            if wanted == word.lower():
                return number, "mmmm"
    for words in (locale.months_short, tuple(month[:3] for month in EN_MONTHS)):
        for number, word in enumerate(words, 1):
            if wanted == word.lower().rstrip("."):
                return number, "mmm"
    return None


def typed_time(text: str) -> Moment | None:
    """The time of day, or a duration of a day and more, that the text spells."""
    if match := _HOUR.fullmatch(text):
        hour = _hour(int(match[1]), match[2])
        return None if hour is None else Moment(hour / 24, "TIME", "h am/pm")
    if not (match := _CLOCK.fullmatch(text)):
        return None
    hours, minutes, seconds, thousandths, half = match.groups()
    hour = _hour(int(hours), half)
    if hour is None or int(minutes) > 59 or int(seconds or 0) > 59:
        return None
    thousands = int(seconds or 0) * 1000 + int((thousandths or "0").ljust(3, "0"))
    serial = ((hour * 60 + int(minutes)) * 60_000 + thousands) / 86_400_000
    pattern = _clock_pattern(hours, seconds, thousandths)
    return Moment(serial, "TIME", pattern + (" am/pm" if half else ""))


def _hour(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour
    if not 1 <= hour <= 12:
        return None
    return hour % 12 + (12 if half.lower() == "pm" else 0)


def _clock_pattern(hours: str, seconds: str | None, thousandths: str | None) -> str:
    if int(hours) >= 24:
        return "[h]:mm:ss"
    pattern = _letters("h", hours) + ":mm" + (":ss" if seconds else "")
    return pattern + (f".{'0' * len(thousandths)}" if thousandths else "")
