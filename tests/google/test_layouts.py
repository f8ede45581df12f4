"""The three workbooks modelled on those of real agencies, kept at Google: charges, effort, subtotals, a
new month's tab, no finding that stays (design §15). ``tests/sync/test_layouts`` has them as .xlsx."""

from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.google.office import Office
from tests.google.test_lost_times import a_person_types
from tests.sheets_api.emulator import Emulator, type_in
from tests.sheets_api.model.book import Book
from tests.sync.agency import read_grid
from tests.sync.test_layouts import CASES, CLIENTS, LATER, MONTHS, RATE, SERVICES, by_hand

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases are not here")

KNOWN: dict[str, list[list[Any]]] = {
    "Clients": [["Client"], *([name] for name in CLIENTS)],
    "Prices": [["Client", "Service", "Unit", "Price"], *([None, each, "h", RATE] for each in SERVICES)],
    "Payments": [["Date", "Client", "Amount"]],
}  # fmt: skip


def kept(case: str) -> dict[str, list[list[Any]]]:
    """The tabs of a case, blank where times stand: they are typed."""
    grid = read_grid(CASES / case)
    return {
        name: [[None if is_time(c) else c or None for c in row] for row in rows]
        for name, rows in grid.items()
    }


def is_time(cell: Any) -> bool:
    return isinstance(cell, time | timedelta)


def type_times(book: Book, case: str) -> None:
    for name, rows in read_grid(CASES / case).items():
        for row, line in enumerate(rows):
            for column, cell in enumerate(line):
                if is_time(cell):
                    a_person_types(book.sheet(name), row, column, str(cell))


def said(office: Office) -> dict[str, tuple[str, float]]:
    found = office.as_json(office.run(LATER))
    return {each["client"]: (each["charged"], each["minutes"]) for each in found["clients"]}


def test_a_tab_a_month_and_the_next_ones(google: Emulator, tmp_path: Path):
    grid = read_grid(CASES / "layout-month-tabs.xlsx")
    rows = [
        (str(row[2]), float(row[5]), row[6] == "Y")
        for sheet in grid.values()
        for row in sheet[4:]
        if row[2]
    ]
    office = Office(google, tmp_path, {**KNOWN, **kept("layout-month-tabs.xlsx")}, more=MONTHS)
    run = office.run(LATER)
    assert (run.warnings, run.found.findings, run.found.rows["held"]) == ([], 0, 0)
    assert said(office) == by_hand(rows)
    december = office.book.add_sheet("December 2026")
    for row, line in enumerate(kept("layout-month-tabs.xlsx")["November 2026"][:5]):
        for column, cell in enumerate(line):
            type_in(december, row, column, cell)
    again: Any = grid["November 2026"][4]
    assert said(office) == by_hand([*rows, (str(again[2]), float(again[5]), again[6] == "Y")])
    google.journal.clear()
    office.run(LATER)
    assert google.journal.calls == (2, 0)  # the names of the tabs, and the cells


def test_a_trackers_export_pasted_into_a_tab(google: Emulator, tmp_path: Path):
    lines = read_grid(CASES / "layout-tracker-export.xlsx")["Detailed"][1:]
    rows = []
    for line in lines:
        hours, minutes, _ = map(int, str(line[11]).split(":"))
        rows.append((str(line[2]), hours + minutes / 60, line[6] == "Yes"))
    config = '[tabs]\nlog = { tab = "Detailed", preset = "toggl" }\n'
    office = Office(google, tmp_path, {**KNOWN, **kept("layout-tracker-export.xlsx")}, more=config)
    for row, line in enumerate(lines, start=1):  # pasted, so that days and times are such
        for column in range(7, 12):
            a_person_types(office.book.sheet("Detailed"), row, column, str(line[column]))
    run = office.run(LATER)
    assert (run.warnings, run.found.findings) == ([], 0)
    assert said(office) == by_hand(rows)


def test_a_workbook_a_client(google: Emulator, tmp_path: Path):
    source: list[list[Any]] = read_grid(CASES / "layout-workbook-a-client.xlsx")["Timesheet"][3:]
    rows = [("Blue Door", row[5] / timedelta(hours=1), True) for row in source if row[5]]
    theirs = google.spreadsheet("Blue Door", kept("layout-workbook-a-client.xlsx"))
    type_times(theirs, "layout-workbook-a-client.xlsx")
    assert isinstance(source[0][0], date)
    config = f"""[tabs]
log = {{ book = "https://docs.google.com/spreadsheets/d/{theirs.key}/edit", tab = "Timesheet", client = "Blue Door" }}
[columns]
log = {{ date = "Day", staff = "Who", service = "What", minutes = "Time" }}
"""
    office = Office(google, tmp_path, KNOWN, more=config)
    run = office.run(LATER)
    assert (run.warnings, run.found.findings) == ([], 0)
    assert said(office)["Blue Door"] == by_hand(rows)["Blue Door"]
