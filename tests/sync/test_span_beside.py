"""Begin and end that the config does not name are told where rows have no other labour, and hours
that clients pay for whatever unit their header says besides (design §15)."""

from datetime import time
from typing import Any

import pytest

from tests.sync.agency import QUIET, SHEETS, Agency, day


def told(tmp_path, headers: list[str], cells: list[Any], config: str = ""):
    """The codes and cells of findings of a row with ``cells`` below ``headers``."""
    log = [["Date", "Client", "Service", *headers], [day(1), "Acme", "Call", *cells]]
    sheets: dict[str, Any] = {**SHEETS, "Log": log}
    document = Agency(tmp_path, sheets, QUIET + config, furnished=False).report()
    return [
        (each["code"], each["cell"])
        for each in document["findings"]
        if each["code"] in ("NEAR_HEADER", "NO_QUANTITY")
    ]


@pytest.mark.parametrize(
    "headers",
    [["Start", "End"], ["From", "To"], ["Начало", "Конец"], ["Von", "Bis"], ["In", "Out"]],
)
@pytest.mark.parametrize("cells", [[time(9), time(17)], ["9:00", "17:00"]])
def test_begin_and_end_that_nobody_named_are_told(tmp_path, headers, cells):
    assert ("NEAR_HEADER", "D1") in told(tmp_path, headers, cells)
    named = f'[columns]\nlog.begin = "{headers[0]}"\nlog.end = "{headers[1]}"\n'
    assert told(tmp_path / "named", headers, cells, named) == []
    ignored = f'[columns]\nlog.ignored = "{headers[0]}"\n'
    assert ("NEAR_HEADER", "D1") not in told(tmp_path / "ignored", headers, cells, ignored)


@pytest.mark.parametrize(
    ("headers", "cells"),
    [
        (["From", "To", "Minutes"], ["Berlin", "Bonn", 5]), (["From", "To", "Minutes"], [time(9), time(17), 480]), (["From", "To", "Quantity"], [time(9), time(17), 480]),
        (["Start", "End", "Minutes"], [day(3), day(2), 5]), (["In", "Out", "Minutes"], [100, 50, 5]), (["From", "Minutes"], [time(9), 5]),
    ],
)  # fmt: skip
def test_they_are_not_where_labour_stands_or_no_times(tmp_path, headers, cells):
    assert told(tmp_path, headers, cells) == []


@pytest.mark.parametrize("header", ["Billable hours (h)", "Billable time (h)", "Billed hours, h"])
def test_hours_that_clients_pay_for_are_told_with_a_unit_besides(tmp_path, header):
    """Found: the hours beside them were charged, in silence."""
    assert told(tmp_path, ["Hours", header], [2, 1.5]) == [("NEAR_HEADER", "E1")]
    assert told(tmp_path / "same", ["Hours", header], [2, 2]) == []


def test_a_quarter_of_an_hour_that_nobody_pays_for_is_told(tmp_path):
    """Found: 0.25 and 0 were alike but for what is rounded, in minutes that they are not."""
    assert told(tmp_path, ["Hours", "Billable time"], [0.25, 0]) == [("NEAR_HEADER", "E1")]
    assert told(tmp_path / "same", ["Hours", "Billable time"], [0.33, 0.333]) == []


def test_hours_that_clients_pay_for_are_not_told_of_what_is_not_billable(tmp_path):
    headers = ["Hours", "Billable hours", "Non-billable"]
    assert told(tmp_path, headers, [2, 0, "yes"]) == []
    assert told(tmp_path / "no", headers, [2, 0, "no"]) == [("NEAR_HEADER", "E1")]
