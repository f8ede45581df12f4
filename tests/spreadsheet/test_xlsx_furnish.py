"""Tabs, columns, formats and marks of ours: in the file, or in a companion (design §11, §12)."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from sheets_sync.errors import TryAgainLater, UsageError, WorkbookMoved
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.column_formats import Format
from sheets_sync.spreadsheet.protocol import ColumnEdit, Elsewhere, Furnishing, NewColumn, Snapshot
from sheets_sync.spreadsheet.xlsx import XlsxWorkbook
from sheets_sync.words import language_of
from tests.spreadsheet.backends import make_xlsx
from tests.spreadsheet.surgery import SHEET, members, rebuilt

MOMENT = datetime(2026, 11, 23, 16, 30)  # noqa: DTZ001 (a cell has no zone)
NOTHING = Snapshot({}, ())
OURS = Furnishing(
    "Log", False, 1, (
        NewColumn(3, "Charge", "log.charge", format="money", width=12),
        NewColumn(4, "Status", "log.status", width=40),
    ),
)  # fmt: skip
SUMMARY = Furnishing(
    "Summary",
    True,
    11,
    (NewColumn(0, "Client"), NewColumn(1, "Balance", format="money")),
    "summary",
    1,
)
NOTICES = Furnishing(
    "Notices", True, 1, (NewColumn(0, "No", format="integer"), NewColumn(1, "When", format="datetime"),
                         NewColumn(2, "Client"), NewColumn(3, "Send", format="check")), "notices",
)  # fmt: skip
PLAN = [OURS, SUMMARY, NOTICES]
COPIES = tuple(
    Furnishing(name, True, 1, (NewColumn(0, "Source row"), NewColumn(1, "Client")), own)
    for name, own in (("Clients", "clients_copy"), ("Log", "log_copy"))
)
ELSEWHERE = Elsewhere(COPIES, (SUMMARY, replace(NOTICES, kept=True)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_xlsx(tmp_path / "agency.xlsx", {
        "Log": [["Date", "Client", "Minutes"], [date(2026, 11, 2), "Ромашка", 90.5]],
        "Own": [["staff's", 1.25]],
    })  # fmt: skip


def furnish(path: Path, plan: list[Furnishing] = PLAN) -> tuple[Snapshot, list[str]]:
    workbook = XlsxWorkbook(path)
    snapshot = workbook.read(["Log"]) if path.exists() else NOTHING
    return workbook.furnish(plan, snapshot, ELSEWHERE)


def companion(path: Path) -> Path:
    return path.with_name("agency.results.xlsx")


# --- in the file itself ------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_made(tmp_path: Path):
    path = tmp_path / "new.xlsx"
    log = Furnishing(
        "Log",
        True,
        1,
        (NewColumn(0, "Date", format="date"), NewColumn(1, "Charge", "log.charge")),
        freeze_columns=2,
    )
    snapshot, done = furnish(path, [log, SUMMARY])
    assert snapshot.names == ("Log", "Summary")
    assert snapshot.tabs["Log"].marks == {"log.charge": 1}
    assert done == ["Made the tab Log in new.xlsx.", "Made the tab Summary in new.xlsx."]
    book = load_workbook(path)
    assert book["Log"].freeze_panes == "C2"
    assert book["Summary"].freeze_panes == "B12"
    assert book["Log"]["A1"].font.bold
    assert book["Log"]["A1"].fill.fill_type == "solid"


@pytest.mark.parametrize(("language", "day"), [("en", "yyyy-mm-dd"), ("ru", "dd.mm.yyyy")])
def test_formats_stand_on_whole_columns_and_new_cells_take_them(
    tmp_path: Path, language: str, day: str
):
    path = tmp_path / "new.xlsx"
    formats: list[Format] = [
        "date",
        "datetime",
        "money",
        "integer",
        "ratio",
        "percent",
        "number",
        "text",
    ]
    columns = tuple(NewColumn(i, name, format=name, width=10 + i) for i, name in enumerate(formats))
    workbook = XlsxWorkbook(path, language=language_of(language))
    snapshot, _ = workbook.furnish([Furnishing("Log", True, 1, columns)], NOTHING)
    values: list[Value] = [
        date(2026, 11, 23),
        MOMENT,
        -1234.5,
        5,
        0.5,
        0.25,
        1.5,
        "x",
    ]
    written = workbook.write(
        [ColumnEdit("Log", i, [2], [value]) for i, value in enumerate(values)], snapshot
    )
    read = workbook.read(["Log"])
    assert (
        [column[1] for column in read.tabs["Log"].columns]
        == values
        == [c[1] for c in written.tabs["Log"].columns]
    )
    sheet = load_workbook(path)["Log"]
    assert [sheet.cell(2, i + 1).number_format for i in range(8)] == [
        day, f"{day} hh:mm", r"#,##0.00;[Red]\-#,##0.00", "#,##0", "0.00", "0%", "General", "General",
    ]  # fmt: skip
    assert [sheet.column_dimensions[letter].width for letter in "AH"] == [10, 17]


def test_a_filled_column_gets_no_format(path: Path):
    plan = [
        Furnishing(
            "Log",
            False,
            1,
            (NewColumn(2, "", "log.minutes", format="money", write_header=False, empty=False),),
        )
    ]
    furnish(path, plan)
    assert load_workbook(path)["Log"].column_dimensions["C"].number_format == "General"


def test_drop_downs_warn_nobody_and_never_reject(path: Path):
    columns = (
        NewColumn(3, "Kind", options=("payment", 'say "so"')),
        NewColumn(4, "Client", options=("Own", 0, 2)),
        NewColumn(5, "Comma", options=("a,b", "c")),
        NewColumn(6, "Elsewhere", options=("other.xlsx#Own", 0, 2)),
    )
    furnish(path, [Furnishing("Log", False, 1, columns)])
    rules = {
        str(rule.sqref): rule for rule in load_workbook(path)["Log"].data_validations.dataValidation
    }
    assert {place: rule.formula1 for place, rule in rules.items()} == {
        "D2:D1048576": '"payment,say ""so"""', "E2:E1048576": "'Own'!$A$2:$A$5001",
    }  # fmt: skip
    assert not any(rule.showErrorMessage for rule in rules.values())


