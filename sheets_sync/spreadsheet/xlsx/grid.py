"""The cells of a tab as the reader gave them, and where they stand once voids are back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Packed, Voided, is_blank
from sheets_sync.columns.whole import factorized
from sheets_sync.deferred import dataclass
from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.xlsx.packing import pack

MOST_CELLS: Final = 50_000_000
"""A used rectangle of more is refused (design §16)."""


@dataclass(frozen=True)
class Grid:
    """``columns`` of one height, read from XML that was drawn near (see ``far_cells``).

    The table has at most ``rows`` rows and so many ``width`` columns; what lies behind them
    stands in the sheet's ``far_rows`` (from 1) and ``far_columns`` (from 0).
    """

    columns: Sequence[Sequence[Cell]]
    rows: int
    far_rows: Sequence[int]
    width: int
    far_columns: Sequence[int]

    def cells(self) -> Iterator[tuple[int, int, Cell]]:
        """Sheet column (from 0), sheet row (from 1) and content of each filled cell."""
        for index, column in enumerate(self.columns):
            for row, cell in enumerate(column):
                if not is_blank(cell):
                    yield self._column(index), self._row(row), cell

    def table(self) -> list[Sequence[Cell]]:
        """The columns of the table alone, packed, without what is far."""
        return [pack(self._near(column)) for column in self.columns[: self.width]]

    def whole(self) -> list[Sequence[Cell]]:
        """All columns, packed, the far cells where they belong; blank ones cost nothing.

        Raises ``SheetsSyncError`` where the used rectangle is too large.
        """
        rows, columns = self._filled_rows(), self._filled_columns()
        self._refuse_too_large(rows, columns)
        if not rows and not columns:
            return self.table()
        filled = {column: column for column in range(min(self.width, len(self.columns)))}
        filled |= {self._column(index): index for index in columns}
        table = {at: self._tall(self.columns[index], rows) for at, index in filled.items()}
        blank = Packed(np.full(len(next(iter(table.values()))), NONE, np.int8), [])
        return [table.get(at, blank) for at in range(max(table) + 1)]

    def _tall(self, column: Sequence[Cell], far: Sequence[int]) -> Sequence[Cell]:
        """A column of the sheet's height, with those of the far rows."""
        if not far:
            return pack(self._near(column))
        return _with_voids(column, self.rows, {row: self._row(row) for row in far})

    def _near(self, column: Sequence[Cell]) -> Sequence[Cell]:
        return column[: self.rows] if len(column) > self.rows else column

    def _row(self, index: int) -> int:
        return index + 1 if index < self.rows else self.far_rows[index - self.rows]

    def _column(self, index: int) -> int:
        return index if index < self.width else self.far_columns[index - self.width]

    def _filled_rows(self) -> list[int]:
        """The indices of the far rows that hold anything."""
        height = len(self.columns[0]) if self.columns else 0
        return [
            row for row in range(self.rows, height)
            if not all(is_blank(column[row]) for column in self.columns)
        ]  # fmt: skip

    def _filled_columns(self) -> list[int]:
        """The indices of the far columns that hold anything."""
        return [
            index for index in range(self.width, len(self.columns))
            if not all(map(is_blank, self.columns[index]))
        ]  # fmt: skip

    def _refuse_too_large(self, far_rows: Sequence[int], far_columns: Sequence[int]) -> None:
        height = min(self.rows, len(self.columns[0])) if self.columns else 0
        rows = self._row(far_rows[-1]) if far_rows else height
        columns = self._column(far_columns[-1]) + 1 if far_columns else len(self.columns)
        if rows * columns > MOST_CELLS:
            named = [self._last_in_row(row) for row in far_rows[-1:]]
            named += [self._last_in_column(column) for column in far_columns[-1:]]
            raise _too_large(named or [a1(columns - 1, rows)], rows * columns)

    def _last_in_row(self, row: int) -> str:
        filled = [i for i, column in enumerate(self.columns) if not is_blank(column[row])]
        return a1(self._column(filled[-1]), self._row(row))

    def _last_in_column(self, index: int) -> str:
        filled = [row for row, cell in enumerate(self.columns[index]) if not is_blank(cell)]
        return a1(self._column(index), self._row(filled[-1]))


def _too_large(cells: Sequence[str], count: int) -> SheetsSyncError:
    named = " and ".join(dict.fromkeys(cells))
    return SheetsSyncError(
        f"it reaches to {named}, which makes {count:,} cells of it, and at most "
        f"{MOST_CELLS:,} can be read.",
        f"Clear {named} (Ctrl+End leads to the end of a tab), or move it near the others.",
    )


def _with_voids(column: Sequence[Cell], near: int, far: Mapping[int, int]) -> Sequence[Cell]:
    """The ``near`` cells of a table, and far ones (by index) in their rows (from 1)."""
    table = factorized([*column[:near], *(column[index] for index in far)])
    return Voided(table, [row - 1 for row in far.values()])
