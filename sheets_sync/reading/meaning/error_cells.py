"""Cells that show an error, or that were never computed, and headers among them (design §4)."""

from collections.abc import Collection
from typing import Final

from sheets_sync.billing.findings import Code
from sheets_sync.columns.cell import Cell, Fault
from sheets_sync.errors import UsageError
from sheets_sync.reading.layout import Role
from sheets_sync.reading.meaning.vocabulary import words_for
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.protocol import Tab

ERRORS: Final = frozenset(words_for(lambda typed: typed.errors))
_FIRST: Final = frozenset(error[0] for error in ERRORS)
_UNREAD: Final = "note"
"""A column that nothing hangs on."""


def error_in(cell: Cell) -> Code | None:
    """The finding that a cell without a value is: an error, or a formula never computed."""
    if isinstance(cell, str):  # most do not even begin like one
        return Code.ERROR_CELL if cell.lstrip()[:1] in _FIRST and _is_error(cell) else None
    return Code.NO_CACHED_VALUE if cell is Fault.NO_CACHED_VALUE else None


def _is_error(text: str) -> bool:
    """Whether a text is an error, with or without its reason: "#N/A (Did not find value 7)"."""
    return text.strip().partition(" (")[0] in ERRORS


def refuse_broken_headers(tab: Tab, role: Role, row: int, found: Collection[str]) -> None:
    """Raises ``UsageError`` where a cell of the header row (from 1) shows an error and a column of
    staff's is not among those ``found``: it may be that one, read by nobody, while another beside
    it would be a second one (design §16)."""
    ours = {*tab.marks.values()}
    broken = [
        (at, column[row - 1])
        for at, column in enumerate(tab.columns)
        if at not in ours and error_in(column[row - 1])
    ]
    missing = [
        column.told
        for column in role.staff_columns
        if column.offered and column.key not in found and column.key != _UNREAD
    ]
    if not broken or not missing:
        return
    cells = " and ".join(_shown(at, row, cell) for at, cell in broken)
    raise UsageError(
        f'In the header row of the tab "{tab.ref}", {cells}: nobody can tell which column that is. '
        f"Not found there: {', '.join(missing)}.",
        "Mend the formula, or type the header.",
    )


def _shown(column: int, row: int, cell: Cell) -> str:
    what = "has a formula without a result" if isinstance(cell, Fault) else f"shows {cell}"
    return f"{a1(column, row)} {what}"
