"""The back ends under the contract suite: each makes a workbook, and lets staff edit it."""

import errno
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any, Protocol

import pytest
from openpyxl import Workbook as OpenpyxlWorkbook
from openpyxl import load_workbook

from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.google import GoogleWorkbook, Identity
from sheets_sync.spreadsheet.google.facts import KEYS
from sheets_sync.spreadsheet.google.openers import Opener
from sheets_sync.spreadsheet.memories import Forgetful
from sheets_sync.spreadsheet.memory import MemoryWorkbook
from sheets_sync.spreadsheet.protocol import Workbook
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.spreadsheet.xlsx.structure import mark_name
from tests.google.office import clone, put_into
from tests.sheets_api.emulator import Emulator, type_in
from tests.sheets_api.model.book import Book
from tests.sheets_api.model.ranges import Box
from tests.spreadsheet.excel import arrange, insert_rows, rename

Rows = list[list[Cell]]
ERRORS = ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?")


class Backend(Protocol):
    """What the contract suite needs of a back end."""

    def workbook(self, tabs: dict[str, Rows]) -> Workbook:
        """A workbook with those tabs, as staff made it."""

    def staff_edit(self, tab: str, row: int, column: int, value: Cell) -> None:
        """Staff type into a cell (row from 1, column from 0) of the last workbook made."""

    def staff_arrange(self, tab: str, order: Sequence[int | None]) -> None:
        """Staff put its columns into another order: each as it stood (from 0), None a new one;
        those that are left out are deleted."""

    def staff_insert_rows(self, tab: str, above: int, count: int) -> None:
        """Staff insert rows above a sheet row (from 1)."""

    def staff_rename(self, tab: str, name: str) -> None:
        """Staff call a tab by another name."""

    def staff_delete_rows(self, tab: str, first: int, count: int) -> None:
        """Staff delete rows from a sheet row (from 1) on."""

    def staff_clear_rows(self, tab: str, first: int, last: int) -> None:
        """Staff clear every cell of those sheet rows (from 1), which stay."""

    def staff_turn_rows(self, tab: str, first: int, last: int) -> None:
        """Staff sort whole rows so that they stand the other way round."""

    def staff_delete_tab(self, tab: str) -> None:
        """Staff delete a tab."""

    def choices(self, tab: str, row: int, column: int) -> str | None:
        """Where the drop-down of a cell (row from 1, column from 0) takes its choices from, ""
        where it has none; None where the back end keeps no drop-downs."""

    like_marks: tuple[str, ...]
    """Texts that look like what the back end keeps its own marks by, and are none."""

    def without_room(self, tab: str) -> AbstractContextManager[None] | None:
        """Within, there is no room left to write what is long into that tab; None where a write
        is one request, which nothing of ours can cut in two."""

    def again(self) -> Workbook:
        """The last workbook made, opened by another program that knows nothing of it."""

    def missing(self) -> Workbook | None:
        """A workbook that is not there; None where each always is."""

    def kept(self) -> Any:
        """All that the last workbook made holds by now: for ``put_back``, as often as one likes."""

    def put_back(self, kept: Any) -> None:
        """The last workbook made is as that one was."""


class Crowded(dict[str, Rows]):
    """Tabs of which one takes nothing more."""

    def __init__(self, tabs: dict[str, Rows], full: str) -> None:
        super().__init__(tabs)
        self.full = full

    def __setitem__(self, tab: str, rows: Rows) -> None:
        self.update({tab: rows})

    def update(self, tabs: dict[str, Rows]) -> None:  # type: ignore[override]
        if self.full in tabs:
            raise OSError(errno.ENOSPC, "No room")
        super().update(tabs)


