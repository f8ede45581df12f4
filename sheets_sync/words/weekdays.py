"""The day of the week beside a date: "вт 03.11.2026", "3 Nov 2026 (Tue)" (design §15, §20)."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from sheets_sync.words import typed_everywhere

_DAYS: Final = range(7)


def apart_from_weekday(text: str) -> tuple[str, frozenset[int]]:
    """A text in small letters without the day of the week at its begin or end, and which that may
    be, Monday 0: short ones are different days in different languages. No days where none stands
    there, or nothing besides."""
    found = _beside().fullmatch(text)
    if found is None:
        return text, frozenset()
    word = found["before"] or found["behind"]
    rest = found["day"] or found["rest"]
    return rest, frozenset(day for day, words in enumerate(_weekdays()) if word in words)


def is_weekday(word: str) -> bool:
    """Whether a word in small letters is a day of the week, in whatever language."""
    return any(word in words for words in _weekdays())


@cache
def _beside() -> re.Pattern[str]:
    words = sorted({word for each in _weekdays() for word in each}, key=len, reverse=True)
    word = "|".join(map(re.escape, words))
    return re.compile(
        rf"(?:(?P<before>{word})\.?,? (?P<day>.+))|(?P<rest>.+?),? \(?(?P<behind>{word})\.?\)?"
    )


@cache
def _weekdays() -> tuple[frozenset[str], ...]:
    """By day the words for it, in every language."""
    return tuple(frozenset(_words(day)) for day in _DAYS)


def _words(day: int) -> Iterator[str]:
    for typed in typed_everywhere():
        if typed.weekdays:
            yield from typed.weekdays[day].split("|")
