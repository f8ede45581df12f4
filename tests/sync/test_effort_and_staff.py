"""Effort and Staff: newest first, in hours, a line of totals a person (design §18)."""

from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest

from sheets_sync.showing.own_tabs import EFFORT, STAFF
from tests.sync.agency import NOW, SHEETS, Agency

LOG = [
    SHEETS["Log"][0],
    [date(2026, 9, 7), "Acme", "Call", 1, None, 90, "Boris", "mail", None],
    [date(2026, 10, 5), "Acme", "Call", 2, None, 30, "Anna", "mail", None],
    [date(2026, 10, 6), "Bell", "Favour", 3, None, 45, "Anna", "mail", None],
    [date(2026, 11, 2), "Bell", "Call", 4, None, 20, "Zoe", "mail", None],
    [date(2026, 11, 2), "Bell", "Favour", 3, None, 15, "Anna", "mail", None],
    [date(2026, 11, 3), "Bell", "Call", 5, None, 50, "Anna", "mail", None],
    [date(2026, 11, 4), "Cone", "Layout", 6, None, 60, "Anna", "mail", None],
    [date(2026, 11, 5), "Acme", "Call", 7, None, 12, None, "mail", None],
]


@pytest.fixture
def agency(tmp_path) -> Agency:
    agency = Agency(tmp_path, {**SHEETS, "Log": LOG})
    agency.run()
    return agency


def below(agency: Agency, tab: str, header: int) -> list[list[Any]]:
    return [row for row in agency.grid()[tab][header:] if row]


def test_staff_has_the_newest_month_first_by_name_and_below_it_all_in_all(agency: Agency):
    rows = [row[:5] for row in below(agency, "Staff", STAFF.header_row)]
    months = [row for row in rows if row[0] and row[0] != "in all"]
    assert months == [
        ["2026-11", "Anna", "EUR", 1, 0],
        ["2026-11", "Anna", "RUB", 0.83, 0.25],
        ["2026-11", "Zoe", "RUB", 0.33, 0],
        ["2026-11", "(nobody named)", "RUB", 0.2, 0],
        ["2026-10", "Anna", "RUB", 0.5, 0.75],
        ["2026-09", "Boris", "RUB", 1.5, 0],
    ]
    assert [row for row in rows if row[0] == "in all"] == [
        ["in all", "Anna", "EUR", 1, 0],
        ["in all", "Anna", "RUB", 1.33, 1],
        ["in all", "Boris", "RUB", 1.5, 0],
        ["in all", "Zoe", "RUB", 0.33, 0],
        ["in all", "(nobody named)", "RUB", 0.2, 0],
    ]
    between = [row[0] for row in rows]
    assert not between[4]  # a blank row after November
    assert rows.index(["in all", "Anna", "EUR", 1, 0]) > rows.index(months[-1]) + 1


def test_the_sums_above_staff_are_of_the_months_alone(agency: Agency):
    sheet = openpyxl.load_workbook(agency.path)["Staff"]
    at = STAFF.at("credited") + 1
    assert sheet.cell(3, at).value == "=SUBTOTAL(109,D5:D13)"
    shown = openpyxl.load_workbook(agency.path, data_only=True)["Staff"]
    assert shown.cell(3, at).value == pytest.approx(4.36)
    months = [shown.cell(row, 1).value for row in range(5, 14)]
    assert "in all" not in months
    assert "2026-09" in months


def test_effort_has_its_window_first_then_the_newest_month(agency: Agency):
    rows = below(agency, "Effort", EFFORT.header_row)
    months = list(dict.fromkeys(row[0] for row in rows if row[0]))
    assert "…" in months[0]
    assert months[1:] == ["2026-11", "2026-10", "2026-09"]
    hours = EFFORT.at("hours")
    first = [row for row in rows if row[0] == months[0] and row[1] == "Bell"]
    assert {row[2]: row[hours] for row in first} == {"Call": 1.17, "Favour": 1}


def test_a_line_more_leaves_older_months_where_they_stand(agency: Agency):
    before = below(agency, "Effort", EFFORT.header_row)
    book = openpyxl.load_workbook(agency.path)
    book["Log"].append([date(2026, 11, 6), "Acme", "Banner", 8, 1, 30, "Zoe", "mail", None])
    book.save(agency.path)
    agency.run(NOW + timedelta(minutes=20))
    after = below(agency, "Effort", EFFORT.header_row)
    assert after != before
    assert rows_of(after, "2026-09") == rows_of(before, "2026-09") != []
    assert agency.run(NOW + timedelta(minutes=21)).cells_written == 0


def rows_of(rows: list[list[Any]], month: str) -> list[tuple[int, list[Any]]]:
    return [(at, row) for at, row in enumerate(rows) if row[0] == month]
