"""The charts of Summary in .xlsx: drawn from our figures, kept below the table, and the managers'
to move."""

import re
import shutil
import subprocess
import zipfile
from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from sheets_sync.showing.own_tabs import SUMMARY
from sheets_sync.showing.summary_layout import NOW as HEAD
from sheets_sync.spreadsheet.a1 import a1
from sheets_sync.use_cases import furnishing
from tests.sync.agency import NOW, SHEETS, Agency

needs_libreoffice = pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice")
HEADER = SUMMARY.header_row
CHOICE = a1(HEAD.choice_at, HEAD.choice)
REMARK = a1(SUMMARY.at(HEAD.choice_remark), HEAD.choice)


def summary(book) -> Any:
    return book["Summary"]


def drawn(path):
    """By title: the row (from 0) that a chart hangs on, and the ranges of its series."""
    charts = summary(openpyxl.load_workbook(path))._charts
    return {
        "".join(run.t for p in chart.title.tx.rich.p for run in p.r or ()): (
            chart.anchor._from.row,
            [series.val.numRef.f.replace("'", "") for part in [chart, *chart._charts[1:]]
             for series in part.series],
        )
        for chart in charts
    }  # fmt: skip


def rows(count, currency=None):
    clients = [(f"Client {n}", f"c{n}@example.com", currency, 100, None) for n in range(count)]
    log = [(NOW.date(), name, "Call", n, None, 10 + n, "Anna", "mail", None) for n, (name, *_) in enumerate(clients)]  # fmt: skip
    return {
        **SHEETS,
        "Clients": [SHEETS["Clients"][0], *clients],
        "Payments": [SHEETS["Payments"][0], *[(NOW.date(), c[0], 5000 + n, None) for n, c in enumerate(clients)]],
        "Log": [SHEETS["Log"][0], *log],
    }  # fmt: skip


def ends(ranges):
    return {int(re.search(r"\$(\d+)$", each)[1]) for each in ranges}


def test_three_charts_stand_below_the_table_and_end_with_their_figures(tmp_path):
    agency = Agency(tmp_path, rows(5))
    agency.run()
    charts = drawn(agency.path)
    assert len(charts) == 3
    tops = {top for top, _ in charts.values()}
    assert tops == {HEADER + 5 + 1}
    assert ends(charts["Balance against threshold, the worst first"][1]) == {HEADER + 5}
    assert ends(charts["Labour for the same orders, 90% range"][1]) == {HEADER + 5}
    assert ends(charts["Hours and money by month"][1]) == {HEADER + 12}


def test_a_table_that_grows_pushes_the_charts_down_and_draws_the_first_ones(tmp_path):
    agency = Agency(tmp_path, rows(3))
    agency.run()
    book = openpyxl.load_workbook(agency.path)
    for row in rows(40)["Clients"][4:]:
        book["Clients"].append(row)
    for tab in ("Payments", "Log"):
        for row in rows(40)[tab][4:]:
            book[tab].append(row)
    book.save(agency.path)
    agency.run()
    charts = drawn(agency.path)
    assert {top for top, _ in charts.values()} == {HEADER + 40 + 1}
    assert ends(charts["Balance against threshold, the worst first"][1]) == {HEADER + 8}
    assert ends(charts["Labour for the same orders, 90% range"][1]) == {HEADER + 12}
    data = agency.path.read_bytes()
    assert agency.run(NOW + timedelta(minutes=1)).cells_written == 0
    assert agency.path.read_bytes() == data


def test_charts_that_managers_moved_or_threw_away_stay_so(tmp_path):
    agency = Agency(tmp_path, rows(3))
    agency.run()
    book = openpyxl.load_workbook(agency.path)
    charts = summary(book)._charts
    del charts[1]
    for chart in charts:
        chart.anchor._from.row, chart.anchor._from.col = 60, 3
    book["Payments"].append((NOW.date(), "Client 1", 7000, None))
    book.save(agency.path)
    agency.run()
    assert {top for top, _ in drawn(agency.path).values()} == {60}
    assert len(drawn(agency.path)) == 2


def without_status(book):
    """Staff delete a column of ours."""
    book["Log"].delete_cols([cell.value for cell in book["Log"][1]].index("Status") + 1)
    book.defined_names["_sheets_sync.log.status"].attr_text = "Log!#REF!"


