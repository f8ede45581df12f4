"""Tabs and columns between what they were and what they are to be, while batches land."""

from collections.abc import Sequence

from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.google.chunks import Rectangle
from sheets_sync.spreadsheet.protocol import Tab


class Landing:
    """A tab while its batches land one after the other: ``columns`` are its cells so far.

    ``tab`` is the tab as it is to be in the end.
    """

    def __init__(self, before: Tab, tab: Tab) -> None:
        self.tab = tab
        width = len(before.columns)
        self.columns = [
            Arriving(before.columns[at] if at < width else (), column)
            for at, column in enumerate(tab.columns)
        ]

    def land(self, part: Rectangle) -> None:
        """These cells are about to be as they are to be."""
        for column in part.columns:
            self.columns[column].land(part.row, part.row + len(part.rows))


class Arriving:
    """A column between what it was, ``before``, and what it is to be, ``after``."""

    def __init__(self, before: Sequence[Cell], after: Sequence[Cell]) -> None:
        self._before = before
        self._after = after
        self._landed = bytearray()

    def land(self, first: int, end: int) -> None:
        """The rows from ``first`` to ``end`` (from 0, exclusive) are as they are to be."""
        self._landed = self._landed or bytearray(len(self._after))
        self._landed[first:end] = b"\1" * (end - first)

    def __getitem__(self, row: int) -> Cell:
        if self._landed and self._landed[row]:
            return self._after[row]
        return self._before[row] if row < len(self._before) else None

    def __len__(self) -> int:
        return len(self._after)
