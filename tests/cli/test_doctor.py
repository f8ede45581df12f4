"""What ``sync doctor`` tells of a workbook on a disk: each fault once, and a state left behind."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from sheets_sync.spreadsheet.xlsx.structure import BADGE
from tests.cli.mailing import SETTLED, smtp
from tests.smtp.server import ScriptedServer


@pytest.fixture
def mailing(office, ask):
    """An agency whose state let one letter go."""
    agency = office("")
    assert ask("now")[0] == 0
    assert len(agency.letters()) == 1
    return agency


def bad(out: bytes) -> list[str]:
    """What is wrong, a line each."""
    return [line for line in out.decode().splitlines() if line.startswith("✖")]


def test_all_is_well_where_a_whole_folder_went_to_another_machine(mailing, ask, monkeypatch):
    there = mailing.folder.parent / "another machine"
    shutil.copytree(mailing.folder, there)
    monkeypatch.chdir(there)
    code, out, _ = ask("doctor")
    assert (code, bad(out)) == (0, [])


def without(folder: Path, state: Path | None) -> None:
    for each in folder.glob("state.sqlite3*"):
        each.unlink()
    if state is not None:
        shutil.copy(state, folder / "state.sqlite3")


def test_a_state_that_was_left_behind_is_told_before_any_run(mailing, ask):
    """Found: all was well by the doctor, and the first run blocked the mail."""
    without(mailing.folder, None)
    code, out, _ = ask("doctor")
    assert code == 4
    assert "the state file knows less of the letters than the Notices tab" in " ".join(bad(out))
    assert "state adopt" in out.decode()
    assert not (mailing.folder / "state.sqlite3").exists()
    assert ask("now")[0] == 4
    assert len(bad(ask("doctor")[1])) == 1
    assert ask("state", "adopt")[0] == 0
    assert bad(ask("doctor")[1]) == []


def test_a_copy_of_the_state_from_before_the_last_letter_is_told_before_any_run(office, ask):
    agency = office("")
    older = agency.folder.parent / "older"
    assert ask("now", "--no-mail")[0] == 0
    shutil.copy(agency.folder / "state.sqlite3", older)
    assert ask("now")[0] == 0
    without(agency.folder, older)
    code, out, _ = ask("doctor")
    assert (code, len(bad(out))) == (4, 1)
    assert told(bad(out)[0]) in ask("now")[2]


def told(line: str) -> str:
    """What a line says, without sign and name: as the next run says it."""
    return " ".join(line.split()[2:])


def test_a_state_left_behind_is_told_where_an_editor_dropped_the_badge(mailing, ask):
    """Found: all was well by the doctor, though the tab Notices has a letter that it knows not."""
    without(mailing.folder, None)
    path = mailing.folder / "agency.xlsx"
    book = openpyxl.load_workbook(path)
    del book.defined_names[BADGE]
    book.save(path)
    code, out, _ = ask("doctor")
    assert (code, len(bad(out))) == (4, 1)
    assert told(bad(out)[0]) in ask("now")[2]


def test_another_workbook_of_the_same_state_without_letters_is_told_in_the_words_of_a_run(
    mailing, ask
):
    """Found: a copy whose Notices were cleared was told that its state knew less than these."""
    without(mailing.folder, None)
    path = mailing.folder / "agency.xlsx"
    book = openpyxl.load_workbook(path)
    book["Notices"].delete_rows(2, 20)
    book.save(path)
    code, out, _ = ask("doctor")
    assert (code, len(bad(out))) == (4, 1)
    assert told(bad(out)[0]) in ask("now")[2]


def test_a_damaged_state_is_told_once(mailing, ask):
    """Found: five times over, by each look that wanted it."""
    state = mailing.folder / "state.sqlite3"
    state.write_bytes(b"no state" * 1000)
    code, out, _ = ask("doctor")
    assert code == 1
    assert len(bad(out)) == 1
    assert "is no state file" in bad(out)[0]


def test_a_secret_that_is_missing_is_told_once(office, ask, tmp_path, monkeypatch):
    """Found: once by itself, once by the way out, once by the mailbox of bounces."""
    with ScriptedServer(tmp_path, login=True) as server:
        office(smtp(server), SETTLED)
        monkeypatch.delenv("MAIL_PASSWORD")
        code, out, _ = ask("doctor")
    assert (code, len(bad(out))) == (12, 1)
    assert "MAIL_PASSWORD is not set" in bad(out)[0]
