"""What a run wants in its cells, held against what is there: only cells that differ are written.

Both sides are columns. A wanted column claims its cells from ``first_row`` to the foot of the
tab: where it wants no value, an old one is cleared.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import Numbers, Packed
from sheets_sync.columns.whole import part, rows_differing, rows_filled
from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.cell_value import Amount, Value
from sheets_sync.spreadsheet.protocol import ColumnEdit, Marks, Snapshot, Tab
from sheets_sync.spreadsheet.sameness import same_cell, shown


@dataclass(frozen=True)
class Wanted:
    """Cells wanted in one column of ours: ``values[i]`` in sheet row ``first_row + i``.

    ``to_foot`` claims the rest of the column too, down to the foot of the tab. ``quiet`` cells
    (the stamp, design §9) are written only beside others and never counted. ``afresh`` are sheet
    rows whose ``Amount`` is written though the number is there: it has another look now.
    """

    ref: str
    column: int
    first_row: int
    values: Sequence[Value]
    to_foot: bool = True
    quiet: bool = False
    afresh: Collection[int] = ()


def differing(
    wanted: Iterable[Wanted], snapshot: Snapshot, *, quiet_too: bool = False
) -> list[ColumnEdit]:
    """The edits that make the workbook as ``wanted``; empty where it is so already.

    Quiet cells are among them only where a cell that is not quiet differs, or ``quiet_too``.
    """
    loud: list[ColumnEdit] = []
    quiet: list[ColumnEdit] = []
    for column in wanted:
        edit = _column_edit(column, snapshot.tabs[column.ref])
        if edit.rows:
            (quiet if column.quiet else loud).append(edit)
    return loud + quiet if loud or quiet_too else []


def cells_counted(edits: Iterable[ColumnEdit], wanted: Iterable[Wanted]) -> int:
    """How many cells ``edits`` write, the quiet ones apart (``cells_written`` of the JSON)."""
    quiet = {
        (column.ref, column.column, column.first_row + at)
        for column in wanted
        if column.quiet
        for at in range(len(column.values))
    }
    tabs = {ref for ref, _, _ in quiet}
    return sum(
        sum((edit.ref, edit.column, row) not in quiet for row in edit.rows)
        if edit.ref in tabs
        else len(edit.rows)
        for edit in edits
    )


def written(tab: Tab, edits: Iterable[ColumnEdit], marks: Marks | None) -> Tab:
    """The tab as it stands once those of ``edits`` that are its own are written, and the marks
    set."""
    columns = as_edited(tab.columns, (edit for edit in edits if edit.ref == tab.ref))
    tab = replace(tab, columns=columns, height=len(columns[0]) if columns else 0)
    if marks is None:
        return tab
    return replace(tab, marks={**tab.marks, **marks.columns}, header=marks.header or tab.header)


def as_edited(
    snapshot_columns: Sequence[Sequence[Cell]], edits: Iterable[ColumnEdit]
) -> list[Sequence[Cell]]:
    """Columns as they stand after ``edits`` of their tab, padded to one height; those without an
    edit are the same objects where the height stays."""
    columns = list(snapshot_columns)
    edits = list(edits)
    height = max([len(columns[0]) if columns else 0, *(edit.rows[-1] for edit in edits)])
    width = max([len(columns), *(edit.column + 1 for edit in edits)])
    columns += [()] * (width - len(columns))
    columns = [each if len(each) == height else part(each, 0, height) for each in columns]
    for edit in edits:
        columns[edit.column] = _with_cells(columns[edit.column], edit)
    return columns


def _with_cells(column: Sequence[Cell], edit: ColumnEdit) -> Sequence[Cell]:
    rows, cells = [row - 1 for row in edit.rows], list(map(shown, edit.values))
    if isinstance(column, Packed | Numbers):
        packed = column.with_cells(rows, cells)
        if packed is not None:
            return packed
    changed = list(column)
    for row, cell in zip(rows, cells, strict=True):
        changed[row] = cell
    return changed


def _column_edit(wanted: Wanted, tab: Tab) -> ColumnEdit:
    start = wanted.first_row - 1
    column = tab.columns[wanted.column] if wanted.column < len(tab.columns) else []
    if isinstance(wanted.values, Packed | Numbers):
        edit = _by_codes(wanted, wanted.values, column)
        if edit is not None:
            return edit
    rows = _cell_by_cell(wanted, part(column, start, len(wanted.values)))
    below = rows_filled(column, start + len(wanted.values)) if wanted.to_foot else ()
    return ColumnEdit(
        wanted.ref,
        wanted.column,
        [*(wanted.first_row + index for index in rows), *(row + 1 for row in below)],
        [*(wanted.values[index] for index in rows), *[None] * len(below)],
    )


def _by_codes(
    wanted: Wanted, values: Packed | Numbers, column: Sequence[Cell]
) -> ColumnEdit | None:
    """The edit of a column as a whole; None where it takes a look at each cell."""
    start = wanted.first_row - 1
    values = values.padded(max(len(column) - start if wanted.to_foot else 0, len(values)))
    rows = rows_differing(part(column, start, len(values)), values)
    if rows is None:
        return None
    return ColumnEdit(wanted.ref, wanted.column, (rows + start + 1).tolist(), values.take(rows))


def _cell_by_cell(wanted: Wanted, actual: Sequence[Cell]) -> list[int]:
    """Which of the wanted values (from 0) are not there."""
    return [
        index
        for index, (cell, value) in enumerate(zip(actual, wanted.values, strict=True))
        # The cheap comparison first: most cells are as they should be. True == 1.0, hence types.
        if (not _plainly_same(cell, value) and not same_cell(cell, value))
        or (
            wanted.afresh
            and wanted.first_row + index in wanted.afresh
            and isinstance(value, Amount)
        )
    ]


def _plainly_same(cell: Cell, value: Value) -> bool:
    kind, wanted = type(cell), type(value)
    return cell == value and (kind is wanted or (kind is int and wanted is float))
