"""Printer settings, a driver's own bytes beside a sheet: carried over, as openpyxl drops them
(design §16).
"""

import re
from collections.abc import Iterator
from typing import Final

from sheets_sync.spreadsheet.xlsx.container import relations_name
from sheets_sync.spreadsheet.xlsx.excel_spelling import TYPES
from sheets_sync.spreadsheet.xlsx.putting_back import place_of, related
from sheets_sync.spreadsheet.xlsx.sheet_xml import ATTRIBUTES, scan
from sheets_sync.spreadsheet.xlsx.structure import relations
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

_OFFICE: Final = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BIN: Final = (
    b'<Default Extension="bin" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>'
)
_PAGE: Final = re.compile(rb"<(?:\w+:)?pageSetup(?=[\s/>])" + ATTRIBUTES + rb"\s*/?>")
_ID: Final = re.compile(rb"""\s[\w.-]+:id\s*=\s*["']([^"']*)["']""")
_OURS: Final = b"rIdPrinter"


def settings_of(book: WorkbookFile) -> dict[str, str]:
    """The parts that sheets print by, by the name of their tab."""
    return dict(_settings(book))


def with_printer_settings(before: WorkbookFile, after: WorkbookFile) -> bytes:
    """``after``, saved by openpyxl, with the printer settings of ``before``."""
    new: dict[str, bytes] = {}
    for number, (tab, part) in enumerate(_settings(before), start=1):
        if tab in after.structure.parts:
            sheet = after.structure.parts[tab].part
            name = f"xl/printerSettings/printerSettings{number}.bin"
            new[name] = before.container.read(part)
            new[sheet] = _calling(after.sheet(tab))
            new[relations_name(sheet)] = related(after, sheet, _relation(name))
    if not new:
        return after.container.data
    types = after.container.read(TYPES)
    if b'Extension="bin"' not in types:
        new[TYPES] = types.replace(b"</Types>", _BIN + b"</Types>")
    return after.container.completed(new)


def _settings(book: WorkbookFile) -> Iterator[tuple[str, str]]:
    for tab, sheet in book.structure.parts.items():
        if relations_name(sheet.part) not in book.container:
            continue
        page = _PAGE.search(book.sheet(tab), scan(book.sheet(tab)).tail)
        called = _ID.search(page[1]) if page else None
        parts = dict(relations(book.container, sheet.part, "/printerSettings"))
        part = parts.get(called[1].decode(), "") if called else ""
        if part in book.container:
            yield tab, part


def _calling(data: bytes) -> bytes:
    """A sheet whose page setup names the settings."""
    names = b' xmlns:pr="%b" pr:id="%b"' % (_OFFICE, _OURS)
    start = scan(data).tail
    page = _PAGE.search(data, start)
    if page is None:
        at = place_of(data, "pageSetup")
        return data[:at] + b"<pageSetup%b/>" % names + data[at:]
    tag = b"<pageSetup%b%b/>" % (_ID.sub(b"", page[1]), names)
    return data[: page.start()] + tag + data[page.end() :]


def _relation(part: str) -> bytes:
    return b'<Relationship Id="%b" Type="%b/printerSettings" Target="/%b"/>' % (
        _OURS, _OFFICE, part.encode(),
    )  # fmt: skip
