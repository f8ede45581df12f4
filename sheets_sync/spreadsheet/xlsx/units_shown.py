"""What number formats of cells show beside their numbers: a currency, a per cent (design §15).

The reader gives 30 of a cell that shows 30 €. Where a file has such formats at all, the cells that
bear them are looked at in the XML of their sheet.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.xlsx.container import Container
from sheets_sync.spreadsheet.xlsx.number_formats import styles_that_show
from sheets_sync.spreadsheet.xlsx.sheet_xml import SheetXml, scan
from sheets_sync.spreadsheet.xlsx.structure import Structure
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

_BUILT_IN: Final = {9: "%", 10: "%", **dict.fromkeys((5, 6, 7, 8, 42, 44), "¤")}
"""The formats of Excel's own; those of money show the currency of whoever looks: ¤, any."""
_BRACKETS: Final = re.compile(r"\[\$([^\]-]+)(?:-[0-9A-Fa-f]+)?\]")
_IN_BRACKETS: Final = re.compile(r"\[[^\]]*\]")
_NOT_SHOWN: Final = re.compile(r"_.|\*.")
"""As wide as a sign, or filled with it: "_€" shows no euro."""
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|.')
_HIDDEN: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_CURRENCY: Final = "Sc"
_SIGNS: Final = "%'′"
_TEXT: Final = re.compile(rb"""\st\s*=\s*["'](?!n["'])""")


def styles_with_units(container: Container, structure: Structure) -> dict[bytes, str]:
    """What the cell styles show beside a number, by their number; those that show nothing left
    out."""
    return styles_that_show(container, structure, unit_of, _BUILT_IN)


def unit_of(pattern: str) -> str:
    """What a format shows beside a number: "€", "руб.", "%", "min", any other text of its; "" for
    none."""
    first = pattern.partition(";")[0]
    if "%" in _HIDDEN.sub("", first):
        return "%"
    if (found := _BRACKETS.search(first)) is not None:
        return found[1].strip()
    plain = _NOT_SHOWN.sub("", _IN_BRACKETS.sub("", first))
    signs = [sign for sign in plain if unicodedata.category(sign) == _CURRENCY]
    return signs[0] if signs else _literals(plain)


def _literals(plain: str) -> str:
    """The text of a format, of marks in quotes and behind backslashes; no other
    punctuation than signs of units."""
    words = "".join(each[1] or each[2] or " " for each in _LITERAL.finditer(plain)).split()
    return " ".join(words) if any(s.isalpha() or s in _SIGNS for s in "".join(words)) else ""


def units_in(
    book: WorkbookFile, name: str, styles: Mapping[bytes, str]
) -> dict[int, dict[int, str]]:
    """By column (from 0) and sheet row, what the cells of a tab show beside their numbers."""
    if not styles:
        return {}
    try:
        sheet = scan(book.sheet(name))
    except SheetsSyncError:  # such a sheet can be read all the same, and shows nothing besides
        return {}
    found: dict[int, dict[int, str]] = {}
    for column, row, unit in _showing(sheet, styles):
        found.setdefault(column, {})[row] = unit
    return found


def _showing(sheet: SheetXml, styles: Mapping[bytes, str]) -> Iterator[tuple[int, int, str]]:
    some = re.compile(
        rb"<" + sheet.prefix + rb"c(?=\s)[^>]*?\ss=[\"'](" + b"|".join(styles)
        + rb")[\"'][^>]*[^/>]>"
    )  # fmt: skip
    for cell in some.finditer(sheet.data, sheet.start, sheet.end):
        at = sheet.cell_at(cell.start())
        if at is not None and not _TEXT.search(at[1].attributes):
            yield at[1].column, at[0], styles[cell[1]]
