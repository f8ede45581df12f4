"""Which sentence stands where above Summary's table: none goes over another's beginning, or over
the edge of a printed page (design §18)."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.showing.client_lines import ClientLine
from sheets_sync.showing.labour_said import dependence_said, labour_said
from sheets_sync.showing.own_tabs import SUMMARY, SUMMARY_SCREENS
from sheets_sync.showing.short_names import LONGEST_NAME
from sheets_sync.showing.summary_layout import HeadLayout
from sheets_sync.words.speaking import Words

_SCREEN: Final = SUMMARY.at(SUMMARY_SCREENS[0]) + 1
"""So many columns are the first screen, and the first page; behind them begins the next."""
_ENDS: Final = (0, *accumulate(column.width for column in SUMMARY.columns))


@dataclass(frozen=True)
class SaidAbove:
    """``urgent``: what keeps letters back, what money waits; "" where nothing does. ``read``: what
    was read of rows. ``blocked``: letters are kept back, so nobody asks whom one depends on."""

    urgent: str
    read: str
    blocked: bool

    @property
    def whole(self) -> str:
        """All of it."""
        return " ".join(filter(None, (self.urgent, self.read)))


def sentences_above(
    rows: Sequence[ClientLine], said: SaidAbove, layout: HeadLayout, words: Words
) -> tuple[dict[int, str], dict[int, str]]:
    """What stands in the first row, whose labour is heavy, and in the second, by column."""
    beside = SUMMARY.at(layout.sentences)
    if layout.stamp:
        dependence = "" if said.blocked else dependence_said(rows, words)
        return {beside: labour_said(rows, words)}, {beside: dependence}
    dependence = "" if said.blocked else dependence_said(rows, words, LONGEST_NAME)
    labour = labour_said(rows, words, LONGEST_NAME, _room(beside))
    return {beside: labour}, _second(said, dependence, beside)


def _second(said: SaidAbove, dependence: str, beside: int) -> dict[int, str]:
    """Beside each other where both have the room, one behind the other where they have it
    together; else what was read of rows, the least asked for, begins the next screen, or whom one
    depends on where it is their names that are long."""
    whole = said.whole
    if len(whole) < _ENDS[beside] and len(dependence) <= _room(beside):
        return {0: whole, beside: dependence}
    urgent = " ".join(filter(None, (said.urgent, dependence)))
    ways = (
        (f"{whole}. {dependence}" if dependence else whole, ""),
        (urgent, said.read),
        (whole, dependence),
    )
    first, after = next((way for way in ways if len(way[0]) <= _ENDS[_SCREEN]), ways[1])
    return {0: first, _SCREEN: after}


def _room(column: int) -> int:
    """Digits from that column to the end of the first screen."""
    return _ENDS[_SCREEN] - _ENDS[column]
