"""Names met so far, of one kind, and their codes: first come, first written (§4)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sheets_sync.billing.findings import Code
from sheets_sync.billing.name_columns import alike_all, folds_apart
from sheets_sync.billing.names import alike
from sheets_sync.columns.codes import NONE
from sheets_sync.columns.texts import Texts
from sheets_sync.reading.cells import may_be_error, read_aloud
from sheets_sync.reading.meaning.cell_column import CellColumn
from sheets_sync.reading.meaning.error_cells import error_in


class Catalogue:
    """Services, orders, staff or channels; names that are alike are one."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._names: list[str] = []
        self._taken: Texts | None = None

    @property
    def names(self) -> Sequence[str]:
        """The names by code, each as it was first written."""
        return tuple(self._names) if self._taken is None else self._taken

    def code(self, name: str) -> int:
        """The code of a name, a new one where it is new."""
        self._spell_out()
        return self._code(alike(name), name)

    def read(self, column: CellColumn) -> Sequence[object] | NDArray[np.integer[Any]]:
        """The code of each different cell of a column, or the ``Code`` of what is wrong; an
        array where nothing is.

        Cells that no row has any more bring no name.
        """
        cells, used = column.cells, column.used
        if isinstance(cells, Texts) and not self._names and self._taken is None:
            of_use = cells.take(np.flatnonzero(used)).compact()
            if folds_apart(of_use) and not may_be_error(of_use):
                self._taken = of_use
                return np.where(used, np.cumsum(used) - 1, NONE)
        self._spell_out()
        at = np.flatnonzero(used).tolist()
        names = [read_aloud(cells[index]) for index in at]
        read: list[object] = [NONE] * len(cells)
        for index, name, key in zip(at, names, alike_all(names), strict=True):
            read[index] = error_in(cells[index]) or self._code(key, name)
        return read

    def _code(self, key: str, name: str) -> int:
        """The code of a name as it is looked for, a new one where it is new."""
        if key not in self._codes:
            self._codes[key] = len(self._names)
            self._names.append(" ".join(name.split()))
        return self._codes[key]

    def _spell_out(self) -> None:
        """What was taken over as a whole becomes names like any other."""
        if self._taken is not None:
            taken, self._taken = self._taken, None
            for key, name in zip(alike_all(taken), taken, strict=True):
                self._code(key, name)


def sound(
    read: Sequence[object] | NDArray[np.integer[Any]], otherwise: int = NONE
) -> Sequence[int] | NDArray[np.integer[Any]]:
    """What was read, with ``otherwise`` in place of findings."""
    if isinstance(read, np.ndarray):
        return read
    return [
        otherwise if isinstance(each, Code) or not isinstance(each, int) else each for each in read
    ]
