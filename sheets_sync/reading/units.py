"""Units of prices: which of them are time, and how much of it (design §5)."""

import re
from typing import Final

from sheets_sync.billing.findings import Code
from sheets_sync.billing.likeness import nearly
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.cells import read_aloud
from sheets_sync.reading.vocabulary import words_for

TIME_UNITS: Final = {
    **dict.fromkeys(words_for(lambda typed: typed.minutes), 1),
    **dict.fromkeys(words_for(lambda typed: typed.hours), 60),
    **dict.fromkeys(words_for(lambda typed: typed.days), 480),
}
_OTHERS: Final = frozenset(words_for(lambda typed: typed.units))
_SHORTEST_SLIP: Final = 2
"""A unit of fewer letters, like m, is never a slip for a unit of time."""
_SHORTEST_WORD: Final = 3
"""Nor is any a slip for h or hr: kg and ha are no further from those than their slips."""

_SHORTEST_PART: Final = 4
"""No shorter word of time is looked for within another: "час" is in "часть", a part."""
_LONGER_UNITS: Final = tuple(unit for unit in TIME_UNITS if len(unit) >= _SHORTEST_PART)
_WORDS: Final = re.compile(r"[^\W\d_]+")


def time_unit(cell: Cell) -> int:
    """The minutes in a unit of time; 0 of any other unit."""
    return TIME_UNITS.get(_word(cell), 0)


def minutes_in_unit(cell: Cell) -> int | Code:
    """The same; ``BAD_UNIT`` of what is nearly a unit of time, or speaks of one: per hour, /h."""
    word = _word(cell)
    if word in TIME_UNITS:
        return TIME_UNITS[word]
    return Code.BAD_UNIT if _is_slip(word) or _speaks_of_time(word) else 0


def _is_slip(word: str) -> bool:
    if word in _OTHERS or len(word) < _SHORTEST_SLIP:
        return False
    return any(nearly(word, unit) for unit in TIME_UNITS if len(unit) >= _SHORTEST_WORD)


def _speaks_of_time(text: str) -> bool:
    """Whether a unit of time is a word of it, or a longer one a part of a word: hourly."""
    return any(
        part in TIME_UNITS or any(unit in part for unit in _LONGER_UNITS)
        for part in _WORDS.findall(text)
    )


def _word(cell: Cell) -> str:
    return fold(read_aloud(cell)).replace(".", "").strip()
