"""A month's tab copied for the next month: our columns in the copy are taken over by init (§3)."""

from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from sheets_sync.use_cases import furnishing
from tests.sync.agency import QUIET, SHEETS, Agency, day, read_grid

NOVEMBER, DECEMBER = "November 2026", "December 2026"
CONFIG = f'{QUIET}[tabs]\nlog = "* 2026"\n[columns]\nlog = {{ client = "Customer" }}\n'
HEADER = ["Date", "Customer", "Service", "Minutes"]
OURS = ["Status", "Price", "Charge", "Balance"]
ROWS = [[day(3), "Acme", "Call", 10], [day(4), "Acme", "Nope", 5]]


def agency(folder) -> Agency:
    sheets: dict[str, Any] = {name: rows for name, rows in SHEETS.items() if name != "Log"}
    made = Agency(folder, {**sheets, NOVEMBER: [["Timesheet"], [], HEADER, *ROWS]}, CONFIG)
    made.run()
    return made


def copy(made: Agency, *, by_excel: bool) -> None:
    """As Excel does it, names local to the copy, or as LibreOffice does, without names; then one
    row is typed over what staff's columns had."""
    book = openpyxl.load_workbook(made.path)
    sheet = book.copy_worksheet(book[NOVEMBER])
    sheet.title = DECEMBER
    for name, defined in book.defined_names.items() if by_excel else ():
        if NOVEMBER in defined.attr_text:
            local = defined.attr_text.replace(NOVEMBER, DECEMBER)
            sheet.defined_names[name] = DefinedName(name, attr_text=local, hidden=True)
    typed: list[Any] = [day(1), "Acme", "Call", 30]
    for column, value in enumerate(typed, 1):
        sheet.cell(4, column).value = value
        sheet.cell(5, column).value = None
    book.save(made.path)


def init(made: Agency) -> list[str]:
    return furnishing.furnish(made.config, None, lambda _: None)


@pytest.mark.parametrize("by_excel", [True, False])
def test_what_was_copied_along_is_ours_again_and_tells_of_the_new_month(tmp_path, by_excel):
    made = agency(tmp_path)
    before = read_grid(made.path)[NOVEMBER]
    copy(made, by_excel=by_excel)
    init(made)
    made.run()
    grid = read_grid(made.path)
    assert grid[NOVEMBER] == before
    header, first, *rest = grid[DECEMBER][2:]
    assert header == [*HEADER, *OURS]
    assert first[7] is not None
    assert (first[6], first[7]) != (before[3][6], before[3][7])
    assert all(cell in (None, "") for row in rest for cell in row)
    assert init(made) == [f"{made.path} has all it needs; nothing was changed."]


def test_headers_of_ours_elsewhere_in_the_tab_or_not_all_of_them_stay_staffs(tmp_path):
    made = agency(tmp_path)
    copy(made, by_excel=False)
    book = openpyxl.load_workbook(made.path)
    book[DECEMBER].cell(3, 6, "Price of theirs")
    book.save(made.path)
    theirs = [row[4:] for row in read_grid(made.path)[DECEMBER][2:]]
    init(made)
    made.run()
    grid = read_grid(made.path)[DECEMBER][2:]
    assert [row[4:8] for row in grid] == [row[:4] for row in theirs]
    assert grid[0][8:] == ["Status (account)", "Price", "Charge (account)", "Balance (account)"]
