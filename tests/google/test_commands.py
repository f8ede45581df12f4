"""The commands that only look, and what staff do inside our own tabs."""

import json
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import time_machine

from sheets_sync import cli
from tests.google.office import Office
from tests.sheets_api.emulator import Emulator, type_in
from tests.sheets_api.model.sheet import Sheet
from tests.sync.agency import NOW


@pytest.fixture
def office(google: Emulator, tmp_path: Path) -> Office:
    office = Office(google, tmp_path)
    office.run()
    google.journal.clear()
    return office


def call(office: Office, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    argv = ["sheets-sync", "--config", str(office.path), *arguments]
    # The day on which the office ran: the commands look at the clock themselves.
    at_the_office = time_machine.travel(NOW)
    with at_the_office, patch.object(sys, "argv", argv), pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0), capsys.readouterr().out


@pytest.mark.parametrize(("arguments", "says"), [
    (["report"], "Acme"), (["report", "--csv"], "8295.50"), (["check"], "Acmee"), (["explain", "Acme"], "Prices!"),
    (["statement", "Acme"], "Banner"), (["status"], "good"), (["history"], "added"),
    (["now", "--dry-run"], "0 cells would be written"), (["doctor"], "shared with us"),
])  # fmt: skip
def test_commands_that_look_write_nothing(office: Office, capsys, arguments: list[str], says: str):
    version = [sheet.values() for sheet in office.book.sheets]
    code, out = call(office, capsys, *arguments)
    assert code == 0
    assert says.casefold() in out.casefold()
    assert [sheet.values() for sheet in office.book.sheets] == version
    if arguments[0] != "doctor":
        assert office.google.journal.count("write") == 0


def test_a_dry_run_shows_every_cell_and_changes_none(office: Office, capsys):
    type_in(office.book.sheet("Log"), 1, 5, 26)
    before = [sheet.values() for sheet in office.book.sheets]
    code, out = call(office, capsys, "now", "--dry-run")
    assert code == 0
    assert "Log!" in out
    assert [sheet.values() for sheet in office.book.sheets] == before
    assert office.google.journal.calls == (2, 0)  # what 26 shows its write would tell


def test_a_dry_run_on_a_state_that_knows_nothing_yet_learns_and_keeps_nothing(office, capsys):
    state = office.folder / "state.sqlite3"
    state.unlink()
    code, out = call(office, capsys, "now", "--dry-run")
    blocked = 4  # no letter would go: the tab Notices knows more
    assert (code, "would be written" in out, state.exists()) == (blocked, True, False)


@pytest.mark.parametrize(("state", "reads"), [("kept", 1), ("lost", 4), ("broken", 4)])
def test_a_simulation_asks_about_no_number_that_a_run_settled(office, capsys, state, reads):
    prices, kept = office.folder / "prices.csv", office.folder / "state.sqlite3"
    prices.write_text("Client,Service,Unit,Price\nAcme,Call,min,9\n", encoding="utf-8")
    if state == "lost":
        kept.unlink()
    if state == "broken":
        kept.write_bytes(b"no state " * 999)
    office.google.journal.clear()
    code, out = call(office, capsys, "simulate", "Acme", "--prices", str(prices))
    assert (code, "charged" in out) == (0, True)
    assert office.google.journal.calls == (reads, 0)


def test_what_staff_type_into_our_tabs_is_put_right(office: Office):
    summary = office.book.sheet("Summary")
    before = results(office, summary)
    type_in(summary, 7, 2, 999_999)
    type_in(summary, 8, 0, "Somebody else")
    summary.insert("ROWS", 7, 2)
    office.run()
    assert results(office, summary) == before


def results(office: Office, sheet: Sheet) -> list[list[Any]]:
    """What the cells of a tab come to, below the stamp."""
    office.book.changed(0)
    return [
        [office.book.result(sheet, row, column) for column in range(len(line))]
        for row, line in enumerate(sheet.values()) if row > 0
    ]  # fmt: skip


def test_one_of_our_tabs_deleted_is_made_again(office: Office):
    before = office.book.sheet("Effort").values()
    office.book.remove_sheet(office.book.sheet("Effort").id)
    run = office.run()
    assert any("Effort" in warning for warning in run.warnings)
    assert office.book.sheet("Effort").values() == before


def test_our_columns_deleted_are_made_again_by_init(office: Office):
    log = office.book.sheet("Log")
    first = next(at for at in range(log.width) if log.cell(0, at) == "Price")
    charges = [row[first + 1] for row in log.values()[1:] if len(row) > first + 1]
    log.delete("COLUMNS", first, 4)
    assert any("sync init" in warning for warning in office.run().warnings)
    office.init()
    office.run()
    first = next(at for at in range(log.width) if log.cell(0, at) == "Price")
    assert [row[first + 1] for row in log.values()[1:] if len(row) > first + 1] == charges


def test_the_json_counts_calls_as_the_server_does(office: Office, capsys):
    type_in(office.book.sheet("Log"), 1, 5, 26)
    code, out = call(office, capsys, "now", "--json")
    assert code == 0
    assert json.loads(out)["calls"] == {"read": 1, "write": 1, "retried": 0}
    assert office.google.journal.calls == (1, 1)
