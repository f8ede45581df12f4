"""A pattern among the sources of a spreadsheet at Google: a new month's tab is read (§15)."""

from pathlib import Path
from typing import Any

from tests.google.office import Office
from tests.sheets_api.emulator import Emulator, type_in
from tests.sync.agency import SHEETS, day

MONTH: list[Any] = ["Date", "Client", "Service", "Minutes"]


def test_a_new_months_tab_is_charged_at_the_next_run_for_one_small_call_a_run(
    google: Emulator, tmp_path: Path
):
    sheets: dict[str, Any] = {
        **{name: SHEETS[name] for name in ("Clients", "Prices", "Payments")},
        "Totals 2026": [["Week", 1]],
        "Log October": [MONTH, [day(40), "Acme", "Call", 10]],
        "Log November": [MONTH, [day(3), "Bell", "Call", 5]],
    }
    office = Office(google, tmp_path, sheets, more='[tabs]\nlog = "log *"\n')
    run = office.run()
    assert (run.warnings, run.found.rows["charged"]) == ([], 2)
    google.journal.clear()
    assert office.run().cells_written == 0
    assert google.journal.calls == (2, 0)
    sheet = office.book.add_sheet("Log December")
    for row, line in enumerate([MONTH, [day(1), "Acme", "Call", 20]]):
        for column, value in enumerate(line):
            type_in(sheet, row, column, value)
    run = office.run()
    assert run.found.rows["charged"] == 3
    assert ["Log December" in told for told in run.warnings] == [True]
    office.init()
    assert office.run().warnings == []
    assert office.book.sheet("Log December").values()[1][6] == 80
