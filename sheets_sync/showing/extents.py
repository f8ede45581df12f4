"""How far Summary reaches: what its charts must stand below of, and end with (design §9)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sheets_sync.showing.own_places import OwnPlaces
from sheets_sync.showing.own_tabs import CHARTS, SUMMARY
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.protocol import Extents

_BLOCKS: Final = ("chart_client", "chart_taker", "chart_month")
"""The first columns of what the charts are drawn from; each has the names of its rows."""


def extents(clients: int, figures: Sequence[Sequence[Value]], places: OwnPlaces) -> Extents:
    """The extents of Summary: ``clients`` rows below the header, beside them the rows of
    ``figures``, whose first is the header; each column of ours at its place."""
    header = places.header
    start, *rest = [*map(SUMMARY.at, _BLOCKS), len(SUMMARY.columns)]
    ends: dict[int, int] = {}
    for left, right in pairwise((start, *rest)):
        filled = sum(row[left - start] is not None for row in figures[1:])
        ends |= dict.fromkeys((places.columns[at] for at in range(left, right)), header + filled)
    return Extents(header, header + clients, ends, CHARTS)
