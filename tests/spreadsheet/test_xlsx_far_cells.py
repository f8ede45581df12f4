"""Cells far from the table: they cost nothing, and where they cannot be read, it is said (§16)."""

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from sheets_sync.columns.cell import Cell
from sheets_sync.columns.packed import is_blank
from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.protocol import ColumnEdit
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from tests.spreadsheet.backends import make_xlsx
from tests.spreadsheet.surgery import members, rebuilt, sheet_xml, with_rows

ROOT = Path(__file__).parents[2]
TABLE = (
    '<row r="1"><c r="A1" t="str"><v>Date</v></c><c r="B1" t="str"><v>Client</v></c></row>'
    '<row r="2"><c r="A2"><v>7</v></c><c r="B2" t="str"><v>Acme</v></c></row>'
)


def told(at: str, kind: str = "x") -> str:
    """A row with one cell: a text, a space, or nothing but a format."""
    row = at.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    inner = {"x": "<is><t>x</t></is>", "space": '<is><t xml:space="preserve"> </t></is>'}
    cell = f' t="inlineStr">{inner[kind]}</c>' if kind in inner else ' s="1"/>'
    return f'<row r="{row}"><c r="{at}"{cell}</row>'


def filled(path: Path) -> dict[tuple[int, int], Cell]:
    """Column and row, from 0, of all that the tab Log holds."""
    tab = XlsxWorkbook(path).read(["Log"]).tabs["Log"]
    assert all(len(column) == tab.height for column in tab.columns)
    return {
        (c, r): cell
        for c, column in enumerate(tab.columns)
        if getattr(column, "cells", True)  # else it is a blank one, of perhaps a million rows
        for r, cell in enumerate(column)
        if not is_blank(cell)
    }


NEAR = {(0, 0): "Date", (1, 0): "Client", (0, 1): 7, (1, 1): "Acme"}


@pytest.mark.parametrize("kind", ["space", "format"])
@pytest.mark.parametrize("at", ["A1048576", "XFD1048576", "XFD3", "AZ1048576", "B2002", "T3"])
def test_a_blank_far_away_is_none_of_the_tab(tmp_path: Path, at: str, kind: str):
    path = with_rows(tmp_path / "agency.xlsx", TABLE + told(at, kind))
    tab = XlsxWorkbook(path).read(["Log"]).tabs["Log"]
    assert filled(path) == NEAR
    assert len(tab.columns) <= 20
    assert tab.height <= 3


@pytest.mark.parametrize(
    ("at", "column", "row"), [("A1048576", 0, 1_048_575), ("AZ30000", 51, 29_999), ("AZ3", 51, 2)]
)
def test_a_far_cell_keeps_its_place(tmp_path: Path, at: str, column: int, row: int):
    path = with_rows(tmp_path / "agency.xlsx", TABLE + told(at))
    assert filled(path) == NEAR | {(column, row): "x"}


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (told("XFD1048576"), "XFD1048576"),
        (told("ZZ1048576"), "ZZ1048576"),
        (told("XFD5") + told("A1048576"), "A1048576 and XFD5"),
    ],
)
def test_a_rectangle_too_large_is_refused_by_its_cells(tmp_path: Path, rows: str, cells: str):
    path = with_rows(tmp_path / "agency.xlsx", TABLE + rows)
    with pytest.raises(SheetsSyncError, match=f"tab Log: it reaches to {cells}, .* 50,000,000"):
        XlsxWorkbook(path).read(["Log"])


BEYOND = [
    '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
    '<row r="3"><c r="XFE3"><v>1</v></c></row>',
    '<row r="3"><c r="ZZZZZZZZ3"><v>1</v></c></row>',
    '<row r="3"><c r="A0"><v>1</v></c></row>',
    '<row r="0"><c r="A0"><v>1</v></c></row>',
    '<row r="-1"><c r="A-1"><v>1</v></c></row>',
    '<row r="99999999999999999999"><c r="A99999999999999999999"><v>1</v></c></row>',
    '<row r="3"><c r="4294967296"><v>1</v></c></row>',
    '<row r="3"><c r=""><v>1</v></c></row>',
    "<row r='3'><c r='XFE3'><v>1</v></c></row>",
    '<row\n r="3"><c\tr = "XFE3"><v>1</v></c></row>',
    '<row r="3"><c r="A900000"><v>1</v></c></row>',
    '<row r="1048576"/><row><c><v>1</v></c></row>',
]


