"""A column as codes into its different cells, of which each is decoded once (§4)."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE, Codes
from sheets_sync.deferred import dataclass
from sheets_sync.reading.meaning.error_cells import error_in

Mask: TypeAlias = NDArray[np.bool_]


class Coded(Protocol):
    """Cells by codes, a code -1 a blank one."""

    @property
    def codes(self) -> Codes:
        """By row."""
        ...

    @property
    def cells(self) -> Sequence[Cell]:
        """The different ones."""
        ...


def rows_where(column: Coded, says: Callable[[Cell], bool]) -> Mask:
    """The rows whose cell is such; of blank ones none."""
    where: Mask = np.array([*map(says, column.cells), False], bool)[column.codes]
    return where


def are_most(where: Mask, column: Coded) -> bool:
    """Whether these rows of a column are any, and at least half of the filled ones."""
    many = int(where.sum())
    return many > 0 and many * 2 >= int((column.codes != NONE).sum())


@dataclass(frozen=True)
class CellColumn:
    """A column: ``cells[codes[row]]`` is the cell of a row, code -1 a blank one.

    No two ``cells`` are equal; none is blank.
    """

    codes: Codes
    cells: Sequence[Cell]

    @property
    def blank(self) -> Mask:
        """The rows whose cell is blank."""
        blank: Mask = self.codes == NONE
        return blank

    def where(self, keep: Mask) -> "CellColumn":
        """The column of those rows alone."""
        return CellColumn(self.codes[keep], self.cells)

    def look_up(
        self, values: Sequence[object] | NDArray[np.generic], blank: object, dtype: str
    ) -> NDArray[Any]:
        """For each row the one of ``values``, which go with ``cells``; ``blank`` for a blank."""
        table = np.empty(len(values) + 1, dtype)
        table[:-1], table[-1] = values, blank
        return table[self.codes]

    def filled(self, text: str, where: Mask) -> "CellColumn":
        """The column with a text in the blank cells of those rows."""
        cells = list(self.cells)
        code = cells.index(text) if text in cells else len(cells)
        codes = np.where(where & self.blank, code, self.codes.astype(np.int32))
        return CellColumn(codes, cells if code < len(cells) else [*cells, text])

    def without(self, nothing: Callable[[Cell], bool]) -> "CellColumn":
        """The column with such cells blank."""
        where = rows_where(self, nothing) if any(map(nothing, self.cells)) else None
        return self if where is None else CellColumn(np.where(where, NONE, self.codes), self.cells)

    def taking(self, where: Mask, theirs: "CellColumn") -> "CellColumn":
        """The column with the cells of another one in those rows."""
        number = {cell: code for code, cell in enumerate(self.cells)}
        codes = [number.setdefault(cell, len(number)) for cell in theirs.cells]
        mine = np.array([*codes, NONE], np.int32)[theirs.codes]
        return CellColumn(np.where(where, mine, self.codes), list(number))

    @property
    def used(self) -> Mask:
        """Of each different cell, whether any row has it still."""
        there = np.zeros(len(self.cells) + 1, bool)
        there[self.codes] = True
        return there[:-1]

    def read(self, read: Callable[[Cell], object]) -> list[object]:
        """What ``read`` makes of each different cell; error cells are findings before it."""
        return [error_in(cell) or read(cell) for cell in self.cells]
