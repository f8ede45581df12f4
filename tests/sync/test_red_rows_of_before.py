"""A workbook furnished before rows turned red: its Status deleted, ``init`` makes it anew, with the rule."""

from pathlib import Path
from typing import Any

import openpyxl

from sheets_sync.use_cases import furnishing
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator
from tests.spreadsheet.excel import arrange
from tests.sync.agency import Agency


def test_in_xlsx(tmp_path: Path):
    agency = Agency(tmp_path)
    agency.run()
    before = agency.grid()["Log"]
    header = list(before[0])
    at, wide = header.index("Status"), len(header)
    arrange(agency.path, "Log", [*range(at), *range(at + 1, wide), None], {})
    book: Any = openpyxl.load_workbook(agency.path)
    book["Log"].conditional_formatting = type(book["Log"].conditional_formatting)()
    book.save(agency.path)
    furnishing.furnish(agency.config, None, lambda _: None)
    agency.run()
    sheet = openpyxl.load_workbook(agency.path)["Log"]
    letters = {cell.value: cell.column_letter for cell in sheet[1] if cell.value}
    [area] = sheet.conditional_formatting
    assert (
        area.rules[0]
        .formula[0]
        .startswith(f'(${letters["Status"]}2<>"")*(${letters["Charge"]}2="")')
    )
    after = agency.grid()["Log"]
    staff = [list(row[:at]) for row in after]
    assert staff == [row[:at] for row in before]


def test_at_google(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    office.run()
    sheet = office.book.sheet("Log")
    sheet.objects["conditionalFormats"].clear()
    header = [sheet.cell(0, column) for column in range(sheet.width)]
    sheet.delete("COLUMNS", header.index("Status"), 1)
    office.book.changed(0)
    office.init()
    [rule] = sheet.objects["conditionalFormats"]
    assert "booleanRule" in rule
    again = [sheet.cell(0, column) for column in range(sheet.width)]
    assert again.count("Status") == 1
