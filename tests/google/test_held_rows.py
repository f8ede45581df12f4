"""Rows that are not charged turn red, whole, and Status says how to mend them where it is seen
(design §15)."""

import re
from pathlib import Path

import openpyxl

from sheets_sync.use_cases import furnishing
from tests.google.office import Office
from tests.sheets_api.cells import Formula
from tests.sheets_api.emulator import Emulator, type_in
from tests.sync.agency import SHEETS, Agency, day

TODAY_OF_TESTS = re.compile(r"\(\$A\d+>TODAY\(\)\)")
HELD = {6: "Acmee", 7: "Favour"}
"""Sheet rows of the log that are not charged, and what their Status quotes."""


def test_on_google_a_rule_of_ours_knows_the_rows_that_are_not_charged(
    google: Emulator, tmp_path: Path
):
    office = Office(google, tmp_path)
    sheet = office.book.sheet("Log")
    type_in(sheet, 9, 0, day(-3))  # still to come: as it should be
    type_in(sheet, 9, 1, "Acme")
    type_in(sheet, 9, 2, "Call")
    office.run()
    [rule] = sheet.objects["conditionalFormats"]
    [where] = rule["ranges"]
    header = [sheet.cell(0, column) for column in range(sheet.width)]
    assert (where.get("startColumnIndex", 0), where["startRowIndex"]) == (0, 1)
    assert where["endColumnIndex"] == max(header.index(h) for h in ("Status", "Balance")) + 1
    formula = rule["booleanRule"]["condition"]["values"][0]["userEnteredValue"]
    spare = sheet.width - 1
    red = set()
    for row in range(1, 10):
        at = re.sub(r"(?<=[A-Z])2\b", str(row + 1), formula)
        sheet.set(row, spare, Formula(TODAY_OF_TESTS.sub(f"($A{row + 1}>46349)", at)))
        if office.book.result(sheet, row, spare) != 0:
            red.add(row + 1)
    assert red == set(HELD)


def test_status_comes_first_of_ours_and_names_fact_and_cure_once(tmp_path: Path):
    agency = Agency(tmp_path)
    agency.run()
    rows = agency.grid()["Log"]
    ours = rows[0][len(SHEETS["Log"][0]) :]
    assert [each for each in ours if each][-4:] == ["Status", "Price", "Charge", "Balance"]
    status = rows[0].index("Status")
    for row, text in HELD.items():
        said = rows[row - 1][status]
        assert text in said
        assert "Correct the name" in said
        assert rows[row - 1][status + 1 : status + 4] == ["", "", ""]
    assert "Out of tariff" not in rows[6][status]


def test_on_xlsx_the_rule_reaches_over_the_whole_row_and_no_cell_is_touched(tmp_path: Path):
    agency = Agency(tmp_path)
    sheet = openpyxl.load_workbook(agency.path)["Log"]
    [area] = sheet.conditional_formatting
    [rule] = area.rules
    status, charge, balance = (
        next(cell.column_letter for cell in sheet[1] if cell.value == name)
        for name in ("Status", "Charge", "Balance")
    )
    assert str(area.sqref) == f"A2:{balance}1048576"
    assert rule.formula[0].startswith(f'(${status}2<>"")*(${charge}2="")')
    assert all(
        sheet.cell(row, column).fill.fgColor.rgb == "00000000"
        for row in range(2, len(SHEETS["Log"]) + 1)
        for column in range(1, len(SHEETS["Log"][0]) + 1)
    )


def test_beside_merged_headers_the_rule_goes_where_the_columns_go(tmp_path: Path):
    agency = Agency(tmp_path, furnished=False)
    book = openpyxl.load_workbook(agency.path)
    wide = len(SHEETS["Log"][0])
    book["Log"].merge_cells(start_row=1, end_row=1, start_column=wide, end_column=wide + 3)
    book.save(agency.path)
    furnishing.furnish(agency.config, None, lambda _: None)
    sheet = openpyxl.load_workbook(agency.path)["Log"]
    at = {cell.value: cell.column_letter for cell in sheet[1] if cell.value}
    [area] = sheet.conditional_formatting
    assert str(area.sqref) == f"A2:{at['Balance']}1048576"
    assert area.rules[0].formula[0].startswith(f'(${at["Status"]}2<>"")*(${at["Charge"]}2="")')