class MemoryBackend:
    kind = MemoryWorkbook
    like_marks: tuple[str, ...] = ("{'log.charge': 0}", "own")

    def workbook(self, tabs: dict[str, Rows]) -> Workbook:
        self.made = self.kind({name: [list(row) for row in rows] for name, rows in tabs.items()})
        return self.made

    def staff_edit(self, tab: str, row: int, column: int, value: Cell) -> None:
        rows = self.made.tabs[tab]
        rows.extend([] for _ in range(row - len(rows)))
        rows[row - 1].extend([None] * (column + 1 - len(rows[row - 1])))
        rows[row - 1][column] = value

    def staff_arrange(self, tab: str, order: Sequence[int | None]) -> None:
        marks = self.made.marks.get(tab, {})
        self.made.tabs[tab] = [
            [row[at] if at is not None and at < len(row) else None for at in order]
            for row in self.made.tabs[tab]
        ]
        self.made.marks[tab] = {key: order.index(at) for key, at in marks.items() if at in order}

    def staff_insert_rows(self, tab: str, above: int, count: int) -> None:
        self.made.tabs[tab][above - 1 : above - 1] = [[] for _ in range(count)]
        if self.made.headers.get(tab, 0) >= above:
            self.made.headers[tab] += count

    def staff_rename(self, tab: str, name: str) -> None:
        of_tabs = (self.made.tabs, self.made.marks, self.made.own, self.made.headers)
        for of in of_tabs:
            renamed = {name if each == tab else each: value for each, value in of.items()}
            of.clear()
            of.update(renamed)  # type: ignore[arg-type]

    def staff_delete_rows(self, tab: str, first: int, count: int) -> None:
        del self.made.tabs[tab][first - 1 : first - 1 + count]

    def staff_clear_rows(self, tab: str, first: int, last: int) -> None:
        rows = self.made.tabs[tab]
        rows[first - 1 : last] = [[None] * len(row) for row in rows[first - 1 : last]]

    def staff_turn_rows(self, tab: str, first: int, last: int) -> None:
        rows = self.made.tabs[tab]
        rows[first - 1 : last] = rows[first - 1 : last][::-1]

    def staff_delete_tab(self, tab: str) -> None:
        for of in (self.made.tabs, self.made.marks, self.made.own, self.made.headers):
            of.pop(tab, None)

    def choices(self, tab: str, row: int, column: int) -> None:
        del tab, row, column

    @contextmanager
    def without_room(self, tab: str) -> Iterator[None]:
        self.made.tabs = Crowded(self.made.tabs, tab)
        yield
        self.made.tabs = {**self.made.tabs}

    def again(self) -> Workbook:
        return self.made

    def missing(self) -> None:
        return None

    def kept(self) -> MemoryWorkbook:
        return deepcopy(self.made)

    def put_back(self, kept: MemoryWorkbook) -> None:
        self.made = deepcopy(kept)


class XlsxBackend:
    like_marks: tuple[str, ...] = (
        mark_name("log.charge", 1),
        mark_name("tab.summary", 1),
        "=Log!$D$1:$D$1048576",
    )

    def __init__(self, folder: Path) -> None:
        self.path = folder / "agency.xlsx"

    def workbook(self, tabs: dict[str, Rows]) -> Workbook:
        make_xlsx(self.path, tabs)
        return XlsxWorkbook(self.path)

    def staff_edit(self, tab: str, row: int, column: int, value: Cell) -> None:
        book = load_workbook(self.path)
        _fill(book[tab].cell(row, column + 1), value)
        book.save(self.path)

    def staff_arrange(self, tab: str, order: Sequence[int | None]) -> None:
        width = load_workbook(self.path)[tab].max_column
        arrange(self.path, tab, [*order, *[None] * (width - len(order))], {})

    def staff_insert_rows(self, tab: str, above: int, count: int) -> None:
        insert_rows(self.path, tab, above, count)

    def staff_rename(self, tab: str, name: str) -> None:
        rename(self.path, tab, name)

    def staff_delete_rows(self, tab: str, first: int, count: int) -> None:
        book = load_workbook(self.path)
        book[tab].delete_rows(first, count)
        book.save(self.path)

    def staff_clear_rows(self, tab: str, first: int, last: int) -> None:
        book = load_workbook(self.path)
        for row in book[tab].iter_rows(first, last):
            for cell in row:
                cell.value = None
        book.save(self.path)

    def staff_turn_rows(self, tab: str, first: int, last: int) -> None:
        book = load_workbook(self.path)
        sheet = book[tab]
        values = [[cell.value for cell in sheet[row]] for row in range(first, last + 1)]
        for row, cells in zip(range(first, last + 1), reversed(values), strict=True):
            for column, value in enumerate(cells, start=1):
                sheet.cell(row, column).value = value
        book.save(self.path)

    def staff_delete_tab(self, tab: str) -> None:
        book = load_workbook(self.path)
        del book[tab]
        book.save(self.path)

    def choices(self, tab: str, row: int, column: int) -> str:
        sheet = load_workbook(self.path)[tab]
        at = sheet.cell(row, column + 1).coordinate
        rules = sheet.data_validations.dataValidation
        return next((str(rule.formula1) for rule in rules if at in rule.sqref), "")

    @contextmanager
    def without_room(self, tab: str) -> Iterator[None]:
        del tab  # all of them are one file
        resource = pytest.importorskip("resource")
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.path.stat().st_size, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    def again(self) -> Workbook:
        return XlsxWorkbook(self.path)

    def missing(self) -> Workbook:
        return XlsxWorkbook(self.path.with_name("nowhere.xlsx"))

    def kept(self) -> bytes:
        return self.path.read_bytes()

    def put_back(self, kept: bytes) -> None:
        self.path.write_bytes(kept)


