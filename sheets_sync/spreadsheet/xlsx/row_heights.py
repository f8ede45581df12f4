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
_FULL_WIDTH: Final = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
"""Signs of East Asia: each as wide as two of such letters."""
_HIGHER: Final = 9 / 7
"""How much higher a line with such a sign is, which comes of another font than the cell's."""


def lines_in_rows(
    tab: Tab, edits: Iterable[ColumnEdit], wrapped: Mapping[int, int]
) -> dict[int, float]:
    """How many lines each row below the header takes in which ``edits`` change a wrapped text,
    higher ones counting for more, ``tab`` being as they leave it. ``wrapped`` are the columns that
    wrap, and how many characters a line has."""
    texts = (edit for edit in edits if edit.column in wrapped)
    rows = sorted({row for edit in texts for row in edit.rows if row > tab.header})
    columns = [(tab.columns[at], room) for at, room in wrapped.items() if at < len(tab.columns)]
    return {
        row: max(_lines(column[row - 1], room) for column, room in columns if row <= len(column))
        for row in rows
        if any(row <= len(column) for column, _ in columns)
    }


def _lines(cell: Cell, room: int) -> float:
    if not isinstance(cell, str):
        return 1
    text = _FULL_WIDTH.sub(r"\g<0>\g<0>", cell)
    if text != cell or _WIDE.search(text):
        room = max(room * 12 // 13, 1)
    lines = sum(len(wrap(line, room)) or 1 for line in text.splitlines()) or 1
    return lines if text == cell else lines * _HIGHER


def height(lines: float) -> bytes:
    """The attribute of a row of so many lines; of one line it has none."""
    return b' ht="%d"' % round(lines * _LINE + 1) if lines > 1 else b""


def with_height(attributes: bytes, lines: float) -> bytes:
    """A row's attributes with its height; one that people set stays."""
    if _CUSTOM.search(attributes):
        return attributes
    return _HEIGHT.sub(b"", attributes) + height(lines)


RowLines = Mapping[int, float]
"""Lines by sheet row."""

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
