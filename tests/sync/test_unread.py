"""A tab that looks like a log and is read by nobody is a finding (§15)."""

from datetime import date
from typing import Any

from sheets_sync import reckoning, workbooks
from sheets_sync.config import Config
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.use_cases.starting.sources import untold
from tests.google.office import Office
from tests.sync.agency import SHEETS, TODAY, Agency, day

LOG = SHEETS["Log"]
UNREAD: dict[str, Any] = {
    **SHEETS,
    "Log 2025": [["Our log"], [], ["Client", "Service", "Date"], ["Acme", "Call", day(9)]],
    "Half a log": [["Client", "Date"], ["Acme", day(9)]],
    "Far below": [*[["x"]] * 12, LOG[0]],
    "Pivot": [[date(2026, 1, 1), 5]],
}


def looked_around(config: Config) -> Snapshot:
    workbook = workbooks.open_workbook(config)
    return workbooks.look_around(workbook, workbooks.look(config, workbook))


def unread(findings: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(each["tab"], each["cell"]) for each in findings if each["code"] == "UNREAD_TAB"]


def test_a_run_a_check_and_doctor_name_it_once(tmp_path):
    agency = Agency(tmp_path, UNREAD)
    plain = Agency(tmp_path / "plain").run()
    run = agency.run()
    assert run.found.findings == plain.found.findings + 1
    assert run.found.rows == plain.found.rows
    assert unread(agency.report()["findings"]) == [("Log 2025", "")]
    [line] = [row for row in agency.grid()["Findings"] if "UNREAD_TAB" in str(row[-1])]
    assert (line[1], line[9]) == ("Log 2025", "UNREAD_TAB log.date")
    status = agency.grid()["Log"][0].index("Status")
    assert all("2025" not in str(row[status]) for row in agency.grid()["Log"])
    config = agency.config
    [told] = untold(config, looked_around(config))
    assert '"Log 2025"' in told
    assert told.endswith("delete one in which nothing stands.")
    assert agency.run().cells_written == 0


def test_no_tab_that_is_read_and_none_of_ours_is_meant(tmp_path):
    config = f"{Agency.config_text}[tabs]\nlog = ['Log', 'Log*']\n"
    agency = Agency(tmp_path, UNREAD, config)
    agency.run()
    assert unread(agency.report()["findings"]) == []


def test_on_google_a_check_looks_for_it_and_runs_cost_no_more_calls(google, tmp_path):
    office = Office(google, tmp_path, UNREAD)
    office.run()
    google.journal.clear()
    office.run()
    assert google.journal.calls == (1, 0)
    config = office.config
    snapshot = looked_around(config)
    assert snapshot.others.keys() == UNREAD.keys() - SHEETS.keys()
    found = reckoning.reckon(config, snapshot, TODAY, flag_future=True).findings
    assert [each.text for each in found if each.code == "UNREAD_TAB"] == ["Log 2025"]
