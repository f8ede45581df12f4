"""Names met so far, of one kind, and their codes: first come, first written (§4)."""

from collections.abc import Iterable

from sheets_sync.billing.findings import Code
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import NONE
from sheets_sync.workbook.cells import Column, error_in, name_in


class Catalogue:
    """Services, orders, staff or channels; names that fold alike are one."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._codes: dict[str, int] = {}
        self._names: list[str] = []
        for name in names:
            self.code(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names by code, each as it was first written."""
        return tuple(self._names)

    def code(self, name: str) -> int:
        """The code of a name, a new one where it is new."""
        key = fold(name)
        if key not in self._codes:
            self._codes[key] = len(self._names)
            self._names.append(name)
        return self._codes[key]

    def read(self, column: Column) -> list[object]:
        """The code of each different cell of a column, or the ``Code`` of what is wrong.

        Cells that no row has any more bring no name.
        """
        return [
            (error_in(cell) or self.code(name_in(cell))) if is_used else NONE
            for cell, is_used in zip(column.cells, column.used, strict=True)
        ]


def sound(read: Iterable[object], otherwise: int = NONE) -> list[int]:
    """What was read, with ``otherwise`` in place of findings."""
    return [
        otherwise if isinstance(each, Code) or not isinstance(each, int) else each for each in read
    ]
