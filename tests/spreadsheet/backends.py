"""The back ends under the contract suite: each makes a workbook, and lets staff edit it."""

from pathlib import Path
from typing import Protocol

from openpyxl import Workbook as OpenpyxlWorkbook
from openpyxl import load_workbook

from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.google import GoogleWorkbook, Identity
from sheets_sync.spreadsheet.google.openers import Opener
from sheets_sync.spreadsheet.memories import Forgetful
from sheets_sync.spreadsheet.memory import MemoryWorkbook
from sheets_sync.spreadsheet.protocol import Workbook
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from tests.sheets_api.emulator import Emulator, type_in

Rows = list[list[Cell]]
ERRORS = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?")


class Backend(Protocol):
    """What the contract suite needs of a back end."""

    def workbook(self, tabs: dict[str, Rows]) -> Workbook:
        """A workbook with those tabs, as staff made it."""

    def staff_edit(self, tab: str, row: int, column: int, value: Cell) -> None:
        """Staff type into a cell (row from 1, column from 0) of the last workbook made."""


class MemoryBackend:
    def workbook(self, tabs: dict[str, Rows]) -> Workbook:
        self.made = MemoryWorkbook(
            {name: [list(row) for row in rows] for name, rows in tabs.items()}
        )
        return self.made

    def staff_edit(self, tab: str, row: int, column: int, value: Cell) -> None:
        rows = self.made.tabs[tab]
        rows.extend([] for _ in range(row - len(rows)))
        rows[row - 1].extend([None] * (column + 1 - len(rows[row - 1])))
        rows[row - 1][column] = value


class XlsxBackend:
    def __init__(self, folder: Path) -> None:
        self.path = folder / "agency.xlsx"

    def workbook(self, tabs: dict[str, Rows]) -> Workbook:
        make_xlsx(self.path, tabs)
        return XlsxWorkbook(self.path)

    def staff_edit(self, tab: str, row: int, column: int, value: Cell) -> None:
        book = load_workbook(self.path)
        _fill(book[tab].cell(row, column + 1), value)
        book.save(self.path)


class GoogleBackend:
    """A person's spreadsheet at the emulator, shared with our service account."""

    def __init__(self, emulator: Emulator, identity: Identity, opener: Opener) -> None:
        self.emulator = emulator
        self.identity = identity
        self.opener = opener

    def workbook(self, tabs: dict[str, Rows]) -> Workbook:
        self.made = self.emulator.spreadsheet("Agency", tabs)
        return GoogleWorkbook(
            self.made.key,
            self.identity,
            Forgetful(),
            api_root=self.emulator.url,
            opener=self.opener,
        )

    def staff_edit(self, tab: str, row: int, column: int, value: Cell) -> None:
        type_in(self.made.sheet(tab), row - 1, column, value)
        self.made.changed(0)


def make_xlsx(path: Path, tabs: dict[str, Rows]) -> Path:
    """A file with those cells, as openpyxl makes it."""
    book = OpenpyxlWorkbook()
    book.remove(book.worksheets[0])
    for name, rows in tabs.items():
        sheet = book.create_sheet(name)
        for row, cells in enumerate(rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value is not None:
                    _fill(sheet.cell(row, column), value)
    book.save(path)
    return path


def _fill(cell, value: Cell) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "e" if value in ERRORS else "s"
