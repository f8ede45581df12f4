"""The access token outlives a run in a file of its own: a secret, and no more than a convenience."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sheets_sync.spreadsheet.google.kept_token import KeptToken, Token
from sheets_sync.state.backup import back_up
from sheets_sync.use_cases.doctor import examine
from sheets_sync.use_cases.shared.office import view_office
from sheets_sync.workbooks import token_file
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator
from tests.sync.agency import NOW


@pytest.fixture
def office(google: Emulator, tmp_path: Path) -> Office:
    """One that ran already."""
    office = Office(google, tmp_path)
    office.run()
    google.journal.clear()
    return office


def tokens_asked_for(office: Office) -> int:
    asked = office.google.journal.count("token")
    office.google.journal.clear()
    return asked


def kept(office: Office) -> Path:
    return token_file(office.config)


def test_later_runs_need_no_other_token(office: Office):
    for _ in range(3):
        assert office.run().cells_written == 0
    assert tokens_asked_for(office) == 0


def test_a_still_run_signs_nothing_and_imports_nothing_that_would(office: Office):
    office.run()
    program = (
        "import sys; from sheets_sync.cli import cli\n"
        "cli(['--config', sys.argv[1], 'now'], standalone_mode=False)\n"
        "print([m for m in ('cryptography', 'google.auth.credentials', 'asyncio') if m in sys.modules])"
    )
    asked = [sys.executable, "-c", program, str(office.path)]
    for _ in range(3):
        said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    assert said.splitlines()[-1] == "[]"


def test_it_is_its_owners_alone_and_no_backup_holds_it(office: Office, tmp_path: Path):
    text = json.loads(kept(office).read_text())["token"]
    assert text in office.google.account.tokens
    assert kept(office).stat().st_mode & 0o777 == 0o600

    back_up(office.config.state.path, tmp_path / "backup.sqlite3")

    assert text.encode() not in (tmp_path / "backup.sqlite3").read_bytes()
    assert text.encode() not in office.config.state.path.read_bytes()


def test_one_that_google_takes_no_longer_is_replaced_in_the_same_run(office: Office):
    office.google.expire_tokens()
    assert office.run().cells_written == 0
    assert tokens_asked_for(office) == 1
    office.run()
    assert tokens_asked_for(office) == 0


def test_one_whose_hour_is_nearly_over_is_not_sent(office: Office):
    said = json.loads(kept(office).read_text())
    kept(office).write_text(json.dumps({**said, "expires": time.time() + 200}))
    office.run()
    assert tokens_asked_for(office) == 1


def others_may_read(office: Office) -> None:
    kept(office).chmod(0o640)


def another_key(office: Office) -> None:
    office.key.write_text(json.dumps({**json.loads(office.key.read_text()), "client_id": "7"}))


def damaged(office: Office) -> None:
    kept(office).write_bytes(b"\xff{")


def of_another_kind(office: Office) -> None:
    kept(office).write_text('["token"]')


def a_folder(office: Office) -> None:
    kept(office).unlink()
    kept(office).mkdir(mode=0o700)


@pytest.mark.parametrize(
    "happens", [others_may_read, another_key, damaged, of_another_kind, a_folder]
)
def test_it_is_not_taken_where_it_may_be_another_ones(office: Office, happens):
    happens(office)
    assert office.run().cells_written == 0
    assert tokens_asked_for(office) == 1


def test_a_key_that_was_taken_away_ends_it(office: Office):
    office.key.write_text("{}")
    with pytest.raises(Exception, match="is no key of a service account"):
        office.run()


def test_who_only_looks_keeps_none(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path, furnished=False)
    with view_office(office.config, NOW) as viewed:
        viewed.workbook.brings({"Log"})
    assert not kept(office).exists()


def test_doctor_tries_the_key_itself_and_minds_who_may_read_the_token(office: Office):
    assert "token" not in {check.name for check in examine(office.config, NOW)}
    assert tokens_asked_for(office) == 1

    others_may_read(office)

    found = {check.name: check for check in examine(office.config, NOW)}
    assert (found["token"].verdict, found["token"].cure) == ("warning", f"chmod 600 {kept(office)}")


def test_nothing_is_kept_where_no_mode_says_who_may_read_it(tmp_path, monkeypatch):
    monkeypatch.setattr("sheets_sync.system.has_modes", lambda: False)
    there = KeptToken(tmp_path / "token", b"key", "https://sheets.googleapis.com")
    there.keep(Token("ya29.x", time.time() + 3000))
    assert there.read() is None
    assert list(tmp_path.iterdir()) == []
