"""A table that staff made of a tab calls its columns as the cells of their headers (design §11)."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableFormula

from sheets_sync.spreadsheet.protocol import About, ColumnEdit, Marks
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from tests.spreadsheet.backends import make_xlsx
from tests.spreadsheet.surgery import members


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = make_xlsx(tmp_path / "agency.xlsx", {
        "Log": [["Title"], ["", "Since", "What", "Code"], ["", "2026-11-02", "x", "y"]],
        "Own": [["Since"], ["z"]],
    })  # fmt: skip
    book = load_workbook(path)
    book["Log"].add_table(Table(displayName="Found", ref="B2:D3"))
    book["Own"].add_table(Table(displayName="Mine", ref="A1:A2"))
    book.save(path)
    return path


def columns(path: Path, tab: str = "Log") -> list[str]:
    (table,) = load_workbook(path)[tab].tables.values()
    return list(table.column_names)


def written(path: Path, *edits: ColumnEdit) -> Path:
    workbook = XlsxWorkbook(path)
    snapshot = workbook.read(["Log"])
    workbook.write(list(edits), snapshot)
    return path


def test_a_header_that_is_written_is_the_name_of_its_column(path: Path):
    written(
        path, ColumnEdit("Log", 1, [2, 3], ['С <"дня">', "a"]), ColumnEdit("Log", 3, [2], ["a\nb"])
    )
    assert columns(path) == ['С <"дня">', "What", "a\nb"]
    assert columns(path, "Own") == ["Since"]
    assert b"a_x000a_b" in members(path)["xl/tables/table1.xml"]


def test_what_is_no_header_of_a_table_renames_nothing(path: Path):
    written(
        path,
        ColumnEdit("Log", 1, [1, 3], ["above", "below"]),
        ColumnEdit("Log", 4, [2], ["beside"]),
    )
    assert columns(path) == ["Since", "What", "Code"]


def test_a_table_without_headers_keeps_its_names(path: Path):
    book = load_workbook(path)
    book["Log"].tables["Found"].headerRowCount = 0
    book["Log"].tables["Found"].autoFilter = None
    book.save(path)
    written(path, ColumnEdit("Log", 1, [2], ["other"]))
    assert columns(path) == ["Since", "What", "Code"]


FORMULAS = {
    "SUM(Found[Since])": "SUM(Found[C <'[day']>])",
    "found[[#This Row],[SINCE]]&1": "found[[#This Row],[C <'[day']>]]&1",
    "SUM(Found[[#All],[Since]:[What]])": "SUM(Found[[#All],[C <'[day']>]:[What]])",
    "Found[#All]&Found[]": "Found[#All]&Found[]",
    'Mine[Since]&"Found[Since]"&Since': 'Mine[Since]&"Found[Since]"&Since',
    "[1]!Found[Since]&MyFound[Since]": "[1]!Found[Since]&MyFound[Since]",
}
"""What staff reckon with, and how that reads once Since is called otherwise."""


def reckoning(path: Path) -> Path:
    """The file with formulas of staff's on both tabs, in a name, a rule and a column of a table."""
    book = load_workbook(path)
    for row, formula in enumerate(FORMULAS, 1):
        for tab in ("Log", "Own"):
            book[tab].cell(row, 9, f"={formula}")
    book["Own"]["J1"] = "Found[Since] is a text"
    book.defined_names["Days"] = DefinedName("Days", attr_text="Found[Since]")
    rule = DataValidation("custom", formula1="SUM(Found[Since])>1")
    rule.add("B2")
    book["Own"].add_data_validation(rule)
    table = book["Own"].tables["Mine"]
    table._initialise_columns()
    table.tableColumns[0].name = "Since"
    table.tableColumns[0].calculatedColumnFormula = TableFormula(attr_text="MAX(Found[Since])")
    book.save(path)
    return path


def test_formulas_name_a_column_as_it_is_called(path: Path):
    written(reckoning(path), ColumnEdit("Log", 1, [2], ["C <[day]>"]))
    book = load_workbook(path)
    for tab in ("Log", "Own"):
        said = [book[tab].cell(row, 9).value for row in range(1, 1 + len(FORMULAS))]
        assert said == [f"={formula}" for formula in FORMULAS.values()], tab
    assert book["Own"]["J1"].value == "Found[Since] is a text"
    assert book.defined_names["Days"].attr_text == "Found[C <'[day']>]"
    (rule,) = book["Own"].data_validations.dataValidation
    assert rule.formula1 == "SUM(Found[C <'[day']>])>1"
    (table,) = book["Own"].tables.values()
    assert table.tableColumns[0].calculatedColumnFormula.attr_text == "MAX(Found[C <'[day']>])"


def test_two_columns_may_change_their_names_with_each_other(path: Path):
    reckoning(path)
    book = load_workbook(path)
    book["Own"]["I1"] = "=Found[Since]-Found[What]"
    book.save(path)
    written(path, ColumnEdit("Log", 1, [2], ["What"]), ColumnEdit("Log", 2, [2], ["Since"]))
    assert load_workbook(path)["Own"]["I1"].value == "=Found[What]-Found[Since]"


def test_parts_that_name_no_column_that_changed_stay_byte_for_byte(path: Path):
    before = members(reckoning(path))
    written(path, ColumnEdit("Log", 3, [2], ["Letter"]))
    after = members(path)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml"}


def test_a_name_is_kept_in_the_very_write_that_sets_marks(path: Path):
    """Both stand in one part; and a table may be called as people call it."""
    book = load_workbook(reckoning(path))
    book["Log"].tables["Found"].displayName = book["Log"].tables["Found"].name = "Найдено"
    for name, target in {
        "Days": "найдено[Since]",
        "_sheets_sync.tab.findings": "Log!$A:$XFD",
    }.items():
        book.defined_names[name] = DefinedName(name, attr_text=target, hidden=name[0] == "_")
    book.save(path)
    workbook = XlsxWorkbook(path)
    about = About(marks={"Log": Marks({"findings.code": 3}, header=2)})
    snapshot = workbook.read(["Log"])
    workbook.write([ColumnEdit("Log", 1, [2], ["Code 1"])], snapshot, about)
    assert load_workbook(path).defined_names["Days"].attr_text == "найдено[Code 1]"
    assert workbook.read(["Log"]).tabs["Log"].marks == {"findings.code": 3}