@pytest.mark.parametrize("rows", BEYOND)
def test_what_no_sheet_can_hold_is_refused_by_its_place(tmp_path: Path, rows: str):
    path = with_rows(tmp_path / "agency.xlsx", TABLE + rows)
    with pytest.raises(SheetsSyncError, match=r"tab Log: it(s cell| has more rows)") as refused:
        XlsxWorkbook(path).read(["Log"])
    assert "Excel or LibreOffice" in refused.value.cure


def test_a_text_that_looks_like_an_address_is_a_text(tmp_path: Path):
    text = '<row r="3"><c r="A3" t="str"><v>&lt;c r="XFE9" r="A0" ></v></c></row>'
    path = with_rows(tmp_path / "agency.xlsx", TABLE + text + told("A1048576"))
    assert filled(path) == NEAR | {(0, 2): '<c r="XFE9" r="A0" >', (0, 1_048_575): "x"}


@pytest.mark.parametrize("ref", ["A0", "", "A:B", "A1:B2 C3:D4", "ZZZZ1", "A1:XFD1048576"])
def test_a_dimension_that_lies_misleads_nobody(tmp_path: Path, ref: str):
    before = f'<dimension ref="{ref}"/>'
    path = with_rows(tmp_path / "agency.xlsx", TABLE, before=before)
    assert filled(path) == NEAR


def test_tabs_that_nobody_asked_for_may_reach_wherever_they_like(tmp_path: Path):
    path = make_xlsx(tmp_path / "agency.xlsx", {"Log": [["Date"]], "Other": []})
    rebuilt(path, {"xl/worksheets/sheet2.xml": sheet_xml(told("XFD1048576"))})
    tabs = XlsxWorkbook(path).read(["Log"]).tabs
    assert [tabs["Log"].columns[0][0], *tabs] == ["Date", "Log"]


def test_faults_far_away_are_told_in_their_places(tmp_path: Path):
    rows = (
        '<row r="1048576"><c r="A1048576" t="e"><v>#N/A</v></c><c r="B1048576"><f>A1</f></c></row>'
    )
    path = with_rows(tmp_path / "agency.xlsx", TABLE + rows)
    found = filled(path)
    assert found[0, 1_048_575] == "#N/A"
    assert found[1, 1_048_575].name == "NO_CACHED_VALUE"


def test_cells_of_ours_are_written_beside_a_far_row(tmp_path: Path):
    path = with_rows(tmp_path / "agency.xlsx", TABLE + told("A1048576"))
    workbook = XlsxWorkbook(path)
    edit = ColumnEdit("Log", 2, [2, 1_048_576], [5.0, "held"])
    workbook.write([edit], workbook.read(["Log"]))
    sheet = openpyxl.load_workbook(path)["Log"]
    assert (sheet["C2"].value, sheet["C1048576"].value) == (5, "held")
    assert (sheet["A1048576"].value, sheet.max_row) == ("x", 1_048_576)
    assert len(members(path)["xl/worksheets/sheet1.xml"]) < 2_000


MEASURED = """
import resource, sys, time
from pathlib import Path
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
began = time.process_time()
XlsxWorkbook(Path(sys.argv[1])).read(["Log"])
print(time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def cost(path: Path) -> tuple[float, float]:
    """Seconds of CPU and peak MB of a read in a process of its own; the least of two."""
    runs = [
        subprocess.run([sys.executable, "-c", MEASURED, path], cwd=ROOT, check=True,
                       capture_output=True, text=True).stdout.split()
        for _ in range(2)
    ]  # fmt: skip
    seconds, megabytes = zip(*((float(a), float(b)) for a, b in runs), strict=True)
    return min(seconds), min(megabytes)


ROWS = "".join(
    f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>{r}</v></c>' for c in "ABCDEFGHIJ") + "</row>"
    for r in range(4, 10_004)
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[float, float]:
    """What those rows cost by themselves."""
    return cost(with_rows(tmp_path_factory.mktemp("plain") / "plain.xlsx", TABLE + ROWS))


@pytest.mark.parametrize("at", ["A1048576", "AZ3"])
def test_a_far_cell_costs_no_more_than_the_rows_before_it(
    tmp_path: Path, plain: tuple[float, float], at: str
):
    place = (ROWS + told(at)) if at[-1] == "6" else told(at) + ROWS
    far = cost(with_rows(tmp_path / "far.xlsx", TABLE + place))
    # It was forty times once. What it costs is for tests.benchmarks.far_cell: others are at work here.
    assert far[0] / plain[0] < 4, (plain, far)
    assert far[1] / plain[1] < 1.3, (plain, far)
