"""Managers insert columns of theirs among ours, rename our headers and move our columns: nothing
of theirs is lost, and ours are where they put them (README, "Yours to change")."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest
from openpyxl.utils.datetime import to_excel

from sheets_sync.config import Config
from sheets_sync.showing.own_tabs import EFFORT, OWN
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.spreadsheet.protocol import Tab
from sheets_sync.workbooks import open_workbook
from tests.bank.writing import client_bank, some
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator, type_in
from tests.spreadsheet.excel import arrange, insert_rows
from tests.sync.agency import NOW, QUIET, Agency

AT = 3
"""Their columns are inserted here."""
MINE = [[f"mine {column}.{row}" for row in range(1, 9)] for column in range(1, 41)]
FEW = 2
"""So many of these columns, where it does not matter how many."""
BANK = "[bank]\nfolder = 'bank'\n"
APPROVE = QUIET.replace("settle", "approve = true\nsettle")
TOGETHER = [[role for role in OWN if role != "bank"], ["bank"]]
"""Tabs that are disarranged at a time: Findings names places of Bank, which move with it."""


class Shop(Protocol):
    """An agency on one back end."""

    def run(self, minute: int) -> Any: ...
    def pay(self, amount: int) -> None: ...
    def tab(self, role: str) -> Tab: ...
    def disarrange(self, role: str, header: int = 0, many: int = FEW) -> None: ...
    def insert_in_log(self, before: str) -> int: ...
    def put_rows_above(self, role: str) -> None: ...
    def type(self, tab: str, row: int, column: int, value: Any) -> None: ...


@dataclass
class Xlsx:
    made: Agency

    def run(self, minute: int) -> Any:
        return self.made.run(NOW + timedelta(minutes=minute))

    def pay(self, amount: int) -> None:
        self.made.edit("Payments", "C2", amount)

    def tab(self, role: str) -> Tab:
        return own_tab(self.made.config, role)

    def disarrange(self, role: str, header: int = 0, many: int = FEW) -> None:
        tab = self.tab(role)
        header = header or tab.header
        order = order_of(len(tab.columns), many)
        cells = mine_from(AT, header, many)
        arrange(self.made.path, tab.ref, order, cells | {a1(AT - 1, header): "Renamed"})

    def insert_in_log(self, before: str) -> int:
        heads = self.made.grid()["Log"][0]
        at = heads.index(before)
        order: list[int | None] = [*range(at), *[None] * len(MINE), *range(at, len(heads))]
        arrange(self.made.path, "Log", order, mine_from(at, 1))
        return at

    def put_rows_above(self, role: str) -> None:
        tab = self.tab(role)
        insert_rows(self.made.path, tab.ref, 1, 2)
        self.made.edit(tab.ref, "A1", "mine above")

    def type(self, tab: str, row: int, column: int, value: Any) -> None:
        self.made.edit(tab, a1(column, row), value)


@dataclass
class Google:
    made: Office

    def run(self, minute: int) -> Any:
        return self.made.run(NOW + timedelta(minutes=minute))

    def pay(self, amount: int) -> None:
        self.type("Payments", 2, 2, amount)

    def tab(self, role: str) -> Tab:
        return own_tab(self.made.config, role)

    def disarrange(self, role: str, header: int = 0, many: int = FEW) -> None:
        tab = self.tab(role)
        header = header or tab.header
        sheet = self.made.book.sheet(tab.ref)
        sheet.move("COLUMNS", len(tab.columns) - 1, 1, 0)
        sheet.insert("COLUMNS", AT, many)
        for at, column in enumerate(MINE[:many]):
            for row, text in enumerate(column, start=header):
                type_in(sheet, row - 1, AT + at, text)
        type_in(sheet, header - 1, AT - 1, "Renamed")
        self.made.book.changed(0)

    def insert_in_log(self, before: str) -> int:
        sheet = self.made.book.sheet("Log")
        at = sheet.rows[0].cells.index(before)
        sheet.insert("COLUMNS", at, len(MINE))
        for column, texts in enumerate(MINE, start=at):
            for row, text in enumerate(texts):
                type_in(sheet, row, column, text)
        self.made.book.changed(0)
        return int(at)

    def put_rows_above(self, role: str) -> None:
        sheet = self.made.book.sheet(self.tab(role).ref)
        sheet.insert("ROWS", 0, 2)
        type_in(sheet, 0, 0, "mine above")
        self.made.book.changed(0)

    def type(self, tab: str, row: int, column: int, value: Any) -> None:
        type_in(self.made.book.sheet(tab), row - 1, column, value)
        self.made.book.changed(0)


def own_tab(config: Config, role: str) -> Tab:
    tab = open_workbook(config).read(()).own(role)
    assert tab is not None
    return tab


def mine_from(left: int, top: int, many: int = len(MINE)) -> dict[str, str]:
    """Texts of theirs, by cell, from a column (from 0) and a sheet row on."""
    return {
        a1(left + at, row): text
        for at, column in enumerate(MINE[:many])
        for row, text in enumerate(column, start=top)
    }


def order_of(width: int, many: int) -> list[int | None]:
    """Our last column at the front, so many of theirs among ours."""
    order: list[int | None] = [width - 1, *range(width - 1)]
    return [*order[:AT], *[None] * many, *order[AT:]]


@pytest.fixture(params=["xlsx", "google"])
def shop(request: pytest.FixtureRequest, tmp_path: Path, google: Emulator) -> Any:
    """Makes agencies, furnished, each in a folder of its own."""

    def make(name: str, config: str = QUIET) -> Shop:
        folder = tmp_path / name
        made = agency_in(folder, config) if request.param == "xlsx" else office_in(folder, config)
        (folder / "bank").mkdir()
        (folder / "bank" / "november.txt").write_bytes(client_bank(some((20, 700_00))))
        return made

    def agency_in(folder: Path, config: str) -> Shop:
        return Xlsx(Agency(folder, config_text=config + BANK))

    def office_in(folder: Path, config: str) -> Shop:
        more = "" if config == QUIET else "[notices]\napprove = true\n"
        office = Office(google, folder)
        text = office.path.read_text().replace("[notices]\n", more or "[notices]\n")
        office.path.write_text(text + BANK)
        return Google(office)

    return make


@pytest.fixture(scope="module")
def seen() -> dict[type, list[dict[str, Tab]]]:
    """By back end: our tabs where nobody disarranged them, after a run in each of three minutes."""
    return {}


@pytest.fixture
def twin(shop: Any, seen: dict[type, list[dict[str, Tab]]]) -> Callable[[Shop, str, int], Tab]:
    """The tab of that role in an agency where the same was paid, and nobody disarranged a tab."""

    def tab_of(mine: Shop, role: str, minute: int) -> Tab:
        if type(mine) not in seen:
            seen[type(mine)] = list(undisturbed(shop("twin")))
        return seen[type(mine)][minute - 1][role]

    return tab_of


def undisturbed(made: Shop) -> Iterator[dict[str, Tab]]:
    made.run(0)
    for minute in range(1, 4):
        made.pay(7000 + minute)
        made.run(minute)
        yield {role: made.tab(role) for role in OWN}


def ours(tab: Tab) -> dict[str, list[Any]]:
    """Our columns by mark, from the first row that is ours; in Effort and Staff from the header,
    since sums that follow a filter follow the columns, too, in programs that reckon."""
    guided = OWN[tab.own].header_row == EFFORT.header_row
    above = tab.header - (1 if guided else OWN[tab.own].header_row)
    return {
        mark: list(tab.columns[at])[above:]
        for mark, at in tab.marks.items()
        if at < len(tab.columns)
    }  # fmt: skip


def filled(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Without blanks at the foot, and without columns of blanks; days as numbers: a column that
    was made again has no format."""
    cut = {mark: [plain(cell) or None for cell in cells] for mark, cells in columns.items()}
    for cells in cut.values():
        while cells and cells[-1] is None:
            cells.pop()
    return {mark: cells for mark, cells in cut.items() if cells}


