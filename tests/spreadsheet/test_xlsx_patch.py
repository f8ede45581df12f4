"""The XML of a sheet is patched where cells differ; the rest stays byte for byte (design §11)."""

import re
from datetime import date
from pathlib import Path

import pytest

from sheets_sync.columns.cell import Cell, Fault
from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.cell_value import Formula, Link, Value
from sheets_sync.spreadsheet.protocol import ColumnEdit
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from tests.spreadsheet.surgery import MAIN, SHEET, members, rebuilt, sheet_xml, with_rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "agency.xlsx"


def write(path: Path, wanted: dict[tuple[int, int], Value]) -> str:
    """Write cells by (row, column) into Log; the sheet's XML after it."""
    workbook = XlsxWorkbook(path)
    edits = [ColumnEdit("Log", column, [row], [value]) for (row, column), value in wanted.items()]
    workbook.write(edits, workbook.read(["Log"]))
    return members(path)[SHEET].decode()


def columns(path: Path) -> list[list[Cell]]:
    return [list(column) for column in XlsxWorkbook(path).read(["Log"]).tabs["Log"].columns]


CASES = {
    "a new cell at the right": (
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        {(1, 2): 5.0},
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>5</v></c></row>',
    ),
    "a new cell between": (
        '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>',
        {(1, 1): "x"},
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c><c r="C1"><v>3</v></c></row>',
    ),
    "a new cell before": (
        '<row r="1"><c r="B1"><v>1</v></c></row>',
        {(1, 0): True},
        '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1"><v>1</v></c></row>',
    ),
    "an exchanged cell keeps its style and loses the marks of its old value": (
        '<row r="1"><c r="A1" s="7" t="n" cm="1" vm="2"><v>0</v></c></row>',
        {(1, 0): 2.5},
        '<row r="1"><c r="A1" s="7"><v>2.5</v></c></row>',
    ),
    "a cleared cell keeps its style": (
        '<row r="1"><c r="A1" s="7"><v>1</v></c></row>',
        {(1, 0): None},
        '<row r="1"><c r="A1" s="7"/></row>',
    ),
    "a self-closing cell": (
        '<row r="1"><c r="A1" s="7"/><c r="B1" s="2"/></row>',
        {(1, 0): 1.0},
        '<row r="1"><c r="A1" s="7"><v>1</v></c><c r="B1" s="2"/></row>',
    ),
    "a self-closing row": ('<row r="1" ht="20"/>', {(1, 0): 1.0}, '<row r="1" ht="20"><c r="A1"><v>1</v></c></row>'),
    "a self-closing row with nothing to hold": ('<row r="1" ht="20"/>', {(1, 0): None}, '<row r="1" ht="20"/>'),
    "rows before, between and after": (
        '<row r="2"><c r="A2"><v>2</v></c></row><row r="4"><c r="A4"><v>4</v></c></row>',
        {(1, 0): 1.0, (3, 0): 3.0, (5, 0): 5.0, (6, 0): 6.0},
        "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 7)),
    ),
    "rows and cells without addresses": (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>",
        {(1, 1): 9.0, (1, 2): 8.0, (3, 0): 7.0},
        '<row><c><v>1</v></c><c><v>9</v></c><c r="C1"><v>8</v></c></row><row/><row><c><v>7</v></c></row>',
    ),
    "single quotes and odd spaces": (
        "<row  r='1' ><c\n r='A1'  s='3'  t='n' ><v>1</v></c ></row >",
        {(1, 0): 2.0, (1, 1): 3.0},
        "<row  r='1'><c\n r='A1'  s='3'><v>2</v></c><c r=\"B1\"><v>3</v></c></row>",
    ),
    "no rows at all": ("", {(2, 0): 1.0}, '<row r="2"><c r="A2"><v>1</v></c></row>'),
    "the style of the row, where it has its own": (
        '<row r="1" s="4" customFormat="1"/><row r="2" s="4"/>',
        {(1, 0): 1.0, (2, 0): 1.0},
        '<row r="1" s="4" customFormat="1"><c r="A1" s="4"><v>1</v></c></row><row r="2" s="4"><c r="A2"><v>1</v></c></row>',
    ),
    "spans are widened": (
        '<row r="1" spans="1:2"><c r="A1"><v>1</v></c></row>',
        {(1, 4): 1.0},
        '<row r="1" spans="1:5"><c r="A1"><v>1</v></c><c r="E1"><v>1</v></c></row>',
    ),
    "text that looks like a cell": (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x r="B1" t="e" y</t></is></c></row>',
        {(1, 1): 1.0},
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x r="B1" t="e" y</t></is></c><c r="B1"><v>1</v></c></row>',
    ),
    "formulas with > and quotes beside": (
        """<row r="1"><c r="A1"><f>IF(B1>"'",1,2)</f><v>2</v></c><c r="B1"><v>1</v></c></row>""",
        {(1, 1): 2.0},
        """<row r="1"><c r="A1"><f>IF(B1>"'",1,2)</f><v>2</v></c><c r="B1"><v>2</v></c></row>""",
    ),
    "a link": (
        '<row r="1"/>',
        {(1, 0): Link('say "hi"', "O'Neil", "B4")},
        '<row r="1"><c r="A1" t="str"><f>HYPERLINK("#\'O\'\'Neil\'!B4","say ""hi""")</f><v>say "hi"</v></c></row>',
    ),
    "a formula": (
        '<row r="1"/>',
        {(1, 0): Formula("=IF(B1<1,A2&A3,0)", 0.0)},
        '<row r="1"><c r="A1"><f>IF(B1&lt;1,A2&amp;A3,0)</f><v>0</v></c></row>',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted", "expected"), CASES.values(), ids=CASES)
def test_only_the_wanted_cells_change(
    path: Path, rows: str, wanted: dict[tuple[int, int], Value], expected: str
):
    after = "<pageMargins/>"
    assert (
        write(with_rows(path, rows, after=after), wanted)
        == sheet_xml(expected, after=after).decode()
    )


def test_tags_with_a_namespace_prefix_are_patched_in_kind(path: Path):
    rows = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
    xml = write(with_rows(path, rows, prefix="x"), {(1, 0): "a", (1, 1): 2.0, (2, 0): True})
    assert (
        xml
        == sheet_xml(
            '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c r="B1"><x:v>2</x:v></x:c></x:row>'
            '<x:row r="2"><x:c r="A2" t="b"><x:v>1</x:v></x:c></x:row>',
            prefix="x",
        ).decode()
    )
    assert columns(path) == [["a", True], [2.0, ""]]


def test_a_new_cell_takes_the_style_of_its_column(path: Path):
    before = (
        '<cols><col min="1" max="2" width="9" style="3"/><col min="4" max="4" width="9"/></cols>'
    )
    xml = write(
        with_rows(path, '<row r="1"/>', before=before),
        {(1, 0): 1.0, (1, 1): 1.0, (1, 3): 1.0, (2, 1): 1.0},
    )
    assert '<c r="A1" s="3"><v>1</v></c><c r="B1" s="3"><v>1</v></c><c r="D1"><v>1</v></c>' in xml
    assert '<row r="2"><c r="B2" s="3">' in xml


@pytest.mark.parametrize(
    ("old", "cell", "new"),
    [
        ("A1:C3", (2, 1), "A1:C3"),
        ("A1:C3", (9, 4), "A1:E9"),
        ("C3", (1, 0), "A1:C3"),
        ("A1", (1, 0), "A1"),
    ],
)
def test_the_dimension_takes_in_new_cells(path: Path, old: str, cell: tuple[int, int], new: str):
    xml = write(with_rows(path, "", before=f'<dimension ref="{old}"/>'), {cell: 1.0})
    assert f'<dimension ref="{new}"/>' in xml


def test_clearing_a_cell_that_is_not_there_makes_none(path: Path):
    with_rows(path, '<row r="1"><c r="A1"><v>1</v></c></row>', before='<dimension ref="A1"/>')
    before = members(path)[SHEET].decode()
    assert write(path, {(1, 5): None, (7, 0): None}) == before


# --- formulas in the way ---------------------------------------------------------------------

SHARED = (
    '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><f t="shared" si="0"/><v>1</v></c></row>'
)
ARRAY = (
    '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>1</v></c></row>'
)


@pytest.mark.parametrize(("rows", "cell"), [(SHARED, (1, 0)), (ARRAY, (1, 0)), (ARRAY, (2, 0))])
def test_a_group_of_formulas_is_not_torn(path: Path, rows: str, cell: tuple[int, int]):
    before = with_rows(path, rows).read_bytes()
    with pytest.raises(
        SheetsSyncError, match=r"tab Log: its cell A\d belongs to a group of formulas"
    ):
        write(path, {cell: 1.0})
    assert path.read_bytes() == before


def test_a_later_cell_of_a_shared_formula_and_an_array_of_one_may_go(path: Path):
    single = '<row r="3"><c r="A3"><f t="array" ref="A3">SUM(B1:B2)</f><v>1</v></c></row>'
    xml = write(with_rows(path, SHARED + single), {(2, 0): 5.0, (3, 0): 6.0})
    assert '<c r="A2"><v>5</v></c>' in xml
    assert '<c r="A3"><v>6</v></c>' in xml


CHAIN = f'<calcChain xmlns="{MAIN}">{{}}</calcChain>'


def with_chain(path: Path, entries: str) -> Path:
    rows = '<row r="1"><c r="A1"><f>1</f><v>1</v></c><c r="B1"><f>2</f><v>2</v></c></row>'
    with_rows(path, rows)
    parts = members(path)
    types = parts["[Content_Types].xml"].replace(
        b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="c"/></Types>'
    )
    relations = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="t/calcChain" Target="calcChain.xml"/></Relationships>',
    )
    return rebuilt(path, {
        "xl/calcChain.xml": CHAIN.format(entries).encode(),
        "[Content_Types].xml": types, "xl/_rels/workbook.xml.rels": relations,
    })  # fmt: skip


def test_a_formula_overwritten_leaves_the_calculation_chain(path: Path):
    write(with_chain(path, '<c r="A1" i="1" l="1"/><c r="B1"/><c r="A1" i="2"/>'), {(1, 0): 5.0})
    assert members(path)["xl/calcChain.xml"].decode() == CHAIN.format(
        '<c r="B1" i="1"/><c r="A1" i="2"/>'
    )


def test_a_chain_without_entries_is_removed_with_every_mention(path: Path):
    write(with_chain(path, '<c r="A1" i="1"/><c r="B1"/>'), {(1, 0): 5.0, (1, 1): 5.0})
    parts = members(path)
    assert "xl/calcChain.xml" not in parts
    assert not any(b"calcChain" in data for data in parts.values())


def test_a_formula_for_a_formula_leaves_the_chain_alone(path: Path):
    entries = '<c r="A1" i="1"/><c r="B1"/>'
    write(with_chain(path, entries), {(1, 0): Formula("=3", 3.0)})
    assert members(path)["xl/calcChain.xml"].decode() == CHAIN.format(entries)


# --- XML of another make ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><!-- hi --><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v><![CDATA[1]]></v></c></row>',
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
    ],
)
def test_xml_that_cannot_be_patched_is_refused_with_a_cure(path: Path, rows: str):
    before = with_rows(path, rows).read_bytes()
    with pytest.raises(SheetsSyncError, match="Save it once in Excel or LibreOffice"):
        write(path, {(2, 1): 1.0, (3, 0): 1.0})
    assert path.read_bytes() == before