def test_a_group_of_columns_is_split_around_ours(path: Path):
    xml = members(path)[SHEET].replace(
        b"<sheetData>",
        b'<cols><col min="2" max="16384" width="33" customWidth="1"/></cols><sheetData>',
    )
    rebuilt(path, {SHEET: xml})
    furnish(path)
    columns = re.findall(
        rb'<col [^>]*?width="([\d.]+)"[^>]*?min="(\d+)" max="(\d+)"', members(path)[SHEET]
    )
    assert columns == [
        (b"33", b"2", b"3"),
        (b"12", b"4", b"4"),
        (b"40", b"5", b"5"),
        (b"33", b"6", b"16384"),
    ]


def test_what_staff_have_is_kept(path: Path):
    book = load_workbook(path)
    own = book["Own"]
    own["A1"].font = Font(bold=True, color="00FF0000")
    own["C3"] = "  spaces\nand lines  "
    own["D4"] = MOMENT
    own.column_dimensions["B"].width = 44
    own.row_dimensions[2].height = 30
    own.merge_cells("E5:F6")
    own.freeze_panes = "B2"
    own.conditional_formatting.add(
        "B1:B9",
        CellIsRule(
            operator="lessThan", formula=["0"], fill=PatternFill("solid", bgColor="FFFF0000")
        ),
    )
    own.add_data_validation(DataValidation(type="list", formula1='"a,b"', sqref="C1:C9"))
    own.oddFooter.center.text = "Page &P of &N"
    own["G1"] = "head"
    own.add_table(Table(displayName="T1", ref="G1:G3"))
    own.sheet_state = "hidden"
    book.defined_names["Rate"] = DefinedName("Rate", attr_text="'Own'!$B$1")
    book.save(path)
    before = XlsxWorkbook(path).read(["Own"]).tabs["Own"]
    furnish(path)
    assert not companion(path).exists()
    assert XlsxWorkbook(path).read(["Own"]).tabs["Own"].columns == before.columns
    own = load_workbook(path)["Own"]
    assert own["A1"].font.bold
    assert (own.column_dimensions["B"].width, own.row_dimensions[2].height, own.freeze_panes) == (
        44,
        30,
        "B2",
    )
    assert [str(area) for area in own.merged_cells.ranges] == ["E5:F6"]
    assert (len(own.conditional_formatting), len(own.data_validations.dataValidation)) == (1, 1)
    assert (own.oddFooter.center.text, own.sheet_state, list(own.tables)) == (
        "Page &P of &N",
        "hidden",
        ["T1"],
    )
    assert "Rate" in load_workbook(path).defined_names


