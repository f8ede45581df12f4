"""A person types into cells of a workbook and saves: what one sheet's XML has for these cells is
exchanged, and nothing else. openpyxl, which reads and writes all tabs anew for that, takes more
than a run does."""

import re
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.utils.datetime import to_excel
from openpyxl.xml.functions import fromstring

_BOOK, _LINKS, _STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
_RID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW = re.compile(r'<row r="(\d+)"([^>]*?)(?:/>|>(.*?)</row>)', re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]+)\d+"([^>]*?)(?:/>|>.*?</c>)', re.DOTALL)
_STYLE = re.compile(r' s="(\d+)"')
_EXTENT = re.compile(r'<dimension ref="([A-Z0-9:]+)"')
_ODD = re.compile(r"[\x00-\x1f\ufffe\uffff]|^=|^$")
"""Formulas, the empty text, and what XML has no word for."""


def type_in(path: Path, tab: str, cells: Mapping[str, Any]) -> None:
    """Type ``cells`` (by "A1") of a tab."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = _part_of(parts, tab)
    xml = parts[sheet].decode()
    if not all(map(_plain, cells.values())) or "<sheetData>" not in xml:
        _by_openpyxl(path, tab, cells)
        return
    for place, value in cells.items():
        xml = _typed(xml, place, value, parts[_STYLES])
    parts[sheet] = xml.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _by_openpyxl(path: Path, tab: str, cells: Mapping[str, Any]) -> None:
    """Any value; results of formulas are lost."""
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book[tab][place] = value
    book.save(path)


def _plain(value: Any) -> bool:
    if isinstance(value, str):
        return _ODD.search(value) is None
    return value is None or type(value) in {bool, int, float, date}


def _part_of(parts: Mapping[str, bytes], tab: str) -> str:
    """The member that holds the tab."""
    (rid,) = [
        each.get(_RID)
        for each in fromstring(parts[_BOOK]).iter(f"{_MAIN}sheet")
        if each.get("name") == tab
    ]
    (target,) = [
        each.get("Target", "") for each in fromstring(parts[_LINKS]) if each.get("Id") == rid
    ]
    return target[1:] if target.startswith("/") else f"xl/{target}"


def _typed(xml: str, place: str, value: Any, styles: bytes) -> str:
    """The sheet with the value in its cell; a row, and a cell, that is not there is made."""
    column, number = coordinate_from_string(place)
    if value is None and f'"{place}"' not in xml:
        return xml
    xml = _EXTENT.sub(lambda found: f'<dimension ref="{_widened(found[1], place)}"', xml, count=1)
    at = xml.index("<sheetData>") + len("<sheetData>")
    for row in _ROW.finditer(xml, at):
        if int(row[1]) == number:
            cells = _with_cell(row[3] or "", column, number, value, styles)
            made = f'<row r="{number}"{row[2]}>{cells}</row>'
            return xml[: row.start()] + made + xml[row.end() :]
        if int(row[1]) > number:
            break
        at = row.end()
    made = f'<row r="{number}">{_with_cell("", column, number, value, styles)}</row>'
    return xml[:at] + made + xml[at:]


def _widened(extent: str, place: str) -> str:
    boxes = [range_boundaries(extent), range_boundaries(place)]
    left, top, right, bottom = zip(*boxes, strict=True)
    first, last = (get_column_letter(each) for each in (min(left), max(right)))
    return f"{first}{min(top)}:{last}{max(bottom)}"


def _with_cell(cells: str, column: str, row: int, value: Any, styles: bytes) -> str:
    """The cells of a row, that of the column with the value and the style it has."""
    at = 0
    for cell in _CELL.finditer(cells):
        if cell[1] == column:
            made = _cell(column, row, value, _STYLE.search(cell[2]), styles)
            return cells[: cell.start()] + made + cells[cell.end() :]
        if (len(cell[1]), cell[1]) > (len(column), column):
            break
        at = cell.end()
    return cells[:at] + _cell(column, row, value, None, styles) + cells[at:]


def _cell(column: str, row: int, value: Any, style: re.Match[str] | None, styles: bytes) -> str:
    look = style[1] if style else "0"
    if isinstance(value, date) and look not in (days := _of_days(styles)):
        look = days[0]  # every workbook of these tests has a day somewhere
    begin = f'<c r="{column}{row}" s="{look}"'
    if value is None:
        return f"{begin}/>" if style else ""
    if isinstance(value, bool):
        return f'{begin} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, str):
        text = escape(value)
        return f'{begin} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f"{begin}><v>{to_excel(value) if isinstance(value, date) else value!r}</v></c>"


def _of_days(styles: bytes) -> list[str]:
    """The styles that show a number as a day."""
    root = fromstring(styles)
    known = {str(each) for each in range(14, 18)} | {
        each.get("numFmtId", "")
        for each in root.iter(f"{_MAIN}numFmt")
        if "yy" in each.get("formatCode", "").lower()
    }
    looks = root.find(f"{_MAIN}cellXfs")
    assert looks is not None
    return [str(at) for at, each in enumerate(looks) if each.get("numFmtId") in known]
