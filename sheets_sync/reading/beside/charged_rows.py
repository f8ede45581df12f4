"""Which rows of a log cost something, as far as their own cells tell (design §15)."""

import re
from collections.abc import Mapping
from typing import Final

import numpy as np

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.whole import coded
from sheets_sync.reading.layout import FREE
from sheets_sync.reading.meaning.cell_column import Mask, rows_where
from sheets_sync.reading.sources.billable import billable_by, read_billable
from sheets_sync.spreadsheet.protocol import Tab

_NOUGHT: Final = re.compile(r"0+(?:[.,:]0+)*", re.ASCII)


def are_billable(tab: Tab, row: int, columns: Mapping[str, int]) -> Mask:
    """The rows below the header ``row`` of which Billable does not say no, nor Non-billable yes."""
    billable, free = (columns.get(key) for key in ("billable", FREE.key))
    charged = np.ones(max(tab.height - row, 0), bool)
    if billable is not None and billable != free:
        charged &= ~rows_where(coded(tab.columns[billable], row), _is_no)
    if free is not None:
        free_of = coded(tab.columns[free], row)
        charged &= ~rows_where(free_of, lambda cell: _is_no(billable_by(cell)))
    return charged


def are_charged(tab: Tab, row: int, columns: Mapping[str, int]) -> Mask:
    """The billable rows whose quantity and agreed price are not 0. Minutes of 0 say nothing: what
    is sold by the piece costs one beside them."""
    charged = are_billable(tab, row, columns)
    for key in ("quantity", "agreed"):
        if (at := columns.get(key)) is not None:
            charged &= ~are_nought(tab, row, at)
    return charged


def are_nought(tab: Tab, row: int, at: int) -> Mask:
    """The rows in which the column ``at`` is a 0."""
    return rows_where(coded(tab.columns[at], row), _is_nought)


def _is_no(cell: Cell) -> bool:
    return read_billable(cell) is False


def _is_nought(cell: Cell) -> bool:
    """Whether a cell is a 0, typed as a number, a duration or as text."""
    return not isinstance(cell, bool) and _NOUGHT.fullmatch(str(cell).strip()) is not None
