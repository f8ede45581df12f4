"""A workbook that counts its days from 1904 means the days that it shows (design §15)."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.sync.agency import SHEETS, Agency

LATER = 1462


def test_days_are_those_that_the_cells_show_formatted_or_not(tmp_path: Path):
    agency = Agency(tmp_path)
    usual = agency.report()
    book = openpyxl.load_workbook(agency.path)
    book.epoch = CALENDAR_MAC_1904
    log, prices = book["Log"], book["Prices"]
    for row in range(2, len(SHEETS["Log"]) + 1, 2):  # every other as a bare number
        cell = log.cell(row, 1)
        serial = (cell.value.date() - date(1904, 1, 1)).days
        cell.value, cell.number_format = serial, "General"
    prices.cell(3, 8).value, prices.cell(3, 8).number_format = 46023 - LATER, "General"
    book.save(agency.path)
    assert agency.report()["clients"] == usual["clients"]
    run = agency.as_json(agency.run())
    assert run["clients"] == usual["clients"]
    assert agency.as_json(agency.run())["clients"] == usual["clients"]


@pytest.mark.parametrize(
    ("typed", "offered"), [(date(2026, 5, 1), "5/1"), (date(1975, 1, 1), "1/75")]
)
def test_a_number_that_is_a_lost_day_there_is_named_as_it_was_typed(tmp_path: Path, typed, offered):
    agency = Agency(tmp_path, furnished=False)
    book = openpyxl.load_workbook(agency.path)
    book.epoch = CALENDAR_MAC_1904
    log = book["Log"]
    at = [cell.value for cell in log[1]].index("Minutes") + 1
    cell = log.cell(2, at)
    cell.value, cell.number_format = (typed - date(1904, 1, 1)).days, "General"
    book.save(agency.path)
    [found] = [each for each in agency.report()["findings"] if each["code"] == "LOST_TIME"]
    assert f"made it of {offered} or the like" in found["message"]
