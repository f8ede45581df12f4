"""Cells far from the table, drawn near for the reader, so that the void between costs nothing.

calamine lays a sheet out as one rectangle: a single space in row 1,048,576 would make it a
million rows of blanks, a cell in XFD1048576 more than any memory holds. Far rows and columns
are renumbered to stand right behind the others; ``Grid`` puts their cells where they belong.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from sheets_sync.deferred import dataclass
from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.a1 import a1, column_at, column_letters
from sheets_sync.spreadsheet.xlsx.cell_addresses import (
    CURE,
    LAST_COLUMN,
    LAST_ROW,
    Address,
    cell_addresses,
    strangers,
)
from sheets_sync.spreadsheet.xlsx.sheet_xml import ATTRIBUTES, SheetXml

_ROWS_APART: Final = 1_000
_COLUMNS_APART: Final = 16
"""So many blank ones lie before what is far."""

_BY_CHANCE: Final = 1.25
"""Samples of rows mislead by so much; a void of a quarter is no harm either."""

_FIRST: Final = 25_000
"""Bytes of rows that show how wide a table is."""

_USUAL_WIDTH: Final = 26
_WIDEST: Final = 702
_DIMENSION: Final = re.compile(rb"[A-Z]{1,3}[1-9]\d{0,6}(?::[A-Z]{1,3}[1-9]\d{0,6})?")


@dataclass(frozen=True)
class Near:
    """A sheet's XML without a void in it.

    The rows of ``far_rows`` (from 1, ascending) stand behind row ``rows``, the columns of
    ``far_columns`` (from 0, ascending) behind so many ``columns``. Where nothing is far, both
    are the format's limits.
    """

    data: bytes
    rows: int
    far_rows: Sequence[int]
    columns: int
    far_columns: Sequence[int]


def drawn_near(sheet: SheetXml) -> Near:
    """The sheet for a reader. Raises ``SheetsSyncError`` for an address beyond the format."""
    last, far_rows, split = _rows(sheet)
    width = min(_width(sheet), _WIDEST)
    odd = [
        *strangers(sheet, sheet.start, split, width, max(last, 1)),
        *cell_addresses(sheet, split, sheet.end),
    ]
    _refuse_strays(odd, last, far_rows)
    width, far_columns = _columns(width, odd)
    head = _head(sheet)
    if not far_rows and not far_columns and head is None:
        return Near(sheet.data, LAST_ROW, (), LAST_COLUMN, ())
    new = _Renumbered(last, far_rows, width, far_columns)
    pieces = [sheet.data[: sheet.start] if head is None else head, *new.pieces(sheet, odd)]
    return Near(
        b"".join([*pieces, sheet.data[sheet.end :]]),
        last if far_rows else LAST_ROW,
        far_rows,
        width if far_columns else LAST_COLUMN,
        far_columns,
    )


@dataclass(frozen=True)
class _Renumbered:
    rows: int
    far_rows: Sequence[int]
    columns: int
    far_columns: Sequence[int]

    def pieces(self, sheet: SheetXml, odd: Sequence[Address]) -> Iterator[bytes | memoryview]:
        """The rows with those addresses renumbered."""
        view, done = memoryview(sheet.data), sheet.start
        for address in odd:
            yield view[done : address.start]
            yield self._text(address)
            done = address.end
        yield view[done : sheet.end]

    def _text(self, address: Address) -> bytes:
        row = _near(address.row, self.rows, self.far_rows, first=1)
        if address.column is None:
            return b"%d" % row
        column = _near(address.column, self.columns - 1, self.far_columns, first=0)
        return f"{column_letters(column)}{row}".encode()


def _near(place: int, last: int, far: Sequence[int], *, first: int) -> int:
    """Where a row or column stands once the void before it is gone."""
    if place <= last or not far:
        return place
    return max(last, first - 1) + 1 + bisect_left(far, place)


def _rows(sheet: SheetXml) -> tuple[int, Sequence[int], int]:
    """The last row before a void, the rows behind it, and the offset where those begin."""
    number = sheet.last_row()
    if number is not None and number <= sheet.likely_rows() * _BY_CHANCE + _ROWS_APART:
        return number, (), sheet.end
    numbers = sheet.row_numbers()
    if not numbers:
        return 0, (), sheet.end
    apart = (at for at, (a, b) in enumerate(pairwise([0, *numbers])) if b - a > _ROWS_APART)
    first = next(apart, len(numbers))
    if first == len(numbers):
        return numbers[-1], (), sheet.end
    return numbers[first - 1] if first else 0, numbers[first:], sheet.start_of(numbers[first])


def _width(sheet: SheetXml) -> int:
    """How many columns the first rows have, up to a void."""
    end = min(sheet.start + _FIRST, sheet.end)
    found = _columns_named(sheet, end)
    if not found:
        return _USUAL_WIDTH
    return _before_void(sorted(found), start=min(found)) + 1


def _columns_named(sheet: SheetXml, end: int) -> set[int]:
    """The columns of cells up to an offset; those that nearly every program spells alike are
    enough where there are any: the others are strangers, and come to light as such."""
    alike = re.compile(rb"<" + sheet.prefix + rb'c r="([A-Z]{1,3})[1-9]')
    if letters := {*alike.findall(sheet.data, sheet.start, end)}:
        return {column_at(each.decode()) for each in letters}
    every = cell_addresses(sheet, sheet.start, end)
    return {each.column for each in every if each.column is not None}


def _columns(width: int, odd: Sequence[Address]) -> tuple[int, Sequence[int]]:
    """How many columns come before a void, and those behind it."""
    right = sorted({a.column for a in odd if a.column is not None and a.column >= width})
    last = _before_void(right, start=width - 1)
    return last + 1, [column for column in right if column > last]


def _before_void(columns: Sequence[int], start: int) -> int:
    last = start
    for column in columns:
        if column - last > _COLUMNS_APART:
            break
        last = column
    return last


def _refuse_strays(odd: Sequence[Address], last: int, far_rows: Sequence[int]) -> None:
    """Rows that the format does not have, or that do not ascend, and cells of another row."""
    if max([last, *far_rows[-1:]]) > LAST_ROW:
        raise SheetsSyncError(f"it has more rows than a sheet can have ({LAST_ROW}).", CURE)
    far = set(far_rows)
    for address in odd:
        if address.row > last and address.row not in far:
            place = a1(address.column or 0, address.row)
            raise SheetsSyncError(f"its cell {place} stands out of order.", CURE)


def _head(sheet: SheetXml) -> bytes | None:
    """What stands before the rows less a ``dimension`` that cannot be; None where all is well."""
    head = sheet.data[: sheet.start]
    tag = re.search(rb"<" + sheet.prefix + rb"dimension(?=[\s/>])" + ATTRIBUTES + rb"\s*/?>", head)
    ref = re.search(rb"""\sref\s*=\s*["']([^"']*)""", tag[1]) if tag else None
    if tag is None or (ref and _DIMENSION.fullmatch(ref[1])):
        return None
    return head[: tag.start()] + head[tag.end() :]
