"""Whether openpyxl, which makes our tabs, would lose something of the staff's (design §11).

A whitelist: what it is known to keep. Whatever else a file holds is a loss, told in words.
"""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.xlsx.container import ZippedPart
from sheets_sync.spreadsheet.xlsx.drawings import Drawn, drawings_of_ours, only_ours
from sheets_sync.spreadsheet.xlsx.faults import formulas_with_result
from sheets_sync.spreadsheet.xlsx.given_names import GIVEN, given_names
from sheets_sync.spreadsheet.xlsx.grid import Grid
from sheets_sync.spreadsheet.xlsx.plain_xml import in_utf8
from sheets_sync.spreadsheet.xlsx.printer_settings import settings_of
from sheets_sync.spreadsheet.xlsx.properties import PROPERTIES_OF_STAFF, has_lost_properties
from sheets_sync.spreadsheet.xlsx.putting_back import place_of
from sheets_sync.spreadsheet.xlsx.sheet_xml import scan
from sheets_sync.spreadsheet.xlsx.structure import PREFIX, parse_xml
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile, grids_of

_KEPT_PARTS: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/(workbook|styles|sharedStrings|calcChain)\.xml|xl/theme/theme\d+\.xml"
    r"|xl/worksheets/(_rels/)?sheet\d+\.xml(\.rels)?|xl/tables/table\d+\.xml|.*/"
)
_PARTS_IN_WORDS: Final = {
    "vbaProject": "macros",
    "comment": "comments",
    "vmlDrawing": "comments or form controls",
    "chart": "charts",
    "media": "pictures",
    "drawing": "drawings",
    "pivot": "pivot tables",
    "externalLink": "links to other workbooks",
    "printerSettings": "printer settings",
    "ctrlProp": "form controls",
    "custom": "custom properties",
}
_KEPT_IN_SHEET: Final = frozenset({
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetProtection",
    "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "tableParts",
})  # fmt: skip
_KEPT_IN_WORKBOOK: Final = frozenset({
    "fileVersion", "workbookPr", "AlternateContent", "revisionPtr", "workbookProtection",
    "bookViews", "sheets", "definedNames", "calcPr", "extLst",
})  # fmt: skip
_EMPTY_EXTENSIONS: Final = frozenset({
    "{140A7094-0E35-4892-8432-C4D2E57EDEB5}", "{B58B0392-4F1F-4190-BB64-5DF3571DCE5F}",
    "{EB79DEF2-80B8-43E5-95BD-54CBDDF9020C}", "{9260A510-F301-46A8-8635-F512D64BE5F5}",
    "{7626C862-2A13-11E5-B345-FEFF819CDC9F}",
})  # fmt: skip
"""Extensions that Excel and LibreOffice write into every file, with nothing of the staff's."""
_RICH: Final = re.compile(rb"<(?:\w+:)?(?:r|rPh|extLst)[\s>]|\s[cv]m=\"")
_HEADER_FOOTER: Final = re.compile(
    rb"<headerFooter(?:\s[^>]*)?(?:/>|>.*?</headerFooter>)", re.DOTALL
)
_REMADE: Final = frozenset({
    "mergeCell", "cfRule", "dataValidation", "hyperlink", "autoFilter", "filterColumn", "brk",
    "sheetProtection", "tablePart", "pageSetup", "pane",
})  # fmt: skip
_PRINTED: Final = frozenset(
    {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}
)


def would_lose(book: WorkbookFile, drawn: Drawn) -> list[str]:
    """What would be lost, a phrase each ("comments (xl/comments1.xml)"); none: all is kept.

    ``drawn`` are the columns that charts of ours are drawn from."""
    ours = drawings_of_ours(book, drawn)
    carried = settings_of(book).values()
    found = [*_strange_parts(book, {*ours, *carried}), *_workbook_losses(book)]
    for tab in book.structure.parts:
        found += _sheet_losses(book, tab, charts=only_ours(book, tab, ours))
    return list(dict.fromkeys(found))


def with_printed_headers(before: WorkbookFile, after: WorkbookFile) -> bytes:
    """``after``, saved by openpyxl, with the headers and footers of ``before`` to the letter.

    openpyxl takes them apart by font and size, and loses what it does not understand of them.
    """
    sheets: dict[str, ZippedPart | None] = {}
    for tab in before.structure.parts.keys() & after.structure.parts.keys():
        exact = _HEADER_FOOTER.search(before.sheet(tab))
        if exact is not None:
            bare = _HEADER_FOOTER.sub(b"", after.sheet(tab))
            at = place_of(bare, "headerFooter")
            part = after.structure.parts[tab].part
            sheets[part] = after.container.packed(part, [bare[:at], exact[0], bare[at:]])
    return after.container.exchanged(sheets)


