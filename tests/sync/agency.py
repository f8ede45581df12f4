"""A small agency in a real .xlsx, for whole runs: made by openpyxl, furnished by ``init``."""

import json
import shutil
import tomllib
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import openpyxl
from python_calamine import CalamineWorkbook

from sheets_sync import reckoning, workbooks
from sheets_sync.config import Config, load
from sheets_sync.reading.layout import STAFF_ROLES
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.use_cases import furnishing
from sheets_sync.use_cases import report as documents
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options, Run
from sheets_sync.use_cases.shared.document import dump
from sheets_sync.views import run_view
from tests.papers import SHELF
from tests.spreadsheet.keyboard import type_in

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()
QUIET = "[notices]\nsettle = '0m'\n[workbook]\ntimezone = 'UTC'\n"

Rows = Sequence[Sequence[Any]]

_FURNISHED: dict[str, bytes] = {}
OF_LETTERS = ("notices", "mail", "letters", "invoice", "accounts")
"""Tables of the config that furnishing asks nothing of."""


def _furnishing(text: str) -> str:
    """What furnishing may ask of a config."""
    return repr({key: each for key, each in tomllib.loads(text).items() if key not in OF_LETTERS})


def day(back: int) -> date:
    return TODAY - timedelta(days=back)


SHEETS: Mapping[str, Rows] = {
    "Clients": [
        ["Client", "Email", "Currency", "Threshold", "Note"],
        ["Acme", "a@example.com", None, 1000, "Pays on time"],
        ["Bell", "b@example.com", None, 500, None],
        ["Cone", "c@example.com", "EUR", 10, None],
    ],
    "Prices": [
        ["Client", "Service", "Unit", "Price", "Minimum", "Step", "Included a month", "Valid from", "Currency"],
        [None, "Call", "min", 10, 5, 5, None, None, None],
        ["Acme", "Call", "min", 8, None, None, 10, date(2026, 1, 1), None],
        [None, "Banner", "pc", 1500.5, None, None, None, None, None],
        [None, "Layout", "h", 20, None, None, None, None, "EUR"],
    ],
    "Payments": [
        ["Date", "Client", "Amount", "Kind"],
        [day(60), "Acme", 10_000, None],
        [day(60), "Bell", 2_000, "opening"],
        [day(50), "Cone", 200, None],
        [day(10), "Acme", 100, "refund"],
    ],
    "Log": [
        ["Date", "Client", "Service", "Order", "Quantity", "Minutes", "Staff", "Channel", "Note"],
        [day(40), "Acme", "Call", 7, None, 25, "Anna", "mail", "first"],
        [day(39), "Bell", "Banner", 8, 2, 90, "Boris", "mail", None],
        [day(30), "Cone", "Layout", 9, None, 50, "Anna", "mail", None],
        [day(20), "Acme", "Banner", 7, None, 60, "Boris", "mobile", None],
        [day(10), "Acmee", "Call", 7, None, 3, "Anna", "mail", "a typo"],
        [day(5), "Bell", "Favour", 8, None, 30, "Anna", "mail", None],
        [day(1), "Acme", "Call", 7, -2, None, "Anna", "mail", "a reversal"],
        [day(0), "Bell", "Call", 8, None, 3, "Anna", "mail", None],
    ],
}  # fmt: skip


@dataclass
class Agency:
    """A folder with a config and a workbook."""

    folder: Path
    sheets: Mapping[str, Rows] = field(default_factory=lambda: SHEETS)
    config_text: str = QUIET
    furnished: bool = True

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        alone = {each.name for each in self.folder.iterdir()} <= {"password"}
        (self.folder / "config.toml").write_text(self.config_text, encoding="utf-8")
        if self.furnished and alone:
            self.path.write_bytes(self._once_furnished())
        else:
            self._make()

    def copied(self, folder: Path) -> Self:
        """The same, with all that it lived through, in another folder."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        copied = copy(self)
        copied.folder = folder
        return copied

    def _once_furnished(self) -> bytes:
        """The workbook that ``init`` made of the same rows and config, which takes it a third of
        a second; only where nothing else lies in the folder that it could read."""
        of = f"{self.sheets!r} {_furnishing(self.config_text)}"
        key = f"{sha256(of.encode()).hexdigest()}.xlsx"
        if key not in _FURNISHED:
            taken = SHELF.take(key)
            if taken is None:
                self._make()
                taken = self.path.read_bytes()
                SHELF.put(key, taken)
            _FURNISHED[key] = taken
        return _FURNISHED[key]

    def _make(self) -> None:
        write_sheets(self.path, self.sheets)
        if self.furnished:
            furnishing.furnish(self.config, None, lambda _: None)

    @property
    def path(self) -> Path:
        return self.folder / "agency.xlsx"

    @property
    def config(self) -> Config:
        return load(self.folder / "config.toml")

    def run(self, moment: datetime = NOW, **options: bool) -> Run:
        return sync_now(self.config, Options(**options), moment, lambda _: None)

    def report(self, on: date = TODAY, *, flag_future: bool = False) -> dict:
        config = self.config
        snapshot = workbooks.read(config, workbooks.open_workbook(config))
        reckoned = reckoning.reckon(config, snapshot, on, flag_future=flag_future)
        return json.loads(dump(documents.report(reckoned, "xlsx", config.workbook.words)))

    def as_json(self, run: Run) -> dict:
        return json.loads(run_view.as_json(run))

    def grid(self) -> dict[str, list[list[Any]]]:
        """Every cell of every tab."""
        return read_grid(self.path)

    def own_cells(self) -> set[tuple[str, str]]:
        """Addresses of the service's own cells in staff's tabs; whole tabs of its own by ""."""
        snapshot = XlsxWorkbook(self.path).read([role.names[0] for role in STAFF_ROLES.values()])
        cells = {(tab.ref, "") for tab in snapshot.tabs.values() if tab.own}
        for tab in snapshot.tabs.values():
            for column in tab.marks.values():
                cells |= {(tab.ref, a1(column, row)) for row in range(1, tab.height + 1)}
        return cells

    def letters(self) -> list[str]:
        return sorted(path.name for path in (self.folder / "outbox").glob("*.eml"))

    def edit(self, tab: str, cell: str, value: Any) -> None:
        """What staff do: open, type, save."""
        type_in(self.path, tab, {cell: value})

    def add_row(self, tab: str, *values: Any) -> int:
        """Staff type a row below the last one; its number."""
        lines = enumerate(self.grid()[tab], 2)
        below = max(number for number, line in lines if any(cell != "" for cell in line[:3]))
        cells = {a1(column, below): value for column, value in enumerate(values)}
        type_in(self.path, tab, cells)
        return below

    def delete_tab(self, tab: str) -> None:
        """Staff delete a tab."""
        book = openpyxl.load_workbook(self.path)
        del book[tab]
        book.save(self.path)


def write_sheets(path: Path, sheets: Mapping[str, Rows]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)


def read_grid(path: Path) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_path(path)
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def differences(before: dict, after: dict) -> set[tuple[str, str]]:
    """Addresses (tab, cell) where two grids differ; blank is blank, be it there or not."""
    found = set()
    for tab in before.keys() | after.keys():
        old, new = before.get(tab, []), after.get(tab, [])
        for row in range(max(len(old), len(new))):
            left = old[row] if row < len(old) else []
            right = new[row] if row < len(new) else []
            for column in range(max(len(left), len(right))):
                a = left[column] if column < len(left) else ""
                b = right[column] if column < len(right) else ""
                if a != b:
                    found.add((tab, a1(column, row + 1)))
    return found
