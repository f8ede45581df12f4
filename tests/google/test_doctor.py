"""`sync doctor` on Google: each trouble named, with its cure and an exit code."""

import time
from email.utils import formatdate
from pathlib import Path

import pytest

from sheets_sync.use_cases.doctor import examine
from sheets_sync.views.doctor_view import exit_code
from tests.google.office import Office, header_rows, marks, staff_cells
from tests.sheets_api import faults
from tests.sheets_api.emulator import Emulator
from tests.sync.agency import NOW


@pytest.fixture
def office(google: Emulator, tmp_path: Path) -> Office:
    return Office(google, tmp_path, patience="2s")


def verdicts(office: Office) -> tuple[dict[str, tuple[str, str, str]], int]:
    checks = examine(office.config, NOW)
    return {check.name: (check.verdict, check.found, check.cure) for check in checks}, exit_code(
        checks
    )


def test_a_sound_office_is_told_so_and_nothing_is_changed(office: Office):
    office.book.properties["timeZone"] = "UTC"
    before = (
        office.book.version,
        staff_cells(office.book, marks(office.book), header_rows(office.book)),
    )
    found, code = verdicts(office)
    assert {verdict for verdict, _, _ in found.values()} == {"good"}, found
    assert code == 0
    assert set(found) >= {
        "key",
        "account",
        "clock",
        "share",
        "role",
        "quota",
        "tabs",
        "lock",
        "disk",
        "state",
    }
    assert office.google.account.email in found["account"][1]
    after = staff_cells(office.book, marks(office.book), header_rows(office.book))
    assert before[1] == after
    assert not (office.folder / "state.sqlite3").exists()


def test_protections_that_leave_no_room(office: Office):
    log = office.book.sheet("Log")
    for each in office.book.protected:
        if each["range"].get("sheetId") == log.id:
            del each["warningOnly"]
            each["editors"] = {"users": [office.google.account.email]}
    found, code = verdicts(office)
    assert (found["protection"][0], code) == ("warning", 0)
    assert "Log, column" in found["protection"][1]
    for each in office.book.protected:
        if not each.get("warningOnly"):
            each["editors"] = {"users": ["person@example.com"]}
    checks = [check for check in examine(office.config, NOW) if check.name == "protection"]
    assert [(check.verdict, check.exit_code) for check in checks] == [("bad", 12), ("warning", 0)]


def test_a_key_that_others_can_read(office: Office):
    office.key.chmod(0o644)
    found, code = verdicts(office)
    assert found["key"][0] == "warning"
    assert "chmod 600" in found["key"][2]
    assert code == 0


def test_a_file_that_is_no_key_tells_nothing_of_its_contents(office: Office):
    office.key.write_text('{"private_key": "CANARY", "client_email": 7}')
    found, code = verdicts(office)
    assert code == 12
    assert "no key of a service account" in found["google"][1]
    assert "CANARY" not in str(found)


def test_a_spreadsheet_that_is_not_shared(office: Office):
    office.book.share(office.google.account.email, None)
    found, code = verdicts(office)
    assert (found["google"][0], code) == ("bad", 12)
    assert office.google.account.email in found["google"][2]


def test_a_spreadsheet_shared_for_reading_only(office: Office):
    office.book.share(office.google.account.email, "reader")
    found, code = verdicts(office)
    assert (found["role"][0], code) == ("bad", 12)
    assert "as an editor" in found["role"][2]


@pytest.mark.parametrize(
    ("seconds", "verdict", "code"), [(90, "warning", 0), (4000, "bad", 12), (-4000, "bad", 12)]
)
def test_a_clock_that_is_wrong(office: Office, seconds: int, verdict: str, code: int):
    date = formatdate(time.time() + seconds, usegmt=True)
    office.google.befall(faults.wrong_clock(date, times=-1))
    found, ended = verdicts(office)
    assert (found["clock"][0], ended) == (verdict, code)
    assert "NTP" in found["clock"][2]


def test_a_revoked_key_and_a_wrong_spreadsheet(office: Office):
    office.google.befall(faults.token_refused())
    found, code = verdicts(office)
    assert (code, "new key" in found["google"][2]) == (12, True)
    office.google.faults.clear()
    text = office.path.read_text().replace(office.book.key, "1" + "x" * 43)
    office.path.write_text(text)
    found, code = verdicts(office)
    assert (code, "There is no spreadsheet" in found["google"][1]) == (2, True)


def test_tabs_columns_and_time_zone(office: Office):
    log = office.book.sheet("Log")
    first = min(marks(office.book)[log.id])
    log.delete("COLUMNS", first, 4)
    found, code = verdicts(office)
    assert found["columns"][0] == "warning"
    assert "sync init" in found["columns"][1]
    assert "time zone" not in found
    office.book.properties["timeZone"] = "Asia/Tbilisi"
    found, code = verdicts(office)
    assert "Asia/Tbilisi" in found["time zone"][2]
    assert code == 0
    office.book.remove_sheet(log.id)
    found, code = verdicts(office)
    assert (code, 'no tab "Log"' in found["google"][1]) == (2, True)


def test_a_quota_that_others_use_up(office: Office):
    office.google.befall(faults.quota(times=1))
    found, code = verdicts(office)
    assert (found["quota"][0], code) == ("warning", 0)
