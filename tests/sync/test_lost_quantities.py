"""A Quantity at a price by time has the guards of Minutes: a part of a day that lost its format is
never charged as that number (§15)."""

from typing import Any

import pytest

from tests.sync.agency import QUIET, SHEETS, Agency, day

MEANT = "[billing]\nfractional_minutes = true\n"


def outcome(tmp_path, quantity: object, unit: str, more: str = "") -> tuple[str, list[str]]:
    sheets: dict[str, Any] = {
        **SHEETS,
        "Prices": [["Service", "Unit", "Price"], ["Call", unit, 100]],
        "Log": [["Date", "Client", "Service", "Quantity"], [day(3), "Acme", "Call", quantity]],
    }
    document = Agency(tmp_path, sheets, f"{QUIET}{more}").report()
    charged = {each["client"]: each["charged"] for each in document["clients"]}["Acme"]
    return charged, [f"{e['code']}: {e['message']} {e['hint']}" for e in document["findings"]]


@pytest.mark.parametrize(
    ("quantity", "unit", "offered"),
    [
        (0.0625, "min", "1:30"), (0.5, "min", "12:00"), (0.25, "min", "6:00"), ("0.5", "min", "12:00"), ("0.0625", "h", "1:30"), (1.25, "min", "1.25 h"),
        ("1.25", "min", "1.25 h"),
        (1 / 96, "h", "0:15"), (0.0625, "h", "1:30"), (13 / 24, "min", "13:00"),
        (0.0625, "day", "1:30"), (37 / 1440, "day", "0:37"), (1.0625, "day", "25:30"), (5430 / 86400, "day", "1:30"),
    ],
)  # fmt: skip
def test_what_may_be_a_lost_time_waits(tmp_path, quantity, unit, offered):
    charged, [said] = outcome(tmp_path, quantity, unit)
    assert charged == "0.00"
    assert said.startswith("LOST_TIME: Quantity is ")
    assert offered in said


@pytest.mark.parametrize(
    ("quantity", "unit", "charged"),
    [
        (0.25, "h", "25.00"), (0.75, "h", "75.00"), (0.1, "h", "10.00"), (1.25, "h", "125.00"),
        (7.5, "min", "750.00"), ("0.5", "h", "50.00"), (0.5, "pc", "50.00"),
        (0.5, "day", "50.00"), (0.125, "day", "12.50"), (0.375, "day", "37.50"), (1.125, "day", "112.50"),
        (1 / 3, "day", "33.33"), (0.7, "day", "70.00"), (0.05, "day", "5.00"), (1.25, "day", "125.00"),
        (0.0625, "pc", "6.25"), (2.3333, "min", "233.33"), (90, "min", "9000.00"),
    ],
)  # fmt: skip
def test_other_numbers_count(tmp_path, quantity, unit, charged):
    assert outcome(tmp_path, quantity, unit) == (charged, [])


@pytest.mark.parametrize(
    ("quantity", "unit"), [(0.0625, "min"), (0.0625, "h"), (0.0625, "day"), (1.25, "min")]
)
def test_the_config_says_that_parts_are_meant(tmp_path, quantity, unit):
    charged, findings = outcome(tmp_path, quantity, unit, MEANT)
    assert findings == []
    assert charged == {0.0625: "6.25", 1.25: "125.00"}[quantity]
