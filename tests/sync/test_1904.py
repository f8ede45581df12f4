"""A workbook that counts its days from 1904 means the days that it shows (design §15)."""

from datetime import date
from pathlib import Path

import openpyxl
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
