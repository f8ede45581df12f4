"""A month's tab duplicated for the next month on Google Sheets: init takes our columns in the copy
over, and what they said of the month before goes with the next run (§3)."""

from typing import Any

import pytest

from sheets_sync.errors import TryAgainLater
from sheets_sync.use_cases import furnishing
from tests.google.office import Office
from tests.sheets_api.emulator import type_in
from tests.sheets_api.model.batch_sheets import duplicate_sheet
from tests.sync.agency import SHEETS, day

NOVEMBER, DECEMBER = "November 2026", "December 2026"
HEADER = ["Date", "Client", "Service", "Minutes"]
ROWS = [[day(3), "Acme", "Call", 10], [day(4), "Acme", "Nope", 5]]


def office(google, folder) -> Office:
    """As after the copy: one row is typed over what staff's columns had, the other is cleared."""
    sheets: dict[str, Any] = {name: rows for name, rows in SHEETS.items() if name != "Log"}
    sheets[NOVEMBER] = [["Timesheet"], [], HEADER, *ROWS]
    made = Office(google, folder, sheets, more='[tabs]\nlog = "* 2026"\n')
    made.run()
    source = made.book.sheet(NOVEMBER)
    with google.server.lock:
        duplicate_sheet(made.book, {"sourceSheetId": source.id, "newSheetName": DECEMBER}, "")
    sheet = made.book.sheet(DECEMBER)
    typed: list[Any] = [day(1), "Acme", "Call", 30]
    for column, value in enumerate(typed):
        type_in(sheet, 3, column, value)
        type_in(sheet, 4, column, None)
    return made


def ours(made: Office) -> list[list[Any]]:
    sheet = made.book.sheet(DECEMBER)
    return [[sheet.cell(row, column) for column in range(4, 8)] for row in range(2, 5)]


def test_what_was_copied_along_is_ours_again(google, tmp_path):
    made = office(google, tmp_path)
    before = ours(made)
    assert before[1][2:] != [None, None]
    assert made.init() == [f'Furnished the tab "{DECEMBER}": Status, Price, Charge, Balance.']
    made.run()
    header, first, second = ours(made)
    assert header == ["Status", "Price", "Charge", "Balance"]
    assert first[3] is not None
    assert first[2:] != before[1][2:]
    assert all(cell in (None, "") for cell in second)
    assert all(made.book.sheet(DECEMBER).cell(2, column) is None for column in range(8, 12))


def test_what_somebody_types_there_meanwhile_stays(google, tmp_path, monkeypatch):
    made, texts = office(google, tmp_path), iter(range(100))
    plan = furnishing._plan

    def planned(*given: Any) -> Any:
        made_so = plan(*given)
        type_in(made.book.sheet(DECEMBER), 4, 6, f"mine {next(texts)}")
        return made_so

    monkeypatch.setattr(furnishing, "_plan", planned)
    with pytest.raises(TryAgainLater):
        made.init()
    assert str(ours(made)[2][2]).startswith("mine ")
