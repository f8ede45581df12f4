"""Long tabs of an .xlsx: columns come packed and say the same; rows are found among many."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from sheets_sync.columns.cell import Cell, Fault
from sheets_sync.columns.packed import FEW_TEXTS, Numbers, Packed
from sheets_sync.spreadsheet.protocol import ColumnEdit
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.spreadsheet.xlsx.packing import LONG, pack
from tests.spreadsheet.surgery import SHEET, members, with_rows

MORE = LONG + FEW_TEXTS
DAY = date(2026, 11, 23)


def alike(column: list[Cell]) -> list[Cell]:
    """The cells of a packed column with blanks as calamine gives them."""
    return ["" if cell is None else cell for cell in column]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["Minutes", *map(float, range(MORE))], Numbers),
        (["Minutes", "", *map(float, range(MORE)), "", "12"], Numbers),
        ([*[""] * MORE, 1.5], Numbers),
        ([""] * MORE, Numbers),
        (["Status", *[""] * MORE, "see B4"], Numbers),
        (["Client", *(f"Client {n % 7}" for n in range(MORE)), ""], Packed),
        ([*map(str, range(MORE))], Packed),
        ([1.0, True, 0.0, False, "TRUE", "1"] * MORE, Packed),
        (["Date", *[DAY] * MORE, "soon", 46349.0], Packed),
        ([Fault.NO_CACHED_VALUE, *map(float, range(MORE))], Packed),
        ([Fault.NO_CACHED_VALUE, True, "", 1.0], list),
    ],
)
def test_a_packed_column_says_what_its_cells_say(cells: list[Cell], kind: type):
    packed = pack(list(cells))
    assert type(packed) is kind
    read = alike(list(packed))
    assert read == cells
    assert [type(cell) for cell in read if isinstance(cell, bool | str)] == [
        type(cell) for cell in cells if isinstance(cell, bool | str)
    ]


def test_spaces_alone_are_a_blank_in_a_long_column():
    assert list(pack(["  ", *map(str, range(MORE))]))[:2] == [None, "0"]


def row(number: int, spelled: str) -> str:
    return f'<row {spelled % number}><c r="A{number}"><v>{number}</v></c></row>'


@pytest.mark.parametrize("spelled", ['r="%d"', 'spans="1:2" r="%d"'])
@pytest.mark.parametrize("seed", range(5))
def test_cells_land_in_their_rows_among_many(tmp_path: Path, spelled: str, seed: int):
    chance = Random(seed)
    there = sorted(chance.sample(range(1, 3 * LONG), LONG))
    wanted = sorted(chance.sample(range(1, 3 * LONG + 50), 300))
    path = with_rows(tmp_path / "agency.xlsx", "".join(row(n, spelled) for n in there))
    workbook = XlsxWorkbook(path)
    before = workbook.read(["Log"])
    written = workbook.write([ColumnEdit("Log", 1, wanted, [-n for n in wanted])], before)
    numbers, ours = (alike(list(c)) for c in XlsxWorkbook(path).read(["Log"]).tabs["Log"].columns)
    assert {n: cell for n, cell in enumerate(numbers, 1) if cell != ""} == {n: n for n in there}
    assert {n: cell for n, cell in enumerate(ours, 1) if cell != ""} == {n: -n for n in wanted}
    assert alike(list(written.tabs["Log"].columns[1])) == ours
    xml = members(path)[SHEET].decode()
    assert all(row(n, spelled) in xml for n in set(there) - set(wanted))


def test_errors_and_formulas_without_a_result_are_told_in_a_long_column(tmp_path: Path):
    rows = [row(n, 'r="%d"') for n in range(1, LONG + 2)]
    rows[7] = '<row r="8"><c r="A8" t="e"><v>#N/A</v></c></row>'
    rows[8] = '<row r="9"><c r="A9"><f>B9</f></c></row>'
    path = with_rows(tmp_path / "agency.xlsx", "".join(rows))
    column = XlsxWorkbook(path).read(["Log"]).tabs["Log"].columns[0]
    assert list(column)[6:10] == [7, "#N/A", Fault.NO_CACHED_VALUE, 10]


def test_two_writes_of_one_workbook_each_take_up_the_file_as_it_is(tmp_path: Path):
    path = with_rows(tmp_path / "agency.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    workbook = XlsxWorkbook(path)
    snapshot = workbook.read(["Log"])
    snapshot = workbook.write([ColumnEdit("Log", 0, [1], [2.0])], snapshot)
    workbook.write([ColumnEdit("Log", 1, [1], [3.0])], snapshot)
    assert [list(c) for c in XlsxWorkbook(path).read(["Log"]).tabs["Log"].columns] == [[2.0], [3.0]]
