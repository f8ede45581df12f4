"""One log kept in four ways comes to the same JSON: in minutes, in hours, in a tab a month, in CSV files
(design §15). ``test_tock_sources`` says the same of a whole year, where its data are."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.sync.agency import QUIET, TODAY, Agency
from tests.sync.test_tock_sources import Sheet, as_files, by_month, in_hours

HEADER = ["Date", "Client", "Service", "Order", "Minutes", "Staff", "Channel"]
SHEETS: dict[str, Any] = {
    "Clients": [["Client", "Currency"], ["Acme"], ["Bell", "EUR"], ["Ёлка"]],
    "Prices": [["Client", "Service", "Unit", "Price", "Step", "Minimum", "Currency"],
               [None, "Call", "min", 3, None, 5], [None, "Visit", "h", 1250, 0.25, 0.5],
               ["Bell", "Call", "h", 40, None, None, "EUR"], [None, "Banner", "pc", 99.99]],
    "Payments": [["Date", "Client", "Amount"], [date(2026, 6, 1), "Acme", 90_000], [date(2026, 6, 1), "Bell", 800]],
}  # fmt: skip


def log() -> Sheet:
    """Half a year, with slips of the keyboard."""
    chance = random.Random(15)
    rows: Sheet = []
    for number in range(240):
        rows.append([
            TODAY - timedelta(int(180 - number * 0.75)), chance.choice(["Acme", "Bell", "ёлка ", "Acmee"][: 4 - (number % 9 > 0)]),
            chance.choice(["Call", "Visit", "Banner", "Vizit"][: 4 - (number % 7 > 0)]), f"A-{number // 3}",
            chance.choice([None, 5, 7, 12, 45, 90, 1380]), chance.choice(["Anna", "Boris"]), "mail",
        ])  # fmt: skip
    return [HEADER, *rows]


def document(folder: Path, sheets: dict[str, Sheet], tabs: str) -> dict[str, Any]:
    made = Agency(folder, {**SHEETS, **sheets}, f"{QUIET}[tabs]\n{tabs}\n", furnished=False)
    found: dict[str, Any] = made.report(TODAY)
    return found


def without_places(found: dict[str, Any]) -> dict[str, Any]:
    """All but where a finding stands, and what it calls the column of labour."""
    findings = [(each["code"], each["text"]) for each in found["findings"]]
    return {**found, "findings": sorted(findings), "workbook": None}


def test_hours_months_and_files_come_to_the_same_json(tmp_path: Path):
    kept = log()
    as_files(tmp_path / "exports", kept)
    plain = document(tmp_path / "plain", {"Log": kept}, "log = 'Log'")
    ways = {
        "hours": document(tmp_path / "hours", {"Log": in_hours(kept)}, "log = 'Log'"),
        "months": document(tmp_path / "months", by_month(kept), "log = 'log 2026-*'"),
        "files": document(tmp_path / "files", {}, "log = { file = '../exports/*.csv' }"),
    }
    assert plain["rows"]["charged"] > 150
    assert plain["rows"]["held"] > 3
    assert plain["rows"]["unpriced"] > 3
    for name, found in ways.items():
        assert without_places(found) == without_places(plain), name
