"""Headers of ours in a table that staff made of our tab: the table says them once more.

Excel repairs a file whose table calls a column otherwise than the cell of its header (ECMA-376,
18.5.1.3).
"""

import re
from collections.abc import Mapping
from html import escape
from itertools import count
from typing import Final

from sheets_sync.spreadsheet.a1 import column_at
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.xlsx.container import relations_name
from sheets_sync.spreadsheet.xlsx.structure import relations
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

_TABLE: Final = re.compile(rb"<(?:[\w.-]+:)?table\s[^>]*>")
_PLACE: Final = re.compile(rb"""\sref\s*=\s*["']([A-Z]+)(\d+)""")
_NO_HEADERS: Final = re.compile(rb"""\sheaderRowCount\s*=\s*["']0["']""")
_COLUMN: Final = re.compile(rb"<(?:[\w.-]+:)?tableColumn\s[^>]*>")
_NAME: Final = re.compile(rb"""(\sname\s*=\s*)("[^"]*"|'[^']*')""")


def with_column_names(
    book: WorkbookFile, tab: str, wanted: Mapping[int, Mapping[int, Value]]
) -> dict[str, bytes]:
    """Parts of the tab's tables in which columns are called as the texts that are written into
    their headers; ``wanted`` are values by row (from 1) and column (from 0)."""
    part = book.structure.parts[tab].part
    if relations_name(part) not in book.container:
        return {}
    names = [name for _, name in relations(book.container, part, "/table")]
    tables = {name: book.container.read(name) for name in names}
    renamed = {name: _renamed(table, wanted) for name, table in tables.items()}
    return {name: table for name, table in renamed.items() if table != tables[name]}


def _renamed(table: bytes, wanted: Mapping[int, Mapping[int, Value]]) -> bytes:
    tag = _TABLE.search(table)
    place = _PLACE.search(tag[0]) if tag else None
    if tag is None or place is None or _NO_HEADERS.search(tag[0]):
        return table
    texts = wanted.get(int(place[2]), {})
    columns = count(column_at(place[1].decode()))
    return _COLUMN.sub(lambda column: _called(column[0], texts.get(next(columns))), table)


def _called(column: bytes, header: Value) -> bytes:
    if not isinstance(header, str):
        return column
    return _NAME.sub(lambda name: name[1] + _spelt(header), column, count=1)


def _spelt(text: str) -> bytes:
    return f'"{escape(text)}"'.replace("\n", "_x000a_").encode()
