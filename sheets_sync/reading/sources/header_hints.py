"""What a header says beside its name, and what stands below it tells: for guesses alone (§15)."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from sheets_sync.billing.days import WORKING_DAY
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass
from sheets_sync.reading.meaning.currencies import named_currency
from sheets_sync.reading.meaning.durations import read_duration
from sheets_sync.reading.meaning.rules import OTHER
from sheets_sync.reading.meaning.units import TIME_UNITS, unit_said
from sheets_sync.reading.meaning.vocabulary import words_for

HOUR: Final = 60
UNITS: Final = {1: "min", HOUR: "h", WORKING_DAY: "day"}
"""What the config calls units of time."""
_WORDS: Final = re.compile(r"[^\W\d_]+|[^\w\s.,;:/()\[\]*-]")
LABOUR: Final = (1, HOUR)
"""The minutes in the units that a column of labour may be in."""
_SECONDS: Final = frozenset(words_for(lambda typed: typed.seconds))
_UNLIKE: Final = frozenset(words_for(lambda typed: typed.unlike))
_LONGEST_JOINT: Final = 3
"""No longer word is passed over: per, за, the."""
_HOURS_A_DAY: Final = 24
_FIVE_MINUTES: Final = 5
_MINUTES_A_DAY: Final = 24 * 60
_NEXT_TO: Final = 1e-6
_USUAL_DECIMALS: Final = 2
_FEW: Final = 3
_EARLY: Final = timedelta(hours=6)


@dataclass(frozen=True)
class Hint:
    """The minutes in the unit of time that a header names (0: none), and its currency ("")."""

    minutes: int = 0
    currency: str = ""


def hint(header: str, names: Collection[str]) -> Hint | None:
    """What a folded header says if it is one of ``names`` with a unit or a currency beside it, as
    in "rate, €/h" or "hourly rate"; None where it says anything else."""
    name = next((name for name in sorted(names, key=len, reverse=True) if _has(header, name)), None)
    if name is None:
        return None
    rest = _WORDS.findall(header.replace(name, " ", 1))
    if not (_SECONDS | _UNLIKE).isdisjoint(rest):
        return None
    currency = next(filter(None, map(named_currency, rest)), "")
    minutes = next(filter(None, map(unit_said, _WORDS.findall(header))), 0)
    strange = [
        word
        for word in rest
        if len(word) > _LONGEST_JOINT and not (named_currency(word) or unit_said(word))
    ]
    return None if strange else Hint(minutes, currency)


def unit_alone(header: str) -> Hint | None:
    """What a folded header says that is but a unit of labour: "hrs", "час"; None of any other."""
    minutes = TIME_UNITS.get(header.strip(" ."), 0)
    return Hint(minutes) if minutes in LABOUR else None


def money_alone(header: str) -> Hint | None:
    """What a folded header says that is but money by a unit of time: "EUR / h", "₽/час"; None of
    any other."""
    words = _WORDS.findall(header)
    currency = next(filter(None, map(named_currency, words)), "")
    minutes = next(filter(None, map(unit_said, words)), 0)
    known = all(
        named_currency(word) or unit_said(word) or len(word) <= _LONGEST_JOINT for word in words
    )
    return Hint(minutes, currency) if known and currency and minutes else None


def _has(header: str, name: str) -> bool:
    """Whether a header has a name as a word, or words, of its own."""
    # Few have it at all, and a pattern for each of hundreds of names takes long to compile.
    return name in header and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", header))


@dataclass(frozen=True)
class LabourIn:
    """The minutes that a 1 most likely means in a column of labour, 60 or 1, or 0 where all that
    stands there says it itself; why, in words; and the ``most`` that bare numbers say."""

    minutes: int
    why: str = ""
    most: float = 0


def labour_in(cells: Sequence[Cell]) -> LabourIn | None:
    """What a column of labour is in, by its bare numbers, whatever durations stand among them; None
    where there are times of day, or nothing that is labour."""
    there = [cell for cell in cells if not (cell is None or cell == "")]
    if any(isinstance(cell, (date, datetime)) for cell in there) or _of_day(there):
        return None
    numbers = list(bare_numbers(there))
    if numbers:
        return replace(_by_numbers(numbers), most=max(numbers))
    if any(isinstance(read_duration(cell, OTHER), int) for cell in there):
        return LabourIn(0)
    return None if there else LabourIn(1, "nothing stands there yet")


def _by_numbers(numbers: Sequence[float]) -> LabourIn:
    largest = max(numbers)
    if _like_hours(numbers):
        telling = [each for each in dict.fromkeys(numbers) if each % _FIVE_MINUTES][:_FEW]
        some = (
            f"{', '.join(f'{each:g}' for each in telling)} {'stand' if telling[1:] else 'stands'}"
        )
        return LabourIn(HOUR, f"{some} there, and nothing above 24")
    if largest > _HOURS_A_DAY:
        return LabourIn(1, f"{largest:g} stands there")
    if largest < 1:
        return LabourIn(1, f"{largest:g} may be a time that lost its format")
    return LabourIn(1, "all of it goes by five")


def _of_day(cells: Sequence[Cell]) -> bool:
    """Whether times stand there that are when something was: in the middle after six."""
    times = sorted(
        timedelta(hours=cell.hour, minutes=cell.minute) for cell in cells if isinstance(cell, time)
    )
    return bool(times) and times[len(times) // 2] > _EARLY


def _like_hours(numbers: Sequence[float]) -> bool:
    """Whether numbers are hours: none over a day, and parts, or not five minutes' steps. Parts of a
    day to the minute are times that came without their formats."""
    if not numbers or max(numbers) > _HOURS_A_DAY:
        return False
    if all(number < 1 and _is_whole(number * _MINUTES_A_DAY) for number in numbers) and any(
        not _is_whole(number * 10**_USUAL_DECIMALS) for number in numbers
    ):
        return False
    return any(number % _FIVE_MINUTES for number in numbers)


def bare_numbers(cells: Sequence[Cell]) -> Iterator[float]:
    """The numbers among cells, typed as such or as texts without a unit."""
    for cell in cells:
        if isinstance(cell, (int, float)) and not isinstance(cell, bool):
            yield float(cell)
        elif isinstance(cell, str) and re.fullmatch(r"\d+(?:[.,]\d+)?", cell.strip()):
            yield float(cell.strip().replace(",", "."))


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) < _NEXT_TO


def folded(names: Collection[str]) -> set[str]:
    """Names as headers are compared."""
    return set(map(fold, names))
