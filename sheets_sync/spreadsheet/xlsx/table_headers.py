"""Headers of ours in a table that staff made of our tab: the table says them once more.

Excel repairs a file whose table calls a column otherwise than the cell of its header (ECMA-376,
18.5.1.3), and one with a formula that calls it as it was called before (``table_formulas``).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from itertools import count
from typing import Final

from sheets_sync.spreadsheet.a1 import column_at
from sheets_sync.spreadsheet.protocol import ColumnEdit
from sheets_sync.spreadsheet.xlsx.container import relations_name
from sheets_sync.spreadsheet.xlsx.structure import relations
from sheets_sync.spreadsheet.xlsx.table_formulas import Renamed, mentions, with_new_names
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile

_TABLE: Final = re.compile(rb"<(?:[\w.-]+:)?table\s[^>]*>")
_CALLED: Final = re.compile(rb"""\sdisplayName\s*=\s*["']([^"']+)["']""")
_PLACE: Final = re.compile(rb"""\sref\s*=\s*["']([A-Z]+)(\d+)""")
_NO_HEADERS: Final = re.compile(rb"""\sheaderRowCount\s*=\s*["']0["']""")
_COLUMN: Final = re.compile(rb"<(?:[\w.-]+:)?tableColumn\s[^>]*>")
_NAME: Final = re.compile(rb"""(\sname\s*=\s*)("[^"]*"|'[^']*')""")


def with_column_names(
    book: WorkbookFile, edits: Mapping[str, Iterable[ColumnEdit]]
) -> tuple[dict[str, bytes], Renamed]:
    """Parts in which columns of tables are called as the texts that ``edits`` (by tab) write into
    their headers, the tables and all whose formulas name such a column; and what is renamed."""
    parts: dict[str, bytes] = {}
    renamed: dict[str, dict[str, str]] = {}
    for tab, tab_edits in edits.items():
        for part, table in _tables(book, tab):
            new = _with_names(table, list(tab_edits))
            if new != table:
                parts[part] = new
                renamed[_name_of(new)] = _differing(table, new)
    return {**dict(mentions(book, renamed)), **_reread(parts, renamed)}, renamed


def _tables(book: WorkbookFile, tab: str) -> Iterator[tuple[str, bytes]]:
    part = book.structure.parts[tab].part
    if relations_name(part) in book.container:
        for _, name in relations(book.container, part, "/table"):
            yield name, book.container.read(name)


def _reread(tables: Mapping[str, bytes], renamed: Renamed) -> dict[str, bytes]:
    """Those tables, whose own formulas may name columns, too."""
    return {part: with_new_names(table, renamed) for part, table in tables.items()}


def _with_names(table: bytes, edits: Iterable[ColumnEdit]) -> bytes:
    tag = _TABLE.search(table)
    place = _PLACE.search(tag[0]) if tag else None
    if tag is None or place is None or _NO_HEADERS.search(tag[0]):
        return table
    texts = dict(_written_into(int(place[2]), edits))
    columns = count(column_at(place[1].decode()))
    return _COLUMN.sub(lambda column: _called(column[0], texts.get(next(columns))), table)


def _written_into(row: int, edits: Iterable[ColumnEdit]) -> Iterator[tuple[int, str]]:
    """The texts that go into a sheet row, by their columns."""
    for edit in edits:
        if row in edit.rows and isinstance(text := edit.values[edit.rows.index(row)], str):
            yield edit.column, text


def _called(column: bytes, header: str | None) -> bytes:
    if header is None:
        return column
    return _NAME.sub(lambda name: name[1] + _spelt(header), column, count=1)


def _spelt(text: str) -> bytes:
    return f'"{escape(text)}"'.replace("\n", "_x000a_").encode()


def _name_of(table: bytes) -> str:
    called = _CALLED.search(table)
    return unescape(called[1].decode()) if called else ""


def _differing(before: bytes, after: bytes) -> dict[str, str]:
    """The columns that are called otherwise, by their names of before in small letters."""
    names = zip(_columns(before), _columns(after), strict=True)
    return {old.lower(): new for old, new in names if old != new}


def _columns(table: bytes) -> Iterator[str]:
    for column in _COLUMN.findall(table):
        name = _NAME.search(column)
        yield unescape(name[2][1:-1].decode()).replace("_x000a_", "\n") if name else ""
