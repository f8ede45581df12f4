"""Summary at Google: the same description as in .xlsx, made once; then cells alone."""

from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sheets_sync.showing.own_tabs import EFFORT, SUMMARY, SUMMARY_TABLE
from sheets_sync.showing.summary_layout import NOW as HEAD
from sheets_sync.spreadsheet.a1 import a1, column_letters
from sheets_sync.spreadsheet.decoration import CHART_WIDTH
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator, fill, type_in
from tests.sync.agency import NOW, Agency
from tests.sync.test_summary_charts import rows, summary

HEADER = SUMMARY.header_row


@pytest.fixture
def office(google: Emulator, tmp_path: Path) -> Office:
    return Office(google, tmp_path, rows(3))


def sheet_of(office: Office) -> Any:
    return office.book.sheet("Summary")


def charts(office: Office) -> list[Any]:
    made: list[Any] = sheet_of(office).objects["charts"]
    return made


def anchors(office: Office) -> set[int]:
    return {c["position"]["overlayPosition"]["anchorCell"]["rowIndex"] for c in charts(office)}


def grow(office: Office, count: int) -> None:
    """Staff add clients below the three, each with a payment."""
    for tab, lines in rows(count).items():
        if tab != "Prices":
            fill(office.book.sheet(tab), lines)
    office.book.changed(0)


def cells_of(source: Any) -> str:
    [where] = source["sourceRange"]["sources"]
    first = a1(where["startColumnIndex"], where["startRowIndex"] + 2)
    last = a1(where["endColumnIndex"] - 1, where["endRowIndex"])
    return f"{first}:{last}"


def test_both_back_ends_make_the_same_charts_rules_and_filter(office: Office, tmp_path: Path):
    agency = Agency(tmp_path / "xlsx", rows(3))
    theirs = summary(openpyxl.load_workbook(agency.path))

    for ours, other in zip(charts(office), theirs._charts, strict=True):
        spec = ours["spec"]
        assert spec["title"] == other.title.tx.rich.p[0].r[0].t
        assert spec["hiddenDimensionStrategy"] == "SHOW_ALL"
        assert not other.visible_cells_only
        parts = [other, *other._charts[1:]]
        drawn = [
            series.val.numRef.f.partition("!")[2].replace("$", "")
            for part in parts
            for series in part.series
        ]
        basic = spec["basicChart"]
        assert [cells_of(each["series"]) for each in basic["series"]] == drawn
        kinds = ["LINE" if part.tagname == "lineChart" else "COLUMN" for part in parts for _ in part.series]  # fmt: skip
        assert [each["type"] for each in basic["series"]] == kinds

    rules = sheet_of(office).objects["conditionalFormats"]
    formulas = [rule["booleanRule"]["condition"]["values"][0]["userEnteredValue"] for rule in rules]
    xlsx = [
        "=" + rule.formula[0]
        for area in theirs.conditional_formatting
        for rule in area.rules
        if rule.dxf.numFmt is None
    ]
    assert sorted(formulas) == sorted(xlsx)
    assert all("," not in formula and ";" not in formula for formula in formulas)
    filtered = sheet_of(office).basic_filter["range"]
    assert (filtered["startRowIndex"], filtered["endColumnIndex"]) == (HEADER - 1, SUMMARY_TABLE)
    assert theirs.auto_filter.ref.startswith(f"A{HEADER}:{column_letters(SUMMARY_TABLE - 1)}")


def test_both_back_ends_draw_the_same_funnel_on_effort(office: Office, tmp_path: Path):
    office.run()
    [ours] = office.book.sheet("Effort").objects["charts"]
    agency = Agency(tmp_path / "xlsx", rows(3))
    agency.run()
    tab: Any = openpyxl.load_workbook(agency.path)["Effort"]
    [theirs] = tab._charts

    def cells(ref: str) -> str:
        return ref.partition("!")[2].replace("$", "")

    basic = ours["spec"]["basicChart"]
    assert (basic["chartType"], theirs.tagname) == ("SCATTER", "scatterChart")
    assert ours["spec"]["title"] == theirs.title.tx.rich.p[0].r[0].t
    [across] = {cells(series.xVal.numRef.f) for series in theirs.series}
    assert cells_of(basic["domains"][0]["domain"]) == across
    assert across.startswith(
        f"{column_letters(EFFORT.at('funnel_orders'))}{EFFORT.header_row + 1}:"
    )
    drawn = [cells(series.yVal.numRef.f) for series in theirs.series]
    assert [cells_of(each["series"]) for each in basic["series"]] == drawn
    assert [each["lineStyle"]["type"] for each in basic["series"]] == [
        "INVISIBLE", "MEDIUM_DASHED", "MEDIUM_DASHED", "SOLID",
    ]  # fmt: skip
    table = office.book.sheet("Effort").basic_filter["range"]["endColumnIndex"]
    assert table == EFFORT.at("personal") + 1
    place = ours["position"]["overlayPosition"]["anchorCell"]["columnIndex"]
    assert place == table  # right of the table, in a column that is wide for it
    assert office.run(NOW + timedelta(minutes=1)).cells_written == 0


