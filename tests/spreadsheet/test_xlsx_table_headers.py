"""A table that staff made of a tab calls its columns as the cells of their headers (design §11)."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.table import Table

from sheets_sync.spreadsheet.protocol import ColumnEdit
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
