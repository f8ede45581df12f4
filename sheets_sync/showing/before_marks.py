"""Tabs of ours that were made before their columns bore marks: recognised by their headers, once.

The run that does so sets the marks, and every later one goes by those alone. What is recognised
is what the headers of those days were, in any language. A header that a manager renamed is ours
where the others leave room for nothing else; a column in doubt is theirs, and ours is made anew.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.showing.own_tabs import SUMMARY, OwnTab
from sheets_sync.spreadsheet.protocol import Tab
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of

_LATER: Final = frozenset({"notices.code"})
"""Columns that came with the marks, each the last of its tab."""

_SUMMARY_THEN: Final = (
    "client", "flag", "currency", "balance", "threshold", "days_left", "since", "trend", "index",
    "bar", "advice", "reasons", "last_notice", "findings", "last_paid_on", "last_paid",
    "charged_month", "charged_before", "hours", "hours_before", "hours_change", "yield", "margin",
    "quotes", "peers_quotes", "off_channel", "unbilled", "unbilled_share", "coverage", "note", "",
    "word", "meaning", "", "chart_client", "chart_balance", "chart_threshold", "chart_taker",
    "chart_index", "chart_same", "chart_heavy", "chart_month", "chart_hours", "chart_charged",
)  # fmt: skip
"""The columns of Summary in the order of those days."""

_HEADED_OTHERWISE: Final = frozenset(
    {"effort.hours", "effort.uncredited", "staff.credited", "staff.uncredited"}
)
"""Columns whose headers were others in those days: ``then.<mark>``."""

_SEARCHED: Final = 200
"""The header is in one of so many rows."""

_VARYING: Final = re.compile(r"^[\d.,]+× |: .*", re.DOTALL)
"""What headers of the charts' figures say beside their text: a limit, a currency, names."""

_BLANK: Final = "\0"


def recognised(tab: Tab, own: OwnTab) -> tuple[dict[str, int], int]:
    """The columns of ``own`` in its tab, by mark, and the sheet row of its header; 0: none is."""
    known = [
        ([_header(mark, code, then=then) for mark in marks], marks)
        for code in languages()
        for marks, then in _orders(own)
    ]
    rows = [_heads(tab, row) for row in range(1, min(tab.height, _SEARCHED) + 1)]
    texts = {text for headers, _ in known for text in headers}
    counts = [sum(head in texts for head in heads) for heads in rows]
    if not any(counts):
        return {}, 0
    row = counts.index(max(counts))
    aligned = ((_aligned(headers, rows[row]), marks) for headers, marks in known)
    found, marks = max(aligned, key=lambda each: len(each[0]))
    return {marks[at]: place for at, place in found.items() if marks[at]}, row + 1


def _orders(own: OwnTab) -> list[tuple[list[str], bool]]:
    """The marks of its columns ("": a blank one), as they stand today and as they stood then, and
    whether it is then."""
    today = [mark for mark in own.marks if mark not in _LATER]
    then = (
        today if own is not SUMMARY else [f"summary.{key}" if key else "" for key in _SUMMARY_THEN]
    )
    return [(today, False), (then, True)]


def _header(mark: str, language: str, *, then: bool) -> str:
    """The header of a column today, or as it was then."""
    if not mark:
        return _BLANK
    return words_of(language).say(f"then.{mark}" if then and mark in _HEADED_OTHERWISE else mark)


def _heads(tab: Tab, row: int) -> list[str]:
    """The texts of a row, up to its last."""
    heads = [_head(column[row - 1]) for column in tab.columns]
    while heads and not heads[-1]:
        heads.pop()
    return heads


def _head(cell: Cell) -> str:
    return _VARYING.sub("", str(cell)) if isinstance(cell, str) else ""


def _aligned(headers: Sequence[str], heads: Sequence[str]) -> dict[int, int]:
    """The place of each header that is there, in order, or that can only have been renamed: as
    many columns stand between its neighbours as there were."""
    found = {
        block.a + nth: block.b + nth
        for block in SequenceMatcher(None, headers, heads, autojunk=False).get_matching_blocks()
        for nth in range(block.size)
    }
    ends = [(-1, -1), *sorted(found.items()), (len(headers), len(heads))]
    for (at, place), (next_at, next_place) in pairwise(ends):
        if next_at - at == next_place - place:
            found |= {at + nth: place + nth for nth in range(1, next_at - at)}
    return found
