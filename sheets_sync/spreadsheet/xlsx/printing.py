"""How a tab of an .xlsx is printed: landscape, as wide as a page, its header on each, no page
without a cell (design §18).

A print area of whole columns ends with the last filled row; one with rows is printed by Excel to
its end, be it blank.
"""

from typing import Final

from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.spreadsheet.a1 import column_letters
from sheets_sync.spreadsheet.decoration import Decoration
from sheets_sync.spreadsheet.xlsx.given_names import print_area
from sheets_sync.spreadsheet.xlsx.marking import quoted

_A4: Final = 9
_NARROW: Final = 0.3
"""Inches of margin; at the foot there is a line more."""
_FOOT: Final = 0.5


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
        print_area(sheet, ",".join(f"{quoted(sheet.title)}!{span}" for span in spans))