def plain(cell: Any) -> Any:
    return to_excel(cell) if isinstance(cell, date) else cell


@pytest.mark.parametrize("roles", TOGETHER)
def test_theirs_stays_and_ours_is_where_they_put_it(shop: Any, twin: Any, roles: list[str]):
    mine = shop("mine")
    mine.run(0)
    for role in roles:
        mine.disarrange(role)
    for minute in range(1, 4):
        mine.pay(7000 + minute)
        assert mine.run(minute).cells_written
        for role in roles:
            tab, other = mine.tab(role), twin(mine, role, minute)
            theirs = [[c for c in tab.columns[AT + at] if c] for at in range(FEW)]
            assert theirs == MINE[:FEW], role
            assert filled(ours(tab)) == filled(ours(other)), role
            assert tab.marks.keys() == other.marks.keys(), role
    still = mine.run(60)
    assert (still.cells_written, still.calls.read, still.calls.write) == (0, 1, 0)


@pytest.mark.parametrize("role", ["findings"])  # the others are as wide apart
def test_forty_of_theirs_stay_among_ours(shop: Any, twin: Any, role: str):
    mine = shop("mine")
    mine.run(0)
    mine.disarrange(role, many=40)
    mine.pay(7001)
    assert mine.run(1).cells_written
    tab, other = mine.tab(role), twin(mine, role, 1)
    assert [[c for c in tab.columns[AT + at] if c] for at in range(40)] == MINE
    assert filled(ours(tab)) == filled(ours(other))
    assert mine.run(60).cells_written == 0


