"""The XML of a sheet, as bytes: where its rows and cells lie.

It is scanned, not parsed, so that what is not touched stays byte for byte. ``<`` never stands
in XML but at a tag, and comments and CDATA, the exceptions, are refused.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import lt
from typing import Final, NamedTuple

from sheets_sync import deferred
from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.a1 import column_at

ATTRIBUTES: Final = rb"""((?:[^>"']*(?:"[^"]*"|'[^']*'))*)"""
_SAMPLE: Final = 100_000
"""Bytes of rows that show what the others are like."""
_CURE: Final = "Save it once in Excel or LibreOffice."
_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData" + ATTRIBUTES + rb"\s*(/?)>")
_ROW_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)(\d+)["']""")


@dataclass(frozen=True, slots=True)
class RowAt:
    """A row: its number, where its tag starts, where its cells lie, where it ends."""

    number: int
    start: int
    cells_start: int
    cells_end: int
    end: int
    attributes: bytes


class RowPlace(NamedTuple):
    """Where a row lies, or, where it is not ``there``, would go."""

    number: int
    start: int
    there: bool


@dataclass(frozen=True, slots=True)
class CellAt:
    """A cell: column from 0, where it lies, its attributes, and what is inside its tags."""

    column: int
    start: int
    end: int
    attributes: bytes
    inner: bytes


@deferred.dataclass(frozen=True)
class SheetXml:
    """A sheet's bytes, and where its ``sheetData`` lies: tag, content, end."""

    data: bytes
    prefix: bytes
    tag_start: int
    start: int
    end: int
    tail: int
    usual_row: re.Pattern[bytes] = field(repr=False)
    row_tag: re.Pattern[bytes] = field(repr=False)
    cell_tag: re.Pattern[bytes] = field(repr=False)
    formula_tag: re.Pattern[bytes] = field(repr=False)

    def rows(self) -> Iterator[RowAt]:
        """The rows in order. Raises ``SheetsSyncError`` where they do not ascend."""
        return (self.row(number, tag) for number, tag in self._row_tags())

    def places(self, wanted: Iterable[int]) -> Iterator[RowPlace]:
        """Where each of those rows (ascending) lies or would go. Raises as ``rows`` does."""
        numbers, starts = self._usual_rows(), None
        if numbers is None:
            tags = [(number, tag.start()) for number, tag in self._row_tags()]
            numbers, starts = [number for number, _ in tags], [start for _, start in tags]
        opening, at = b"<" + self.prefix + b'row r="%d"', self.start
        for number in wanted:
            index = bisect_left(numbers, number)
            if index == len(numbers):
                yield RowPlace(number, self.end, there=False)
                continue
            found = numbers[index]
            at = starts[index] if starts else self.data.index(opening % found, at, self.end)
            yield RowPlace(number, at, there=found == number)

    def start_of(self, number: int) -> int:
        """Where the tag of a row begins that is there; without counting the others where it begins
        with its number, as nearly every program writes it."""
        usual = b"<" + self.prefix + b'row r="%d"' % number
        at = self.data.find(usual, self.start, self.end)
        return at if at >= 0 else next(iter(self.places([number]))).start

    def row_from(self, place: RowPlace) -> RowAt:
        """The row that is there."""
        tag = self.row_tag.match(self.data, place.start, self.end)
        if tag is None:
            raise ValueError("a row's tag does not end")
        return self.row(place.number, tag)

    def row_numbers(self) -> Sequence[int]:
        """The numbers of all rows. Raises as ``rows`` does."""
        return self._usual_rows() or [number for number, _ in self._row_tags()]

    def last_row(self) -> int | None:
        """The number that the last tag of a row bears."""
        at = self.data.rfind(b"<" + self.prefix + b"row", self.start, self.end)
        tag = self.row_tag.match(self.data, at, self.end) if at >= 0 else None
        named = _ROW_NUMBER.search(tag[1]) if tag else None
        return int(named[1]) if named else None

    def likely_rows(self) -> int:
        """About how many rows there are at least, by samples: to count all costs a pass."""
        opening, size = b"<" + self.prefix + b"row", self.end - self.start
        part = min(_SAMPLE, size)
        spots = (self.start, self.start + (size - part) // 2, self.end - part)
        fewest = min(self.data.count(opening, at, at + part) for at in spots)
        return fewest * size // max(part, 1)

    def _usual_rows(self) -> Sequence[int] | None:
        """The numbers of all rows, which ascend, where each tag begins with its number, as
        Excel writes it; else None. One search for all is far cheaper than one for each tag."""
        found = self.usual_row.findall(self.data, self.start, self.end)
        numbers = [int(number) for number in found] if all(found) else None
        return numbers if numbers and all(map(lt, numbers, numbers[1:])) else None

    def _row_tags(self) -> Iterator[tuple[int, re.Match[bytes]]]:
        """Number and opening tag of each row."""
        last = 0
        for tag in self.row_tag.finditer(self.data, self.start, self.end):
            named = _ROW_NUMBER.search(tag[1])
            number = int(named[1]) if named else last + 1
            if number <= last:
                raise SheetsSyncError(f"its row {number} follows row {last}.", _CURE)
            last = number
            yield number, tag

    def row(self, number: int, tag: re.Match[bytes]) -> RowAt:
        """Where a row lies, from its number and opening tag."""
        if tag[2]:
            return RowAt(number, tag.start(), tag.end(), tag.end(), tag.end(), tag[1])
        cells_end = self.data.index(b"</" + self.prefix + b"row", tag.end(), self.end)
        end = self.data.index(b">", cells_end) + 1
        return RowAt(number, tag.start(), tag.end(), cells_end, end, tag[1])

    def cells(self, row: RowAt) -> Iterator[CellAt]:
        """The cells of a row in order. Raises ``SheetsSyncError`` where they do not ascend."""
        last = -1
        for tag in self.cell_tag.finditer(self.data, row.cells_start, row.cells_end):
            named = _ADDRESS.search(tag[1])
            column = _column(named[1]) if named else last + 1
            if column <= last:
                raise SheetsSyncError(f"cells of its row {row.number} are out of order.", _CURE)
            last = column
            yield CellAt(column, tag.start(), tag.end(), tag[1], tag[2] or b"")

    def cell_named(self, row: RowAt, column: int, letters: str) -> CellAt | None:
        """A cell by its address, where it bears it in the usual spelling; None is no proof."""
        address = f' r="{letters}{row.number}"'.encode()
        at = self.data.find(address, row.cells_start, row.cells_end)
        if at < 0:
            return None
        start = self.data.rfind(b"<", row.cells_start, at)
        tag = self.cell_tag.match(self.data, start, row.cells_end)
        return CellAt(column, start, tag.end(), tag[1], tag[2] or b"") if tag else None

    def cell_at(self, start: int) -> tuple[int, CellAt] | None:
        """Row and cell at an offset; None where the cell does not bear its address."""
        tag = self.cell_tag.match(self.data, start, self.end)
        named = _ADDRESS.search(tag[1]) if tag else None
        if tag is None or named is None:
            return None
        return int(named[2]), CellAt(
            _column(named[1]), tag.start(), tag.end(), tag[1], tag[2] or b""
        )

    def last_column(self, row: RowAt) -> int | None:
        """The column of a row's last cell, -1 without cells; None where it takes a full scan."""
        at = self.data.rfind(b"<" + self.prefix + b"c", row.cells_start, row.cells_end)
        if at < 0:
            return -1
        tag = self.cell_tag.match(self.data, at, row.cells_end)
        named = _ADDRESS.search(tag[1]) if tag else None
        return _column(named[1]) if named else None


def scan(data: bytes) -> SheetXml:
    """Find the rows of a sheet. Raises ``SheetsSyncError`` for XML of another make."""
    if data.startswith((b"\xfe\xff", b"\xff\xfe", b"<\0", b"\0<")):
        raise SheetsSyncError("its XML is not in UTF-8.", _CURE)
    if has_markup(data):
        raise SheetsSyncError("its XML holds comments or CDATA.", _CURE)
    found = _DATA.search(data)
    if found is None:
        raise SheetsSyncError("its XML holds no cells' section.", _CURE)
    prefix = found[1]
    usual_row = re.compile(rb"<" + prefix + rb'row(?=[\s/>])(?: r="([1-9]\d*)")?')
    row_tag = re.compile(rb"<" + prefix + rb"row(?=[\s/>])" + ATTRIBUTES + rb"\s*(/?)>")
    cell = (
        rb"<" + prefix + rb"c(?=[\s/>])" + ATTRIBUTES + rb"\s*(?:/>|>(.*?)</" + prefix + rb"c\s*>)"
    )
    cell_tag = re.compile(cell, re.DOTALL)
    formula_tag = re.compile(rb"<" + prefix + rb"f(?=[\s/>])" + ATTRIBUTES + rb"\s*/?>")
    start = end = tail = found.end()
    if not found[3]:
        end = data.rindex(b"</" + prefix + b"sheetData", start)  # it is near the end
        tail = data.index(b">", end) + 1
    tags = usual_row, row_tag, cell_tag, formula_tag
    return SheetXml(data, prefix, found.start(), start, end, tail, *tags)


def has_markup(data: bytes) -> bool:
    """Whether comments, CDATA or a DTD may be there."""
    return b"!" in data and b"<!" in data  # most have no "!", which is found much faster


@lru_cache(maxsize=1024)
def _column(letters: bytes) -> int:
    return column_at(letters.decode())
