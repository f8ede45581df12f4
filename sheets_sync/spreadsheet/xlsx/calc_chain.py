"""``xl/calcChain.xml``: Excel's list of the cells with formulas.

Excel calls a file damaged whose list names a cell without a formula, or names nothing; a
formula that the list lacks it finds by itself.
"""

import re
from collections.abc import Collection, Mapping
from typing import Final

from sheets_sync.spreadsheet.xlsx.sheet_xml import ATTRIBUTES

PART: Final = "xl/calcChain.xml"
_ENTRY: Final = re.compile(rb"<(?:[\w.-]+:)?c(?=\s)" + ATTRIBUTES + rb"\s*/>")
_CELL: Final = re.compile(rb"""\sr\s*=\s*["'](\w+)["']""")
_SHEET: Final = re.compile(rb"""\si\s*=\s*["'](\d+)["']""")
_MENTIONS: Final = {
    "[Content_Types].xml": re.compile(rb"<[^<>]*calcChain\.xml[^<>]*/>"),
    "xl/_rels/workbook.xml.rels": re.compile(rb"<[^<>]*calcChain\.xml[^<>]*/>"),
}


def without(data: bytes, gone: Mapping[str, Collection[str]]) -> bytes | None:
    """The list without the cells ``gone`` (by sheet id); None where nothing is left of it."""
    pieces: list[bytes] = []
    done, kept, sheet, named_by = 0, 0, b"", b""
    for entry in _ENTRY.finditer(data):
        own_sheet, cell = _SHEET.search(entry[1]), _CELL.search(entry[1])
        sheet = own_sheet[1] if own_sheet else sheet
        pieces.append(data[done : entry.start()])
        done = entry.end()
        if cell is not None and cell[1].decode() in gone.get(sheet.decode(), ()):
            continue
        # An entry without a sheet is of the sheet of the one before, which may be gone now.
        lost = own_sheet is None and sheet != named_by
        pieces.append(entry[0][:-2] + b' i="%b"/>' % sheet if lost else entry[0])
        named_by = sheet
        kept += 1
    return b"".join([*pieces, data[done:]]) if kept else None


def without_part(mentions: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members of ``MENTIONS`` without a word of the list."""
    return {name: _MENTIONS[name].sub(b"", data) for name, data in mentions.items()}


MENTIONS: Final = tuple(_MENTIONS)
"""The members that speak of the list."""
