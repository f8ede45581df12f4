"""How a tab of an .xlsx is printed: landscape, as wide as a page, its header on each, no page
without a cell (design §18).

A print area of whole columns ends with the last filled row; one with rows is printed by Excel to
its end, be it blank. openpyxl knows none of whole columns: it writes them where it is told to, and
drops them when it reads.
"""

import re
from html import unescape
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.print_settings import PrintArea
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.spreadsheet.a1 import column_letters
from sheets_sync.spreadsheet.decoration import Decoration
from sheets_sync.spreadsheet.xlsx.marking import quoted

_A4: Final = 9
_NARROW: Final = 0.3
"""Inches of margin; at the foot there is a line more."""
_FOOT: Final = 0.5
_BOOK: Final = "xl/workbook.xml"
_AREA: Final = re.compile(
    rb'<(?:\w+:)?definedName((?=\s[^>]*name="_xlnm\.Print_Area")[^>]*)>([^<]*)<'
)
_SHEET: Final = re.compile(rb'\slocalSheetId="(\d+)"')
_WHOLE: Final = re.compile(r"!\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?:,|$)")


class WholeColumns(PrintArea):
    """A print area as a file says it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return True


def set_up(sheet: Worksheet, header_row: int, looks: Decoration) -> None:
    """A page wide, the header on each page; where the columns are too many, page after page."""
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page, margins = sheet.page_setup, sheet.page_margins
    page.orientation, page.paperSize, page.fitToHeight = "landscape", _A4, 0
    margins.left = margins.right = margins.top = _NARROW
    margins.bottom, margins.header, margins.footer = _FOOT, _NARROW, _NARROW / 2
    if (foot := sheet.oddFooter) is not None:
        foot.center.text = "&A  &P / &N"
    sheet.print_title_rows = f"{header_row}:{header_row}"
    if looks.printed:
        sheet.print_title_cols = "A:A"
        spans = (
            f"${column_letters(left)}:${column_letters(right)}" for left, right in looks.printed
        )
        _print(sheet, ",".join(f"{quoted(sheet.title)}!{span}" for span in spans))


def _print(sheet: Worksheet, area: str) -> None:
    """``area``, past what openpyxl checks."""
    vars(sheet)["_print_area"] = WholeColumns(area)


def keep_print_areas(book: Workbook, data: bytes) -> None:
    """Set print areas of whole columns again, which openpyxl dropped when it read ``data``."""
    with ZipFile(BytesIO(data)) as file:
        text = file.read(_BOOK) if _BOOK in file.namelist() else b""
    for tag, area in _AREA.findall(text):
        said, sheet = unescape(area.decode()), _SHEET.search(tag)
        if sheet and _WHOLE.search(said):
            _print(book[book.sheetnames[int(sheet[1])]], said)
