"""What `init` leaves as it was in staff's tabs and beside them, to the letter (design §11)."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table

from sheets_sync.config import load
from sheets_sync.errors import SheetsSyncError
from sheets_sync.spreadsheet.protocol import ColumnEdit
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.spreadsheet.xlsx.sheet_xml import scan
from sheets_sync.spreadsheet.xlsx.structure import parse_xml
from sheets_sync.use_cases.furnishing import furnish
from tests.spreadsheet.backends import make_xlsx
from tests.spreadsheet.surgery import SHEET, members, rebuilt

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = {
    "xl/worksheets/_rels/sheet1.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/hyperlink" Target="https://a.example/?b=1&amp;c"'
        ' TargetMode="External"/></Relationships>'
    ).encode()
}
BOOK = "xl/workbook.xml"
PROPERTIES = "docProps/app.xml"
ORDER = (
    "sheetProtection", "autoFilter", "mergeCells", "conditionalFormatting", "dataValidations",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
    "colBreaks", "drawing", "legacyDrawing", "tableParts", "extLst",
)  # fmt: skip
TABLE = "xl/tables/table1.xml"
GIVEN = "docProps/custom.xml"
TYPES = "[Content_Types].xml"
RELATED = "_rels/.rels"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text('[workbook]\npath = "agency.xlsx"\n', encoding="utf-8")
    return make_xlsx(tmp_path / "agency.xlsx", {
        "Log": [["Date", "Client", "Service"], ["2026-11-02", "Acme", "Call"], ["", "", "Call"]],
        "Clients": [["Client"], ["Acme"]],
        "Prices": [["Service", "Price"], ["Call", 10]],
        "Payments": [["Date", "Client", "Amount"]],
    })  # fmt: skip


def furnished(path: Path) -> Path:
    """The file after `init`, which had no reason for a companion."""
    done = furnish(load(path.with_name("config.toml")), None, lambda _: None)
    assert not path.with_name("agency.results.xlsx").exists(), done
    return path


def behind_rows(path: Path, xml: str) -> Path:
    """The file with more XML between the rows and what follows them in Log."""
    sheet = members(path)[SHEET]
    return rebuilt(path, {SHEET: sheet.replace(b"</sheetData>", b"</sheetData>" + xml.encode())})


def log_cells(path: Path) -> dict[str, object]:
    """The filled cells of Log, as they stand in the file."""
    found = re.finditer(rb'<c r="([A-C]\d+)"[^>]*>(?:<v>|<is><t[^>]*>)(.+?)<', members(path)[SHEET])
    return {cell[1].decode(): cell[2] for cell in found}


@pytest.mark.parametrize("ref", ["A3", "A3:B3", "C2:C1048576", "A9:C9"])
def test_a_link_stands_over_its_cells_and_fills_none(path: Path, ref: str):
    before = log_cells(path)
    links = f'<hyperlinks><hyperlink xmlns:r="{OFFICE}" ref="{ref}" r:id="rId1" tooltip="t"/>'
    links += '<hyperlink ref="B1" location="Clients!A1" display="d"/></hyperlinks>'
    behind_rows(rebuilt(path, LINKS), links)
    assert log_cells(furnished(path)) == before
    sheet, related = (members(path)[name] for name in (SHEET, *LINKS))
    called = re.search(rb'<hyperlink [^>]*ref="%b"[^>]*/>' % ref.encode(), sheet)
    assert called
    assert b'tooltip="t"' in called[0]
    (rid,) = re.findall(rb':id="(\w+)"', called[0])
    assert re.search(rb'Id="%b"[^>]* Target="https://a.example/\?b=1&amp;c"' % rid, related)
    assert sheet.count(b"<hyperlink ") == 2


def test_what_staff_merged_keeps_its_cells_and_how_they_look(path: Path):
    book = load_workbook(path)
    for place in ("A2", "B2"):
        book["Log"][place].font = Font(bold=True)
    book.save(path)
    behind_rows(path, '<mergeCells count="1"><mergeCell ref="A2:B2"/></mergeCells>')
    before = log_cells(path)
    sheet = members(furnished(path))[SHEET]
    assert log_cells(path) == before
    assert b'<mergeCell ref="A2:B2"' in sheet
    styles = re.findall(rb'<c r="[AB]2" s="(\d+)"', sheet)
    assert len(styles) == 2
    assert len(set(styles)) == 1


def test_rows_that_grow_with_their_text_go_on_growing(path: Path):
    sheet = members(path)[SHEET].replace(b'<row r="2"', b'<row r="2" ht="30"')
    rebuilt(path, {SHEET: sheet.replace(b'<row r="3"', b'<row r="3" ht="45" customHeight="1"')})
    rows = re.findall(rb"<row [^>]*>", members(furnished(path))[SHEET])
    assert b'ht="30"' in rows[1]
    assert b"customHeight" not in rows[1]
    assert b'ht="45"' in rows[2]
    assert b'customHeight="1"' in rows[2]


def test_groups_of_columns_keep_their_handles(path: Path):
    book = load_workbook(path)
    book["Log"].column_dimensions.group("B", "C", outline_level=2)
    book.save(path)
    assert b'outlineLevelCol="2"' in members(furnished(path))[SHEET]


def test_what_the_workbook_says_of_itself_is_kept(path: Path):
    said = b'<workbookPr filterPrivacy="1" backupFile="1" updateLinks="never"/>'
    app = members(path)[PROPERTIES].replace(
        b"</Properties>",
        b"<Manager>Anna</Manager><Company>A &amp; B</Company>"
        b"<HyperlinkBase>https://a.example/</HyperlinkBase></Properties>",
    )
    book = re.sub(rb"<workbookPr[^>]*/>", said, members(path)[BOOK])
    parts = members(furnished(rebuilt(path, {BOOK: book, PROPERTIES: app})))
    for each in (b'filterPrivacy="1"', b'backupFile="1"', b'updateLinks="never"'):
        assert each in parts[BOOK]
    for each in (b"Manager>Anna<", b"Company>A &amp; B<", b"HyperlinkBase>https://a.example/<"):
        assert each in parts[PROPERTIES]


@pytest.mark.parametrize(("name", "cells"), [
    ("Criteria", "Log!$A$1:$B$2"),
    ("Extract", "Log!$E$1:$F$1"),
    ("Print_Area", "OFFSET(Log!$A$1,0,0,9,3)"),
    ("Print_Titles", "Log!$A:$B,Log!$1:$1"),
    ("Print_Area", "Log!$A$1:$B$2,Log!$C$1:$C$2"),
])  # fmt: skip
def test_names_that_excel_gives_are_kept(path: Path, name: str, cells: str):
    said = f'<definedName name="_xlnm.{name}" localSheetId="0">{cells}</definedName>'
    book = re.sub(rb"<definedNames\s*/>|</?definedNames>", b"", members(path)[BOOK])
    names = f"</sheets><definedNames>{said}</definedNames>".encode()
    furnished(rebuilt(path, {BOOK: book.replace(b"</sheets>", names)}))
    after = members(path)[BOOK].decode()
    found = re.search(rf'<definedName name="_xlnm.{name}" localSheetId="0"[^>]*>([^<]*)<', after)
    assert found
    assert set(found[1].replace("'", "").split(",")) == set(cells.split(","))


def test_what_a_table_says_of_itself_to_the_blind_is_a_loss(path: Path):
    book = load_workbook(path)
    book["Log"].add_table(Table(displayName="Work", ref="A1:C3"))
    book.save(path)
    more = b'<extLst><ext uri="{504A1905-F514-4f6f-8877-14C23A59335A}"/></extLst></table>'
    rebuilt(path, {TABLE: members(path)[TABLE].replace(b"</table>", more)})
    before = path.read_bytes()
    furnish(load(path.with_name("config.toml")), None, lambda _: None)
    assert path.read_bytes() == before
    assert path.with_name("agency.results.xlsx").exists()


def given_properties(path: Path, values: str) -> bytes:
    """The part of properties that a person gave the file; it is put in, as WPS does."""
    spaces = "http://schemas.openxmlformats.org/officeDocument/2006"
    said = (
        f'<Properties xmlns="{spaces}/custom-properties" xmlns:vt="{spaces}/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Build">{values}'
        "</property></Properties>"
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    types = f'<Override PartName="/{GIVEN}" ContentType="{kind}"/></Types>'.encode()
    related = f'<Relationship Id="rIdGiven" Type="{OFFICE}/custom-properties" Target="{GIVEN}"/>'
    parts = members(path)
    rebuilt(path, {
        GIVEN: said,
        TYPES: parts[TYPES].replace(b"</Types>", types),
        RELATED: parts[RELATED].replace(b"</Relationships>", f"{related}</Relationships>".encode()),
    })  # fmt: skip
    return said


@pytest.mark.parametrize("values", [
    "<vt:lpwstr>1049-12.2</vt:lpwstr>", "<vt:i4>7</vt:i4>", "<vt:bool>true</vt:bool>",
    "<vt:r8>0.5</vt:r8>", "<vt:filetime>2026-11-02T10:00:00Z</vt:filetime>",
])  # fmt: skip
def test_properties_that_a_person_or_their_program_gave_are_kept(path: Path, values: str):
    said = given_properties(path, values)
    assert members(furnished(path))[GIVEN] == said
    assert members(path)[TYPES].count(f'PartName="/{GIVEN}"'.encode()) == 1
    assert members(path)[RELATED].count(GIVEN.encode()) == 1


def test_properties_of_a_kind_that_openpyxl_drops_make_a_companion(path: Path):
    given_properties(path, "<vt:blob>AAAA</vt:blob>")
    before = path.read_bytes()
    furnish(load(path.with_name("config.toml")), None, lambda _: None)
    assert path.read_bytes() == before
    assert path.with_name("agency.results.xlsx").exists()


def test_a_file_of_the_strict_kind_stays_as_it_is(path: Path):
    spaces = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"spreadsheetml/main",
        OFFICE.encode(): b"officeDocument/relationships",
    }
    parts = members(path)
    for usual, strict in spaces.items():
        named = b"http://purl.oclc.org/ooxml/" + strict
        parts = {name: data.replace(usual, named) for name, data in parts.items()}
    before = rebuilt(path, parts).read_bytes()
    done = furnish(load(path.with_name("config.toml")), None, lambda _: None)
    assert path.read_bytes() == before
    assert "what openpyxl does not understand" in done[0]


def in_order(sheet: bytes) -> list[str]:
    """What follows the rows of a sheet, as the format has it (ECMA-376, 18.3.1.99)."""
    tail = scan(sheet)
    frame = parse_xml(sheet[: tail.tag_start] + sheet[tail.tail :])
    return [node.tag.rpartition("}")[2] for node in frame if node.tag.rpartition("}")[2] in ORDER]


def test_another_init_leaves_the_parts_of_our_tabs_in_the_order_that_excel_asks_for(path: Path):
    book = load_workbook(furnished(path))
    log = book["Log"]
    (billable,) = (cell for cell in log[1] if cell.value == "Billable")
    billable.value = None
    log["A2"].hyperlink = "https://a.example/"
    log.merge_cells("A9:B9")
    log.oddHeader.center.text = "x"
    log.page_setup.orientation = "landscape"
    log.row_breaks.append(Break(7))
    book.save(path)
    assert "drawing" in in_order(members(path)["xl/worksheets/sheet5.xml"])
    furnished(path)
    sheets = {name: data for name, data in members(path).items() if "worksheets/sheet" in name}
    assert len(sheets) > 8
    for name, data in sheets.items():
        found = in_order(data)
        assert found == sorted(found, key=ORDER.index), name


def test_a_run_puts_right_what_init_once_left_out_of_order(path: Path):
    name = "xl/worksheets/sheet5.xml"
    sheet = members(furnished(path))[name]
    headers = re.search(rb"<headerFooter>.*</headerFooter>", sheet)
    drawing = re.search(rb"<drawing [^>]*/>", sheet)
    assert headers
    assert drawing
    wrong = sheet.replace(headers[0], b"").replace(drawing[0], drawing[0] + headers[0])
    rebuilt(path, {name: wrong})
    workbook = XlsxWorkbook(path)
    workbook.write([ColumnEdit("Summary", 0, [30], ["x"])], workbook.read(["Summary"]))
    written = members(path)[name]
    assert written.index(headers[0] + drawing[0])
    assert len(written) > len(wrong)


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize(("suffix", "kind"), [
    (".xlsm", b"ms-excel.sheet.macroEnabled.main"), (".XLSM", b"ms-excel.sheet.macroEnabled.main"),
    (".xlsx", b"spreadsheetml.sheet.main"),
])  # fmt: skip
def test_a_file_is_what_its_name_says(path: Path, *, suffix: str, kind: bytes, there: bool):
    config = path.with_name("config.toml")
    config.write_text(f'[workbook]\npath = "agency{suffix}"\n', encoding="utf-8")
    file = path.rename(path.with_suffix(suffix))
    if not there:
        file.unlink()
    furnish(load(config), None, lambda _: None)
    types = members(file)[TYPES]
    assert re.findall(rb'"/xl/workbook.xml" ContentType="application/vnd.([^"]+)\+xml"', types) == [
        kind if kind.startswith(b"ms-excel") else b"openxmlformats-officedocument." + kind
    ]


def test_a_run_puts_right_an_xlsm_that_was_left_an_xlsx_inside(path: Path):
    furnished(path)
    file = path.rename(path.with_suffix(".xlsm"))
    assert b"macroEnabled" not in members(file)[TYPES]
    workbook = XlsxWorkbook(file)
    workbook.write([ColumnEdit("Summary", 0, [30], ["x"])], workbook.read(["Summary"]))
    assert b"ms-excel.sheet.macroEnabled.main+xml" in members(file)[TYPES]
    assert load_workbook(file)["Summary"]["A30"].value == "x"


def test_an_xlsm_that_does_not_say_what_it_is_is_told(path: Path):
    furnished(path)
    file = path.rename(path.with_suffix(".xlsm"))
    rebuilt(file, {TYPES: None})
    workbook = XlsxWorkbook(file)
    snapshot = workbook.read(["Summary"])
    with pytest.raises(SheetsSyncError, match="damaged"):
        workbook.write([ColumnEdit("Summary", 0, [30], ["x"])], snapshot)
