"""Cells of a file that say that they are numbers and are none: NaN, as some libraries write (§4)."""

import pytest

from tests.spreadsheet.surgery import members, rebuilt
from tests.sync.agency import SHEETS, Agency, day


@pytest.mark.parametrize("rows", [3, 3_000])
@pytest.mark.parametrize("said", [b"NaN", b"INF"])
def test_they_are_findings_and_end_no_run(tmp_path, rows, said):
    head = ["Date", "Client", "Service", "Minutes"]
    log = [head, *([day(3), "Acme", "Call", n + 30.5] for n in range(rows))]
    agency = Agency(tmp_path, {**SHEETS, "Log": log}, furnished=False)
    sheet = next(name for name, data in members(agency.path).items() if b"<v>31.5<" in data)
    xml = members(agency.path)[sheet].replace(b"<v>31.5<", b"<v>" + said + b"<", 1)
    rebuilt(agency.path, {sheet: xml})
    agency.run()
    found = [each for each in agency.report()["findings"] if each["tab"] == "Log"]
    assert [(each["code"], each["cell"]) for each in found] == [("BAD_NUMBER", "D3")]
