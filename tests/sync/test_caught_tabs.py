"""A tab that a pattern catches by chance stops nobody, and is told (§15)."""

from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference

from sheets_sync.errors import SheetsSyncError, UsageError
from tests.google.office import Office
from tests.sync.agency import QUIET, SHEETS, Agency, day

HEAD = ["Date", "Client", "Service", "Minutes"]
MONTHS: dict[str, Any] = {
    **{role: SHEETS[role] for role in ("Clients", "Prices", "Payments")},
    "May 2026": [HEAD, [day(9), "Acme", "Call", 10]],
    "June 2026": [HEAD, [day(5), "Acme", "Call", 20]],
}
PATTERN = '[tabs]\nlog = "* 2026"\n'
CAUGHT = {"Budget 2026": [["Plan", "Sum"], ["Rent", 5]], "Blank 2026": [[]]}


def test_the_other_tabs_are_read_and_it_is_named(tmp_path):
    plain = Agency(tmp_path / "plain", MONTHS, f"{QUIET}{PATTERN}").report()
    agency = Agency(tmp_path / "more", MONTHS | CAUGHT, f"{QUIET}{PATTERN}")
    agency.run()
    document = agency.report()
    assert document["clients"] == plain["clients"]
    found = {each["tab"]: each for each in document["findings"] if each["code"] == "UNREAD_TAB"}
    assert set(found) >= {"Budget 2026"}
    assert '"* 2026"' in found["Budget 2026"]["message"]
    assert "rename the tab" in found["Budget 2026"]["hint"]
    assert agency.grid()["Budget 2026"][0][:2] == ["Plan", "Sum"]
    assert len(agency.grid()["Budget 2026"][0]) == 2  # init gave it no columns


@pytest.mark.parametrize(
    ("language", "says"), [("en", 'The nearest is "Custmer".'), ("ru", "похоже на «Custmer».")]
)
def test_the_header_that_is_most_like_the_missing_one_is_named(tmp_path, language, says):
    """The manual promises it; columns that are there, and tabs that have nothing near, name none."""
    july = [["Date", "Custmer", "Service", "Minutes"], [day(3), "Acme", "Call", 30]]
    tabs = {"July 2026": july, "Notes 2026": [["Date", "Text"], [day(3), "x"]]}
    config = f'{QUIET}language = "{language}"\n{PATTERN}'
    found = Agency(tmp_path, MONTHS | tabs, config, furnished=False).report()["findings"]
    said = {each["tab"]: each["message"] for each in found if each["code"] == "UNREAD_TAB"}
    assert said["July 2026"].endswith(says)
    assert says[:9] not in said["Notes 2026"]


HALF: dict[str, tuple[str, list[list[Any]]]] = {
    "Notes 2026": ("Client", [["Date", "Text"], [day(3), "x"]]),
    "Plan 2026": ("Date", [["Client", "Budget"], ["Acme", 5]]),
    "July 2026": ("Date", [["Day", "Client", "Service", "Minutes"], [day(3), "Acme", "Call", 30]]),
    "Twice 2026": (
        "Date",
        [["Date", "Date", "Client", "Service"], [day(3), day(3), "Acme", "Call"]],
    ),
    "Broken 2026": (
        "Client",
        [["Date", "#REF!", "Service", "Minutes"], [day(3), "Acme", "Call", 5]],
    ),
    "Tariffs 2026": ("Date", [["Service", "Price"], ["Call", 5]]),
    "Paid 2026": ("Service", [["Date", "Client", "Amount"], [day(3), "Acme", 5]]),
}
"""Tabs that have some headers of a log, and the column of which they leave in doubt."""


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_tab_with_some_of_the_headers_stops_nobody_either(tmp_path, language):
    plain = Agency(tmp_path / "plain", MONTHS, f"{QUIET}{PATTERN}").report()
    tabs = {name: rows for name, (_, rows) in HALF.items()}
    config = f'{QUIET}language = "{language}"\n{PATTERN}'
    agency = Agency(tmp_path / "more", MONTHS | tabs, config)
    agency.run()
    document = agency.report()
    assert document["clients"] == plain["clients"]
    found = {each["tab"]: each for each in document["findings"] if each["code"] == "UNREAD_TAB"}
    for name, (column, _) in HALF.items():
        assert "* 2026" in found[name]["message"]
        assert language == "ru" or f'leave "{column}" missing' in found[name]["message"]
    assert agency.grid()["July 2026"][0][4:] == []


