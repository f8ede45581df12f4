"""Lines of a tab in blocks, the newest first, with blank rows after each (design §18).

A month that gets a line more leaves those below where they stand, until its blank rows are used
up: else each new line would write all older ones again.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Numbers, Packed
from sheets_sync.deferred import dataclass

_LEAST: Final = 2
_EIGHTH: Final = 3
"""Bits: the blank rows are about an eighth to a quarter of a block."""


@dataclass(frozen=True)
class Blocks:
    """``rows`` has the row (from 0) of each line, ``height`` how many rows there are in all."""

    rows: NDArray[np.intp]
    height: int

    def spread(self, column: Packed | Numbers) -> Packed | Numbers:
        """A column of the lines, each in its row."""
        if isinstance(column, Packed):
            codes = np.full(self.height, NONE, column.codes.dtype)
            codes[self.rows] = column.codes
            return Packed(codes, column.cells)
        values = np.full(self.height, np.nan)
        values[self.rows] = column.values
        return Numbers(values, {int(self.rows[at]): text for at, text in column.texts.items()})

    def laid(self, lines: Sequence[Sequence[Any]], width: int) -> list[Sequence[Any]]:
        """Few lines, each in its row, blank ones between."""
        laid: list[Sequence[Any]] = [[None] * width] * self.height
        for row, line in zip(self.rows.tolist(), lines, strict=True):
            laid[row] = line
        return laid


def blocks(ranks: NDArray[np.integer[Any]]) -> Blocks:
    """Where lines stand whose block is the ``ranks``-th, from 0, from above; lines of a block stay
    in their order."""
    if not len(ranks):
        return Blocks(np.empty(0, np.intp), 0)
    counts = np.bincount(ranks)
    starts = np.cumsum([0, *map(room, counts.tolist())])[:-1]
    order = np.argsort(ranks, kind="stable")
    firsts = np.cumsum(counts) - counts
    rows = np.empty(len(ranks), np.intp)
    rows[order] = np.arange(len(ranks)) - np.repeat(firsts, counts) + np.repeat(starts, counts)
    return Blocks(rows, int(starts[-1] + counts[-1]))


def room(count: int) -> int:
    """How many rows a block of so many lines takes, one blank at least."""
    step = max(_LEAST, 1 << max(count.bit_length() - _EIGHTH, 0))
    return (count // step + 1) * step
