"""What a workbook says of itself beside its tabs, carried over, as openpyxl drops it: settings of
Excel for the file, and whose it is (design §11).
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import escape
from typing import Final

from sheets_sync.spreadsheet.xlsx.structure import parse_xml, relations
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

_APPLICATION: Final = "docProps/app.xml"
PROPERTIES_OF_STAFF: Final = "docProps/custom.xml"
"""Those that a person, or a program of theirs (WPS, labels of sensitivity), gave the file."""
_WHOSE: Final = frozenset({"Manager", "Company", "HyperlinkBase"})
"""Links that name no host begin with the last."""
_SETTINGS: Final = re.compile(rb"<workbookPr(?=[\s/>])[^>]*?/?>")
_END: Final = b"</Properties>"


def with_properties(before: WorkbookFile, after: WorkbookFile) -> bytes:
    """``after``, saved by openpyxl, with the settings and the owner of ``before``."""
    main = after.structure.main
    new = {main: _with_settings(before, after.container.read(main))}
    whose = b"".join(_whose(before))
    if whose and _APPLICATION in after.container:
        new[_APPLICATION] = after.container.read(_APPLICATION).replace(_END, whose + _END)
    if PROPERTIES_OF_STAFF in before.container and PROPERTIES_OF_STAFF in after.container:
        new[PROPERTIES_OF_STAFF] = before.container.read(PROPERTIES_OF_STAFF)
    return after.container.completed(new)


def has_lost_properties(before: WorkbookFile, after: WorkbookFile) -> bool:
    """Whether properties of the staff's are not there any more: openpyxl keeps the part where it
    knows the kinds of all. LibreOffice writes an empty one into every file."""
    if PROPERTIES_OF_STAFF not in before.container:
        return False
    some = b"<property" in before.container.read(PROPERTIES_OF_STAFF)
    return some and PROPERTIES_OF_STAFF not in after.container


def _with_settings(before: WorkbookFile, book: bytes) -> bytes:
    root = parse_xml(before.container.read(before.structure.main))
    node = next((node for node in root if _local(node) == "workbookPr"), None)
    if node is None:
        return book
    said = "".join(f' {key}="{escape(value)}"' for key, value in node.items() if key[0] != "{")
    return _SETTINGS.sub(lambda _: f"<workbookPr{said}/>".encode(), book, count=1)


def _whose(before: WorkbookFile) -> Iterator[bytes]:
    if "_rels/.rels" not in before.container:
        return
    for _, part in relations(before.container, "", "/extended-properties"):
        if part in before.container:
            for node in parse_xml(before.container.read(part)):
                if _local(node) in _WHOSE and node.text:
                    yield f"<{_local(node)}>{escape(node.text)}</{_local(node)}>".encode()


def _local(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]
