"""What ``init`` makes of columns that are called as begin and end of work and are none: towns, who
took it from whom, days of a delivery; and of billable hours in which nothing stands (§15)."""

from datetime import time
from typing import Any

import pytest

from sheets_sync.errors import UsageError
from sheets_sync.use_cases import furnishing
from tests.sync.agency import QUIET, SHEETS, Agency, day
from tests.sync.test_proposals import lines_of, refused

PIECES = [["Service", "Unit", "Price"], ["Call", "pc", 10]]
HOURS = [["Service", "Unit", "Price"], ["Call", "h", 60]]


def agency_of(folder, headers: list[str], rows: list[list[Any]], prices) -> Agency:
    """An office that keeps its work in a tab of its own."""
    others = {name: cells for name, cells in SHEETS.items() if name != "Log"}
    days = [[day(at), "Acme", "Call", *cells] for at, cells in enumerate(rows, 1)]
    work = [["Date", "Client", "Service", *headers], *days]
    return Agency(folder, {**others, "Prices": prices, "Work": work}, furnished=False)


def read_so(agency: Agency) -> tuple[list[str], str]:
    """The findings, and what is charged, with the lines that ``init`` proposes."""
    lines = lines_of(refused(agency))
    (agency.path.parent / "config.toml").write_text(f"{QUIET}{lines}\n", encoding="utf-8")
    document = agency.report()
    charged = {each["client"]: each["charged"] for each in document["clients"]}["Acme"]
    return [each["code"] for each in document["findings"]], charged


@pytest.mark.parametrize(
    "headers",
    [("In", "Out"), ("Arrival", "Departure"), ("From", "To"), ("С", "По"), ("De", "À"), ("Van", "Tot")],
)  # fmt: skip
@pytest.mark.parametrize(
    "cells",
    [
        [("Berlin", "Paris"), ("Rome", None)], [("Anna", "Boris"), ("Anna", "us")], [(day(9), day(2)), (day(8), day(1))],
        [("x", None), (None, "x")], [(120.5, 80), (20, 35)], [(120.5, 0), (0, 80)], [(9, 17), (10, 15)],
    ],
)  # fmt: skip
def test_what_is_no_time_of_day_is_no_begin_of_pieces(tmp_path, headers, cells):
    rows = [[3, *each] for each in cells]
    agency = agency_of(tmp_path, ["Quantity", *headers], rows, PIECES)
    assert read_so(agency) == ([], "60.00")


@pytest.mark.parametrize(
    "cells",
    [
        [(time(9), time(10)), (time(9), time(10))], [("9:00", "10:00"), ("9am", "10am")], [(time(9), time(10)), (None, None), (time(8), time(9))],
        [(time(9), time(10)), ("?", "?"), (time(8), time(9))],
    ],
)  # fmt: skip
def test_times_of_day_are_the_minutes_of_what_is_sold_by_piece(tmp_path, cells):
    agency = agency_of(tmp_path, ["Quantity", "In", "Out"], [[3, *each] for each in cells], PIECES)
    lines = lines_of(refused(agency))
    assert 'begin = "In", end = "Out"' in lines


def test_towns_alone_are_no_labour(tmp_path):
    agency = agency_of(tmp_path, ["From", "To"], [["Berlin", "Paris"], ["Rome", "Bern"]], HOURS)
    done = furnishing.furnish(agency.config, None, lambda _: None)
    assert "no column of it is known as hours" in done[0]


def test_hours_alone_that_may_be_times_are_proposed_and_wait(tmp_path):
    agency = agency_of(tmp_path, ["From", "To"], [[9, 17]], HOURS)
    assert read_so(agency) == (["BAD_NUMBER"], "0.00")


def test_billable_hours_in_which_nothing_stands_ask_nothing_of_the_worked_ones(tmp_path):
    agency = agency_of(tmp_path, ["Hours", "Billable hours"], [[1.5, None], [0.5, None]], HOURS)
    try:
        furnishing.furnish(agency.config, None, lambda _: None)
    except UsageError:
        assert read_so(agency) == ([], "120.00")
    else:
        pytest.fail("the tab is read without a word")
