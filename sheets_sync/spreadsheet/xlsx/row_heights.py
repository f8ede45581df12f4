"""How tall rows with wrapped texts are: a file has to say it, since not every program looks (§9).

Google fits rows by itself, Excel does when a cell is typed into, LibreOffice takes what it finds.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from textwrap import wrap
from typing import Final

from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.protocol import ColumnEdit, Tab

_LINE: Final = 14
"""Points that a line takes, one more a row."""
_CUSTOM: Final = re.compile(rb"""\scustomHeight\s*=\s*["'](?:1|true)["']""")
_HEIGHT: Final = re.compile(rb"""\sht\s*=\s*(?:"[^"]*"|'[^']*')""")


_WIDE: Final = re.compile("[\u0370-\u04ff]")
"""Greek and Cyrillic letters: a thirteenth wider than the digits by which columns are measured."""


def lines_in_rows(
    tab: Tab, edits: Iterable[ColumnEdit], wrapped: Mapping[int, int]
) -> dict[int, int]:
    """How many lines each row below the header takes in which ``edits`` change a wrapped text,
    ``tab`` being as they leave it. ``wrapped`` are the columns that wrap, and how many characters
    a line has."""
    texts = (edit for edit in edits if edit.column in wrapped)
    rows = sorted({row for edit in texts for row in edit.rows if row > tab.header})
    columns = [(tab.columns[at], room) for at, room in wrapped.items() if at < len(tab.columns)]
    return {
        row: max(_lines(column[row - 1], room) for column, room in columns if row <= len(column))
        for row in rows
        if any(row <= len(column) for column, _ in columns)
    }


def _lines(cell: Cell, room: int) -> int:
    if not isinstance(cell, str):
        return 1
    if _WIDE.search(cell):
        room = max(room * 12 // 13, 1)
    return sum(len(wrap(line, room)) or 1 for line in cell.splitlines()) or 1


def height(lines: int) -> bytes:
    """The attribute of a row of so many lines; of one line it has none."""
    return b' ht="%d"' % (lines * _LINE + 1) if lines > 1 else b""


def with_height(attributes: bytes, lines: int) -> bytes:
    """A row's attributes with its height; one that people set stays."""
    if _CUSTOM.search(attributes):
        return attributes
    return _HEIGHT.sub(b"", attributes) + height(lines)


RowLines = Mapping[int, int]
"""RowLines by sheet row."""

NO_LINES: Final[RowLines] = {}


def of_tabs(
    tabs: Mapping[str, Tab], edits: Collection[ColumnEdit], wrapped: Mapping[str, Mapping[int, int]]
) -> dict[str, RowLines]:
    """``lines_in_rows`` by ref."""
    return {
        ref: lines_in_rows(tabs[ref], [edit for edit in edits if edit.ref == ref], columns)
        for ref, columns in wrapped.items()
        if ref in tabs
    }
