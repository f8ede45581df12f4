"""Whether a row is to be paid for: Billable says it, or Non-billable the other way about (§15)."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final

import numpy as np

from sheets_sync.billing.findings import Code
from sheets_sync.billing.names import fold
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.layout import FREE, LOG
from sheets_sync.reading.meaning.cell_column import Coded
from sheets_sync.reading.meaning.marks import OF_FREE
from sheets_sync.reading.meaning.vocabulary import yes_or_no
from sheets_sync.reading.sources.matching import other_headers

_BLANK: Final = (None, "")
_BOTH: Final = " | "
_A_TENTH: Final = 10
_NUMBER: Final = re.compile(r"\s*[-+\u2212]?[\d\u00a0\u202f .,']*\d\s*")


def read_billable(cell: Cell) -> bool | Code:
    """What a cell of Billable says: yes, no, or the header that it might stand under ("Billable",
    "Non-billable"). ``BAD_BILLABLE`` of any other."""
    named = _named().get(_folded(cell))
    said = _yes_or_no(cell) if named is None else named
    if isinstance(cell, str) and cell.startswith(OF_FREE):
        free = _yes_or_no(_typed(cell))
        said = None if free is None else not free
    return Code.BAD_BILLABLE if said is None else said


def reader_of(column: Coded) -> Callable[[Cell], bool | Code]:
    """How the cells of a column of Billable are read: where a tenth of its numbers, but for 0, are
    others than 1, it is one of hours or sums, and no number there says yes or no."""
    numbers = [at for at, cell in enumerate(column.cells) if _is_number(cell)]
    if not numbers:
        return read_billable
    many = np.bincount(column.codes[column.codes != NONE], minlength=len(column.cells))
    said = [(_yes_or_no(_typed(column.cells[at])), many[at]) for at in numbers]
    ones = sum(count for yes, count in said if yes)
    others = sum(count for yes, count in said if yes is None)
    return _no_number if others and others * _A_TENTH >= ones + others else read_billable


def _no_number(cell: Cell) -> bool | Code:
    return Code.BAD_BILLABLE if _is_number(cell) else read_billable(cell)


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell, bool) and _NUMBER.fullmatch(_typed(cell)) is not None


def _typed(cell: Cell) -> str:
    """What was typed, in either column."""
    return _folded(cell).removeprefix(OF_FREE)


def billable_by(free: Cell, billable: Cell = None) -> Cell:
    """What Billable is in a row whose Non-billable is ``free``; a text that says neither where the
    two say different things."""
    if free in _BLANK:
        return billable
    named, opposite = _named().get(_folded(free)), _yes_or_no(free)
    said = named if opposite is None else not opposite
    mine: Cell = said
    if said is None or _is_number(free):
        mine = f"{OF_FREE}{free if said is None else _folded(free)}"
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
