"""How far Summary reaches: what its charts must stand below of, and end with (design §9)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sheets_sync.showing.own_places import own_places
from sheets_sync.showing.own_tabs import CHARTS, OWN, SUMMARY, TOTALS_ROW
from sheets_sync.showing.texts import TEXTS
from sheets_sync.spreadsheet.protocol import Extents, Tab, Value

_BLOCKS: Final = ("chart_client", "chart_taker", "chart_month")
"""The first columns of what the charts are drawn from; each has the names of its rows."""


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


def extents(
    header: int, clients: int, figures: Sequence[Sequence[Value]], places: Sequence[int]
) -> Extents:
    """The extents of Summary: ``clients`` rows below the ``header``, beside them the rows of
    ``figures``, whose first is the header; each column of ours at its place."""
    start, *rest = [*map(SUMMARY.at, _BLOCKS), len(SUMMARY.columns)]
    ends: dict[int, int] = {}
    for left, right in pairwise((start, *rest)):
        filled = sum(row[left - start] is not None for row in figures[1:])
        ends |= dict.fromkeys((places[at] for at in range(left, right)), header + filled)
    return Extents(header, header + clients, ends, CHARTS)