def test_a_tab_that_exists_keeps_its_own_panes_and_headers(path: Path):
    furnish(path)
    sheet = load_workbook(path)["Log"]
    assert sheet.freeze_panes is None
    assert not sheet["A1"].font.bold


def test_marks_move_with_their_columns_and_deleted_ones_are_none(path: Path):
    furnish(path)
    xml = members(path)["xl/workbook.xml"]
    moved = xml.replace(b"$D:$D", b"$F:$F").replace(b"'Log'!$E:$E", b"#REF!")
    rebuilt(path, {"xl/workbook.xml": moved})
    snapshot = XlsxWorkbook(path).read(["Log"])
    assert snapshot.tabs["Log"].marks == {"log.charge": 5}
    again, _ = XlsxWorkbook(path).furnish([OURS], snapshot)
    assert again.tabs["Log"].marks == {"log.charge": 5}  # its header is there still: staff's now


def test_a_name_of_one_tab_alone_is_no_mark(path: Path):
    furnish(path)
    xml = members(path)["xl/workbook.xml"].replace(
        b'<definedName name="_sheets_sync.tab.summary"',
        b'<definedName localSheetId="0" name="_sheets_sync.tab.summary"',
    )
    rebuilt(path, {"xl/workbook.xml": xml})
    assert XlsxWorkbook(path).read(["Log"]).own("summary") is None


@pytest.mark.parametrize("name", ["a" * 32, "a/b", "a:b", "[x]", "'quoted'"])
def test_a_tab_that_excel_cannot_name_is_a_usage_error(path: Path, name: str):
    before = path.read_bytes()
    with pytest.raises(UsageError, match="No tab can be called"):
        furnish(path, [Furnishing(name, True, 1, (NewColumn(0, "Date"),))])
    assert path.read_bytes() == before


def test_furnishing_respects_locks_and_changes(path: Path, tmp_path: Path):
    workbook = XlsxWorkbook(path)
    snapshot = workbook.read(["Log"])
    lock = path.with_name("~$agency.xlsx")
    lock.touch()
    with pytest.raises(TryAgainLater, match="open in Excel"):
        workbook.furnish(PLAN, snapshot)
    lock.unlink()
    with pytest.raises(WorkbookMoved):
        workbook.furnish(PLAN, NOTHING)
    assert sorted(other.name for other in tmp_path.iterdir()) == ["agency.xlsx"]


def test_columns_are_made_in_other_files_too(path: Path, tmp_path: Path):
    make_xlsx(tmp_path / "old.xlsx", {"Log": [["Date"]]})
    workbook = XlsxWorkbook(path)
    plan = [Furnishing("old.xlsx#Log", False, 1, (NewColumn(1, "Charge", "log.charge"),)), SUMMARY]
    snapshot, done = workbook.furnish(plan, workbook.read(["Log", "old.xlsx#Log"]))
    assert snapshot.tabs["old.xlsx#Log"].marks == {"log.charge": 1}
    assert done == [
        "Made the tab Summary in agency.xlsx.",
        "Furnished the tab Log of old.xlsx: Charge.",
    ]
    assert workbook.furnish(plan, snapshot) == (snapshot, [])


# --- the companion -----------------------------------------------------------------------------


def add_chart(path: Path) -> None:
    rebuilt(path, {"xl/charts/chart1.xml": b"<c/>"})


