"""A role with several sources: two tabs, and a tab of another workbook, read as one table (§3)."""

from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from sheets_sync import workbooks
from sheets_sync.errors import UsageError
from sheets_sync.use_cases.starting.sources import unmatched
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


MONTH = ["Date", "Client", "Service", "Minutes"]
TITLE: list[list[Any]] = [["Paper Boat: time sheet"], [None, "Month:", "October"], []]


def month(*rows):
    """A month's tab as some keep it: a title, the header in row 4, a subtotal below."""
    return [*TITLE, MONTH, *rows, ["Week 1 subtotal", None, None, 30]]


def unmatched_sentences(config):
    return unmatched(config, workbooks.read(config, workbooks.open_workbook(config)))


def log_rows(agency):
    return agency.report()["rows"]


def test_a_pattern_reads_every_months_tab_and_a_new_one_at_the_next_run(tmp_path):
    sheets = {
        **{name: SHEETS[name] for name in ("Clients", "Prices", "Payments")},
        "October 2026": month([day(40), "Acme", "Call", 10]),
        "Notes 2025": [["whatever"]],
        "November 2026": month([day(3), "Bell", "Call", 5]),
    }
    agency = Agency(tmp_path, sheets, f"{QUIET}[tabs]\nlog = '* 2026'\n")
    run = agency.run()
    assert (run.warnings, run.found.findings, log_rows(agency)["charged"]) == ([], 0, 2)
    grid = agency.grid()
    assert [row[:4] for row in grid["October 2026"][:3]] != [[""] * 4] * 3
    header = grid["November 2026"][3]
    assert header[:4] == MONTH
    assert header[4:] == ["Status", "Price", "Charge", "Balance"]
    assert grid["November 2026"][4][header.index("Charge")] == 50
    assert grid["November 2026"][5][4:] == [""] * 4
    book = openpyxl.load_workbook(agency.path)
    new = book.create_sheet("December 2026")
    for line in month([day(1), "Acme", "Call", 20]):
        new.append(line)
    book.save(agency.path)
    run = agency.run()
    assert log_rows(agency)["charged"] == 3
    [told] = run.warnings
    assert 'The tab "December 2026" has no Status, Price, Charge, Balance' in told
    assert read_grid(agency.path)["December 2026"] == [
        [("" if cell is None else cell) for cell in [*line, *[None] * (4 - len(line))]]
        for line in month([day(1), "Acme", "Call", 20])
    ]


def test_a_pattern_takes_no_tab_that_is_named_otherwise_and_none_of_ours(tmp_path):
    agency = Agency(tmp_path, SHEETS, f"{QUIET}[tabs]\nlog = ['Log', '*']\n")
    agency.run()
    book = openpyxl.load_workbook(agency.path)
    book.create_sheet("Other").append(["not", "a", "log"])
    book.save(agency.path)
    found = agency.report()["findings"]
    assert [each["tab"] for each in found if each["code"] == "UNREAD_TAB"] == ["Other"]


def test_a_pattern_that_nothing_fits_is_told_and_an_error_where_it_is_all(tmp_path):
    agency = Agency(tmp_path / "a", SHEETS, f"{QUIET}[tabs]\nlog = ['Log', '* 2031']\n")
    assert log_rows(agency)["log"] == 8
    [told] = unmatched_sentences(agency.config)
    assert '"* 2031"' in told
    alone = Agency(tmp_path / "b", SHEETS, f"{QUIET}[tabs]\nlog = '* 2031'\n", furnished=False)
    with pytest.raises(UsageError, match=r'No tab of the workbook fits "\* 2031"'):
        alone.report()


def test_a_workbook_a_client_is_read_with_the_client_that_the_source_names(tmp_path):
    (tmp_path / "clients").mkdir()
    rows: list[list[Any]] = [["Time for Bell"], [], ["Day", "What", "Time"],
            [day(4), "Call", timedelta(minutes=45)], ["Total", None, timedelta(minutes=45)]]  # fmt: skip
    write_sheets(tmp_path / "clients/bell.xlsx", {"Timesheet": rows})
    config = f"""{QUIET}
[tabs]
log = ["Log", {{ book = "clients/bell.xlsx", tab = "Timesheet", client = "Bell" }}]
[columns]
log = {{ date = "Day", service = "What", minutes = "Time" }}
"""
    agency = Agency(tmp_path, SHEETS, config)
    before = Agency(tmp_path / "before").run().found.findings
    run = agency.run()
    assert (run.warnings, run.found.findings) == ([], before)
    sheet = read_grid(tmp_path / "clients/bell.xlsx")["Timesheet"]
    assert sheet[3][4:6] == [10, 450]
    assert [len(row) for row in sheet] == [7] * 5
    assert agency.run().cells_written == 0


def test_a_constant_stands_for_a_column_that_is_not_there_and_for_no_other(tmp_path):
    rows: list[list[Any]] = [MONTH, [day(2), None, "Call", 5]]
    config = f"{QUIET}[tabs]\nlog = [{{tab = 'Log'}}, {{tab = 'Other', client = 'Acme'}}]\n"
    agency = Agency(tmp_path, {**SHEETS, "Other": rows}, config)
    found = [(each["code"], each["tab"]) for each in agency.report()["findings"]]
    assert ("MISSING_CELL", "Other") in found


def test_a_forgotten_date_is_no_subtotal(tmp_path):
    rows: list[list[Any]] = [
        *TITLE,
        MONTH,
        [None, "Acme", "Total redesign", 5],
        ["Total", None, None, 5],
    ]
    agency = Agency(tmp_path, {**SHEETS, "July 2026": rows}, f"{QUIET}[tabs]\nlog = '* 2026'\n")
    found = [(each["code"], each["cell"]) for each in agency.report()["findings"]]
    assert found == [("TOTALS_ROW", "C5"), ("UNREAD_TAB", "")]  # nobody reads Log any more


def test_a_table_that_names_a_tab_and_nothing_else_is_one_as_staff_kept_it(tmp_path):
    rows: list[list[Any]] = [
        *TITLE, MONTH, [day(2), "Acme", "Call", 5], ["Total", None, None, 5],
    ]  # fmt: skip
    sheets = {**SHEETS, "Hours": rows}
    told, columns = {}, {}
    for name, source in (("text", '"Hours"'), ("table", '{ tab = "Hours" }')):
        agency = Agency(tmp_path / name, sheets, f"{QUIET}[tabs]\nlog = {source}\n")
        agency.run()
        told[name] = [each["code"] for each in agency.report()["findings"]]
        columns[name] = {*agency.grid()["Hours"][len(TITLE)]} - {None}
    assert "TOTALS_ROW" in told["text"]
    assert "TOTALS_ROW" not in told["table"]
    assert "Order" in columns["text"]
    assert "Order" not in columns["table"]
    assert "Charge" in columns["table"]