# --- reading what calamine leaves blank ------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('<c r="B1" t="e"><v>#REF!</v></c>', "#REF!"),
        ("<c r='B1' t='e'><f>A9</f><v>#N/A</v></c>", "#N/A"),
        ('<c r="B1" t="e"/>', "#ERROR!"),
        ('<c r="B1"><f>A1</f></c>', Fault.NO_CACHED_VALUE),
        ('<c r="B1"><f>A1</f><v/></c>', Fault.NO_CACHED_VALUE),
        ('<c r="B1"><f>A1</f><v></v></c>', Fault.NO_CACHED_VALUE),
        ('<c r="B1" t="str"><f>A1</f></c>', Fault.NO_CACHED_VALUE),
        ('<c r="B1" t="str"><f>A1</f><v></v></c>', ""),
        ('<c r="B1" t="str"><f>A1</f><v/></c>', ""),
        ('<c r="B1"><f>A1</f><v>5</v></c>', 5.0),
        ('<c r="B1" t="str"><f>A1&gt;"t=""e"""</f><v>x t="e" y</v></c>', 'x t="e" y'),
        ('<c r="B1" t="inlineStr"><is><t>a t="e" b</t></is></c>', 'a t="e" b'),
    ],
)
def test_errors_and_formulas_without_a_result_are_told_apart_from_blanks(
    path: Path, cell: str, read: Cell
):
    with_rows(path, f'<row r="1"><c r="A1"><v>1</v></c>{cell}<c r="C1"><v>3</v></c></row>')
    assert columns(path) == [[1.0], [read], [3.0]]


def test_faults_without_addresses_and_beyond_all_values_are_found(path: Path):
    with_rows(
        path,
        '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row/><row><c/><c/><c><f>A1</f></c></row>',
    )
    assert columns(path) == [[1.0, "", ""], ["#N/A", "", ""], ["", "", Fault.NO_CACHED_VALUE]]


def test_dates_of_a_workbook_that_counts_from_1904_are_written_so(path: Path):
    with_rows(path, '<row r="1"><c r="A1"><v>1</v></c></row>')
    xml = members(path)["xl/workbook.xml"]
    xml = re.sub(rb"<workbookPr[^>]*>", b'<workbookPr date1904="1"/>', xml)
    rebuilt(path, {"xl/workbook.xml": xml})
    assert '<c r="A1"><v>44887</v></c>' in write(path, {(1, 0): date(2026, 11, 23)})
