"""What openpyxl saved, spelt as Excel spells it.

It writes places from the root, and drawings without a prefix: the format allows both, and some
readers (ExcelJS) know Excel's spelling alone. Number formats get ids of their own (``format_ids``).
It calls every file an .xlsx, and Excel opens none that is called otherwise than its name says.
"""

import posixpath
import re
from typing import Final

from sheets_sync.spreadsheet.xlsx.container import Container
from sheets_sync.spreadsheet.xlsx.format_ids import with_ids_told_apart

TYPES: Final = "[Content_Types].xml"
"""The member that says what each part is."""
XLSM: Final = ".xlsm"
"""How the name of a file ends that may bear macros."""
_XLSX: Final = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_OF_MACROS: Final = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_STYLES: Final = "xl/styles.xml"
_TARGET: Final = re.compile(rb'Target="/([^"]+)"')
_BARE: Final = re.compile(rb"<(/?)(\w+)(?=[\s/>])")
_DRAWING: Final = b'xmlns="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'


def as_excel_spells(data: bytes, suffix: str) -> bytes:
    """The zip with targets relative to the part that has them, drawings prefixed, and called what
    a file of that ``suffix`` (".xlsm") is."""
    container = Container(data)
    changed: dict[str, bytes] = {}
    for name in container.names:
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            changed[name] = _relative(container.read(name), folder)
        elif name.startswith("xl/drawings/drawing"):
            changed[name] = _prefixed(container.read(name))
        elif name == TYPES:
            changed[name] = called_as_named(container.read(name), suffix)
        elif name == _STYLES:
            changed[name] = with_ids_told_apart(container.read(name))
    return container.completed(changed)


def called_as_named(types: bytes, suffix: str) -> bytes:
    """``TYPES`` of a file whose name ends with ``suffix``: an .xlsm is called one."""
    return types.replace(_XLSX, _OF_MACROS) if suffix.lower() == XLSM else types


def _relative(relations: bytes, folder: str) -> bytes:
    def target(found: re.Match[bytes]) -> bytes:
        place = posixpath.relpath("/" + found[1].decode(), "/" + folder)
        return f'Target="{place}"'.encode()

    return _TARGET.sub(target, relations)


def _prefixed(drawing: bytes) -> bytes:
    if drawing.count(b"xmlns=") != 1 or _DRAWING not in drawing:
        return drawing  # more than one space without a prefix: not openpyxl's own
    named = drawing.replace(_DRAWING, _DRAWING.replace(b"xmlns=", b"xmlns:xdr="))
    return _BARE.sub(rb"<\1xdr:\2", named)
