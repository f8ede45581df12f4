"""One state mails from a workbook: a copied service, a restored backup, two at once (§17)."""

import shutil
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from sheets_sync.notices.blocks import Block
from sheets_sync.notices.desk import Ask
from sheets_sync.notices.folder import FolderTransport
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.listed import TabSays
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.state.backup import back_up
from sheets_sync.state.opening import view_state
from sheets_sync.use_cases.adoption import adopt
from sheets_sync.views.state_view import status
from tests.notices.cases import MORNING, Office
from tests.notices.test_desk import low as low_books
from tests.sync.agency import NOW, QUIET, Agency

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LOUD = "another installation"


class Service(Agency):
    """A service of its own, config and state, on the workbook of another one."""

    def __init__(self, beside, folder, *, with_state):
        self.folder, self.sheets, self.config_text = folder, beside.sheets, beside.config_text
        self.book = beside.path
        folder.mkdir()
        text = f"{QUIET}path = '../{beside.folder.name}/agency.xlsx'\n"
        (folder / "config.toml").write_text(text, encoding="utf-8")
        if with_state:
            back_up(beside.config.state.path, folder / "state.sqlite3")

    @property
    def path(self):
        return self.book


@pytest.fixture
def agency(tmp_path):
    made = Agency(tmp_path / "office")
    made.run()
    made.run()
    return made


def low(agency):
    """Acme is low from now on: a second letter is due."""
    agency.edit("Clients", "D2", 1_000_000)


def subjects(*services):
    """How often each notice went, by client and kind, over all folders."""
    letters = [path for each in services for path in (each.folder / "outbox").glob("*.eml")]
    return Counter(path.name.split("-", 1)[1] for path in letters)


def test_a_copied_service_mails_nothing_once_the_first_one_did(agency, tmp_path):
    copied = Service(agency, tmp_path / "copy", with_state=True)
    low(agency)
    assert [each.name for each in agency.run(NOW + MINUTE).notices] == ["Acme"]
    before = agency.grid()["Notices"]
    run = copied.run(NOW + 2 * MINUTE)
    assert (run.letters_in_trouble, list(run.notices)) == (True, [])
    assert copied.letters() == []
    assert agency.grid()["Notices"] == before


def test_a_copy_that_comes_first_takes_over_and_the_other_one_says_so(agency, tmp_path):
    copied = Service(agency, tmp_path / "copy", with_state=True)
    low(agency)
    copied.run(NOW + MINUTE)
    first = agency.run(NOW + 2 * MINUTE)
    assert first.letters_in_trouble
    assert "Nothing is mailed" in status(agency.config, as_json=False)
    assert max(subjects(agency, copied).values()) == 1


def test_two_at_once_and_the_tab_not_written_yet(agency, tmp_path, monkeypatch):
    """Both have planned the letter; one of them claims the workbook first."""
    copied = Service(agency, tmp_path / "copy", with_state=True)
    low(agency)
    opened = FolderTransport.open
    runs: list[Any] = []

    def other_in_between(self):
        if not runs:
            runs.append(None)
            runs.append(copied.run(NOW + MINUTE))
        return opened(self)

    monkeypatch.setattr(FolderTransport, "open", other_in_between)
    agency.run(NOW + MINUTE)
    assert runs[1].mail_blocked
    assert LOUD in runs[1].warnings[-1]
    assert max(subjects(agency, copied).values()) == 1
    assert [cell for row in agency.grid()["Notices"] for cell in row].count("Acme") == 1


def test_a_restored_state_whose_last_letters_the_tab_does_not_show(agency, tmp_path):
    """The run died after the letter went, before the tab was written; then a backup came back."""
    backup = tmp_path / "backup.sqlite3"
    back_up(agency.config.state.path, backup)
    low(agency)
    shown = agency.path.read_bytes()
    agency.run(NOW + MINUTE)
    with_badge = agency.path.read_bytes()
    assert with_badge != shown
    shutil.copy(backup, agency.config.state.path)
    forget_lines(agency, 2)
    run = agency.run(NOW + 2 * MINUTE)
    assert run.mail_blocked
    assert LOUD in run.warnings[-1]
    assert max(subjects(agency).values()) == 1


