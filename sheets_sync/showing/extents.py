"""How far Summary reaches: what its charts must stand below of, and end with (design §9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.showing.own_places import own_places
from sheets_sync.showing.own_tabs import OWN, SUMMARY, TOTALS_ROW
from sheets_sync.showing.texts import TEXTS
from sheets_sync.spreadsheet.protocol import Tab

_BLOCKS: Final = ("chart_client", "chart_taker", "chart_month")
"""The first columns of what the charts are drawn from; each has the names of its rows."""


FIGURES: Final = range(SUMMARY.at(_BLOCKS[0]), len(SUMMARY.columns))
"""The columns of Summary that its charts are drawn from."""


@dataclass(frozen=True, slots=True)
class Extents:
    """Sheet rows (from 1): where the table has its header and ends, and, by column (from 0),
    where each column of the charts' figures ends."""

    header: int
    table_ends: int
    figures_end: Mapping[int, int]


def header_row(tab: Tab) -> int:
    """Where Summary's table has its header, in a tab that was made already; else the usual row."""
    names = tab.columns[SUMMARY.at("client")] if tab.columns else ()
    rows = range(TOTALS_ROW, len(names))
    found = (row + 1 for row in rows if names[row] in TEXTS["summary.client"])
    return next(found, SUMMARY.header_row)


def places_of(tab: Tab) -> list[int]:
    """The place of each column of ours in a tab of ours."""
    own = OWN[tab.own]
    return own_places(tab, own, header_row(tab) if own is SUMMARY else own.header_row)


def extents(tab: Tab) -> Extents | None:
    """The extents of a tab that is Summary; None of any other, or of one without a table."""
    if tab.own != SUMMARY.role or len(tab.columns) < len(SUMMARY.columns):
        return None
    places = places_of(tab)
    names = tab.columns[places[SUMMARY.at("client")]]
    header = header_row(tab)
    if header > len(names) or names[header - 1] not in TEXTS["summary.client"]:
        return None
    ends: dict[int, int] = {}
    first = [*map(SUMMARY.at, _BLOCKS), len(SUMMARY.columns)]
    for left, right in pairwise(first):
        end = _filled_to(tab.columns[places[left]], header)
        ends |= dict.fromkeys((places[at] for at in range(left, right)), end)
    return Extents(header, _filled_to(names, header), ends)


def _filled_to(cells: Sequence[Cell], header: int) -> int:
    """The sheet row of the last filled cell below the header, which itself is the least."""
    row = header
    while row < len(cells) and cells[row] not in (None, ""):
        row += 1
    return row