@pytest.mark.parametrize("without", ['"Budget 2026"', '["bud*", "Blank 2026"]'])
def test_the_cure_of_what_no_pattern_should_catch(tmp_path, without):
    config = f'{QUIET}[tabs]\nlog = {{ tab = "* 2026", without = {without} }}\n'
    agency = Agency(tmp_path, MONTHS | CAUGHT, config)
    agency.run()
    document = agency.report()
    assert document["rows"]["charged"] == 2
    unread = [each["tab"] for each in document["findings"] if each["code"] == "UNREAD_TAB"]
    assert "Budget 2026" not in unread


def test_a_chart_that_is_a_tab_of_its_own_is_none(tmp_path):
    agency = Agency(tmp_path, MONTHS, f"{QUIET}{PATTERN}", furnished=False)
    book = openpyxl.load_workbook(agency.path)
    chart = BarChart()
    chart.add_data(Reference(book["May 2026"], min_col=4, min_row=1, max_row=2))
    book.create_chartsheet("Chart 2026").add_chart(chart)
    book.save(agency.path)
    document = agency.report()
    assert document["rows"]["charged"] == 2
    assert document["findings"] == []


def test_one_that_bears_columns_of_ours_stops_the_run_and_so_does_the_only_one(tmp_path):
    read = Agency(tmp_path / "read", MONTHS, f"{QUIET}{PATTERN}")
    read.edit("June 2026", "A1", "Day")
    with pytest.raises(UsageError, match="June 2026"):
        read.report()
    with pytest.raises(UsageError):
        Agency(tmp_path / "only", MONTHS, f'{QUIET}[tabs]\nlog = "Pay*"\n').report()


def test_on_google(google, tmp_path):
    half = {name: rows for name, (_, rows) in HALF.items()}
    agency = Office(google, tmp_path, MONTHS | CAUGHT | half, more=PATTERN)
    found = agency.as_json(agency.run())["findings"]
    unread = {each["tab"] for each in found if each["code"] == "UNREAD_TAB"}
    assert unread >= {"Budget 2026", *HALF}


def _as_staff_keep_them(tmp_path, header):
    """Months without a column of ours, charged by a run, of which June then has that header."""
    months = {name: rows for name, rows in MONTHS.items() if not name.startswith("June")}
    agency = Agency(tmp_path, months, f"{QUIET}{PATTERN}")
    book = openpyxl.load_workbook(agency.path)
    for row in MONTHS["June 2026"]:
        (book["June 2026"] if "June 2026" in book else book.create_sheet("June 2026")).append(row)
    book.save(agency.path)
    assert agency.run().reckoning.rows["charged"] == 2
    agency.edit("June 2026", "B1", header)
    return agency


def test_a_month_that_was_charged_and_cannot_be_read_stops_the_run(tmp_path):
    agency = _as_staff_keep_them(tmp_path, "Cust")
    before = agency.path.read_bytes()
    with pytest.raises(SheetsSyncError, match=r'1 rows .* in "June 2026", which may'):
        agency.run()
    assert agency.path.read_bytes() == before
    assert agency.run(accept_shrink=True).reckoning.rows["charged"] == 1


def test_a_month_that_is_deleted_beside_a_tab_that_was_caught_before_stops_nobody(tmp_path):
    budget: list[list[Any]] = [["Plan", "Sum"], *([each, 5] for each in range(9))]
    agency = Agency(tmp_path, {"Budget 2026": budget, **MONTHS}, f"{QUIET}{PATTERN}")
    agency.run()
    book = openpyxl.load_workbook(agency.path)
    del book["June 2026"]
    book.save(agency.path)
    assert agency.run().reckoning.rows["charged"] == 1
    agency.edit("May 2026", "B1", "Cust")  # it bears columns of ours: that stops it as before
    with pytest.raises(UsageError):
        agency.run()


def test_rows_that_are_gone_beside_a_shorter_tab_do_not(tmp_path):
    agency = Agency(tmp_path, MONTHS | {"Budget 2026": [["Plan", "Sum"]]}, f"{QUIET}{PATTERN}")
    agency.run()
    book = openpyxl.load_workbook(agency.path)
    book["June 2026"].delete_rows(2)
    book.save(agency.path)
    assert agency.run().reckoning.rows["charged"] == 1
