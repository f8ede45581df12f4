"""Answers of 200 that are none of Google Sheets': a portal's page, other JSON (F10)."""

import json

import pytest

from sheets_sync.spreadsheet.google import last_write, retries
from sheets_sync.spreadsheet.google.shapes import CELLS, MARKS, SPREADSHEET, is_answer
from sheets_sync.state.sqlite.opening import open_sqlite
from tests.google.office import Office
from tests.google.test_faults import _staff_cells, run
from tests.sheets_api.emulator import type_in
from tests.sheets_api.faults import Fault

ALWAYS = -1
BODIES = {
    "a page": b"<html>Log in to the hotel's network</html>",
    "other JSON": b'{"ok": true}',
    "a list": b"[1, 2]",
    "nothing": b"",
    "an empty object": b"{}",
    "a number for tabs": b'{"sheets": 7, "valueRanges": 7, "updatedSpreadsheet": 7}',
    "numbers in lists": b'{"sheets": [1], "valueRanges": [1], "matchedDeveloperMetadata": [1]}',
}


@pytest.fixture(autouse=True)
def in_haste(monkeypatch):
    monkeypatch.setattr(retries, "_FIRST_WAIT", 0.3)
    monkeypatch.setattr(last_write, "_PAUSE", 0.01)


def ends_in_13(office, body, kinds):
    office.google.befall(Fault(200, body, kinds=kinds, times=ALWAYS))
    code, said, _ = run(office)
    office.google.faults.clear()
    assert (code, "no answer of Google Sheets" in said) == (13, True), (body, kinds, said)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_it_ends_in_13_and_staff_s_cells_stay(google, tmp_path, body):
    office = Office(google, tmp_path, patience="1s")
    assert run(office)[0] in (0, 4)
    before = _staff_cells(office)
    ends_in_13(office, body, ("read", "write"))
    with open_sqlite(office.config.state.path) as store:
        store.memories.forget_workbooks()  # it is opened, and marks are looked for
    ends_in_13(office, body, ("read",))
    type_in(office.book.sheet("Log"), 1, 5, 27)
    changed = _staff_cells(office)
    ends_in_13(office, body, ("write",))
    assert _staff_cells(office) == changed != before
    assert run(office)[0] == 0
    assert json.loads(run(office)[1])["cells_written"] == 0


def test_what_google_may_leave_out_is_not_asked_for():
    assert is_answer({}, MARKS)
    bare = {"properties": {"title": "Agency"}, "sheets": [{"properties": {"title": "Log"}}]}
    assert is_answer(bare, SPREADSHEET)
    assert is_answer({"valueRanges": [{"range": "Log!A1:B2"}]}, CELLS)
    assert not is_answer({**bare, "portal": "log in"}, SPREADSHEET)
    assert not is_answer({"sheets": []}, SPREADSHEET)
