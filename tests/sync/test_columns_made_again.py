"""A column of ours that a manager deleted comes back as wide as it was, its figures as they were."""

from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter as letters

from sheets_sync.showing.own_tabs import EFFORT, SUMMARY
from sheets_sync.spreadsheet.protocol import NewColumn
from sheets_sync.spreadsheet.xlsx.made_again import with_columns, with_styles
from sheets_sync.words.speaking import words_of
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator
from tests.spreadsheet.excel import arrange
from tests.sync.agency import NOW, Agency


@pytest.mark.parametrize(
    ("tab", "own", "key"), [("Summary", SUMMARY, "balance"), ("Effort", EFFORT, "hours")]
)
def test_in_xlsx(tmp_path: Path, tab, own, key):
    agency = Agency(tmp_path)
    agency.run()
    at, wide = own.at(key), len(own.columns)
    before = looks(agency.path, tab, at)
    arrange(agency.path, tab, [*range(at), *range(at + 1, wide), None], {})
    agency.run(NOW + timedelta(minutes=2))
    header = own.headers(words_of("en"))[at]
    rows = agency.grid()[tab]
    place = max(i for row in rows for i, cell in enumerate(row) if cell == header)
    assert place >= wide - 1
    assert looks(agency.path, tab, place) == before
    assert agency.run(NOW + timedelta(minutes=4)).cells_written == 0


def looks(path, tab, at):
    sheet = openpyxl.load_workbook(path)[tab]
    dimension = next(d for d in sheet.column_dimensions.values() if d.min <= at + 1 <= d.max)
    return dimension.width, sheet[f"{letters(at + 1)}8"].number_format


def test_at_google(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    office.run()
    sheet = office.book.sheet("Summary")
    at = SUMMARY.at("balance")
    before = sheet.columns[at], shown(sheet, at)
    assert before[1]
    sheet.delete("COLUMNS", at, 1)
    office.book.changed(0)
    office.run(NOW + timedelta(minutes=2))
    header = SUMMARY.headers(words_of("en"))[at]
    place = next(i for i in range(sheet.width) if sheet.cell(SUMMARY.header_row - 1, i) == header)
    assert place > at
    assert (sheet.columns[place], shown(sheet, place)) == before
    assert office.run(NOW + timedelta(minutes=60)).cells_written == 0


def shown(sheet, at):
    looks = sheet.looks(8, at)
    return looks.format.get("numberFormat") if looks else None


# --- the XML ---------------------------------------------------------------------------------

MONEY = NewColumn(4, "", "x", "money", 12)


@pytest.mark.parametrize(
    ("cols", "made"),
    [
        (b"", b'<cols><col min="5" max="5" width="12" customWidth="1" style="7"/></cols>'),
        (
            b'<cols><col min="1" max="2" width="9"/></cols>',
            b'<cols><col min="1" max="2" width="9"/><col min="5" max="5" width="12" customWidth="1" style="7"/></cols>',
        ),
        (
            b'<cols><col min="3" max="16384" width="9" style="2"/></cols>',
            b'<cols><col min="3" max="4" width="9" style="2"/><col min="5" max="5" width="12" customWidth="1" style="7"/><col min="6" max="16384" width="9" style="2"/></cols>',
        ),
    ],
)
def test_a_column_stands_alone_among_those_around_it(cols, made):
    sheet = b"<worksheet><dimension ref='A1'/>%b<sheetData><row r='1'/></sheetData></worksheet>"
    assert with_columns(sheet % cols, [MONEY], {4: 7}) == sheet % made


@pytest.mark.parametrize(
    ("formats", "number"),
    [
        (b"", 164),
        (b'<numFmts count="1"><numFmt numFmtId="170" formatCode="0.0"/></numFmts>', 171),
    ],
)
def test_a_style_more_stands_at_the_end_of_styles(formats, number):
    xml = b'<styleSheet xmlns="x">%b<cellXfs count="2"><xf/><xf numFmtId="1"><alignment/></xf></cellXfs></styleSheet>'
    made, styles = with_styles(xml % formats, [MONEY, NewColumn(5, "", "y", "text")], "yyyy")
    assert styles == {4: 2}
    assert b'<numFmt numFmtId="%d" formatCode="#,##0.00;[Red]\\-#,##0.00"/>' % number in made
    assert b'</xf><xf numFmtId="%d" applyNumberFormat="1"/></cellXfs>' % number in made