def forget_lines(agency, keep):
    """The tab Notices as it was before: only its first rows."""
    book = openpyxl.load_workbook(agency.path)
    sheet = book["Notices"]
    sheet.delete_rows(keep + 1, sheet.max_row)
    book.save(agency.path)


def test_a_workbook_put_back_is_no_other_installation(agency):
    old = agency.path.read_bytes()
    low(agency)
    agency.run(NOW + MINUTE)
    agency.path.write_bytes(old)
    run = agency.run(NOW + 2 * MINUTE)
    assert not run.mail_blocked
    assert max(subjects(agency).values()) == 1


def test_a_new_state_on_a_workbook_whose_letters_another_sends(agency, tmp_path):
    other = Service(agency, tmp_path / "other", with_state=False)
    forget_lines(agency, 1)
    run = other.run(NOW + MINUTE)
    assert (run.letters_in_trouble, list(run.notices), other.letters()) == (True, [], [])
    assert any(LOUD in str(cell) for row in agency.grid()["Summary"] for cell in row)


def test_adopt_takes_over_and_the_one_before_is_silent(agency, tmp_path):
    other = Service(agency, tmp_path / "other", with_state=True)
    low(agency)
    other.run(NOW + MINUTE)
    assert agency.run(NOW + 2 * MINUTE).mail_blocked
    adopt(agency.config, NOW + 3 * MINUTE, lambda _: None)
    assert not agency.run(NOW + 4 * MINUTE).mail_blocked
    assert other.run(NOW + 7 * DAY).mail_blocked  # a reminder would be due
    assert [each.name for each in agency.run(NOW + 7 * DAY).notices] == ["Acme", "Bell"]
    assert max(subjects(agency, other).values()) == 1


def test_a_tick_that_stood_there_before_adoption_is_no_word_of_anybody(agency):
    agency.config.state.path.unlink()
    header, line = agency.grid()["Notices"][:2]
    send, code = header.index("Send"), header.index("Code")
    agency.edit("Notices", a1(send, 2), "yes")
    agency.edit("Notices", a1(code, 2), line[code].replace("written", "uncertain"))
    adopt(agency.config, NOW + MINUTE, lambda _: None)
    with view_state(agency.config) as store:
        (notice,) = store.outbox().ledger().notices
    assert (notice.state, notice.ticked) == (State.UNCERTAIN, True)
    assert list(agency.run(NOW + 2 * MINUTE).notices) == []
    assert max(subjects(agency).values()) == 1


@pytest.mark.parametrize("lost_sight", [True, False])
def test_a_tick_from_while_another_one_mailed_lets_nothing_go_after_adoption(tmp_path, lost_sight):
    """The tab shows all that this state knows, or a letter more, which the other one mailed."""
    text = QUIET.replace("settle", "approve = true\nsettle")
    agency = Agency(tmp_path / "office", config_text=text)
    low(agency)
    agency.run()
    other = Service(agency, tmp_path / "other", with_state=True)
    (other.folder / "config.toml").write_text(f"{text}path = '../office/agency.xlsx'\n")
    agency.edit("Notices", "K2", "yes")
    other.run(NOW + MINUTE)
    if lost_sight:
        agency.edit("Notices", "L2", "OVER held")
    agency.edit("Notices", "K3", "yes")
    adopt(agency.config, NOW + 2 * MINUTE, lambda _: None)
    for minutes in (3, 4):
        agency.run(NOW + minutes * MINUTE)
    assert agency.letters() == []
    assert len(other.letters()) == 1
    agency.edit("Notices", "K3", None)
    agency.run(NOW + 5 * MINUTE)
    agency.edit("Notices", "K3", "yes")
    assert [each.number for each in agency.run(NOW + 6 * MINUTE).notices] == [2]


@pytest.mark.parametrize("here", [State.REFUSED, State.UNCERTAIN])
def test_a_state_in_which_a_letter_failed_that_the_tab_calls_sent_is_behind(tmp_path, here):
    office = Office(tmp_path)
    desk = office.desk()
    desk.plan(low_books(), MORNING)
    (notice,) = office.outbox.ledger().notices
    office.outbox.record(replace(notice, state=here, via="smtp", reason="550"))
    again = office.desk()
    again.plan(low_books(), MORNING, Ask(tab=TabSays(1, frozenset({1}))))
    assert again.blocked == Block.BEHIND
    office.close()
