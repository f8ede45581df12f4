"""A workbook furnished before rows turned red: ``init`` makes the rule that its log lacks, once."""

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font

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


def rules(agency: Agency) -> list[tuple[str, str]]:
    sheet = openpyxl.load_workbook(agency.path)["Log"]
    return [
        (str(area.sqref), rule.formula[0])
        for area in sheet.conditional_formatting
        for rule in area.rules
    ]


def test_init_makes_the_rule_that_a_log_of_before_lacks_and_leaves_staffs(tmp_path: Path):
    agency = Agency(tmp_path)
    agency.run()
    made, log = rules(agency), agency.grid()["Log"]
    book: Any = openpyxl.load_workbook(agency.path)
    theirs = FormulaRule(formula=["$F2>60"], font=Font(bold=True))
    book["Log"].conditional_formatting = type(book["Log"].conditional_formatting)()
    book["Log"].conditional_formatting.add("A2:K900", theirs)
    book.save(agency.path)
    said = furnishing.furnish(agency.config, None, lambda _: None)
    assert said == ["Rows of the tab Log in agency.xlsx that are not charged turn red."]
    assert rules(agency) == [("A2:K900", "$F2>60"), *made]
    before = agency.path.read_bytes()
    [nothing] = furnishing.furnish(agency.config, None, lambda _: None)
    assert nothing.endswith("nothing was changed.")
    assert agency.path.read_bytes() == before
    assert agency.grid()["Log"] == log


def test_a_rule_whose_colours_people_changed_is_no_missing_one(tmp_path: Path):
    agency = Agency(tmp_path)
    book: Any = openpyxl.load_workbook(agency.path)
    [area] = book["Log"].conditional_formatting
    area.rules[0].dxf.font = Font(strike=True)
    book.save(agency.path)
    before = agency.path.read_bytes()
    [said] = furnishing.furnish(agency.config, None, lambda _: None)
    assert said.endswith("nothing was changed.")
    assert agency.path.read_bytes() == before


def test_a_file_that_would_lose_something_stays_as_it_is_and_that_is_said(tmp_path: Path):
    agency = Agency(tmp_path)
    book: Any = openpyxl.load_workbook(agency.path)
    book["Log"].conditional_formatting = type(book["Log"].conditional_formatting)()
    book["Clients"]["Z2"] = "=1+1"
    book.save(agency.path)
    with zipfile.ZipFile(agency.path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    for name, data in parts.items():  # a result, as Excel leaves it
        parts[name] = re.sub(rb"<f>1\+1</f><v ?/?>(</v>)?", rb"<f>1+1</f><v>2</v>", data)
    with zipfile.ZipFile(agency.path, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    before = agency.path.read_bytes()
    said = furnishing.furnish(agency.config, None, lambda _: None)
    assert "do not turn red: that would lose" in " ".join(said)
    assert agency.path.read_bytes() == before
    assert [each.name for each in agency.folder.glob("*.xlsx")] == ["agency.xlsx"]


def test_at_google_the_rule_alone_is_made_once(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    office.run()
    sheet = office.book.sheet("Log")
    made = [*sheet.objects["conditionalFormats"]]
    theirs = {
        "ranges": [{"sheetId": sheet.id}],
        "booleanRule": {"condition": {"type": "NOT_BLANK"}},
    }
    sheet.objects["conditionalFormats"][:] = [theirs]
    office.book.changed(0)
    values = sheet.values()
    for writes in (1, 0):
        google.journal.clear()
        office.init()
        assert google.journal.calls[1] == writes
        assert sheet.objects["conditionalFormats"] == [*made, theirs]
    assert sheet.values() == values


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
