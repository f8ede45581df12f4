"""Edits of one workbook file, laid into its bytes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.protocol import ColumnEdit, Extents, Marks, NewColumn
from sheets_sync.spreadsheet.xlsx import calc_chain
from sheets_sync.spreadsheet.xlsx.cell_xml import CellWriter, LinkTarget
from sheets_sync.spreadsheet.xlsx.container import ZippedPart
from sheets_sync.spreadsheet.xlsx.drawings import refitted, rows_above_charts
from sheets_sync.spreadsheet.xlsx.made_again import STYLES, with_columns, with_styles
from sheets_sync.spreadsheet.xlsx.marking import marked
from sheets_sync.spreadsheet.xlsx.page_breaks import with_break
from sheets_sync.spreadsheet.xlsx.patch import SheetPatch
from sheets_sync.spreadsheet.xlsx.row_heights import NO_LINES, RowLines
from sheets_sync.spreadsheet.xlsx.sheet_xml import scan
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile, readable

Edits: TypeAlias = Mapping[str, Iterable[ColumnEdit]]
"""Edits by the name of their tab."""


def with_edits(
    book: WorkbookFile,
    edits: Edits,
    link_target: LinkTarget,
    extents: Mapping[str, Extents] = MappingProxyType({}),
    marks: Mapping[str, Marks] = MappingProxyType({}),
    days: str = "",
    lines: Mapping[str, RowLines] = MappingProxyType({}),
) -> bytes:
    """The file with those cells written, the charts of a tab fitted to its ``extents``, the
    ``marks`` of tabs set, and rows as tall as their ``lines``; columns that are made again are as
    wide as ever, their days written as ``days`` says.

    Raises ``SheetsSyncError`` where it cannot take them.
    """
    packed = book.container.packed
    changes: dict[str, ZippedPart | None] = {}
    made = {tab: wanted.made for tab, wanted in marks.items() if wanted.made and tab in edits}
    if made:
        changes[STYLES] = packed(STYLES, [_made_again(book, made, days)])
    gone: dict[str, set[str]] = {}
    for tab, tab_edits in edits.items():
        part = book.structure.parts[tab]
        with readable(f"{book.path}, tab {tab}"):
            patch = _patch(book, tab, _by_row(tab_edits), link_target)
            patch.lines = lines.get(tab, NO_LINES)
            pieces = _pieces(book, tab, patch, extents.get(tab))
            changes[part.part] = packed(part.part, pieces)
        gone[part.sheet_id] = patch.formulas_gone
    if any(gone.values()) and calc_chain.PART in book.container:
        left = _calc_chain(book.container.read, gone)
        changes |= {
            name: None if data is None else packed(name, [data]) for name, data in left.items()
        }
    for tab, to in extents.items():
        with readable(f"{book.path}, tab {tab}"):
            fitted = refitted(book, tab, to)
            changes |= {name: packed(name, [data]) for name, data in fitted.items()}
    if marks:
        changes |= {name: packed(name, [data]) for name, data in marked(book, marks).items()}
    return book.container.exchanged(changes)


def _pieces(
    book: WorkbookFile, tab: str, patch: SheetPatch, charts: Extents | None
) -> Iterable[bytes | memoryview]:
    """The XML of a sheet as patched, and its page break where its charts will be."""
    above = None if charts is None else rows_above_charts(book, tab, charts)
    pieces = patch.pieces()
    return pieces if above is None else [with_break(b"".join(pieces), *above)]


def _made_again(book: WorkbookFile, made: Mapping[str, Sequence[NewColumn]], days: str) -> bytes:
    """The styles that columns of those tabs need; the tabs' XML has the columns from now on."""
    styles = book.container.read(STYLES)
    for tab, columns in made.items():
        styles, of_column = with_styles(styles, columns, days)
        book.xml[tab] = with_columns(book.sheet(tab), columns, of_column)
    return styles


def _patch(
    book: WorkbookFile, tab: str, wanted: Mapping[int, Mapping[int, Value]], link_target: LinkTarget
) -> SheetPatch:
    sheet = scan(book.sheet(tab))
    writer = CellWriter(sheet.prefix, link_target, date1904=book.structure.date1904)
    return SheetPatch(sheet, writer, wanted)


def _by_row(edits: Iterable[ColumnEdit]) -> dict[int, dict[int, Value]]:
    rows: dict[int, dict[int, Value]] = {}
    for edit in sorted(edits, key=lambda edit: edit.column):
        for row, value in zip(edit.rows, edit.values, strict=True):
            rows.setdefault(row, {})[edit.column] = value
    return rows


def _calc_chain(
    read: Callable[[str], bytes], gone: Mapping[str, set[str]]
) -> dict[str, bytes | None]:
    left = calc_chain.without(read(calc_chain.PART), gone)
    if left is not None:
        return {calc_chain.PART: left}
    mentions = calc_chain.without_part({name: read(name) for name in calc_chain.MENTIONS})
    return {calc_chain.PART: None, **mentions}
