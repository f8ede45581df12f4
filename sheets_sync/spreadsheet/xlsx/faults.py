"""Cells that calamine reads as blank although they are not: errors, and formulas without a result.

Found by their marks in the sheet's bytes; only the few cells that bear one are looked at.
"""

import html
import re
from collections.abc import Iterator
from typing import Final

from sheets_sync.columns.cell import Cell, Fault
from sheets_sync.spreadsheet.xlsx.sheet_xml import (
    ATTRIBUTES,
    CellAt,
    SheetXml,
    scan,
)

_ERROR_TYPES: Final = (b't="e"', b"t='e'")
_UNKNOWN_ERROR: Final = re.compile(
    rb"""(\st\s*=\s*["']e["'][^<>]*>\s*"""
    rb"(?:<(?:[\w.-]+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:[\w.-]+:)?f\s*>)\s*)?"
    rb"<(?:[\w.-]+:)?v(?:\s[^<>]*)?>)"
    rb"(?!#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)<)[^<]*"
)
_TYPE: Final = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")


def with_known_errors(data: bytes) -> bytes:
    """A sheet's XML for calamine, which reads no sheet with an error it does not know
    (``#SPILL!``, LibreOffice's ``Err:502``): ``faults`` tells what those cells really hold."""
    if not any(kind in data for kind in _ERROR_TYPES):
        return data
    changed, count = _UNKNOWN_ERROR.subn(rb"\1#VALUE!", data)
    return changed if count else data


def faults(sheet: SheetXml) -> Iterator[tuple[int, int, Cell]]:
    """Column (from 0), row (from 1) and meaning of each such cell of a sheet."""
    value_tag = _value_tag(sheet)
    for row, cell in _suspects(sheet):
        meaning = _meaning(cell, sheet.formula_tag, value_tag)
        if meaning is not None:
            yield cell.column, row, meaning


def formulas_with_result(data: bytes) -> Iterator[tuple[int, CellAt]]:
    """Row and cell of each formula whose result is stored."""
    sheet = scan(data)
    value_tag = _value_tag(sheet)
    for row, cell in _suspects(sheet):
        held = sheet.formula_tag.search(cell.inner)
        if held and _meaning(cell, sheet.formula_tag, value_tag) is not Fault.NO_CACHED_VALUE:
            yield row, cell


def _value_tag(sheet: SheetXml) -> re.Pattern[bytes]:
    return re.compile(rb"<" + sheet.prefix + rb"v(?=[\s/>])" + ATTRIBUTES + rb"\s*(?:/>|>([^<]*))")


def _suspects(sheet: SheetXml) -> Iterator[tuple[int, CellAt]]:
    """Cells that hold a formula or an error, each once, with their row."""
    seen = -1
    for start in sorted({*_cells_with_formula(sheet), *_cells_in_error(sheet)}):
        found = sheet.cell_at(start)
        if found is None:  # a cell without its address: only counting from the top gives it
            yield from (
                (row.number, cell)
                for row in sheet.rows()
                for cell in sheet.cells(row)
                if cell.start > seen
            )
            return
        seen = start
        yield found


def _cells_with_formula(sheet: SheetXml) -> Iterator[int]:
    opening = b"<" + sheet.prefix + b"c"
    for tag in sheet.formula_tag.finditer(sheet.data, sheet.start, sheet.end):
        yield sheet.data.rfind(opening, sheet.start, tag.start())


def _cells_in_error(sheet: SheetXml) -> Iterator[int]:
    opening = b"<" + sheet.prefix + b"c"
    # Single quotes are rare, and one byte is found much faster than several.
    for kind in _ERROR_TYPES if b"'" in sheet.data else _ERROR_TYPES[:1]:
        at = sheet.data.find(kind, sheet.start, sheet.end)
        while at >= 0:
            start = sheet.data.rfind(b"<", sheet.start, at)
            if sheet.data.startswith(opening, start):  # else it is text that looks like it
                yield start
            at = sheet.data.find(kind, at + 1, sheet.end)


def _meaning(cell: CellAt, formula_tag: re.Pattern[bytes], value_tag: re.Pattern[bytes]) -> Cell:
    kind = _TYPE.search(cell.attributes)
    value = value_tag.search(cell.inner)
    if kind is not None and kind[1] == b"e":
        return html.unescape((value[2] or b"").decode()) if value and value[2] else "#ERROR!"
    if not formula_tag.search(cell.inner):
        return None
    stored_empty = value is not None and kind is not None and kind[1] == b"str"
    return None if stored_empty or (value and value[2]) else Fault.NO_CACHED_VALUE
