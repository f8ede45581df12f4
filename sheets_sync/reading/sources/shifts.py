"""Which columns have further begins and ends of a day's work: In, Out, In, Out (design §15)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final

from sheets_sync.reading.layout import SPAN
from sheets_sync.reading.sources.break_columns import second_halves
from sheets_sync.reading.sources.matching import texts_in
from sheets_sync.spreadsheet.protocol import Tab

_NUMBERED: Final = re.compile(r"[\s(#.,-]*\b(?:no\.?\s*)?(?:\d{1,2}|i{1,3})\b[\s).,]*")


def shifts_in(
    tab: Tab, row: int, found: Mapping[str, int], taken: Collection[int]
) -> Sequence[tuple[int, ...]]:
    """The columns of each further begin and end, where those of the first are among the columns
    ``found``: they are called alike but for a number, and none of those that are ``taken``. A lone
    one is by itself."""
    if not {column.key for column in SPAN} <= found.keys():
        return ()
    texts = dict(texts_in(tab, row))
    taken = {*taken, *tab.marks.values(), *second_halves(texts)}
    free = {at: text for at, text in texts.items() if at not in taken}
    begins, ends = (_alike(free, texts, found[column.key]) for column in SPAN)
    pairs = zip_longest(begins, ends)
    return [tuple(at for at in pair if at is not None) for pair in pairs]


def firsts(
    texts: Mapping[int, str], found: Mapping[str, Sequence[int]]
) -> Mapping[str, Sequence[int]]:
    """The columns ``found`` with the first begin and end of several that are called alike."""
    several = {
        column.key: those
        for column in SPAN
        if len(those := found.get(column.key, ())) > 1
        and len({_without_number(texts[at]) for at in those}) == 1
    }
    return {**found, **{key: [min(those)] for key, those in several.items()}}


def _alike(free: Mapping[int, str], texts: Mapping[int, str], first: int) -> Iterator[int]:
    name = _without_number(texts.get(first, ""))
    return (
        at for at, text in free.items() if name and at != first and _without_number(text) == name
    )


def _without_number(header: str) -> str:
    """A folded header without the number that tells it from others: "in" of "In 2", "1st in"."""
    return " ".join(_NUMBERED.sub(" ", header).split())