def test_init_completes_a_file_that_has_our_charts(tmp_path):
    agency = Agency(tmp_path, rows(3))
    agency.run()
    book = openpyxl.load_workbook(agency.path)
    without_status(book)
    book.save(agency.path)
    said = furnishing.furnish(agency.config, None, lambda _: None)
    assert "Furnished the tab Log" in " ".join(said)
    assert not (agency.folder / "agency.results.xlsx").exists()
    assert len(drawn(agency.path)) == 3


def test_a_chart_of_the_managers_on_summary_is_not_ours_to_lose(tmp_path):
    agency = Agency(tmp_path, rows(3))
    agency.run()
    book = openpyxl.load_workbook(agency.path)
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(book["Log"], min_col=6, min_row=1, max_row=4))
    summary(book).add_chart(chart, "AZ1")
    without_status(book)
    book.save(agency.path)
    data = agency.path.read_bytes()
    said = furnishing.furnish(agency.config, None, lambda _: None)
    assert "would lose charts" in " ".join(said)
    assert agency.path.read_bytes() == data


@needs_libreoffice
def test_after_libreoffice_saved_the_file_charts_are_kept_right(tmp_path):
    agency = Agency(tmp_path, rows(3))
    agency.run()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(agency.path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    shutil.copy(tmp_path / "out" / "agency.xlsx", agency.path)
    agency.run(NOW + timedelta(minutes=1))
    book = openpyxl.load_workbook(agency.path)
    for n in range(3, 9):
        book["Clients"].append((f"Client {n}", f"c{n}@example.com", None, 100, None))
        book["Payments"].append((NOW.date(), f"Client {n}", 5000, None))
    book.save(agency.path)
    agency.run(NOW + timedelta(minutes=2))
    charts = drawn(agency.path)
    assert {top for top, _ in charts.values()} == {HEADER + 9 + 1}
    assert ends(charts["Balance against threshold, the worst first"][1]) == {HEADER + 8}
    said = furnishing.furnish(agency.config, None, lambda _: None)
    assert "nothing was changed" in said[0]
    with zipfile.ZipFile(agency.path) as file:
        assert file.testzip() is None


def chosen(agency, typed):
    book = openpyxl.load_workbook(agency.path)
    book["Summary"][CHOICE] = typed
    book.save(agency.path)
    agency.run()
    sheet = openpyxl.load_workbook(agency.path, data_only=True)["Summary"]
    at = SUMMARY.at("chart_month") + 1
    hours = [sheet.cell(row, at + 1).value for row in range(HEADER + 1, HEADER + 13)]
    money = [sheet.cell(row, at + 2).value for row in range(HEADER + 1, HEADER + 13)]
    assert openpyxl.load_workbook(agency.path)["Summary"][CHOICE].value == typed
    return sheet.cell(HEADER, at + 1).value, hours[-1], money[-1], sheet[REMARK].value


def test_managers_choose_the_clients_of_the_chart_by_month(tmp_path):
    agency = Agency(tmp_path)  # Acme: 58 minutes in November, Bell 123
    assert chosen(agency, None)[0].startswith("Hours: ")
    assert chosen(agency, "bell")[:2] == ("Hours: Bell", 0.55)
    name, hours, money, remark = chosen(agency, "Acme; Bell")
    assert (name, hours) == ("Hours: Acme, Bell", 1.55)
    assert money == 1500.50 - 16 + 50  # a banner and a reversal; a call of five minutes
    assert remark.startswith("← names")
    assert chosen(agency, "Acme; Cone")[3] == "⚠ one currency a chart: money without “Cone”"
    assert chosen(agency, "Nobody; Acme")[3] == "⚠ no client is called “Nobody”"
    assert chosen(agency, "=1+1")[0].startswith("Hours: ")


def test_a_long_name_does_not_cover_what_a_chart_draws(tmp_path):
    long = "Limited Liability Company for Everything " * 5
    agency = Agency(tmp_path, {
        tab: [[long if cell == "Acme" else cell for cell in row] for row in typed]
        for tab, typed in SHEETS.items()
    })  # fmt: skip
    agency.run()
    cells = [
        row[SUMMARY.at("chart_client"):]
        for row in summary(openpyxl.load_workbook(agency.path)).iter_rows(min_row=HEADER, values_only=True)
    ]  # fmt: skip
    named = {cell for row in cells for cell in row if isinstance(cell, str) and "Limited" in cell}
    assert {"Limited Liability C…Everything"} <= named
    assert all(len(name) < 50 for name in named)
