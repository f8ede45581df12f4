"""The tab Bank on every back end: what people choose there stays theirs, whatever they do to rows,
columns and the tab, and each credit counts once (design §20)."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.columns.cell import Cell
from sheets_sync.spreadsheet.protocol import Tab, Workbook
from tests.bank.memory_agency import MemoryAgency, codes, paid
from tests.bank.test_folder import ADVANCE, STRANGE, TABS, drop
from tests.spreadsheet.backends import Backend, Rows
from tests.sync.agency import day

OTHER = replace(STRANGE, account="40702810500000000003", inn="", name="A lender", document="3")
AGAIN = replace(STRANGE, day=day(1), document="4", amount=77_00)
SETTLED = {"Acme": 701_00, "Bell": 132_50, "Cone": 0}


def as_typed(tabs: Mapping[str, Any]) -> dict[str, Rows]:
    """The tabs, to be changed by whoever has them."""
    return {name: [list(row) for row in rows] for name, rows in tabs.items()}


class Agency(MemoryAgency):
    """The same agency with its workbook on a back end."""

    def __init__(self, folder, backend: Backend) -> None:
        super().__init__(folder, TABS)
        self.backend = backend
        backend.workbook(as_typed(TABS))

    def opened_workbook(self) -> Workbook:
        return self.backend.again()

    @property
    def tab(self) -> Tab:
        read = self.backend.again().read(["Clients"]).own("bank")
        assert read is not None
        return read

    def column(self, key: str) -> list[Cell]:
        tab = self.tab
        cells: Sequence[Cell] = tab.columns[tab.marks[f"bank.{key}"]]
        return [cells[row] for row in range(tab.header, tab.height)]

    def choose(self, row: int, client: str | None) -> None:
        tab = self.tab
        self.backend.staff_edit(tab.ref, tab.header + 1 + row, tab.marks["bank.client"], client)

    def known(self) -> list[tuple[Cell, ...]]:
        """What each row says, whichever stands first."""
        keys = ("amount", "matched", "client", "state", "code")
        rows = zip(*map(self.column, keys), strict=True)
        return sorted((tuple(each or "" for each in row) for row in rows if any(row)), key=str)


_LIVED: dict[str, tuple[Path, Any]] = {}
"""By back end the folder and the workbook of an agency that has lived through what all begin with."""


@pytest.fixture
def agency(tmp_path, backend: Backend, request, tmp_path_factory):
    """One row matched, one chosen for Bell, one put aside, one matched by what the choice taught: once
    for each back end, and copies of it."""
    made = Agency(tmp_path, backend)
    which = request.node.callspec.params["backend"]
    if which not in _LIVED:
        live(made)
        kept = shutil.copytree(tmp_path, tmp_path_factory.mktemp("lived"), dirs_exist_ok=True)
        _LIVED[which] = kept, backend.kept()
    else:
        folder, kept = _LIVED[which]
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
        backend.put_back(kept)
    return made


def live(made: Agency) -> None:
    made.run()
    drop(made, "a.txt", ADVANCE, STRANGE, OTHER, AGAIN)
    made.run()
    made.choose(1, "Bell")
    made.choose(2, "-")
    assert paid(made.run()) == SETTLED


def test_people_choose_from_the_clients_there_are(agency):
    tab = agency.tab
    found = agency.backend.choices(tab.ref, tab.header + 1, tab.marks["bank.client"])
    assert found is None or "Clients" in found
    elsewhere = agency.backend.choices(tab.ref, tab.header + 1, tab.marks["bank.matched"])
    assert not elsewhere


def test_choices_stay_through_statements_that_come_again(agency):
    before = agency.known()
    drop(agency, "again.txt", ADVANCE, STRANGE, OTHER, AGAIN)
    drop(agency, "overlapping.txt", STRANGE, OTHER, first=day(2), last=day(2))
    assert paid(agency.run()) == SETTLED
    (agency.statements / "a.txt").rename(agency.statements / "renamed.txt")
    encoding = replace(agency.config.bank, mt940_encoding="cp1251")  # all are read anew
    agency.config = replace(agency.config, bank=encoding)
    assert paid(agency.run()) == SETTLED
    assert len(agency.opened) == 3
    assert agency.known() == before


@pytest.mark.parametrize("what", ["sorted", "inserted", "columns", "renamed", "deleted", "cleared"])
def test_choices_stay_whatever_staff_do_to_rows_and_columns(agency, what):
    before, tab, backend = agency.known(), agency.tab, agency.backend
    first, last = tab.header + 1, tab.header + 4
    if what == "sorted":
        backend.staff_turn_rows(tab.ref, first, last)
    elif what == "inserted":
        backend.staff_insert_rows(tab.ref, first + 2, 2)
        backend.staff_edit(tab.ref, first + 2, tab.marks["bank.purpose"], "a remark of theirs")
    elif what == "columns":
        order = list(range(len(tab.columns)))
        backend.staff_arrange(tab.ref, [*order[6:], None, *order[:6]])
    elif what == "renamed":
        backend.staff_rename(tab.ref, "Money")
    elif what == "deleted":
        backend.staff_delete_rows(tab.ref, first + 1, 2)
    else:
        backend.staff_clear_rows(tab.ref, first, last)
    for _ in range(2):
        reckoned = agency.run()
        assert (paid(reckoned), codes(reckoned)) == (SETTLED, [])
    assert [row for row in agency.known() if row[0]] == before
    drop(
        agency,
        "more.txt",
        ADVANCE,
        replace(ADVANCE, document="9", amount=1_00),
        first=day(3),
        last=day(3),
    )
    assert paid(agency.run()) == {**SETTLED, "Acme": 702_00}


def test_a_deleted_tab_loses_no_choice(agency):
    before = agency.known()
    agency.backend.staff_delete_tab(agency.tab.ref)
    for _ in range(2):
        reckoned = agency.run()
        assert (paid(reckoned), codes(reckoned)) == (SETTLED, [])
    assert agency.known() == before
    agency.backend.staff_delete_tab(agency.tab.ref)
    (agency.statements / "a.txt").unlink()  # and nothing tells of them any more
    for _ in range(2):
        reckoned = agency.run()
        assert (paid(reckoned), codes(reckoned)) == (SETTLED, [])
    assert agency.known() == [row for row in before if row[2] != "-"]
