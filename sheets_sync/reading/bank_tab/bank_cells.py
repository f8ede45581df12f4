"""The cells of the tab Bank by column, and whose they say that money is (design §20)."""

from typing import Final

import numpy as np

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Packed
from sheets_sync.columns.whole import coded
from sheets_sync.reading.layout import BANK
from sheets_sync.reading.meaning.cell_column import CellColumn, Mask
from sheets_sync.reading.sources.places import Source
from sheets_sync.spreadsheet.protocol import Tab

_DASHES: Final = frozenset("-‐‑‒–—−")


def is_dash(cell: Cell) -> bool:
    """Whether a cell says that money is no client's."""
    return isinstance(cell, str) and cell.strip() in _DASHES


def bank_column(tab: Tab, source: Source, key: str) -> CellColumn:
    """A column of ours below the header; all blank where it is gone. Days from the usual epoch."""
    at = tab.marks.get(f"{BANK}.{key}")
    if at is None or at >= len(tab.columns):
        return CellColumn(np.full(max(tab.height - source.header_row, 0), NONE, np.int32), [])
    cells: Packed = coded(tab.columns[at], source.header_row)
    values = [_on_epoch(cell, tab.epoch) if key == "day" else cell for cell in cells.cells]
    return CellColumn(cells.codes, values)


def _on_epoch(cell: Cell, epoch: int) -> Cell:
    bare = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    return cell + epoch if bare and epoch else cell  # type: ignore[operator] # a bare number


def effective(chosen: CellColumn, matched: CellColumn) -> tuple[CellColumn, Mask]:
    """What staff chose, else what was matched; and which of it is a dash."""
    cells = [*chosen.cells, *matched.cells]
    shifted = np.where(matched.blank, NONE, matched.codes.astype(np.int32) + len(chosen.cells))
    codes = np.where(chosen.blank, shifted, chosen.codes.astype(np.int32))
    dashes = np.array([*map(is_dash, cells), False], bool)
    return CellColumn(codes, cells), dashes[codes]
