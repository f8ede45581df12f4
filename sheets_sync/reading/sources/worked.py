"""How long a day's work took by its begins and ends, without the breaks between (design §15)."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import Final, TypeAlias

from sheets_sync.columns.cell import Cell
from sheets_sync.deferred import dataclass
from sheets_sync.reading.meaning.begin_and_end import (
    as_quoted,
    is_within,
    meet,
    no_time_between,
    time_apart,
    time_between,
)
from sheets_sync.reading.meaning.marks import AWAY, BETWEEN, LESS
from sheets_sync.reading.meaning.nothing_said import says_nothing
from sheets_sync.reading.sources.breaks import Break

_When: TypeAlias = tuple[Cell, timedelta]
"""When a break began, and how long it was."""
_BLANK: Final = (None, "")


@dataclass(frozen=True)
class Workday:
    """What tells of a day's work besides its first begin and end: the columns (from 0) of further
    ``shifts``, of begin and end each, and the ``breaks`` between."""

    shifts: Sequence[tuple[int, ...]] = ()
    breaks: Sequence[Break] = ()

    @property
    def columns(self) -> tuple[int, ...]:
        """All of them, as ``worked`` takes their cells."""
        pauses = (at for each in self.breaks for at in each.columns)
        return (*(at for each in self.shifts for at in each), *pauses)

    @property
    def moments(self) -> tuple[int, ...]:
        """Those that say when, not how long."""
        whens = (at for each in self.breaks if len(each.columns) > 1 for at in each.columns[:2])
        return (*(at for each in self.shifts for at in each), *whens)


def worked(day: Workday, begin: Cell, end: Cell, *cells: Cell) -> Cell:
    """How long it is from begin to end, in all shifts of a ``day`` and without its breaks, whose
    ``cells`` follow each other; a text that is no duration where one of them cannot be told, where
    two shifts meet, or a break leaves no time."""
    rest = iter(cells)
    shifts = [(begin, end), *(tuple(islice(rest, len(each))) for each in day.shifts)]
    there = [each for nth, each in enumerate(shifts) if not all(_is_blank(nth, c) for c in each)]
    spans: list[_When] = []
    for each in there:
        long = time_between(*each) if len(each) == 2 else no_time_between(begin, each[0])
        if not isinstance(long, timedelta):
            return long
        if any(meet((each[0], long), other) for other in spans):
            return no_time_between(each[0], each[-1])
        spans.append((each[0], long))
    if not spans:
        return None
    whole = no_time_between(there[0][0], there[-1][-1])
    return _without_breaks(day.breaks, spans, whole, rest)


def _is_blank(shift: int, cell: Cell) -> bool:
    """Whether nothing stands there; a dash, too, in a second shift, which many days have not."""
    return cell in _BLANK or (shift > 0 and says_nothing(cell))


def _without_breaks(
    breaks: Sequence[Break], spans: Sequence[_When], whole: str, rest: Iterator[Cell]
) -> Cell:
    """The time of all ``spans`` without the breaks, whose cells come next; ``whole`` is quoted
    where one cannot be told, or leaves no time."""
    left = sum((long for _, long in spans), timedelta())
    before: list[_When] = []
    for each in breaks:
        those = [*islice(rest, len(each.columns))]
        long = _taken_off(each, those, spans, before)
        if long is None or (long and long >= left):
            return f"{whole}{_quoted(each, those)}"
        left -= long
    return left


def _taken_off(
    each: Break, cells: Sequence[Cell], spans: Sequence[_When], before: list[_When]
) -> timedelta | None:
    """How long a break is, which joins those ``before`` it; none where it but says the time between
    two shifts once more; None where nobody can tell, or it is not within the ``spans``."""
    long = each.read(*cells)
    if not long or not each.moments or cells[0] in _BLANK:
        return timedelta() if long and long == time_apart(spans) else long
    one = (cells[0], long)
    if _is_between(one, spans):
        return timedelta()
    if not _fits(one, spans, before):
        return None
    before.append(one)
    return long


def _is_between(one: _When, spans: Sequence[_When]) -> bool:
    """Whether a break lies between two shifts."""
    apart = time_apart(spans)
    if not apart or any(meet(one, other) for other in spans):
        return False
    return is_within(*one, spans[0][0], sum((long for _, long in spans), apart))


def _fits(one: _When, spans: Sequence[_When], before: Sequence[_When]) -> bool:
    """Whether a break that says when it began lies within one of the spans of work, and beside
    those ``before`` it: of two that meet, the time would be taken off twice."""
    within = any(is_within(*one, *span) for span in spans)
    return within and not any(meet(one, other) for other in before)


def _quoted(each: Break, cells: Sequence[Cell]) -> str:
    if each.moments:
        return f"{AWAY}{BETWEEN.join(map(as_quoted, cells))}"
    return f"{LESS}{', '.join(as_quoted(cell) for cell in cells if cell not in _BLANK)}"
