"""A reader of .xlsx that shares nothing with the program: every part parsed whole, by the standard.

For small files in tests: what stands in each cell, how it is shown, and what else a tab has.
"""

import io
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote

Cell = tuple[Any, ...]
"""Value, formula and format."""


@dataclass
class Tab:
    """Cells by row and column (from 1), how often each tag stands beside the rows, what is hidden."""

    cells: dict[tuple[int, int], Cell]
    tags: Counter[str]


def read(data: bytes) -> dict[str, Tab]:
    """The worksheets by name."""
    return _File(data).tabs()


class _File:
    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            self.parts = {_name(info.filename): archive.read(info) for info in infos}
        self.main = next(target for _, kind, target in self.related("") if kind == "officeDocument")
        self.root = _parsed(self.parts[self.main])
        texts = self.beside("sharedStrings")
        self.texts = [_text(node) for node in texts] if texts is not None else []
        self.formats = list(_formats(self.beside("styles")))
        setting = next(_each(self.root, "workbookPr"), None)
        self.later = 1462 if setting is not None and setting.get("date1904") in ("1", "true") else 0

    def related(self, source: str) -> Iterator[tuple[str, str, str]]:
        folder, name = posixpath.split(source)
        part = self.parts.get(_name(posixpath.join(folder, "_rels", f"{name}.rels")))
        for node in _parsed(part) if part else ():
            target = unquote(node.get("Target", "")).replace("\\", "/")
            place = _name(posixpath.normpath(posixpath.join("/", folder, target)))
            yield node.get("Id", ""), node.get("Type", "").rpartition("/")[2], place

    def beside(self, kind: str) -> ET.Element | None:
        part = next((t for _, k, t in self.related(self.main) if k == kind), None)
        return _parsed(self.parts[part]) if part else None

    def tabs(self) -> dict[str, Tab]:
        places = {number: (kind, target) for number, kind, target in self.related(self.main)}
        found = {}
        for node in _each(self.root, "sheet"):
            number = next(v for k, v in node.attrib.items() if k.endswith("}id"))
            kind, target = places[number]
            if kind == "worksheet":
                found[node.get("name", "")] = self.tab(_parsed(self.parts[target]))
        return found

    def tab(self, root: ET.Element) -> Tab:
        cells, tags = {}, Counter[str]()
        for part in root:
            if _local(part) != "sheetData":
                tags.update(_local(node) for node in part.iter())
                tags["hidden columns"] += sum(n.get("hidden") == "1" for n in part.iter())
        row = 0
        for line in _each(root, "row"):
            row, column = int(line.get("r", row + 1)), 0
            tags["hidden rows"] += line.get("hidden") == "1"
            for node in _each(line, "c"):
                address = re.fullmatch(r"([A-Z]+)\d+", node.get("r", ""))
                column = _column(address[1]) if address else column + 1
                if (cell := self.cell(node)) is not None:
                    cells[row, column] = cell
        return Tab(cells, tags)

    def cell(self, node: ET.Element) -> Cell | None:
        value, formula, kind = _child(node, "v"), _child(node, "f"), node.get("t", "n")
        style = int(node.get("s", "0"))
        shown = self.formats[style] if style < len(self.formats) else "General"
        if kind == "inlineStr":
            inner = _child(node, "is")
            content: Any = _text(inner) if inner is not None else None
        else:
            content = self.value(kind, value.text if value is not None else None)
        if isinstance(content, float) and _is_date(shown):
            content, shown = content + self.later, "date"
        if isinstance(content, date):
            content, shown = float((content - date(1899, 12, 30)).days), "date"
        if formula is not None:
            said = (formula.text or "", formula.get("t", ""), formula.get("ref", ""))
            return content, shown, said
        return None if content in (None, "") else (content, shown, None)

    def value(self, kind: str, text: str | None) -> Any:
        if text is None:
            return None
        if kind == "s":
            return self.texts[int(text)]
        if kind == "d":
            return datetime.fromisoformat(text).date()
        if kind == "b":
            return text.strip() in ("1", "true")
        return float(text) if kind == "n" else text


def _parsed(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - a part that a test made


def _formats(styles: ET.Element | None) -> Iterator[str]:
    if styles is None:
        return
    own = {node.get("numFmtId"): node.get("formatCode", "") for node in _each(styles, "numFmt")}
    for cells in _each(styles, "cellXfs"):
        for node in cells:
            number = node.get("numFmtId", "0")
            yield own.get(number, {"0": "General", "14": "yyyy-mm-dd"}.get(number, number))


def _is_date(code: str) -> bool:
    return bool(re.search("[dy]", re.sub(r'"[^"]*"|\[[^\]]*\]', "", code)))


def _name(name: str) -> str:
    return posixpath.normpath("/" + name.replace("\\", "/")).lstrip("/").lower()


def _text(node: ET.Element) -> str:
    """The text of a cell, its phonetics aside."""
    parts = [node, *(n for n in node if _local(n) == "r")]
    text = "".join(t.text or "" for part in parts for t in part if _local(t) == "t")
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _each(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (node for node in root.iter() if _local(node) == name)


def _child(node: ET.Element, name: str) -> ET.Element | None:
    return next((child for child in node if _local(child) == name), None)


def _local(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]
