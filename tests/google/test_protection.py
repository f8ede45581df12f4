"""Protection leaves people room: an editor who is not the owner works as before (design §16)."""

from pathlib import Path

import pytest

from sheets_sync.spreadsheet.google import looks
from tests.google.office import Office, header_rows, own_tabs, seeded
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.staff import SeededStaff

COLLEAGUE = "colleague@example.com"


def edited(office: Office) -> SeededStaff:
    """A colleague who edits the staff's tabs."""
    office.book.share(COLLEAGUE, "writer")
    tabs = [sheet.id for sheet in office.book.sheets if sheet.id not in own_tabs(office.book)]
    headers = {**dict.fromkeys(tabs, 0), **header_rows(office.book)}
    staff = SeededStaff(
        [office.book], seeded(1), tabs, headers, "sheets-sync.column", email=COLLEAGUE
    )
    for _ in range(40):
        staff.edit()
    return staff


def test_an_editor_is_refused_nothing_in_the_staff_s_tabs(google: Emulator, tmp_path: Path):
    staff = edited(Office(google, tmp_path))
    assert len(staff.done) >= 40
    assert staff.refused == []


def test_the_check_notices_protections_that_refuse(
    google: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    protect = looks._protect

    def refusing(*args: object) -> object:
        made = protect(*args)  # type: ignore[arg-type] # passed on
        del made["addProtectedRange"]["protectedRange"]["warningOnly"]
        return made

    monkeypatch.setattr(looks, "_protect", refusing)
    staff = edited(Office(google, tmp_path))
    assert any("inserted" in what and "rows" in what for what in staff.refused)
    assert any("sorted" in what for what in staff.refused)