class GoogleBackend:
    """A person's spreadsheet at the emulator, shared with our service account."""

    like_marks: tuple[str, ...] = KEYS

    def __init__(self, emulator: Emulator, identity: Identity, opener: Opener) -> None:
        self.emulator = emulator
        self.identity = identity
        self.opener = opener

    def workbook(self, tabs: dict[str, Rows]) -> Workbook:
        self.made = self.emulator.spreadsheet("Agency", tabs)
        return self._opened(self.made.key)

    def _opened(self, key: str) -> Workbook:
        return GoogleWorkbook(
            key,
            self.identity,
            Forgetful(),
            api_root=self.emulator.url,
            opener=self.opener,
        )

    def staff_edit(self, tab: str, row: int, column: int, value: Cell) -> None:
        type_in(self.made.sheet(tab), row - 1, column, value)
        self.made.changed(0)

    def staff_arrange(self, tab: str, order: Sequence[int | None]) -> None:
        sheet = self.made.sheet(tab)
        now: list[int | None] = list(range(max(map(len, sheet.values()))))
        for at in reversed(range(len(now))):
            if at not in order:
                sheet.delete("COLUMNS", at, 1)
                del now[at]
        for at, each in enumerate(order):
            if each is None:
                sheet.insert("COLUMNS", at, 1)
            else:
                sheet.move("COLUMNS", now.index(each), 1, at)
                now.remove(each)
            now.insert(at, each)
        self.made.changed(0)

    def staff_insert_rows(self, tab: str, above: int, count: int) -> None:
        self.made.sheet(tab).insert("ROWS", above - 1, count)
        self.made.changed(0)

    def staff_rename(self, tab: str, name: str) -> None:
        self.made.sheet(tab).properties["title"] = name
        self.made.changed(0)

    def staff_delete_rows(self, tab: str, first: int, count: int) -> None:
        self.made.sheet(tab).delete("ROWS", first - 1, count)
        self.made.changed(0)

    def staff_clear_rows(self, tab: str, first: int, last: int) -> None:
        for row in range(first, last + 1):
            for column in range(self.made.sheet(tab).width):
                self.staff_edit(tab, row, column, None)

    def staff_turn_rows(self, tab: str, first: int, last: int) -> None:
        sheet = self.made.sheet(tab)
        box = Box(top=first - 1, bottom=last).closed(sheet.height, sheet.width)
        sheet.arrange(box, range(first - 1, last)[::-1])
        self.made.changed(0)

    def staff_delete_tab(self, tab: str) -> None:
        self.made.remove_sheet(self.made.sheet(tab).id)
        self.made.changed(0)

    def choices(self, tab: str, row: int, column: int) -> str:
        rule = self.made.sheet(tab).looks(row - 1, column).validation
        return rule["condition"]["values"][0]["userEnteredValue"] if rule else ""

    def without_room(self, tab: str) -> None:
        del tab

    def again(self) -> Workbook:
        return self._opened(self.made.key)

    def missing(self) -> Workbook:
        return self._opened("no-such-key")

    def kept(self) -> Book:
        twin = clone(self.emulator, self.made)
        del self.emulator.api.books[twin.key]
        return twin

    def put_back(self, kept: Book) -> None:
        put_into(self.made, kept)


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
