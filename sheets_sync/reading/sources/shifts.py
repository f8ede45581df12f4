"""Which columns have further begins and ends of a day's work: In, Out, In, Out (design §15)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.reading.layout import SPAN
from sheets_sync.reading.meaning.vocabulary import words_by
from sheets_sync.reading.sources.break_columns import second_halves
from sheets_sync.reading.sources.matching import texts_in
from sheets_sync.spreadsheet.protocol import Tab

_ORDINAL: Final = r"\d{1,2}(?:-?[^\W\d_]{1,2})?|i{1,3}"
_NUMBERED: Final = re.compile(rf"[\s(#.,-]*\b(?:no\.?\s*)?(?:{_ORDINAL})\b[\s).,]*")


def shifts_in(
    tab: Tab, row: int, found: Mapping[str, int], taken: Collection[int]
) -> Sequence[tuple[int, ...]]:
    """The columns of each further begin and end, where those of the first are among the columns
    ``found``: they are called alike but for a number, or a part of the day, and none of those that
    are ``taken``. A lone one is by itself; where begins are called as ends are, every other one."""
    if not {column.key for column in SPAN} <= found.keys():
        return ()
    texts = dict(texts_in(tab, row))
    taken = {*taken, *tab.marks.values(), *second_halves(texts)}
    free = {at: text for at, text in texts.items() if at not in taken}
    begins, ends = ([*_alike(free, texts, found[column.key])] for column in SPAN)
    begin, end = (_without_number(texts.get(found[column.key], "")) for column in SPAN)
    if begin == end:
        several = [at for at in begins if texts[at] != begin]  # "Time" is how long it was
        begins, ends = several[::2], several[1::2]
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
    """A folded header without what tells it from others: "in" of "In 2", "1st in", "AM in"."""
    return " ".join(_parts().sub(" ", _NUMBERED.sub(" ", header)).split())


@cache
def _parts() -> re.Pattern[str]:
    """Words of the parts of a day."""
    words = sorted(map(fold, words_by(lambda typed: typed.breaks)["parts"]), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
