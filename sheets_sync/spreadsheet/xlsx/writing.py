"""Edits of one workbook file, laid into its bytes."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.protocol import ColumnEdit, Extents, Marks, NewColumn
from sheets_sync.spreadsheet.xlsx import calc_chain
from sheets_sync.spreadsheet.xlsx.cell_xml import CellWriter, LinkTarget
from sheets_sync.spreadsheet.xlsx.container import ZippedPart
from sheets_sync.spreadsheet.xlsx.drawings import Refitted, refitted
from sheets_sync.spreadsheet.xlsx.excel_spelling import TYPES, XLSM, called_as_named
from sheets_sync.spreadsheet.xlsx.made_again import STYLES, with_columns, with_styles
from sheets_sync.spreadsheet.xlsx.marking import marked
from sheets_sync.spreadsheet.xlsx.page_breaks import with_break
from sheets_sync.spreadsheet.xlsx.patch import SheetPatch
from sheets_sync.spreadsheet.xlsx.row_heights import NO_LINES, RowLines
from sheets_sync.spreadsheet.xlsx.sheet_xml import scan
from sheets_sync.spreadsheet.xlsx.table_formulas import Renamed, with_new_names
from sheets_sync.spreadsheet.xlsx.table_headers import with_column_names
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
    charts = {tab: _refitted(book, tab, to) for tab, to in extents.items()}
    names, renamed = _column_names(book, edits)
    changes: dict[str, ZippedPart | None] = {}
    made = {tab: wanted.made for tab, wanted in marks.items() if wanted.made and tab in edits}
    if made:
        changes[STYLES] = packed(STYLES, [_made_again(book, made, days)])
    gone: dict[str, set[str]] = {}
    for tab, tab_edits in edits.items():
        part, wanted = book.structure.parts[tab], _by_row(tab_edits)
        with readable(f"{book.path}, tab {tab}"):
            patch = _patch(book, tab, wanted, link_target)
            patch.lines = lines.get(tab, NO_LINES)
            pieces = _pieces(patch, charts.get(tab))
            changes[part.part] = packed(part.part, pieces)
        gone[part.sheet_id] = patch.formulas_gone
    beside = names | _renamed(_beside_sheets(book, gone, charts.values(), marks), renamed)
    changes |= {
        name: None if data is None else packed(name, [data]) for name, data in beside.items()
    }
    return book.container.exchanged(changes)


def _beside_sheets(
    book: WorkbookFile,
    gone: Mapping[str, set[str]],
    charts: Iterable[Refitted],
    marks: Mapping[str, Marks],
) -> dict[str, bytes | None]:
    """What becomes of the parts beside the sheets; None: one goes."""
    beside = _calc_chain(book, gone)
    for fitted in charts:
        beside |= fitted.parts
    if marks:
        beside |= marked(book, marks)
    return beside | _called(book, beside.get(TYPES))


def _called(book: WorkbookFile, types: bytes | None) -> dict[str, bytes]:
    """What says that an .xlsm is one, where it does not: ``init`` once left it so, and Excel opens
    none. ``types`` are those to be written, if any are."""
    if book.path.suffix.lower() != XLSM:
        return {}
    with readable(str(book.path)):
        said = types or book.container.read(TYPES)
    called = called_as_named(said, XLSM)
    return {} if called == said else {TYPES: called}


def _column_names(book: WorkbookFile, edits: Edits) -> tuple[dict[str, bytes], Renamed]:
    """What speaks of columns of tables that are called otherwise from now on, and these; the XML of
    tabs that are written does so from now on."""
    with readable(str(book.path)):
        named, renamed = with_column_names(book, edits)
    tabs = {book.structure.parts[tab].part: tab for tab in edits}
    book.xml.update({tabs[part]: named.pop(part) for part in tabs.keys() & named.keys()})
    return named, renamed


def _renamed(parts: Mapping[str, bytes | None], renamed: Renamed) -> dict[str, bytes | None]:
    """The same, by the columns' names of now."""
    return {
        part: None if data is None else with_new_names(data, renamed)
        for part, data in parts.items()
    }


def _refitted(book: WorkbookFile, tab: str, to: Extents) -> Refitted:
    with readable(f"{book.path}, tab {tab}"):
        return refitted(book, tab, to)


def _pieces(patch: SheetPatch, charts: Refitted | None) -> Iterable[bytes | memoryview]:
    """The XML of a sheet as patched, and its page break where its charts will be."""
    pieces = patch.pieces()
    if charts is None or charts.rows_above is None:
        return pieces
    return [with_break(b"".join(pieces), *charts.rows_above)]


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


def _calc_chain(book: WorkbookFile, gone: Mapping[str, set[str]]) -> dict[str, bytes | None]:
    """What becomes of the list of formulas, and of what speaks of it; None: it goes."""
    if calc_chain.PART not in book.container or not any(gone.values()):
        return {}
    read = book.container.read
    left = calc_chain.without(read(calc_chain.PART), gone)
    if left is not None:
        return {calc_chain.PART: left}
    mentions = calc_chain.without_part({name: read(name) for name in calc_chain.MENTIONS})
    return {calc_chain.PART: None, **mentions}