def test_a_table_that_grows_pushes_the_charts_down_within_its_one_write(office: Office):
    office.run()
    assert anchors(office) == {HEADER + 3 + 1}
    office.google.journal.clear()
    grow(office, 30)
    office.run(NOW + timedelta(minutes=1))
    assert anchors(office) == {HEADER + 30 + 1}
    sizes = {c["position"]["overlayPosition"]["widthPixels"] for c in charts(office)}
    assert sizes == {CHART_WIDTH}
    office.google.journal.clear()
    assert office.run(NOW + timedelta(minutes=2)).cells_written == 0
    assert office.google.journal.calls == (1, 0)


def test_charts_that_managers_moved_restyled_or_threw_away_stay_so(office: Office):
    office.run()
    gone = charts(office).pop(1)
    charts(office)[0]["position"]["overlayPosition"]["anchorCell"]["rowIndex"] = 200
    charts(office)[1]["position"]["overlayPosition"]["anchorCell"]["rowIndex"] = 210
    charts(office)[0]["spec"]["title"] = "Mine"
    before = deepcopy(charts(office))
    grow(office, 30)
    office.run(NOW + timedelta(minutes=1))
    assert charts(office) == before
    assert gone["chartId"] not in {chart["chartId"] for chart in charts(office)}


def test_a_chart_thrown_away_while_a_run_writes_stops_no_run(office: Office):
    office.run()
    grow(office, 30)
    thrown: list[str] = []

    def throw_away(request: Any) -> None:
        if request.path.endswith(":batchUpdate") and not thrown:
            thrown.append(charts(office).pop(0)["spec"]["title"])

    office.google.on_request(throw_away)
    run = office.run(NOW + timedelta(minutes=1))
    assert thrown
    assert run.cells_written
    assert anchors(office) == {HEADER + 30 + 1}


def looks(office: Office, row: int, key: str) -> str:
    cell = sheet_of(office).looks(row - 1, SUMMARY.at(key)).format
    return str(cell["numberFormat"]["pattern"]) if cell else ""


def test_amounts_look_like_their_currency_wherever_their_client_stands(
    google: Emulator, tmp_path: Path
):
    made = rows(2)
    clients = [list(line) for line in made["Clients"]]
    clients[1][2], clients[2][2] = "EUR", "JPY"
    office = Office(google, tmp_path, {**made, "Clients": clients, "Log": made["Log"][:1]})
    office.run()
    seen = [
        (sheet_of(office).cell(row - 1, SUMMARY.at("currency")), looks(office, row, "balance"), looks(office, row, "charged_month"))
        for row in (HEADER + 1, HEADER + 2)
    ]  # fmt: skip
    euro, yen = '#,##0.00 "€";[Red]-#,##0.00 "€"', "#,##0;[Red]-#,##0"
    assert seen == [("EUR", euro, euro), ("JPY", yen, yen)]

    # Now the other comes first: equal amounts (nothing charged) change their looks all the same.
    type_in(office.book.sheet("Payments"), 1, 2, 9_000_000)
    office.book.changed(0)
    office.run(NOW + timedelta(minutes=1))
    seen = [
        (sheet_of(office).cell(row - 1, SUMMARY.at("currency")), looks(office, row, "balance"), looks(office, row, "charged_month"))
        for row in (HEADER + 1, HEADER + 2)
    ]  # fmt: skip
    assert seen == [("JPY", yen, yen), ("EUR", euro, euro)]
    assert office.run(NOW + timedelta(minutes=2)).cells_written == 0


def test_the_cell_that_managers_fill_in_is_open_to_them_and_answered(office: Office):
    sheet = sheet_of(office)
    [protected] = [p for p in office.book.protected if p["range"] == {"sheetId": sheet.id}]
    opened = [
        (r.get("startRowIndex"), r["startColumnIndex"]) for r in protected["unprotectedRanges"]
    ]
    row, column = HEAD.choice - 1, HEAD.choice_at
    assert (row, column) in opened
    type_in(sheet, row, column, "Client 2")
    office.book.changed(0)
    office.run()
    assert sheet.cell(row, column) == "Client 2"
    assert sheet.cell(HEADER - 1, SUMMARY.at("chart_hours")) == "Hours: Client 2"