def add_macro(path: Path) -> None:
    rebuilt(path, {"xl/vbaProject.bin": b"macro"})


def add_comment(path: Path) -> None:
    book = load_workbook(path)
    book["Own"]["A1"].comment = Comment("remember", "Anna")
    book.save(path)


def add_formula(path: Path) -> None:
    xml = members(path)["xl/worksheets/sheet2.xml"]
    rebuilt(
        path,
        {
            "xl/worksheets/sheet2.xml": xml.replace(
                b"</row>", b'<c r="C1"><f>B1*2</f><v>2.5</v></c></row>', 1
            )
        },
    )


def add_rich_text(path: Path) -> None:
    xml = members(path)["xl/worksheets/sheet2.xml"].replace(
        b"<t>staff's</t>", b"<r><t>sta</t></r><r><t>ff's</t></r>"
    )
    rebuilt(path, {"xl/worksheets/sheet2.xml": xml})


def add_sparkline(path: Path) -> None:
    xml = members(path)["xl/worksheets/sheet2.xml"].replace(
        b"</worksheet>",
        b'<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"/></extLst></worksheet>',
    )
    rebuilt(path, {"xl/worksheets/sheet2.xml": xml})


def add_custom_view(path: Path) -> None:
    xml = members(path)["xl/workbook.xml"].replace(
        b"</workbook>", b"<customWorkbookViews/></workbook>"
    )
    rebuilt(path, {"xl/workbook.xml": xml})


def add_bad_colour(path: Path) -> None:
    styles = members(path)["xl/styles.xml"]
    rebuilt(path, {"xl/styles.xml": re.sub(rb"<color [^>]*/>", b'<color rgb="red"/>', styles)})


def add_ignored_errors(path: Path) -> None:
    xml = members(path)[SHEET].replace(b"</worksheet>", b"<ignoredErrors/></worksheet>")
    rebuilt(path, {SHEET: xml})


LOSSES = {
    "what openpyxl does not understand": add_bad_colour,
    "ignoredErrors of Log": add_ignored_errors,
    "charts": add_chart,
    "macros": add_macro,
    "comments": add_comment,
    "stored results of formulas": add_formula,
    "extended formats of Own": add_rich_text,
    "extended formats": add_sparkline,
    "a setting": add_custom_view,
}


@pytest.mark.parametrize(("lost", "add"), LOSSES.items(), ids=LOSSES)
def test_where_something_would_be_lost_all_of_ours_goes_beside(path: Path, lost: str, add):
    add(path)
    before = path.read_bytes()
    snapshot, done = furnish(path)
    assert path.read_bytes() == before
    assert re.match(f"agency.xlsx stays as it is: making tabs in it would lose .*{lost}", done[0])
    assert companion(path).exists()
    assert {tab.own: ref for ref, tab in snapshot.tabs.items() if tab.own} == {
        "summary": "agency.results.xlsx#Summary", "notices": "agency.results.xlsx#Notices",
        "clients_copy": "agency.results.xlsx#Clients", "log_copy": "agency.results.xlsx#Log",
    }  # fmt: skip
    assert snapshot.tabs["Log"].marks == {}
    again, done = XlsxWorkbook(path).furnish([], snapshot)
    assert (again, done) == (snapshot, [])


def test_staff_tabs_that_cannot_be_made_are_named(path: Path):
    add_macro(path)
    new = Furnishing("Payments", True, 1, (NewColumn(0, "Date"), NewColumn(1, "Client")))
    header = Furnishing(
        "Log", False, 1, (NewColumn(3, "Order"), NewColumn(4, "Charge", "log.charge"))
    )
    _, done = furnish(path, [new, header, SUMMARY])
    assert (
        "The tab Payments of agency.xlsx is missing and was not made: that would lose macros (xl/vbaProject.bin). Make it by hand, with the headers Date, Client."
        in done
    )
    assert any("lacks the headers Order" in sentence for sentence in done)


