"""Whether a row is to be paid for: Billable says it, or Non-billable the other way about (§15)."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from sheets_sync.billing.findings import Code
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.reading.layout import FREE, LOG
from sheets_sync.reading.marks import OF_FREE
from sheets_sync.reading.matching import other_headers
from sheets_sync.reading.vocabulary import yes_or_no

_BLANK: Final = (None, "")
_BOTH: Final = " | "


def read_billable(cell: Cell) -> bool | Code:
    """What a cell of Billable says: yes, no, or the header that it might stand under ("Billable",
    "Non-billable"). ``BAD_BILLABLE`` of any other."""
    named = _named().get(_folded(cell))
    said = _yes_or_no(cell) if named is None else named
    return Code.BAD_BILLABLE if said is None else said


def billable_by(free: Cell, billable: Cell = None) -> Cell:
    """What Billable is in a row whose Non-billable is ``free``; a text that says neither where the
    two say different things."""
    if free in _BLANK:
        return billable
    named, opposite = _named().get(_folded(free)), _yes_or_no(free)
    said = named if opposite is None else not opposite
    mine = f"{OF_FREE}{free}" if said is None else said
    if billable in _BLANK or said is read_billable(billable):
        return mine
    return f"{free}{_BOTH}{billable}"


def _yes_or_no(cell: Cell) -> bool | None:
    return cell if isinstance(cell, bool) else yes_or_no().get(_folded(cell))


def _folded(cell: Cell) -> str:
    return fold(f"{cell + 0.0:g}" if isinstance(cell, float) else str(cell))  # minus nought is 0


@cache
def _named() -> Mapping[str, bool]:
    """What the headers of either column mean as cells: a row's own label."""
    others, billable = other_headers(LOG.key), next(c for c in LOG.columns if c.key == "billable")
    named = {
        False: (*FREE.names, *others[FREE.key]),
        True: (*billable.names, *others[billable.key]),
    }
    return {fold(word): said for said, words in named.items() for word in words}