def test_forty_of_theirs_stay_between_ours_in_the_log(shop: Any):
    mine = shop("mine")
    mine.run(0)
    first = mine.insert_in_log("Price")
    mine.pay(7001)
    assert mine.run(1).cells_written
    tab = open_workbook(mine.made.config).read({"Log"}).tabs["Log"]
    assert [[c for c in tab.columns[first + at] if c] for at in range(40)] == MINE
    heads = {mark: tab.columns[at][0] for mark, at in tab.marks.items()}
    assert heads == {
        "log.status": "Status", "log.price": "Price", "log.charge": "Charge", "log.balance": "Balance"
    }  # fmt: skip
    assert list(tab.columns[tab.marks["log.charge"]])[1] == 120
    assert mine.run(60).cells_written == 0


@pytest.mark.parametrize("roles", TOGETHER)
def test_rows_of_theirs_above_our_header_stay(shop: Any, twin: Any, roles: list[str]):
    mine = shop("mine")
    mine.run(0)
    below = [role for role in roles if role != "summary"]
    for role in below:
        mine.put_rows_above(role)
    mine.pay(7001)
    assert mine.run(1).cells_written
    for role in below:
        tab = mine.tab(role)
        assert [tab.columns[0][0], tab.columns[0][1] or None] == ["mine above", None], role
        assert filled(ours(tab)) == filled(ours(twin(mine, role, 1))), role
    assert mine.run(60).cells_written == 0


def test_a_column_of_ours_that_was_deleted_comes_back_right_of_theirs_in_every_tab(shop: Any):
    made = shop("mine")
    made.run(0)
    gone = {role: delete_third(made, role) for role in OWN}
    made.pay(7000)
    made.run(1)
    for role in OWN:
        tab, width = made.tab(role), len(OWN[role].columns)
        assert tab.columns[width - 1][tab.header - 1] == "mine", role
        assert tab.marks[gone[role]] == width, role
    assert made.run(60).cells_written == 0


def delete_third(made: Any, role: str) -> str:
    """The third column of ours goes, one of theirs stands right of all; its mark."""
    tab = made.tab(role)
    width = len(OWN[role].columns)
    made.type(tab.ref, tab.header, width, "mine")
    if isinstance(made, Xlsx):
        arrange(made.made.path, tab.ref, [*range(2), *range(3, width + 1), width + 1], {})
    else:
        made.made.book.sheet(tab.ref).delete("COLUMNS", 2, 1)
        made.made.book.changed(0)
    return next(mark for mark, at in tab.marks.items() if at == 2)


def test_a_tick_beside_a_letter_counts_wherever_send_was_moved(shop: Any):
    made = shop("mine", APPROVE)
    made.run(0)
    assert made.made.letters() == []
    made.disarrange("notices")
    tab = made.tab("notices")
    row = 1 + list(tab.columns[tab.marks["notices.number"]]).index(1)
    made.type(tab.ref, row, tab.marks["notices.send"], True)
    made.run(1)
    assert len(made.made.letters()) == 1


def test_a_finding_keeps_its_day_whatever_its_sentence_says_and_wherever_it_stands(shop: Any):
    made = shop("mine")
    made.run(0)
    made.disarrange("findings")
    tab = made.tab("findings")
    for row in range(tab.header + 1, tab.height + 1):
        made.type(tab.ref, row, tab.marks["findings.what"], "in other words")
    made.pay(7000)
    made.run(3 * 24 * 60)
    after = made.tab("findings")
    days = [column[tab.header : tab.header + 2] for column in (
        each.columns[each.marks["findings.since"]] for each in (tab, after)
    )]  # fmt: skip
    assert list(days[0]) == list(days[1])
    assert "in other words" not in after.columns[after.marks["findings.what"]]
