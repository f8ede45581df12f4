"""What the tests type into workbooks is what openpyxl, which is no work of ours, would have typed."""

from datetime import date, datetime, time
from shutil import copyfile

import openpyxl
import pytest

from tests.spreadsheet.keyboard import type_in
from tests.sync.agency import Agency


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    agency = Agency(tmp_path_factory.mktemp("lived") / "agency")
    agency.run()
    return agency


def cells(path):
    """All cells of all tabs, and whether each is a day. No value of a cell: blank."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): (
            cell.value,
            cell.is_date,
            cell.fill.fgColor.rgb,
            cell.font.b,
        )
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


PLACES = ("A2", "C4", "E2", "L9", "A10", "D12", "Z3", "B1")
"""Filled and blank, of staff and ours, in a row that is there or not, within the sheet and beyond."""


@pytest.mark.parametrize(
    "value",
    ["plain", " <b> & \"'", "TRUE", "+7", "=1+1", "line\nbreak", "", None, True, 7, -0.125, date(2026, 11, 23), datetime(2026, 11, 23, 9, 30),  # noqa: DTZ001 - as cells are
     time(9, 30)],
    ids=repr,
)  # fmt: skip
def test_it_is_what_openpyxl_types(lived, tmp_path, value):
    typed, expected = tmp_path / "typed.xlsx", tmp_path / "expected.xlsx"
    copyfile(lived.path, typed)
    book = openpyxl.load_workbook(lived.path)
    for place in PLACES:
        book["Log"][place] = value
    book.save(expected)
    type_in(typed, "Log", dict.fromkeys(PLACES, value))
    assert cells(typed) == cells(expected)
    assert extent(typed) == extent(expected)


def extent(path):
    return openpyxl.load_workbook(path)["Log"].dimensions
