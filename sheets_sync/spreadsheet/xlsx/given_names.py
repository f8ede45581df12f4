"""Names that Excel gives by itself, kept as a file says them: openpyxl makes print areas anew,
knows none of whole columns or of a formula, and drops what advanced filters go by (design §11).
"""

import xml.etree.ElementTree as ET
from collections.abc import Collection, Iterator
from typing import Final

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.print_settings import PrintArea
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.spreadsheet.xlsx.structure import parse_xml
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

GIVEN: Final = "_xlnm."
_AREA: Final = f"{GIVEN}Print_Area"
_MADE_ANEW: Final = frozenset({f"{GIVEN}Print_Titles", f"{GIVEN}_FilterDatabase"})


class AreaAsSaid(PrintArea):
    """A print area as a file says it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return True


def print_area(sheet: Worksheet, area: str) -> None:
    """Set a print area past what openpyxl checks."""
    vars(sheet)["_print_area"] = AreaAsSaid(area)


def keep_given_names(book: Workbook, file: WorkbookFile) -> None:
    """Set again in ``book``, which was read from ``file``, what openpyxl knows otherwise or not."""
    for tab, node in _given(file):
        name, said, sheet = node.get("name", ""), node.text or "", book[tab]
        if name == _AREA:
            print_area(sheet, said)
        elif name not in _MADE_ANEW:
            hidden = node.get("hidden") in ("1", "true")
            sheet.defined_names[name] = DefinedName(name, attr_text=said, hidden=hidden)


def given_names(file: WorkbookFile, tabs: Collection[str]) -> set[tuple[str, str, frozenset[str]]]:
    """Tab, name and cells of each of ``tabs``, but for those of filters, which go with the
    filter."""
    return {
        (tab, node.get("name", ""), frozenset((node.text or "").replace("'", "").split(",")))
        for tab, node in _given(file)
        if tab in tabs and not node.get("name", "").startswith(f"{GIVEN}_FilterDatabase")
    }


def _given(file: WorkbookFile) -> Iterator[tuple[str, ET.Element]]:
    """Those of a tab that is there, and whose cells are."""
    for node in parse_xml(file.container.read(file.structure.main)).iter():
        name, at = node.get("name", ""), node.get("localSheetId", "")
        there = at.isdecimal() and int(at) < len(file.structure.sheets)
        if there and name.startswith(GIVEN) and "#REF!" not in (node.text or ""):
            yield file.structure.sheets[int(at)].name, node
