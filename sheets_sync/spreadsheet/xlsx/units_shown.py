"""What number formats of cells show beside their numbers: a currency, a per cent (design §15).

The reader gives 30 of a cell that shows 30 €. Where a file has such formats at all, the cells that
bear them are looked for in the XML of their sheet, all of a sheet in one search.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

import numpy as np

from sheets_sync.columns.codes import NONE
from sheets_sync.columns.packed import Packed
from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.a1 import column_at
from sheets_sync.spreadsheet.number_patterns import unit_of
from sheets_sync.spreadsheet.xlsx.container import Container
from sheets_sync.spreadsheet.xlsx.number_formats import styles_that_show
from sheets_sync.spreadsheet.xlsx.plain_xml import scannable
from sheets_sync.spreadsheet.xlsx.sheet_xml import SheetXml, scan
from sheets_sync.spreadsheet.xlsx.structure import Structure
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

_BUILT_IN: Final = {9: "%", 10: "%", **dict.fromkeys((5, 6, 7, 8, 42, 44), "¤")}
"""The formats of Excel's own; those of money show the currency of whoever looks: ¤, any."""


def styles_with_units(container: Container, structure: Structure) -> dict[bytes, str]:
    """What the cell styles show beside a number, by their number; those that show nothing left
    out."""
    return styles_that_show(container, structure, unit_of, _BUILT_IN)


def units_in(book: WorkbookFile, name: str, styles: Mapping[bytes, str]) -> dict[int, Packed]:
    """By column (from 0) what the cells of a tab show beside their numbers."""
    if not styles:
        return {}
    try:
        sheet = scan(scannable(book.glimpse(name)))
    except SheetsSyncError:  # such a sheet can be read all the same, and shows nothing besides
        return {}
    found = _found(sheet, b"|".join(styles))
    letters = {each[0] for each in found}
    return {
        column_at(each.decode()): _column([cell for cell in found if cell[0] == each], styles)
        for each in sorted(letters)
    }


_Cell: TypeAlias = tuple[bytes, bytes, bytes]
"""The letters of a cell's column, its row and its style."""


def _found(sheet: SheetXml, styles: bytes) -> Sequence[_Cell]:
    """The numbers that have one of ``styles``. Most programs spell cells alike, and those are found
    in a third of the time; a tag of any other make brings an empty find."""
    cell = rb"<" + sheet.prefix + rb"c"
    usual = re.compile(
        cell + rb"""(?: r="([A-Z]+)(\d+)" s="(""" + styles + rb""")"(?: t="n")?>"""
        rb"""|(?=[\s/>])(?! r="[A-Z]+\d+"(?: s="\d+")?(?: t="\w+")?/?>))"""
    )  # fmt: skip
    found: list[_Cell] = usual.findall(sheet.data, sheet.start, sheet.end)
    if (b"", b"", b"") not in found:
        return found
    any_spelling = re.compile(
        cell + rb"""(?=\s)(?=[^>]*?\sr\s*=\s*["']([A-Za-z]+)(\d+)["'])"""
        rb"""(?=[^>]*?\ss\s*=\s*["'](""" + styles + rb""")["'])"""
        rb"""(?![^>]*?\st\s*=\s*["'](?!n["']))[^>]*[^/>]>"""
    )  # fmt: skip
    return any_spelling.findall(sheet.data, sheet.start, sheet.end)


def _column(cells: Sequence[_Cell], styles: Mapping[bytes, str]) -> Packed:
    """What the cells of one column show."""
    names = list(dict.fromkeys(styles.values()))
    codes = {style: names.index(unit) for style, unit in styles.items()}
    rows = [int(row) for _, row, _ in cells]
    shown = np.full(max(rows), NONE, np.int32)
    shown[np.array(rows) - 1] = [codes[style] for _, _, style in cells]
    return Packed(shown, names)
