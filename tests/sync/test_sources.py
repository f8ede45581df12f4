"""A role with several sources: two tabs, and a tab of another workbook, read as one table (§3)."""

import pytest

from tests.sync.agency import QUIET, SHEETS, Agency, day, read_grid, write_sheets

OLDER = [SHEETS["Log"][0], [day(45), "Acme", "Banner", 7, 1, 10, "Anna", "mail", "older"]]


@pytest.mark.parametrize("ref", ["Log 2025", "archive.xlsx#Log 2025"])
def test_two_logs_are_one_and_each_gets_its_columns(tmp_path, ref):
    sheets = dict(SHEETS) if "#" in ref else {**SHEETS, "Log 2025": OLDER}
    write_sheets(tmp_path / "archive.xlsx", {"Log 2025": OLDER})
    agency = Agency(tmp_path, sheets, f"{QUIET}[tabs]\nlog = ['Log', '{ref}']\n")
    run = agency.run()
    assert run.warnings == []
    document = agency.report()
    assert document["rows"]["log"] == 9
    acme = next(client for client in document["clients"] if client["client"] == "Acme")
    assert acme["balance"] == "6795.00"
    older = read_grid(tmp_path / "archive.xlsx") if "#" in ref else agency.grid()
    header, row = older["Log 2025"]
    assert row[header.index("Charge")] == 1500.5
    assert row[header.index("Balance")] == 8499.5
    assert agency.grid()["Log"][1][agency.grid()["Log"][0].index("Balance")] == 8379.5
    assert agency.run().cells_written == 0
