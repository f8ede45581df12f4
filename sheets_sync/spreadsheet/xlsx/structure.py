"""What a workbook says of itself: its tabs, where their XML lies, and our marks.

A mark is a hidden defined name: ``_sheets_sync.log.charge`` stands for a whole column
(``Log!$L:$L``), ``_sheets_sync.tab.summary`` for a whole tab (LibreOffice writes that as rows),
``_sheets_sync.header.summary`` for the row of its headers (``Summary!$11:$11``), so that it moves
with them when staff insert, delete or rename. A second tab of a role marks with ``….2``. A mark
whose column was deleted has become ``#REF!`` and is none.
"""

import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Final
from urllib.parse import unquote

from sheets_sync.deferred import dataclass
from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.a1 import column_at
from sheets_sync.spreadsheet.xlsx.container import Container

PREFIX: Final = "_sheets_sync."
TAB_PREFIX: Final = "tab."
HEADER_PREFIX: Final = "header."
BADGE: Final = f"{PREFIX}badge"
"""Stands for a text, not for cells: see ``badge``."""
LATER_EPOCH: Final = 1462
"""Days from the epoch of 1900 to that of 1904."""
_MARK = re.compile(rf"{re.escape(PREFIX)}(.+?)(?:\.\d+)?", re.IGNORECASE)
_TARGET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(?=[$A-Z\d])\$?([A-Z]*)\$?(\d*)(?![A-Z]).*")


@dataclass(frozen=True)
class SheetPart:
    """One tab: its name, the member that holds it ("" for a chart), its id."""

    name: str
    part: str
    sheet_id: str


@dataclass(frozen=True)
class Structure:
    """The tabs in order, and per tab the columns that bear a mark and the role it has.

    ``marks`` maps a tab's name to key → column index from 0; ``own`` a tab's name to its role,
    ``headers`` to the row (from 1) whose mark says that its headers stand there. ``names`` are
    all defined names, ``main`` is the part that they stand in, ``badge`` the text that one of them
    stands for ("": none does).
    """

    sheets: tuple[SheetPart, ...]
    marks: Mapping[str, Mapping[str, int]]
    own: Mapping[str, str]
    date1904: bool
    headers: Mapping[str, int] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    main: str = ""
    badge: str = ""

    @property
    def parts(self) -> dict[str, SheetPart]:
        """Worksheets by name."""
        return {sheet.name: sheet for sheet in self.sheets if sheet.part}

    @property
    def epoch(self) -> int:
        """By how many days the numbers of days fall short."""
        return LATER_EPOCH if self.date1904 else 0

    @property
    def marked(self) -> dict[str, frozenset[str]]:
        """The marks in the staff's tabs that bear columns of ours."""
        return {
            tab: frozenset(marks)
            for tab, marks in self.marks.items()
            if marks and tab not in self.own
        }

    @property
    def ours(self) -> bool:
        """Whether anything in it is the service's."""
        return bool(self.own or self.marked or self.badge)


NO_TABS: Final = Structure((), {}, {}, date1904=False)
"""That of a workbook which is still to be made."""


def read_structure(container: Container) -> Structure:
    """The structure of a workbook; ``SheetsSyncError`` where the zip holds none."""
    main = _main_part(container)
    root = parse_xml(container.read(main))
    if root.tag.rpartition("}")[2] != "workbook":  # as in a .docx that was renamed
        raise _no_workbook()
    targets = dict(relations(container, main, "/worksheet"))
    sheets = tuple(
        SheetPart(
            node.get("name", ""),
            next((targets[value] for value in node.attrib.values() if value in targets), ""),
            node.get("sheetId", ""),
        )
        for node in _named(root, "sheet")
    )
    marks, own, headers = _marks(root, {sheet.name for sheet in sheets})
    named = {node.get("name", ""): node.text or "" for node in _named(root, "definedName")}
    names, badge = frozenset(named), named.get(BADGE, "").strip('"')
    properties = next(_named(root, "workbookPr"), None)
    date1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return Structure(sheets, marks, own, date1904, headers, names, main, badge)


def parse_xml(data: bytes) -> ET.Element:
    """The root of a small part. ``ValueError`` where it defines entities, as bombs do."""
    if b"<!DOCTYPE" in data:
        raise ValueError("a workbook has no DTD")
    return ET.fromstring(data)  # noqa: S314


def mark_name(key: str, nth: int) -> str:
    """The defined name of a mark, the ``nth`` of its key (from 1)."""
    return f"{PREFIX}{key}" + (f".{nth}" if nth > 1 else "")


def _main_part(container: Container) -> str:
    if "_rels/.rels" in container:
        part = next((target for _, target in relations(container, "", "/officeDocument")), "")
        if part.endswith(".xml") and part in container:
            return part
    raise _no_workbook()


def _no_workbook() -> SheetsSyncError:
    return SheetsSyncError("it holds no Excel workbook.", "Save it as .xlsx (Excel workbook).")


def relations(container: Container, part: str, kind: str) -> Iterator[tuple[str, str]]:
    """What ``part`` is related to by a type that ends in ``kind``: ids and names of parts."""
    folder, name = posixpath.split(part)
    for node in parse_xml(container.read(posixpath.join(folder, "_rels", f"{name}.rels"))):
        if node.get("Type", "").endswith(kind):
            target = unquote(node.get("Target", "")).replace("\\", "/")
            place = posixpath.normpath(posixpath.join("/", folder, target))
            yield node.get("Id", ""), place.lstrip("/")


def _named(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (node for node in root.iter() if node.tag.rpartition("}")[2] == name)


def _marks(
    root: ET.Element, tabs: set[str]
) -> tuple[dict[str, dict[str, int]], dict[str, str], dict[str, int]]:
    marks: dict[str, dict[str, int]] = {}
    own: dict[str, str] = {}
    headers: dict[str, int] = {}
    for node in _named(root, "definedName"):
        mark = _MARK.fullmatch(node.get("name", ""))
        # A name of one tab alone is what Excel makes when staff copy a tab: no mark of ours.
        target = (
            _TARGET.fullmatch(node.text or "")
            if mark and "localSheetId" not in node.attrib
            else None
        )
        if mark is None or target is None:
            continue
        tab = (target[1] or target[2]).replace("''", "'")
        key = mark[1]
        if tab in tabs and key.startswith(TAB_PREFIX):
            own[tab] = key.removeprefix(TAB_PREFIX)
        elif tab in tabs and key.startswith(HEADER_PREFIX) and target[4]:
            headers[tab] = int(target[4])
        elif tab in tabs and target[3]:
            marks.setdefault(tab, {})[key] = column_at(target[3])
    return marks, own, headers
