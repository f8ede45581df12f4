"""How long work took by its begin and end, without the breaks between (design §15)."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import islice

from sheets_sync.columns.cell import Cell
from sheets_sync.reading.meaning.begin_and_end import (
    as_quoted,
    is_within,
    no_time_between,
    time_between,
)
from sheets_sync.reading.meaning.marks import AWAY, BETWEEN, LESS
from sheets_sync.reading.sources.breaks import Break


def worked(breaks: Sequence[Break], begin: Cell, end: Cell, *cells: Cell) -> Cell:
    """How long it is from begin to end without its ``breaks``, whose ``cells`` follow each other; a
    text that is no duration where one of them cannot be told, or leaves no time."""
    span = time_between(begin, end)
    if not isinstance(span, timedelta):
        return span
    less, rest = timedelta(), iter(cells)
    for each in breaks:
        those = [*islice(rest, len(each.columns))]
        long = each.read(*those)
        if long == timedelta():
            continue
        if long is None or less + long >= span or not _fits(each, those[0], long, begin, span):
            return f"{no_time_between(begin, end)}{_quoted(each, those)}"
        less += long
    return span - less


def _fits(each: Break, since: Cell, long: timedelta, begin: Cell, span: timedelta) -> bool:
    """Whether a break that says when it began lies between begin and end of work."""
    return not each.moments or since in (None, "") or is_within(since, long, begin, span)


def _quoted(each: Break, cells: Sequence[Cell]) -> str:
    return f"{AWAY if each.moments else LESS}{BETWEEN.join(map(as_quoted, cells))}"
