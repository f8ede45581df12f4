"""Three workbooks modelled on those of real agencies, read whole (§15); skipped where absent."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sheets_sync.use_cases import furnishing
from tests.docs.pages import ROOT
from tests.sync.agency import QUIET, Agency, read_grid

CASES = ROOT.parent / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases are not here")

CLIENTS = ("Acme Corp", "Blue Door", "Cedar & Co")
SERVICES = ("Design", "Development", "Meeting")
RATE = 60
LATER = datetime(2026, 12, 1, 9, tzinfo=UTC)
"""No row of theirs is still to come."""


def agency(folder: Path, case: str, config: str, book: str = "agency.xlsx") -> Agency:
    """The case as it came, furnished by init; then clients and a price list are typed in."""
    folder.mkdir(exist_ok=True)
    shutil.copy(CASES / case, folder / book)
    (folder / "config.toml").write_text(QUIET + config, encoding="utf-8")
    made = object.__new__(Agency)
    made.folder = folder
    furnishing.furnish(made.config, None, lambda _: None)
    sheets = openpyxl.load_workbook(made.path)
    for at, client in enumerate(CLIENTS, 2):
        sheets["Clients"].cell(at, 1, client)
    for at, service in enumerate(SERVICES, 2):
        for column, value in ((2, service), (3, "h"), (4, RATE)):
            sheets["Prices"].cell(at, column, value)
    sheets.save(made.path)
    return made


def said(made: Agency) -> dict[str, tuple[str, float]]:
    return {c["client"]: (c["charged"], c["minutes"]) for c in made.report(LATER.date())["clients"]}


def by_hand(rows: list[tuple[str, float, bool]]) -> dict[str, tuple[str, float]]:
    """What clients owe and cost, from (client, hours, billable)."""
    return {
        client: (
            f"{sum(hours for name, hours, paid in rows if name == client and paid) * RATE:.2f}",
            sum(hours * 60 for name, hours, _ in rows if name == client),
        )
        for client in CLIENTS
    }


MONTHS = """
[effort]
window = 365
[tabs]
log = "* 2026"
[columns]
log = { client = "Customer", service = "Task", order = "Project", staff = "Employee", note = "Comments" }
"""


def test_a_tab_a_month_under_a_title_with_subtotals(tmp_path):
    grid = read_grid(CASES / "layout-month-tabs.xlsx")
    rows = [
        (str(row[2]), float(row[5]), row[6] == "Y")
        for sheet in grid.values()
        for row in sheet[4:]
        if row[2]
    ]
    made = agency(tmp_path, "layout-month-tabs.xlsx", MONTHS)
    run = made.run(LATER)
    assert (run.warnings, run.found.findings) == ([], 0)
    assert run.found.rows["held"] == 0
    assert said(made) == by_hand(rows)
    before = read_grid(CASES / "layout-month-tabs.xlsx")
    for name, sheet in before.items():
        assert [row[:8] for row in made.grid()[name]] == sheet
    book = openpyxl.load_workbook(made.path)
    december = book.create_sheet("December 2026")
    for line in grid["November 2026"][:5]:
        december.append([cell or None for cell in line])
    book.save(made.path)
    run = made.run(LATER)
    again: Any = grid["November 2026"][4]
    assert said(made) == by_hand([*rows, (str(again[2]), float(again[5]), again[6] == "Y")])
    assert [told for told in run.warnings if "December 2026" in told] == run.warnings != []


def test_a_trackers_export_pasted_into_a_tab(tmp_path):
    lines = read_grid(CASES / "layout-tracker-export.xlsx")["Detailed"][1:]
    rows = []
    for line in lines:
        hours, minutes, _ = map(int, str(line[11]).split(":"))
        rows.append((str(line[2]), hours + minutes / 60, line[6] == "Yes"))
    config = '[tabs]\nlog = { tab = "Detailed", preset = "toggl" }\n'
    made = agency(tmp_path, "layout-tracker-export.xlsx", config)
    run = made.run(LATER)
    assert (run.warnings, run.found.findings) == ([], 0)
    assert said(made) == by_hand(rows)
    assert len(rows) == run.found.rows["charged"] == 40


def test_a_workbook_a_client(tmp_path):
    source = read_grid(CASES / "layout-workbook-a-client.xlsx")["Timesheet"][3:]
    rows = [("Blue Door", row[5] / timedelta(hours=1), True) for row in source if row[5]]
    config = """
[tabs]
log = { book = "blue-door.xlsx", tab = "Timesheet", client = "Blue Door" }
[columns]
log = { date = "Day", staff = "Who", service = "What", minutes = "Time" }
"""
    shutil.copy(CASES / "layout-workbook-a-client.xlsx", tmp_path / "blue-door.xlsx")
    made = Agency(tmp_path, {"Notes": [["ours"]]}, QUIET + config)
    sheets = openpyxl.load_workbook(made.path)
    sheets["Clients"].cell(2, 1, "Blue Door")
    for at, service in enumerate(SERVICES, 2):
        for column, value in ((2, service), (3, "h"), (4, RATE)):
            sheets["Prices"].cell(at, column, value)
    sheets.save(made.path)
    run = made.run(LATER)
    assert (run.warnings, run.found.findings) == ([], 0)
    assert said(made)["Blue Door"] == by_hand(rows)["Blue Door"]
    by_span = config.replace('minutes = "Time"', 'begin = "From", end = "To"')
    (tmp_path / "config.toml").write_text(QUIET + by_span, encoding="utf-8")
    assert said(made)["Blue Door"] == by_hand(rows)["Blue Door"]
