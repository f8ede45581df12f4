"""Workbooks of a time before marks and codes are brought up to date by their next run, once."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.notices.ledger.before_codes import code_before
from sheets_sync.showing.before_marks import recognised
from sheets_sync.showing.own_tabs import OWN, SUMMARY
from sheets_sync.spreadsheet.protocol import Tab
from sheets_sync.use_cases.adoption import adopt
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator
from tests.sync.agency import NOW, Agency
from tests.sync.before import THERE_WERE, strip_google, strip_xlsx
from tests.sync.test_columns_of_theirs_among_ours import (
    FEW,
    MINE,
    Google,
    Xlsx,
    filled,
    ours,
)

OLD = Path(__file__).parent / "before_marks.xlsx"
"""Made by the version before marks: three runs, two letters sent, nothing since."""

Made = Callable[[], Any]
Tabs = dict[str, Tab]


@pytest.fixture(params=["xlsx", "google"])
def new(request: pytest.FixtureRequest, tmp_path: Path, google: Emulator) -> Made:
    """Makes agencies of today, after their first run."""

    def make(name: str = "new") -> Any:
        folder = tmp_path / name
        made = Xlsx(Agency(folder)) if request.param == "xlsx" else Google(Office(google, folder))
        made.run(0)
        return made

    return make


@pytest.fixture
def aged(new: Any) -> Made:
    """Makes such whose workbook is of the time before."""

    def make() -> Any:
        old = new("old")
        if isinstance(old, Xlsx):
            strip_xlsx(old.made.path)
        else:
            strip_google(old.made)
        return old

    return make


@pytest.fixture(scope="module")
def seen() -> dict[type, tuple[Tabs, Tabs]]:
    return {}


@pytest.fixture
def twin(new: Made, seen: dict[type, tuple[Tabs, Tabs]]) -> Callable[[Any], tuple[Tabs, Tabs]]:
    """The tabs of one of today, before and after what is paid to it: the same for each role."""

    def tabs_beside(old: Any) -> tuple[Tabs, Tabs]:
        if type(old) not in seen:
            made = new()
            before = {role: made.tab(role) for role in THERE_WERE}
            made.pay(7001)
            assert made.run(1).cells_written
            seen[type(old)] = before, {role: made.tab(role) for role in THERE_WERE}
        return seen[type(old)]

    return tabs_beside


def test_the_next_run_marks_all_and_the_one_after_writes_nothing(aged: Made, new: Made):
    old, today = aged(), new()
    for role in THERE_WERE:
        assert (old.tab(role).marks, old.tab(role).header) == ({}, 0), role
    for shop in (old, today):
        shop.pay(7001)
        run = shop.run(1)
        stakes = int(shop is old and isinstance(shop, Google))
        assert (run.calls.write, run.warnings) == (1 + stakes, [])
    for role in THERE_WERE:
        assert old.tab(role).marks == today.tab(role).marks
        assert old.tab(role).header == today.tab(role).header
        assert filled(ours(old.tab(role))) == filled(ours(today.tab(role)))
    again = old.run(2)
    assert (again.cells_written, again.calls.read, again.calls.write) == (0, 1, 0)


def test_what_managers_did_before_that_run_is_kept_in_every_tab(aged: Made, twin: Any):
    """A column in doubt, theirs or ours renamed, is theirs; ours comes back to the right."""
    old = aged()
    before, today = twin(old)
    for role in THERE_WERE:
        old.disarrange(role, before[role].header)
    old.pay(7001)
    assert old.run(1).cells_written
    for role in THERE_WERE:
        after = old.tab(role)
        for column in MINE[:FEW]:
            assert column in [
                [cell for cell in there if cell][: len(column)] for there in after.columns
            ], role
        assert after.marks.keys() == {mark for mark in OWN[role].marks if mark}
        assert filled(ours(after)) == filled(ours(today[role])), role
    assert old.run(60).cells_written == 0


def test_a_lost_state_takes_over_a_workbook_of_the_time_before(tmp_path: Path):
    agency = Agency(tmp_path)
    shutil.copy(OLD, agency.path)
    moment = NOW + timedelta(days=2)
    run = agency.run(moment)
    assert any(
        "sync state adopt" in warning or "state adopt" in warning for warning in run.warnings
    )
    told = adopt(agency.config, moment, lambda _: None)
    assert "2 letters sent, 0 in doubt, 0 that had not gone" in told[0]
    assert agency.run(moment).notices == []
    assert agency.letters() == []
    assert [row[11] for row in agency.grid()["Notices"]] == ["Code", "OVER sent", "OVER sent"]


def test_a_workbook_of_the_time_before_is_taken_over_at_once_too(tmp_path: Path):
    agency = Agency(tmp_path)
    shutil.copy(OLD, agency.path)
    moment = NOW + timedelta(days=2)
    assert "2 letters sent" in adopt(agency.config, moment, lambda _: None)[0]
    assert agency.run(moment).notices == []


KINDS = [
    ("Low", "sent", "LOW sent"),
    ("Исчерпан", "отправлено, кроме a@b.example", "EMPTY sent"),
    ("Reminder 2", "uncertain whether it arrived (x): ask the client", "REMINDER 2 uncertain"),
    ("Напоминание 1", "неизвестно, дошло ли (x): спросите клиента", "REMINDER 1 uncertain"),
    ("Receipt", "cancelled: its cause is gone", "RECEIPT cancelled"),
    ("Over", "held for approval: tick Send", "OVER cancelled"),
    ("Mahnung", "", "REMINDER 7 cancelled"),
]


@pytest.mark.parametrize(("kind", "state", "code"), KINDS)
def test_sentences_become_codes(kind: str, state: str, code: str):
    assert str(code_before(kind, state, 7)) == code


def heads(*headers: str | None, above: int = 0, own: str = "summary") -> Tab:
    rows = [[*[None] * above, header, "x"] for header in headers]
    return Tab("T", rows, above + 2, {}, own)


@pytest.mark.parametrize("language", languages())
def test_headers_of_either_language_are_recognised_wherever_they_stand(language: Any):
    headers: list[str | None] = [*SUMMARY.headers(words_of(language))]
    found, row = recognised(heads(*headers, above=12), SUMMARY)
    assert row == 13
    assert found == {mark: at for at, mark in enumerate(SUMMARY.marks) if mark}


def test_a_renamed_header_is_ours_where_nothing_else_can_be():
    headers: list[str | None] = [*SUMMARY.headers(words_of("en"))]
    headers[2] = "Saldo"
    found, _ = recognised(heads(*headers), SUMMARY)
    assert found["summary.balance"] == 2
    found, _ = recognised(heads(*headers[:3], "theirs", *headers[3:]), SUMMARY)
    assert "summary.balance" not in found  # which of the two is ours?
    assert (found["summary.flag"], found["summary.days_left"]) == (1, 4)


def test_minutes_of_those_days_are_hours_in_the_same_columns(tmp_path: Path):
    agency = Agency(tmp_path)
    shutil.copy(OLD, agency.path)
    moment = NOW + timedelta(days=2)
    adopt(agency.config, moment, lambda _: None)
    agency.run(moment)
    effort, staff = (agency.grid()[tab][3] for tab in ("Effort", "Staff"))
    assert (effort[4], effort[10]) == ("Hours", "Uncredited hours")
    assert staff[3:5] == ["Credited hours", "Uncredited hours"]
    summary = agency.grid()["Summary"][10]
    assert [*SUMMARY.headers(words_of("en"))[:2], "Currency"] == summary[:3]
    assert len([head for head in summary if head == "Note"]) == 1
