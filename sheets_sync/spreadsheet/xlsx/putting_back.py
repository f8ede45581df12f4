"""Where goes what is put back into a sheet that openpyxl saved without it (design §11)."""

import re
from functools import cache
from typing import Final

from sheets_sync.spreadsheet.xlsx.container import relations_name
from sheets_sync.spreadsheet.xlsx.sheet_xml import scan
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

_PACKAGE: Final = b"http://schemas.openxmlformats.org/package/2006/relationships"
_END: Final = b"</Relationships>"
_IN_ORDER: Final = (
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst", "/worksheet",
)  # fmt: skip
"""The end of a sheet, in the order of ECMA-376 (CT_Worksheet): Excel repairs a file in another."""


def place_of(sheet: bytes, name: str) -> int:
    """Where in the bytes of a sheet, written without a prefix, the element ``name`` goes, one of
    those that may stand from its links on."""
    behind = _behind(name).search(sheet, scan(sheet).tail)
    return behind.start() if behind else len(sheet)


@cache
def _behind(name: str) -> re.Pattern[bytes]:
    later = "|".join(_IN_ORDER[_IN_ORDER.index(name) + 1 :])
    return re.compile(rf"<(?:{later})(?=[\s/>])".encode())


def related(book: WorkbookFile, sheet: str, relations: bytes) -> bytes:
    """What the part of a ``sheet`` is related to, with more ``relations``."""
    name = relations_name(sheet)
    old = book.container.read(name) if name in book.container else b""
    if _END in old:
        return old.replace(_END, relations + _END)
    return b'<Relationships xmlns="%b">%b%b' % (_PACKAGE, relations, _END)
