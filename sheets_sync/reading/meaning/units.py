"""Units of prices: which of them are time, and how much of it (design §5)."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from sheets_sync.billing.days import WORKING_DAY
from sheets_sync.billing.findings import Code
from sheets_sync.billing.likeness import nearly
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.vocabulary import words_by, words_for
from sheets_sync.words import language_of, languages

TIME_UNITS: Final = {
    **dict.fromkeys(words_for(lambda typed: typed.minutes), 1),
    **dict.fromkeys(words_for(lambda typed: typed.hours), 60),
    **dict.fromkeys(words_for(lambda typed: typed.days), WORKING_DAY),
}
_IN_DOUBT: Final = frozenset(
    words_for(lambda typed: typed.minutes_behind)
    + words_for(lambda typed: typed.seconds)
    + words_for(lambda typed: typed.doubtful_units)
)
OTHER_UNITS: Final = frozenset(words_for(lambda typed: typed.units))
"""What things are sold by that is no time, folded."""
_SPOKEN: Final = frozenset(
    word
    for code in languages()
    for unit in (language_of(code).typed.minutes, language_of(code).typed.hours,
                 language_of(code).typed.days)
    for word in unit.split("|")
)  # fmt: skip
_SHORTEST_SLIP: Final = 2
"""A unit of fewer letters is never a slip for a unit of time."""
_SHORTEST_WORD: Final = 3
"""Nor is any a slip for h or hr: kg and ha are no further from those than their slips."""
_SHORTEST_FOREIGN: Final = 6
"""Nor for a short word of a language that we do not speak: seat is no slip of Turkish saat."""

_SHORTEST_PART: Final = 4
_SHORTEST_ENDING: Final = 3
_SHORTEST_FOREIGN_PART: Final = 5
"""No shorter word of time is looked for within another: "час" is in "часть", a part."""
_LONGEST_UNIT: Final = 3
"""Words: a text of more is no unit."""
_WITHOUT_SPACES: Final = 0x2E80
"""From here on scripts set no space between a unit and what is said of it."""
_WORDS: Final = re.compile(r"[^\W\d_]+")
_MANY: Final = re.compile(r"[\d.,/ ]+")
"""How many of them, before a unit: 1 d, /d."""


def time_unit(cell: Cell) -> int:
    """The minutes in a unit of time; 0 of any other unit."""
    return TIME_UNITS.get(_word(cell), 0)


def minutes_in_unit(cell: Cell) -> int | Code:
    """The same; ``BAD_UNIT`` of what may be a unit of time (d, m), is nearly one, or speaks of one:
    per hour, /h."""
    word = _word(cell)
    if word in TIME_UNITS:
        return TIME_UNITS[word]
    if word in OTHER_UNITS:
        return 0
    one = word[found.end() :] if (found := _MANY.match(word)) else word
    doubtful = one in _IN_DOUBT or _is_slip(word) or speaks_of_time(word) or _ends_as_time(word)
    return Code.BAD_UNIT if doubtful else 0


def is_unit(cell: Cell) -> bool:
    """Whether a cell is a unit that prices are for, and not how long something takes."""
    if not isinstance(cell, str) or any(map(str.isdigit, cell)):
        return False
    few = len(cell.split()) <= _LONGEST_UNIT
    return few and (minutes_in_unit(cell) != 0 or fold(cell) in OTHER_UNITS)


def unit_within(word: str) -> int:
    """The minutes in the unit of time that a folded word is, or that a longer one of our own
    languages is a part of (hourly); 0 of any other."""
    if word in TIME_UNITS:
        return TIME_UNITS[word]
    longer = (unit for unit in _words_from(_SHORTEST_PART, _SHORTEST_FOREIGN) if unit in word)
    return TIME_UNITS.get(next(longer, ""), 0)


def unit_said(word: str) -> int:
    """The minutes in the unit of time that a folded word of a header names, or says of prices by
    itself: horaire, Tagessatz; 0 of any other."""
    return unit_within(word) or _rates().get(word, 0)


@cache
def _rates() -> Mapping[str, int]:
    words = words_by(lambda typed: typed.rates)
    return {word: TIME_UNITS[unit] for unit, said in words.items() for word in said}


def speaks_of_time(text: str) -> bool:
    """Whether a unit of time is a word of it, or a longer one a part of a word: hourly."""
    return any(
        part in TIME_UNITS
        or any(unit in part for unit in _words_from(_SHORTEST_PART, _SHORTEST_FOREIGN_PART))
        for part in _WORDS.findall(text)
    )


def _ends_as_time(word: str) -> bool:
    """Whether it is made with a short word of time: workday, нормочас. Words end in those of
    minutes that are none (admin), and begin with any (часть)."""
    last = next(reversed(_WORDS.findall(word)), "")
    return any(
        last.endswith(unit)
        for unit in _SPOKEN
        if TIME_UNITS.get(unit) != 1 and len(unit) == _SHORTEST_ENDING < len(last)
    )


def _is_slip(word: str) -> bool:
    if word in OTHER_UNITS or len(word) < _SHORTEST_SLIP:
        return False
    return any(nearly(word, unit) for unit in _words_from(_SHORTEST_WORD, _SHORTEST_FOREIGN))


@cache
def _words_from(spoken: int, foreign: int) -> tuple[str, ...]:
    """The units of time that are long enough to be found in what is not quite one of them, by
    whether we speak their language."""
    return tuple(
        unit
        for unit in TIME_UNITS
        if len(unit) >= (spoken if unit in _SPOKEN else foreign)
        or (ord(unit[0]) >= _WITHOUT_SPACES and len(unit) > 1)
    )


def _word(cell: Cell) -> str:
    """A unit as it is looked for; what is no text is none."""
    return fold(cell if isinstance(cell, str) else "").replace(".", "").strip()