def test_the_companion_is_written_and_the_file_is_not(path: Path):
    add_macro(path)
    workbook = XlsxWorkbook(path)
    snapshot, _ = workbook.furnish(PLAN, workbook.read(["Log"]))
    before = path.read_bytes()
    summary = snapshot.own("summary")
    assert summary is not None
    workbook.write([ColumnEdit(summary.ref, 0, [12], ["Ромашка"])], snapshot)
    assert path.read_bytes() == before
    read = workbook.read(["Log"]).own("summary")
    assert read is not None
    assert read.columns[0][11] == "Ромашка"


def test_a_change_of_staff_s_file_stops_a_write_of_the_companion(path: Path):
    add_macro(path)
    workbook = XlsxWorkbook(path)
    snapshot, _ = workbook.furnish(PLAN, workbook.read(["Log"]))
    rebuilt(path, {"xl/vbaProject.bin": b"another"})
    with pytest.raises(WorkbookMoved):
        workbook.write([ColumnEdit("agency.results.xlsx#Summary", 0, [12], ["x"])], snapshot)


def test_a_companion_is_folded_back_with_the_letters_once_nothing_is_lost(path: Path):
    add_macro(path)
    workbook = XlsxWorkbook(path)
    snapshot, _ = workbook.furnish(PLAN, workbook.read(["Log"]))
    rows: list[list[Value]] = [[1.0, MOMENT, "=Ромашка", True], [2.0, MOMENT, "b", None]]
    ref = "agency.results.xlsx#Notices"
    workbook.write(
        [ColumnEdit(ref, i, [2, 3], [row[i] for row in rows]) for i in range(4)], snapshot
    )
    rebuilt(path, {"xl/vbaProject.bin": None})
    snapshot, done = workbook.furnish([OURS], workbook.read(["Log"]), ELSEWHERE)
    assert done[-1] == "Folded agency.results.xlsx back into agency.xlsx, and removed it."
    assert not companion(path).exists()
    assert snapshot.tabs["Log"].marks == {"log.charge": 3, "log.status": 4}
    assert {tab.own for tab in snapshot.tabs.values() if tab.own} == {"summary", "notices"}
    letters = snapshot.own("notices")
    assert letters is not None
    assert [column[1] for column in letters.columns[:3]] == rows[0][:3]
    assert [column[2] for column in letters.columns[:3]] == rows[1][:3]


def test_a_run_without_init_does_not_fold_back(path: Path):
    add_macro(path)
    furnish(path)
    rebuilt(path, {"xl/vbaProject.bin": None})
    effort = Furnishing("Effort", True, 1, (NewColumn(0, "Month"),), "effort")
    snapshot, _ = furnish(path, [effort])
    assert "agency.results.xlsx#Effort" in snapshot.tabs


def test_someone_else_s_results_file_is_no_companion(path: Path):
    make_xlsx(companion(path), {"Mine": [["x"]]})
    workbook = XlsxWorkbook(path)
    assert workbook.read(["Log"]).names == ("Log", "Own")


# --- another program in between ----------------------------------------------------------------


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_marks_and_cells_survive_a_save_in_libreoffice(path: Path, tmp_path: Path):
    workbook = XlsxWorkbook(path)
    snapshot, _ = workbook.furnish(PLAN, workbook.read(["Log"]))
    workbook.write(
        [ColumnEdit("Log", 3, [2], [-10.5]), ColumnEdit("Log", 4, [2], ["=ok"])], snapshot
    )
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved"), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    saved = tmp_path / "saved" / "agency.xlsx"
    read = XlsxWorkbook(saved).read(["Log"])
    assert read.tabs["Log"].marks == {"log.charge": 3, "log.status": 4}
    assert read.own("summary") is not None
    assert [column[1] for column in read.tabs["Log"].columns[3:5]] == [-10.5, "=ok"]
    again = XlsxWorkbook(saved)
    again.write([ColumnEdit("Log", 3, [2, 3], [1.0, 2.0])], read)
    assert again.read(["Log"]).tabs["Log"].columns[3][1:] == [1.0, 2.0]
    effort = Furnishing("Effort", True, 1, (NewColumn(0, "Month"),), "effort")
    _, done = again.furnish([effort], again.read(["Log"]))
    assert done == ["Made the tab Effort in agency.xlsx."]
