"""A Summary that was made before it fitted a screen keeps its places, once and for good (§9, §18).

``before_screens.xlsx`` was made by the version before: a run, and one sixteen minutes later.
"""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sheets_sync.showing.own_tabs import SUMMARY
from sheets_sync.showing.summary_layout import BEFORE, header_below, layout_of
from sheets_sync.showing.summary_layout import NOW as HEAD
from sheets_sync.use_cases.adoption import adopt
from sheets_sync.words.speaking import words_of
from tests.sync.agency import NOW, Agency

OLD = Path(__file__).parent / "before_screens.xlsx"
LATER = NOW + timedelta(days=1)


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    agency = Agency(tmp_path, furnished=False)
    shutil.copy(OLD, agency.path)
    book = openpyxl.load_workbook(agency.path)
    book["Summary"]["D5"] = "Bell"
    book.save(agency.path)
    adopt(agency.config, LATER, lambda _: None)
    return agency


def summary(agency: Agency) -> Any:
    return openpyxl.load_workbook(agency.path, data_only=True)["Summary"]


def test_its_head_stays_where_it_was_with_what_managers_typed(agency: Agency):
    heads = [cell.value for cell in summary(agency)[11]]
    agency.run(LATER)
    sheet = summary(agency)
    assert [cell.value for cell in sheet[11]][:6] == heads[:6]
    assert sheet["D5"].value == "Bell"
    assert sheet["A1"].value == words_of("en").say("summary.title")
    assert str(sheet["A3"].value).startswith("✓ Up to date")
    figures = {sheet.cell(6, at + 1).value: sheet.cell(7, at + 1).value for at in range(40)}
    assert (figures["Currency"], figures["Clients"], figures["Over"]) == ("EUR", 1, 0)
    assert sheet["B7"].value == "✓ adds up"
    assert agency.run(LATER + timedelta(minutes=1)).cells_written == 0


def test_new_columns_stand_to_the_right_and_tell_what_is_unpaid(agency: Agency):
    agency.run(LATER)
    sheet = summary(agency)
    heads = {cell.value: cell.column for cell in sheet[11] if cell.value}
    assert heads["Unpaid"] > heads["Note"]
    rows = {sheet.cell(row, 1).value: row for row in (12, 13, 14)}
    asked = [sheet.cell(rows["Bell"], heads[name]).value for name in ("Invoice", "Unpaid")]
    letters = openpyxl.load_workbook(agency.path)["Notices"]
    [line] = [row for row in letters.iter_rows(values_only=True) if row[2] == "Bell"]
    assert asked == [line[7], line[5]] == ["1", 3000]


def test_effort_and_staff_say_hours_where_they_said_minutes(agency: Agency):
    agency.run(LATER)
    book = openpyxl.load_workbook(agency.path)
    effort = {cell.value: cell.column for cell in book["Effort"][4] if cell.value}
    assert (effort["Hours"], effort["Minutes an order"]) == (5, 6)
    assert "Minutes" not in effort
    names = [cell.value for cell in book["Staff"][4]]
    assert names[3:5] == ["Credited hours", "Uncredited hours"]


def test_made_anew_it_has_the_new_places(agency: Agency):
    agency.run(LATER)
    book = openpyxl.load_workbook(agency.path)
    del book["Summary"]
    del book.defined_names["_sheets_sync.tab.summary"]
    book.save(agency.path)
    agency.run(LATER + timedelta(minutes=2))
    sheet = summary(agency)
    assert [cell.value for cell in sheet[6]][:3] == SUMMARY.headers(words_of("en"))[:3]
    assert sheet.freeze_panes == "C7"


@pytest.mark.parametrize(("currencies", "header"), [(1, 6), (2, 6), (3, 7), (6, 10), (7, 15)])
def test_a_new_header_tells_by_its_row_which_head_stands_above_it(currencies: int, header: int):
    assert header_below(currencies) == header
    layout = layout_of(header)
    assert layout is (HEAD if header < 11 else BEFORE)
    assert header - 1 - layout.totals >= currencies
