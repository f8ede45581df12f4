"""What number formats of cells show beside their numbers: a currency, a per cent (design §15).

The reader gives 30 of a cell that shows 30 €. Where a file has such formats at all, the cells that
bear them are looked for in the XML of their sheet, all of a sheet in one search.
"""

import re
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

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
        sheet = scan(scannable(book.sheet(name)))
    except SheetsSyncError:  # such a sheet can be read all the same, and shows nothing besides
        return {}
    found = _showing(sheet, styles).findall(sheet.data, sheet.start, sheet.end)
    if not found:
        return {}
    shown, letters, rows = (np.array(each) for each in zip(*found, strict=True))
    at = rows.astype(np.int64) - 1
    return {
        column_at(column.decode()): _column(at[mine], shown[mine], styles)
        for column in np.unique(letters).tolist()
        if (mine := letters == column).any()
    }


def _column(
    at: NDArray[np.int64], shown: NDArray[np.bytes_], styles: Mapping[bytes, str]
) -> Packed:
    """A column of units from the rows (from 0) and styles of its cells."""
    different, which = np.unique(shown, return_inverse=True)
    units = [styles[each] for each in different.tolist()]
    names = list(dict.fromkeys(units))
    codes = np.full(int(at.max()) + 1, NONE, np.int32)
    codes[at] = np.array([names.index(unit) for unit in units])[which]
    return Packed(codes, names)


def _showing(sheet: SheetXml, styles: Mapping[bytes, str]) -> re.Pattern[bytes]:
    """A number with one of ``styles``: its column, row and style."""
    return re.compile(
        rb"<" + sheet.prefix + rb"c(?=\s)"
        rb"""(?=[^>]*?\ss\s*=\s*["'](""" + b"|".join(styles) + rb""")["'])"""
        rb"""(?=[^>]*?\sr\s*=\s*["']([A-Za-z]+)(\d+)["'])"""
        rb"""(?![^>]*?\st\s*=\s*["'](?!n["']))[^>]*[^/>]>"""
    )  # fmt: skip
