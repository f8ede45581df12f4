"""Protection leaves people room: an editor who is not the owner works as before (design §16)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sheets_sync.errors import CredentialsError
from sheets_sync.spreadsheet.google import looks
from sheets_sync.use_cases.doctor import examine
from tests.google.office import Office, header_rows, own_tabs, seeded, staff_cells
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.staff import SeededStaff
from tests.sync.agency import NOW

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
    office = Office(google, tmp_path, furnished=False)
    office.init()
    staff = edited(office)
    assert any("inserted" in what and "rows" in what for what in staff.refused)
    assert any("sorted" in what for what in staff.refused)


def protect(office: Office, tab: str, **where: int) -> None:
    """The owner protects cells, or a whole tab, for themselves alone."""
    office.book.protected.append(
        {
            "protectedRangeId": 4711,
            "range": {"sheetId": office.book.sheet(tab).id, **where},
            "editors": {"users": ["person@example.com"]},
        }
    )


def refused(doing: Callable[[], Any]) -> str:
    with pytest.raises(CredentialsError) as stopped:
        doing()
    return f"{stopped.value}"


REFUSED = {
    "Log": ("Log", {}),
    "Log, column M": ("Log", {"startColumnIndex": 12, "endColumnIndex": 13}),
    "Log, columns A to O": ("Log", {"startColumnIndex": 0, "endColumnIndex": 15}),
    "Log, L2:O5": ("Log", {"startRowIndex": 1, "endRowIndex": 5, "startColumnIndex": 11, "endColumnIndex": 15}),
    "Log, rows 2 to 3": ("Log", {"startRowIndex": 1, "endRowIndex": 3}),
    "Summary": ("Summary", {}),
}  # fmt: skip


def test_who_keeps_us_out_and_where_is_said(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    before = staff_cells(office.book, {}, {})
    for place, (tab, where) in REFUSED.items():
        protect(office, tab, **where)
        for doing in (office.run, office.init) if place == "Log" else (office.run,):
            said = refused(doing)
            assert f"keep us from writing: {place}." in said
            assert f"adds {google.account.email} to the editors there" in said
        (check,) = [each for each in examine(office.config, NOW) if each.name == "protection"]
        assert (check.verdict, check.exit_code) == ("bad", 12)
        assert check.found.endswith(f"writing: {place}")
        assert google.account.email in check.cure
        assert staff_cells(office.book, {}, {}) == before
        office.book.protected.pop()
    assert office.run().cells_written


def test_a_protected_header_row_keeps_nothing_from_being_written(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    protect(office, "Log", startRowIndex=0, endRowIndex=1)
    assert office.run().cells_written
    assert office.init()[-1].endswith("nothing was changed.")
    (check,) = [each for each in examine(office.config, NOW) if each.name == "protection"]
    assert (check.verdict, check.exit_code) == ("warning", 0)
    assert check.found.endswith("from headers of ours, not from rows: Log, row 1")


def test_a_tab_that_was_protected_before_init_is_named(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path, furnished=False)
    protect(office, "Log")
    assert "keep us from writing: Log." in refused(office.init)
