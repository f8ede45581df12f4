"""A file of staff's lent to openpyxl, less what that would take apart (design §11).

It types the address of a link into the blank cells below it, one by one (links come back when it
has saved: ``links``), and clears cells under a merge; it sets the height of each row for good, be
it one that grows with its text.
"""

import re
import warnings
from io import BytesIO
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.dimensions import RowDimension
from openpyxl.worksheet.worksheet import Worksheet

from sheets_sync.spreadsheet.xlsx.container import Container
from sheets_sync.spreadsheet.xlsx.given_names import keep_given_names
from sheets_sync.spreadsheet.xlsx.sheet_xml import ATTRIBUTES, SheetXml, scan
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

_KEPT_AWAY: Final = re.compile(
    rb"<((?:[\w.-]+:)?)(mergeCells|hyperlinks)(?=[\s/>])"
    + ATTRIBUTES
    + rb"\s*(?:/>|>.*?</\1\2\s*>)",
    re.DOTALL,
)
_MERGED: Final = re.compile(rb"""<(?:[\w.-]+:)?mergeCell\s[^>]*?ref\s*=\s*["']([^"']+)["']""")
_HIGH: Final = re.compile(rb"""\sht\s*=""")
_FOR_GOOD: Final = re.compile(rb"""\scustomHeight\s*=\s*["'](?:1|true)["']""")


class NotUnderstoodError(Exception):
    """openpyxl cannot take a file in that others read."""


class GrowingRow(RowDimension):
    """A row whose height goes with its text: a program wrote down what it was."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - its name in the format
        """Whether somebody set the height."""
        return False


def openpyxl_workbook(file: WorkbookFile | None) -> Workbook:
    """A file as openpyxl has it, without its links, merges and growing rows as they were; without a
    file a new workbook without tabs. Raises ``NotUnderstoodError``."""
    if file is None:
        book = Workbook()
        book.remove(book.worksheets[0])
        return book
    book = _loaded(_without_what_is_kept_away(file))
    if not file.structure.parts.keys() <= set(book.sheetnames):
        raise NotUnderstoodError("it sees no tabs")  # of the strict kind of Office Open XML
    for tab in file.structure.parts:
        sheet, xml = book[tab], scan(file.sheet(tab))
        _merge_again(sheet, xml)
        _let_rows_grow(sheet, xml)
    keep_given_names(book, file)
    return book


def _loaded(data: bytes) -> Workbook:
    with warnings.catch_warnings():
        # It warns of what it will not keep; ``fidelity`` has looked for that already.
        warnings.simplefilter("ignore")
        try:
            return load_workbook(BytesIO(data))
        except Exception as error:
            # It raises whatever its parts stumble over; the file itself is sound: calamine read it.
            raise NotUnderstoodError(f"{type(error).__name__}: {error}") from error


def _without_what_is_kept_away(file: WorkbookFile) -> bytes:
    bare: dict[str, bytes] = {}
    for tab, part in file.structure.parts.items():
        xml = scan(file.sheet(tab))
        tail = xml.data[xml.tail :]
        if _KEPT_AWAY.search(tail):
            bare[part.part] = xml.data[: xml.tail] + _KEPT_AWAY.sub(b"", tail)
    container = file.container
    return (Container(container.laid_in(bare).getvalue()) if bare else container).tidy()


def _merge_again(sheet: Worksheet, xml: SheetXml) -> None:
    found = _MERGED.findall(xml.data, xml.tail)
    if found:
        sheet.merged_cells = MultiCellRange([CellRange(ref.decode()) for ref in found])


def _let_rows_grow(sheet: Worksheet, xml: SheetXml) -> None:
    if b" ht" not in xml.data:
        return
    for row in xml.rows():
        if _HIGH.search(row.attributes) and not _FOR_GOOD.search(row.attributes):
            sheet.row_dimensions[row.number].__class__ = GrowingRow
