"""Links of cells, carried over as a file has them: openpyxl has but links of one cell each, and
types their address into it where it is blank (design §11).
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Final

from sheets_sync.spreadsheet.xlsx.container import relations_name
from sheets_sync.spreadsheet.xlsx.putting_back import place_of, related
from sheets_sync.spreadsheet.xlsx.sheet_xml import ATTRIBUTES, scan
from sheets_sync.spreadsheet.xlsx.structure import parse_xml
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SECTION: Final = re.compile(
    rb"<((?:[\w.-]+:)?)hyperlinks(?=[\s/>])" + ATTRIBUTES + rb"\s*(?:/>|>(.*?)</\1hyperlinks\s*>)",
    re.DOTALL,
)
_SAID: Final = frozenset({"ref", "location", "tooltip", "display"})
_OURS: Final = "rIdLink"


def with_links(before: WorkbookFile, after: WorkbookFile) -> bytes:
    """``after``, saved by openpyxl without links, with those of ``before``."""
    new: dict[str, bytes] = {}
    for tab in before.structure.parts.keys() & after.structure.parts.keys():
        links, targets = _links(before, tab), _targets(before, tab)
        if links:
            part = after.structure.parts[tab].part
            new[part] = _linked(after.sheet(tab), links, targets)
            if targets:
                relations = "".join(_relations(targets.values())).encode()
                new[relations_name(part)] = related(after, part, relations)
    return after.container.completed(new) if new else after.container.data


def _links(book: WorkbookFile, tab: str) -> list[ET.Element]:
    xml = scan(book.sheet(tab))
    if not _SECTION.search(xml.data, xml.tail):
        return []
    frame = parse_xml(xml.data[: xml.tag_start] + xml.data[xml.tail :])
    return [link for node in frame if node.tag.endswith("}hyperlinks") for link in node]


def _targets(book: WorkbookFile, tab: str) -> dict[str, str]:
    """Where links lead, by the id of the relation that says so."""
    name = relations_name(book.structure.parts[tab].part)
    related = parse_xml(book.container.read(name)) if name in book.container else ()
    return {
        node.get("Id", ""): node.get("Target", "")
        for node in related
        if node.get("Type", "").endswith("/hyperlink")
    }


def _linked(sheet: bytes, links: list[ET.Element], targets: Mapping[str, str]) -> bytes:
    at = place_of(sheet, "hyperlinks")
    said = "".join(_link(link, list(targets)) for link in links)
    return sheet[:at] + f"<hyperlinks>{said}</hyperlinks>".encode() + sheet[at:]


def _link(node: ET.Element, ids: list[str]) -> str:
    said = [f' {key}="{_spelt(value)}"' for key, value in node.items() if key in _SAID]
    called = [value for key, value in node.items() if key.endswith("}id") and value in ids]
    said += [f' xmlns:r="{_OFFICE}" r:id="{_OURS}{ids.index(name)}"' for name in called]
    return f"<hyperlink{''.join(said)}/>"


def _relations(targets: Iterable[str]) -> Iterator[str]:
    for number, target in enumerate(targets):
        yield (
            f'<Relationship Id="{_OURS}{number}" Type="{_OFFICE}/hyperlink"'
            f' Target="{_spelt(target)}" TargetMode="External"/>'
        )


def _spelt(value: str) -> str:
    """An attribute's value: a line that ends within it would be read as a space."""
    return escape(value).replace("\n", "&#10;")
