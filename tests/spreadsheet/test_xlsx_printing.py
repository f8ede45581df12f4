"""How tabs are printed (design §18): a page wide, the header on each page, no page without a cell."""

import re
import zipfile
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sheets_sync.showing.own_tabs import EFFORT, SUMMARY, SUMMARY_SCREENS
from sheets_sync.showing.summary_layout import layout_of
from sheets_sync.spreadsheet.a1 import column_letters
from sheets_sync.use_cases import furnishing
from tests.sync.agency import NOW, SHEETS, Agency, write_sheets

OURS = ["Summary", "Effort", "Staff", "Notices", "Findings"]


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    agency = Agency(tmp_path, furnished=False)
    agency.path.unlink()
    furnishing.furnish(agency.config, None, lambda _: None)
    return agency


def areas(path: Path) -> dict[str, list[str]]:
    """The print areas of tabs, as the file has them."""
    with zipfile.ZipFile(path) as file:
        book = file.read("xl/workbook.xml").decode()
    found = re.findall(r'name="_xlnm\.Print_Area" localSheetId="(\d+)">([^<]*)<', book)
    names = openpyxl.load_workbook(path).sheetnames
    return {names[int(at)]: re.findall(r"!([^,]+)", text) for at, text in found}


def test_every_tab_that_we_make_is_a_page_wide_with_its_header_on_each_page(agency: Agency):
    book: Any = openpyxl.load_workbook(agency.path)
    for name in [*SHEETS, *OURS]:
        sheet = book[name]
        page, header = sheet.page_setup, {"Summary": 6, "Effort": 4, "Staff": 4}.get(name, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, name
        assert (page.orientation, int(page.paperSize), int(page.fitToHeight)) == ("landscape", 9, 0)
        assert sheet.print_title_rows == f"${header}:${header}"
        assert sheet.oddFooter.center.text == "&A  &P / &N"


def test_areas_are_whole_columns_so_that_they_end_with_the_last_cell(agency: Agency):
    found = areas(agency.path)
    assert list(found) == ["Log", *OURS]
    assert all(re.fullmatch(r"\$[A-Z]+:\$[A-Z]+", area) for each in found.values() for area in each)
    ends = [area.rpartition("$")[2] for area in found["Summary"]]
    assert ends == [column_letters(SUMMARY.at(key)) for key in SUMMARY_SCREENS]
    assert found["Effort"] == [f"$A:${column_letters(EFFORT.at('personal'))}"]
    assert found["Log"] == ["$A:$O"]  # to Balance: a long Status runs on over it


def test_a_page_is_wide_enough_for_letters_that_one_can_read():
    """A4 across has about 11 inches: at 96 pixels each, and 7 a character, eight points at least."""
    ends = [0, *(SUMMARY.at(key) + 1 for key in SUMMARY_SCREENS)]
    for left, right in pairwise(ends):
        repeated = SUMMARY.columns[0].width if left else 0
        wide = repeated + sum(column.width for column in SUMMARY.columns[left:right])
        assert 11 * 11 * 96 / (7 * wide + 5 * (right - left)) >= 8, SUMMARY.columns[left]


def test_a_key_figure_of_money_has_the_room_of_a_balance():
    """A margin of 1,315,234.56 ₽ stood as ### in the column of advice."""
    wide = {column.key: column.width for column in SUMMARY.columns}
    money = [
        column for column, kind in layout_of(SUMMARY.header_row).figures.values() if kind == "money"
    ]
    assert [each for each in money if wide[each] < wide["balance"]] == []


def test_a_later_init_keeps_them(agency: Agency):
    before = areas(agency.path)
    write = openpyxl.load_workbook(agency.path)
    del write["Staff"]
    del write.defined_names["_sheets_sync.tab.staff"]
    write.save(agency.path)  # openpyxl by itself drops areas of whole columns
    assert areas(agency.path) == {}
    agency.path.unlink()
    furnishing.furnish(agency.config, None, lambda _: None)
    without_a_tab(agency.path, "Findings")
    furnishing.furnish(agency.config, None, lambda _: None)
    assert areas(agency.path) == before


def without_a_tab(path: Path, name: str) -> None:
    """Somebody throws a tab away in a program that keeps all else."""
    with zipfile.ZipFile(path) as file:
        parts = {each: file.read(each) for each in file.namelist()}
    book = parts["xl/workbook.xml"].decode()
    at = len(re.findall(r"<sheet ", book.partition(f'name="{name}"')[0])) - 1
    book = re.sub(rf'<sheet [^>]*name="{name}"[^>]*/>', "", book)
    book = re.sub(rf"<definedName[^>]*>'?{name}'?![^<]*</definedName>", "", book)
    assert at == len(re.findall(r"<sheet ", book))  # it was the last one
    parts["xl/workbook.xml"] = book.encode()
    with zipfile.ZipFile(path, "w") as file:
        for each, data in parts.items():
            file.writestr(each, data)


def test_tabs_that_staff_made_are_printed_as_they_set_them(tmp_path: Path):
    agency = Agency(tmp_path, furnished=False)
    write_sheets(agency.path, SHEETS)
    book: Any = openpyxl.load_workbook(agency.path)
    book["Log"].page_setup.orientation = "portrait"
    book["Log"].print_area = "A1:C9"
    book.save(agency.path)
    furnishing.furnish(agency.config, None, lambda _: None)
    agency.run(NOW + timedelta(minutes=1))
    log = openpyxl.load_workbook(agency.path)["Log"]
    assert (log.page_setup.orientation, log.print_title_rows) == ("portrait", None)
    assert areas(agency.path)["Log"] == ["$A$1:$C$9"]


def test_a_blank_tab_with_a_print_area_becomes_ours_in_the_file_itself(tmp_path: Path):
    """Somebody cleared our tab, or made one for us: its area was taken for a name that is lost."""
    agency = Agency(tmp_path, furnished=False)
    write_sheets(agency.path, SHEETS)
    book: Any = openpyxl.load_workbook(agency.path)
    book.create_sheet("Summary").print_area = "A1:C9"
    book["Summary"].print_title_rows = "1:1"
    book.save(agency.path)
    furnishing.furnish(agency.config, None, lambda _: None)
    assert [each.name for each in tmp_path.glob("*.xlsx")] == [agency.path.name]
    assert areas(agency.path)["Summary"][0].startswith("$A:$")
