"""Cells of ours put into a sheet's XML; all of its other bytes stay as they are (design §11)."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, TypeAlias

from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.a1 import a1, column_letters
from sheets_sync.spreadsheet.cell_value import Formula, Link, Value
from sheets_sync.spreadsheet.xlsx import sheet_head
from sheets_sync.spreadsheet.xlsx.cell_xml import CellWriter
from sheets_sync.spreadsheet.xlsx.container import Piece
from sheets_sync.spreadsheet.xlsx.row_heights import RowLines, height, with_height
from sheets_sync.spreadsheet.xlsx.sheet_head import Box
from sheets_sync.spreadsheet.xlsx.sheet_xml import CellAt, RowAt, SheetXml

RowCells: TypeAlias = Mapping[int, Value]
"""Wanted cells of a row by column, ascending."""

_VALUE_KIND: Final = re.compile(rb"""\s(?:t|cm|vm)\s*=\s*(?:"[^"]*"|'[^']*')""")
_STYLE: Final = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")
_OWN_FORMAT: Final = re.compile(rb"""\scustomFormat\s*=\s*["'](?:1|true)["']""")
_SPANS: Final = re.compile(rb"""(\sspans\s*=\s*["'])([\d:\s]+)""")


@dataclass
class SheetPatch:
    """One sheet, and the cells wanted in it by row. ``lines`` are those of rows whose height is to
    be told.

    ``formulas_gone`` fills, as pieces are taken, with the cells that held a formula and hold
    none any more.
    """

    sheet: SheetXml
    writer: CellWriter
    wanted: Mapping[int, RowCells]
    lines: RowLines = field(default_factory=dict)
    formulas_gone: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._styles = sheet_head.column_styles(self.sheet)
        self._arrays = sheet_head.array_ranges(self.sheet)
        columns = {column for cells in self.wanted.values() for column in cells}
        self._letters = {column: column_letters(column) for column in columns}

    def pieces(self) -> Iterator[Piece]:
        """The patched XML. Raises ``SheetsSyncError`` where a group of formulas forbids it."""
        sheet, view = self.sheet, memoryview(self.sheet.data)
        yield sheet_head.with_dimension(sheet, self._extent())
        if sheet.start < sheet.tail:
            yield view[sheet.tag_start : sheet.start]
            yield from self._rows(view)
        else:  # <sheetData/>: no rows yet
            tag = sheet.data[sheet.tag_start : sheet.start].rstrip(b"/> \t\r\n")
            yield tag + b">"
            yield from (self._new_row(row, self.wanted[row]) for row in sorted(self.wanted))
            yield b"</" + sheet.prefix + b"sheetData>"
        yield sheet_head.behind_rows(sheet)

    def _rows(self, view: memoryview) -> Iterator[Piece]:
        done = self.sheet.start
        for place in self.sheet.places(sorted(self.wanted)):
            cells = self.wanted[place.number]
            yield view[done : place.start]
            done = place.start
            if place.there:
                row = self.sheet.row_from(place)
                yield self._patched(row, cells)
                done = row.end
            else:
                yield self._new_row(place.number, cells)
        yield view[done : self.sheet.tail]

    def _new_row(self, number: int, cells: RowCells) -> bytes:
        content = b"".join(self._new_cell(number, cell, b"") for cell in cells.items())
        if not content:
            return b""
        name = self.sheet.prefix + b"row"
        tall = height(self.lines.get(number, 1))
        return b'<%b r="%d"%b>%b</%b>' % (name, number, tall, content, name)

    def _new_cell(self, row: int, cell: tuple[int, Value], row_style: bytes) -> bytes:
        column, value = cell
        if value is None:
            return b""
        style = row_style or self._styles.get(column, b"")
        return self.writer.cell(f' r="{self._letters[column]}{row}"'.encode() + style, value)

    def _patched(self, row: RowAt, cells: RowCells) -> bytes:
        style = _row_style(row)
        merged = self._merged(row, cells, style)
        name = self.sheet.prefix + b"row"
        if row.cells_end == row.end and not merged:  # <row …/>: stays so
            return self.sheet.data[row.start : row.end]
        attributes = _SPANS.sub(lambda spans: _widened(spans, cells), row.attributes).rstrip()
        if row.number in self.lines:
            attributes = with_height(attributes, self.lines[row.number])
        return b"<%b%b>%b</%b>" % (name, attributes, merged, name)

    def _merged(self, row: RowAt, cells: RowCells, style: bytes) -> bytes:
        """The row's content with ``cells`` among its own."""
        last = self.sheet.last_column(row)
        if last is not None and last < min(cells):  # all to the right of what is there
            new = b"".join(self._new_cell(row.number, cell, style) for cell in cells.items())
            return self.sheet.data[row.cells_start : row.cells_end] + new
        return b"".join(self._among(row, cells, style))

    def _among(self, row: RowAt, cells: RowCells, style: bytes) -> Iterator[bytes]:
        data, coming, done = self.sheet.data, deque(cells.items()), row.cells_start
        for cell in self._touched(row, cells):
            yield data[done : cell.start]
            done = cell.start
            while coming and coming[0][0] < cell.column:
                yield self._new_cell(row.number, coming.popleft(), style)
            if coming and coming[0][0] == cell.column:
                yield self._exchanged(row.number, cell, coming.popleft()[1])
                done = cell.end
        yield data[done : row.cells_end]
        yield b"".join(self._new_cell(row.number, cell, style) for cell in coming)

    def _touched(self, row: RowAt, cells: RowCells) -> Iterable[CellAt]:
        """The cells to exchange, where all are there; else every cell of the row."""
        named = [self.sheet.cell_named(row, c, self._letters[c]) for c in cells]
        found = [cell for cell in named if cell is not None]
        if len(found) == len(cells) and all(a.end <= b.start for a, b in pairwise(found)):
            return found
        return self.sheet.cells(row)

    def _exchanged(self, row: int, cell: CellAt, value: Value) -> bytes:
        """An existing cell with another value: all its attributes but those of the old value."""
        place = f"{self._letters[cell.column]}{row}"
        if cell.inner and self.sheet.formula_tag.search(cell.inner):
            self._refuse_group(cell, row)
            if not isinstance(value, (Link, Formula)):
                self.formulas_gone.add(place)
        if self._arrays and any(box.holds(cell.column, row) for box in self._arrays):
            raise _in_group(cell.column, row)
        return self.writer.cell(_VALUE_KIND.sub(b"", cell.attributes).rstrip(), value)

    def _refuse_group(self, cell: CellAt, row: int) -> None:
        """The first cell of a shared formula holds the text for all: it cannot go."""
        tag = self.sheet.formula_tag.search(cell.inner)
        box = sheet_head.range_in_ref(tag[1]) if tag else None
        if box is not None and box != Box(cell.column, row, cell.column, row):
            raise _in_group(cell.column, row)

    def _extent(self) -> Box | None:
        """The least range that holds all cells that get a value."""
        filled = {
            r: [c for c, v in cells.items() if v is not None] for r, cells in self.wanted.items()
        }
        rows = [row for row, columns in filled.items() if columns]
        if not rows:
            return None
        columns = [column for columns in filled.values() for column in columns]
        return Box(min(columns), min(rows), max(columns), max(rows))


def _in_group(column: int, row: int) -> SheetsSyncError:
    return SheetsSyncError(
        f"its cell {a1(column, row)} belongs to a group of formulas (shared or array), "
        "so that it cannot be written alone.",
        "That column is written by sheets-sync: clear its formulas.",
    )


def _row_style(row: RowAt) -> bytes:
    if not _OWN_FORMAT.search(row.attributes):
        return b""
    style = _STYLE.search(row.attributes)
    return b' s="%b"' % style[1] if style else b""


def _widened(spans: re.Match[bytes], cells: RowCells) -> bytes:
    """A row's ``spans`` (columns from 1) that take in the new cells; as it was where they do."""
    old = [int(number) for number in spans[2].replace(b":", b" ").split()]
    first, last = min(old), max(old)
    new = [column + 1 for column, value in cells.items() if value is not None]
    if not new or (min(new) >= first and max(new) <= last):
        return spans[0]
    return spans[1] + b"%d:%d" % (min(first, *new), max(last, *new))
