"""The tabs of one file that a read asks for, and those around them."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.patterns import fits, is_pattern
from sheets_sync.spreadsheet.protocol import Tab
from sheets_sync.spreadsheet.xlsx.workbook_file import WorkbookFile, grids_of, readable

if TYPE_CHECKING:
    from sheets_sync.columns.packed import Packed


def without_patterns(refs: Mapping[str, str], book: WorkbookFile) -> dict[str, str]:
    """Refs and their tabs, patterns as the tabs of a file that they stand for, in its order."""
    fitting = {
        ref.removesuffix(pattern) + sheet.name: sheet.name
        for sheet in book.structure.sheets
        for ref, pattern in refs.items()
        if is_pattern(pattern) and fits(sheet.name, pattern)
    }
    return {ref: tab for ref, tab in refs.items() if not is_pattern(tab)} | fitting


def unasked(book: WorkbookFile, refs: Mapping[str, str]) -> list[str]:
    """The tabs of a file that no ref names, and that are not ours."""
    structure = book.structure
    taken = {*refs.values(), *structure.own}
    return [s.name for s in structure.sheets if s.name in structure.parts and s.name not in taken]


def tabs_of(
    book: WorkbookFile, refs: Mapping[str, str], own: Mapping[str, str], heads: Collection[str]
) -> dict[str, Tab]:
    """The tabs of one file by ref, of ``heads`` the first rows; absent ones left out."""
    # Columns are arrays here: slow to import, and a run that finds all as it was reads none.
    from sheets_sync.spreadsheet.xlsx.odd_times import with_real_times  # noqa: PLC0415
    from sheets_sync.spreadsheet.xlsx.units_shown import (  # noqa: PLC0415
        styles_with_units,
        units_in,
    )

    structure = book.structure
    with readable(book.path):
        styles = styles_with_units(book.container, structure)
    names = {tab for tab in refs.values() if tab in structure.parts and tab not in heads}
    columns: dict[str, list[Sequence[Cell]]] = {}
    shown: dict[str, dict[int, Packed]] = {}
    for name, grid in grids_of(book, names, heads):
        with readable(f"{book.path}, tab {name}"):
            # What somebody wrote far below a tab of ours is none of its table.
            cells = grid.table() if name in structure.own else grid.whole()
            columns[name] = cells if name in structure.own else with_real_times(cells, book, name)
            shown[name] = {} if name in {*structure.own, *heads} else units_in(book, name, styles)
    return {
        ref: Tab(
            ref,
            columns[tab],
            len(columns[tab][0]) if columns[tab] else 0,
            structure.marks.get(tab, {}),
            own.get(ref, ""),
            structure.headers.get(tab, 0),
            epoch=structure.epoch,
            shown=shown[tab],
        )
        for ref, tab in refs.items()
        if tab in columns
    }
