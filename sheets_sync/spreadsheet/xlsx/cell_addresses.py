"""Addresses of cells in a sheet's XML: the few that are not like the rest, found at once.

A sheet has millions of addresses and hardly one that matters here: one right of the table or
below it, one misspelt, one beyond the format. A search for what does *not* look like an address
inside of the table finds those alone.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.a1 import column_at, column_letters
from sheets_sync.spreadsheet.xlsx.sheet_xml import ATTRIBUTES, SheetXml

LAST_ROW: Final = 1_048_576
LAST_COLUMN: Final = 16_384
"""The limits of the format, both counted from 1."""

CURE: Final = "Save the workbook anew in Excel or LibreOffice, or delete that cell."

_A1: Final = re.compile(rb"([A-Za-z]{1,3})?(\d{1,7})")
_R: Final = re.compile(rb"""\sr\s*=\s*["']([^"']*)["']""")
_TWO_LETTERS: Final = 702


class Address(NamedTuple):
    """An address in the XML: where its text lies; column from 0 (None: a row's), row from 1."""

    start: int
    end: int
    column: int | None
    row: int


def cell_addresses(sheet: SheetXml, start: int, end: int) -> Iterator[Address]:
    """All addresses between two offsets. Raises as ``strangers``."""
    return _found(sheet, _tags(sheet, b"(?:c|row)"), start, end)


def strangers(sheet: SheetXml, start: int, end: int, columns: int, last_row: int) -> list[Address]:
    """The addresses between two offsets that may be right of so many columns, or below a row.

    Raises ``SheetsSyncError`` where one is beyond the limits of the format.
    """
    # One look at every cell there is: what it looks for is kept short.
    row = rb"[1-9]\d{0,%d}\"" % (len(str(last_row)) - 1)
    odd_cell = rb"c(?! r=\"(?:%b)%b)" % (_letters(columns), row)
    if not re.compile(rb"<" + sheet.prefix + odd_cell).search(sheet.data, start, end):
        return []  # where every cell says where it is, what its row says is nothing to a reader
    return [*_found(sheet, _tags(sheet, rb"(?:%b|row(?! r=\"%b))" % (odd_cell, row)), start, end)]


def _found(sheet: SheetXml, tags: re.Pattern[bytes], start: int, end: int) -> Iterator[Address]:
    for found in tags.finditer(sheet.data, start, end):
        named = _R.search(sheet.data, *found.span(1))
        if named:
            yield Address(named.start(1), named.end(1), *_place(named[1]))


def _tags(sheet: SheetXml, name: bytes) -> re.Pattern[bytes]:
    """Tags of such a name, with their attributes. ``<`` stands nowhere but at a tag, and what is
    spelt in another way than Excel's is a stranger: so one search finds all."""
    return re.compile(rb"<" + sheet.prefix + name + rb"(?=[\s/>])" + ATTRIBUTES)


def _place(text: bytes) -> tuple[int | None, int]:
    found = _A1.fullmatch(text)
    column = column_at(found[1].decode()) if found and found[1] else None
    row = int(found[2]) if found else 0
    if not 0 < row <= LAST_ROW or (column is not None and column >= LAST_COLUMN):
        raise SheetsSyncError(
            f'its cell "{text[:20].decode(errors="replace")}" is none that a sheet can have: '
            f"they go from A1 to {column_letters(LAST_COLUMN - 1)}{LAST_ROW}.",
            CURE,
        )
    return column, row


def _letters(columns: int) -> bytes:
    """A pattern for the letters of so many columns from A on (at most those of two letters)."""
    last = column_letters(min(columns, _TWO_LETTERS) - 1).encode()
    if len(last) == 1:
        return b"[A-%b]" % last
    first, second = last[:1], last[1:]
    before = b"[A-%c][A-Z]|" % (first[0] - 1) if first > b"A" else b""
    return b"[A-Z]|" + before + first + b"[A-%b]" % second
