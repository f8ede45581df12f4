"""What managers change on and around our tabs survives ten runs, each of which has work to do."""

import zipfile
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.filters import FilterColumn, Filters

from sheets_sync.showing.own_tabs import CHARTS, EFFORT, OWN, STAFF, SUMMARY
from sheets_sync.showing.summary_layout import NOW as HEAD
from sheets_sync.spreadsheet.a1 import a1, column_letters
from sheets_sync.words.speaking import words_of
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator, fill, type_in
from tests.spreadsheet.excel import arrange
from tests.sync.agency import NOW, Agency

RUNS = 10
CHOICE = a1(HEAD.choice_at, HEAD.choice)
BESIDE = column_letters(len(SUMMARY.columns) + 1)
BALANCE = column_letters(SUMMARY.at("balance"))
REMARKS = len(SUMMARY.columns)
TOP = SUMMARY.header_row + 1


def test_in_xlsx(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    book: Any = openpyxl.load_workbook(agency.path)
    tidy_up(book)
    book.save(agency.path)
    agency.run(NOW + timedelta(minutes=1))  # writes again what openpyxl dropped
    before, kept = seen(agency.path), frames(agency.path)
    for run in range(RUNS):
        payment_in_place(agency, 7000 + run)
        assert agency.run(NOW + timedelta(minutes=2 + run)).cells_written
        assert seen(agency.path) == before
        assert frames(agency.path) == kept
    assert agency.run(NOW + timedelta(minutes=60)).cells_written == 0


def tidy_up(book: Any) -> None:
    """A manager at work: widths, a hidden column, a filter, remarks beside, a tab with a chart."""
    sheet = book["Summary"]
    sheet.column_dimensions["L"].width = 33.5
    sheet.column_dimensions["M"].hidden = True
    sheet.row_dimensions[TOP].height = 55
    sheet.auto_filter.filterColumn.append(FilterColumn(colId=1, filters=Filters(filter=["▲ Low"])))
    sheet[f"{BESIDE}8"], sheet[f"{BESIDE}9"] = (
        "ask Anna about Bell",
        f"=SUM({BALANCE}{TOP}:{BALANCE}{TOP + 2})",
    )
    sheet[f"{BESIDE}8"].fill = PatternFill("solid", fgColor="FFFF00")
    rule = CellIsRule(operator="lessThan", formula=["0"], fill=PatternFill(bgColor="FF00FF"))
    sheet.conditional_formatting.add(f"{BESIDE}8:{BESIDE}20", rule)
    sheet[CHOICE] = "Bell"
    book["Effort"].freeze_panes = "A9"
    mine = book.create_sheet("My view")
    mine["A1"], mine["A2"], mine["A3"] = f"=Summary!{BALANCE}{TOP}", "mine", "=1+1"
    chart = BarChart()
    chart.add_data(Reference(book["Clients"], min_col=4, min_row=1, max_row=4))
    mine.add_chart(chart, "C3")


def payment_in_place(agency: Agency, amount: int) -> None:
    """Staff type an amount; the file keeps all else byte for byte, as Excel would."""
    with zipfile.ZipFile(agency.path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = sheet_part(agency.path, "Payments")
    old = parts[name]
    at = old.index(b'<c r="C2"')
    start, end = old.index(b"<v>", at) + 3, old.index(b"</v>", at)
    parts[name] = old[:start] + str(amount).encode() + old[end:]
    with zipfile.ZipFile(agency.path, "w") as file:
        for part, data in parts.items():
            file.writestr(part, data)


def sheet_part(path: Path, tab: str) -> str:
    return f"xl/worksheets/sheet{openpyxl.load_workbook(path).sheetnames.index(tab) + 1}.xml"


def seen(path: Path) -> dict[str, Any]:
    """What the manager made, read back."""
    book: Any = openpyxl.load_workbook(path)
    sheet = book["Summary"]
    return {
        "widths": {letters: (d.width, d.hidden) for letters, d in sheet.column_dimensions.items()},
        "height": sheet.row_dimensions[TOP].height,
        "filter": [(c.colId, c.filters.filter) for c in sheet.auto_filter.filterColumn],
        "remarks": [
            (sheet[at].value, sheet[at].fill.fgColor.rgb) for at in (f"{BESIDE}8", f"{BESIDE}9")
        ],
        "rules": [str(area.sqref) for area in sheet.conditional_formatting],
        "choice": sheet[CHOICE].value,
        "frozen": book["Effort"].freeze_panes,
        "mine": [row for row in book["My view"].iter_rows(values_only=True)],  # noqa: C416
        "charts": (len(sheet._charts), len(book["My view"]._charts)),
    }


def frames(path: Path) -> dict[str, bytes]:
    """Every part but sheets with cells of ours, and of these all that is not rows."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    return {
        name: b"".join((data.partition(b"<sheetData")[0], data.partition(b"</sheetData>")[2]))
        if name.startswith("xl/worksheets/sheet")
        else data
        for name, data in parts.items()
    }


def test_columns_that_managers_insert_in_our_tabs_are_written_around(tmp_path):
    agency = Agency(tmp_path)
    agency.run()
    for tab, own in (("Summary", SUMMARY), ("Effort", EFFORT), ("Staff", STAFF)):
        order = [*range(3), None, *range(3, len(own.columns))]
        arrange(agency.path, tab, order, {f"D{row}": f"mine {row}" for row in range(1, 15)})
    for run in range(RUNS):
        agency.edit("Payments", "C2", 7000 + run)
        agency.run(NOW + timedelta(minutes=2 + run))
        for tab, header in (("Summary", 6), ("Effort", 4), ("Staff", 4)):
            rows = agency.grid()[tab]
            theirs = [row[3] for row in rows if row[3]]
            assert theirs == [f"mine {at}" for at in range(1, len(theirs) + 1)]
            plain = OWN[tab.lower()].headers(words_of("en"))[:30]
            assert rows[header - 1][:3] == plain[:3]
            assert rows[header - 1][4 : len(plain) + 1] == plain[3:]
    shown = {row[0]: row for row in agency.grid()["Summary"][6:9]}
    assert shown["Acme"][2] == 7009 - 1704.5
    check = openpyxl.load_workbook(agency.path)["Summary"]["B5"].value
    currency = column_letters(SUMMARY.at("currency") + 1)  # right of what they inserted
    assert f"SUMIFS(C7:C10006,{currency}7:{currency}10006,A5)" in str(check)
    paid, charged = (column_letters(HEAD.column(key) + 1) for key in ("money_in", "charged"))
    assert f"{paid}5-{charged}5-" in str(check)


def test_at_google(google: Emulator, tmp_path: Path):
    office = Office(google, tmp_path)
    office.run()
    sheet = office.book.sheet("Summary")
    sheet.columns[11] = {"pixelSize": 333}
    sheet.columns[12] = {"pixelSize": 100, "hiddenByUser": True}
    sheet.basic_filter = {
        **(sheet.basic_filter or {}),
        "criteria": {"1": {"hiddenValues": ["✓ OK"]}},
    }
    sheet.objects["filterViews"] = [
        {"filterViewId": 5, "title": "Mine", "range": {"sheetId": sheet.id}}
    ]
    sheet.objects["conditionalFormats"].insert(0, {"ranges": [], "booleanRule": {}})
    sheet.objects["charts"][0]["spec"]["title"] = "Balances, my way"
    sheet.objects["charts"][0]["position"]["overlayPosition"]["anchorCell"]["rowIndex"] = 77
    sheet.properties["gridProperties"]["frozenColumnCount"] = 4
    fill(sheet, [[None] * REMARKS + ["ask Anna about Bell"]] * 3)
    type_in(sheet, HEAD.choice - 1, HEAD.choice_at, "Bell")
    mine = office.book.add_sheet("My view", 10, 5)
    fill(mine, [["mine", 1], ["and", 2]])
    office.book.changed(0)
    office.run(NOW + timedelta(minutes=1))
    before = deepcopy(state_of(office))
    for run in range(RUNS):
        type_in(office.book.sheet("Payments"), 1, 2, 7000 + run)
        office.book.changed(0)
        assert office.run(NOW + timedelta(minutes=2 + run)).cells_written
        assert state_of(office) == before
    assert len(before["charts"]) == len(CHARTS)


def state_of(office: Office) -> dict[str, Any]:
    sheet, mine = office.book.sheet("Summary"), office.book.sheet("My view")
    return {
        "columns": sheet.columns,
        "filter": sheet.basic_filter,
        "charts": sheet.objects["charts"],
        "objects": sheet.objects,
        "properties": sheet.properties,
        "remarks": [sheet.cell(row, REMARKS) for row in range(3)],
        "choice": sheet.cell(HEAD.choice - 1, HEAD.choice_at),
        "mine": [[mine.cell(row, column) for column in range(2)] for row in range(2)],
    }


def test_columns_that_the_owner_inserts_at_google_are_written_around(
    google: Emulator, tmp_path: Path
):
    office = Office(google, tmp_path)
    office.run()
    sheet = office.book.sheet("Summary")
    sheet.insert("COLUMNS", 3, 2)
    fill(
        sheet, [[sheet.cell(row, c) for c in range(3)] + [f"mine {row}", row] for row in range(30)]
    )
    office.book.changed(0)
    for run in range(RUNS):
        type_in(office.book.sheet("Payments"), 1, 2, 7000 + run)
        office.book.changed(0)
        assert office.run(NOW + timedelta(minutes=2 + run)).cells_written
        assert [sheet.cell(row, 3) for row in range(30)] == [f"mine {row}" for row in range(30)]
        assert [sheet.cell(row, 4) for row in range(30)] == list(range(30))
    heads = [sheet.cell(SUMMARY.header_row - 1, column) for column in range(32)]
    assert heads[:3] + heads[5:] == OWN["summary"].headers(words_of("en"))[:30]
    balances = {sheet.cell(row, 0): sheet.cell(row, 2) for row in (6, 7, 8)}
    assert balances["Acme"] == 7009 - 1704.5
    assert office.run(NOW + timedelta(minutes=60)).cells_written == 0