def changes(before: WorkbookFile, after: WorkbookFile) -> list[str]:
    """Cells, names and printed headers of the staff's that ``after`` does not hold as before."""
    tabs = [tab for tab in before.structure.parts if tab not in before.structure.own]
    if not set(tabs) <= set(after.structure.parts):
        return ["tabs"]
    old, new = dict(grids_of(before, tabs)), dict(grids_of(after, tabs))
    found = [f"the cell {tab}!{cell}" for tab in tabs for cell in _differing(old[tab], new[tab])]
    staff = set(tabs) - after.structure.own.keys()  # a blank one may have become ours
    given = given_names(before, staff) <= given_names(after, staff)
    if not (given and _names(before) <= _names(after)):
        found.append("defined names")
    if has_lost_properties(before, after):
        found.append(f"custom properties ({PROPERTIES_OF_STAFF})")
    if any(not _printed(before, tab) <= _printed(after, tab) for tab in tabs):
        found.append("headers and footers of the printed page")
    for tab in staff:
        found += [f"{name} of {tab}" for name in _counted(before, tab) - _counted(after, tab)]
    return found


def _strange_parts(book: WorkbookFile, ours: Collection[str]) -> Iterator[str]:
    for name in sorted(book.container.names - set(ours)):
        if name == PROPERTIES_OF_STAFF:
            continue  # openpyxl keeps most, and ``changes`` looks
        if not _KEPT_PARTS.fullmatch(name):
            words = (words for part, words in _PARTS_IN_WORDS.items() if part in name)
            yield f"{next(words, 'a part')} ({name})"


def _workbook_losses(book: WorkbookFile) -> Iterator[str]:
    names = [book.structure.main, "xl/styles.xml"]
    names += [name for name in sorted(book.container.names) if name.startswith("xl/tables/")]
    for root in (parse_xml(book.container.read(n)) for n in names if n in book.container):
        if _local(root) == "workbook":
            yield from (
                f"a setting ({_local(node)})"
                for node in root
                if _local(node) not in _KEPT_IN_WORKBOOK
            )
        for node in root.iter():
            if _local(node) == "ext" and node.get("uri", "").upper() not in _EMPTY_EXTENSIONS:
                yield f"an extension ({node.get('uri')})"
    if "xl/sharedStrings.xml" in book.container and _RICH.search(
        book.container.read("xl/sharedStrings.xml")
    ):
        yield "texts with several formats in one cell"


def _sheet_losses(book: WorkbookFile, tab: str, *, charts: bool) -> Iterator[str]:
    """``charts``: whatever is drawn on the tab is ours, and made anew."""
    data = book.sheet(tab)
    if data is not in_utf8(data):
        yield f"the encoding of {tab} (UTF-16)"
        return
    if b"<!" in data:
        yield f"comments in the XML of {tab}"
        return
    for node in _frame(data):
        if _local(node) not in _KEPT_IN_SHEET and not (charts and _local(node) == "drawing"):
            yield f"{_local(node)} of {tab}"
    if _RICH.search(data):
        yield f"extended formats of {tab}"
    if tab in book.structure.own:
        return
    ours = set(book.structure.marks.get(tab, {}).values())
    for row, cell in formulas_with_result(data):
        if cell.column not in ours:
            yield f"the stored results of formulas ({tab}!{a1(cell.column, row)})"
            return


def _frame(data: bytes) -> ET.Element:
    """A sheet without its rows."""
    sheet = scan(data)
    return parse_xml(data[: sheet.tag_start] + data[sheet.tail :])


def _differing(old: Grid, new: Grid) -> Iterator[str]:
    """The filled cells of ``old`` that ``new`` does not hold alike."""
    alike = old.columns == new.columns[: len(old.columns)]
    if alike and (old.far_rows, old.far_columns) == (new.far_rows, new.far_columns):
        return
    now = {(column, row): cell for column, row, cell in new.cells()}
    for column, row, cell in old.cells():
        if now.get((column, row)) != cell:
            yield a1(column, row)


def _names(book: WorkbookFile) -> set[tuple[str, str]]:
    """Defined names and what they stand for, less a mark of ours whose column was deleted."""
    root = parse_xml(book.container.read(book.structure.main))
    nodes = (node for node in root.iter() if _local(node) == "definedName")
    pairs = {(node.get("name", ""), (node.text or "").replace("'", "")) for node in nodes}
    return {
        (name, text)
        for name, text in pairs
        if not name.startswith(GIVEN) and not (name.startswith(PREFIX) and "#REF!" in text)
    }


def _printed(book: WorkbookFile, tab: str) -> set[tuple[str, str]]:
    nodes = (node for node in _frame(book.sheet(tab)).iter() if _local(node) in _PRINTED)
    return {(_local(node), node.text or "") for node in nodes}


def _counted(book: WorkbookFile, tab: str) -> Counter[str]:
    """How many there are of each thing that openpyxl takes apart and makes anew."""
    return Counter(
        _local(node) for node in _frame(book.sheet(tab)).iter() if _local(node) in _REMADE
    )


def _local(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]
