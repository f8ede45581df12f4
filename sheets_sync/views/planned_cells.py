"""What ``sync now --dry-run`` prints of cells: each of them, old → new (design §12)."""

from collections.abc import Iterator
from typing import Any, Final

from sheets_sync.columns.cell import Fault
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.sameness import shown
from sheets_sync.use_cases.run import Run

_LONGEST: Final = 60


def planned_cells(run: Run) -> Iterator[str]:
    """A line for every cell that a dry run would write."""
    if run.reckoning is None:
        return
    for edit in run.edits:
        column = run.reckoning.snapshot.tabs[edit.ref].columns
        for row, value in zip(edit.rows, edit.values, strict=True):
            old = column[edit.column][row - 1] if _is_there(column, edit.column, row) else None
            yield f"{edit.ref}!{a1(edit.column, row)}: {_cell(old)} → {_cell(shown(value))}"


def _is_there(columns: Any, column: int, row: int) -> bool:  # noqa: ANN401 - ragged columns
    return column < len(columns) and row <= len(columns[column])


def _cell(value: Value | object) -> str:
    if value is None or value == "" or isinstance(value, Fault):
        return "(blank)"
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
