"""Statements follow on wherever the workbook and the state lie, a state of before put back between
two months among it (design §17)."""

import shutil
from datetime import timedelta
from typing import Any

import pytest

from sheets_sync.use_cases.adoption import adopt
from tests.google import office as on_google
from tests.sheets_api.emulator import type_in
from tests.sync.agency import Agency
from tests.sync.statement_scenes import (
    DECEMBER,
    MONTHLY,
    NOVEMBER,
    NOVEMBER_ALONE,
    OCTOBER,
    ROWS,
    TURNS,
    enter,
    statements,
)


class Sheets(on_google.Office):
    """Staff type rows on Google."""

    def add_row(self, tab: str, *values: Any) -> None:
        sheet = self.book.sheet(tab)
        rows = [row for row, cells in enumerate(sheet.values()) if any(cells[:3])]
        for column, value in enumerate(values):
            type_in(sheet, max(rows) + 1, column, value)


@pytest.fixture(params=["xlsx", "google"])
def workbook(request):
    return request.param


@pytest.fixture(params=["file", "database"])
def office(request, tmp_path, workbook):
    state = ""
    if request.param == "database":
        server = request.getfixturevalue("postgres")
        url = server.url(request.getfixturevalue("database"))
        state = f"[state]\ndatabase = '{url}'\nworkbook = 'agency'\n"
    if workbook == "xlsx":
        return Agency(tmp_path / "office", ROWS, MONTHLY + state)
    sheets = Sheets(request.getfixturevalue("google"), tmp_path / "office", ROWS, more=state)
    text = sheets.path.read_text(encoding="utf-8")
    sheets.path.write_text(text.replace("[notices]", "[notices]\nstatement = 'monthly'"), "utf-8")
    return sheets


def lives_to(office, *turns):
    for moment in turns:
        enter(office, moment)
        office.run(moment)
        again = office.run(moment + timedelta(hours=1))
        assert not again.notices


def test_each_opens_with_what_the_one_before_closed_with(office):
    lives_to(office, *TURNS)
    assert statements(office) == [said for _, said in TURNS.values()]


def put_back_later(office, request):
    """A copy of its state as it is now, and what puts that back."""
    config = office.folder / "config.toml"
    text = config.read_text(encoding="utf-8")
    if office.config.state.database:
        server, name = (request.getfixturevalue(each) for each in ("postgres", "database"))
        dump = server.copy(name)
        request.addfinalizer(lambda: server.drop(dump))
        return lambda: config.write_text(text.replace(name, dump), encoding="utf-8")
    state, copy = office.config.state.path, office.folder / "copy"
    if state.exists():
        shutil.copy(state, copy)

    def put_back():
        for each in state.parent.glob(f"{state.name}*"):
            each.unlink()
        if copy.exists():
            shutil.copy(copy, state)

    return put_back


def test_after_a_state_of_before_was_put_back_no_month_is_told_twice(office, request):
    """October's is taken over from the tab, which does not tell its sums."""
    lives_to(office, OCTOBER)
    put_back = put_back_later(office, request)
    lives_to(office, NOVEMBER)
    put_back()
    enter(office, DECEMBER)
    assert office.run(DECEMBER).mail_blocked
    adopt(office.config, DECEMBER, lambda _: None)
    office.run(DECEMBER + timedelta(minutes=10))
    assert statements(office)[1:] == [NOVEMBER_ALONE]


def test_nor_after_it_was_lost(office, request):
    put_back = put_back_later(office, request)
    lives_to(office, OCTOBER, NOVEMBER)
    put_back()
    enter(office, DECEMBER)
    assert office.run(DECEMBER).mail_blocked
    adopt(office.config, DECEMBER, lambda _: None)
    office.run(DECEMBER + timedelta(minutes=10))
    assert statements(office) == [NOVEMBER_ALONE]
