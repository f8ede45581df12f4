"""How long work took by its begin and end, without the breaks between (design §15)."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import islice
from typing import Final, TypeAlias

from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.begin_and_end import (
    as_quoted,
    is_within,
    meet,
    no_time_between,
    time_between,
)
from sheets_sync.reading.meaning.marks import AWAY, BETWEEN, LESS
from sheets_sync.reading.sources.breaks import Break

_When: TypeAlias = tuple[Cell, timedelta]
"""When a break began, and how long it was."""
_BLANK: Final = (None, "")


def worked(breaks: Sequence[Break], begin: Cell, end: Cell, *cells: Cell) -> Cell:
    """How long it is from begin to end without its ``breaks``, whose ``cells`` follow each other; a
    text that is no duration where one of them cannot be told, or leaves no time."""
    span = time_between(begin, end)
    if not isinstance(span, timedelta):
        return span
    less, rest, before = timedelta(), iter(cells), list[_When]()
    for each in breaks:
        those = [*islice(rest, len(each.columns))]
        long = each.read(*those)
        if long == timedelta():
            continue
        if long is None or less + long >= span:
            return f"{no_time_between(begin, end)}{_quoted(each, those)}"
        if each.moments and those[0] not in _BLANK:
            if not _fits((those[0], long), begin, span, before):
                return f"{no_time_between(begin, end)}{_quoted(each, those)}"
            before.append((those[0], long))
        less += long
    return span - less


def _fits(one: _When, begin: Cell, span: timedelta, before: Sequence[_When]) -> bool:
    """Whether a break that says when it began lies between begin and end of work, and beside those
    ``before`` it: of two that meet, the time would be taken off twice."""
    return is_within(*one, begin, span) and not any(meet(one, other) for other in before)


def _quoted(each: Break, cells: Sequence[Cell]) -> str:
    return f"{AWAY if each.moments else LESS}{BETWEEN.join(map(as_quoted, cells))}"
