"""Hours beside Minutes: what the format of an Hours cell shows is looked at as where Hours stands
alone, and findings name the column that they are about (§15)."""

from typing import Any

import openpyxl
import pytest

from tests.sync.agency import QUIET, SHEETS, Agency, day


def outcome(folder, hours: tuple[Any, str], minutes: Any, beside: str = "0") -> tuple[str, str]:
    """(charge, what the finding says, or "") of a row of so many hours, shown so, and minutes."""
    head = ["Date", "Client", "Service", "Hours", "Minutes"]
    sheets: dict[str, Any] = {
        **SHEETS,
        "Prices": [["Service", "Unit", "Price"], ["Call", "min", 1]],
        "Log": [head, [day(3), "Acme", "Call", hours[0], minutes]],
    }
    agency = Agency(folder, sheets, QUIET, furnished=False)
    book = openpyxl.load_workbook(agency.path)
    book["Log"]["D2"].number_format, book["Log"]["E2"].number_format = hours[1], beside
    book.save(agency.path)
    document = agency.report()
    said = [f"{e['cell']} {e['message']} {e['hint']}" for e in document["findings"]]
    [charged] = [each["charged"] for each in document["clients"] if each["client"] == "Acme"]
    return charged, " ".join(said)


@pytest.mark.parametrize(
    ("number", "look", "minutes", "charged"),
    [
        (15, '0" min"', None, "15.00"), (90, '0" min"', None, "90.00"), (5, '0" мин"', None, "5.00"),
        (2, '0" h"', 30, "150.00"), (8 / 24, "h:mm", None, "480.00"), (1.5 / 24, "[h]:mm", 90, "90.00"), (2, "0.00", 5, "125.00"),
    ],
)  # fmt: skip
def test_what_hours_show_is_read(tmp_path, number, look, minutes, charged):
    assert outcome(tmp_path, (number, look), minutes) == (charged, "")


@pytest.mark.parametrize(
    ("number", "look"),
    [(2, '0" шт."'), (1, '0" day"'), (2, "0%"), (3, '0" ₽"'), (90, "h:mm"), (8, "h:mm"), (90, "0")],
)
@pytest.mark.parametrize("minutes", [None, 0])
def test_hours_that_show_no_time_wait_and_are_named(tmp_path, number, look, minutes):
    charged, said = outcome(tmp_path, (number, look), minutes)
    assert charged == "0.00"
    assert said.startswith("D2 Hours")


@pytest.mark.parametrize(
    ("hours", "minutes", "look", "quoted"),
    [((1, "0"), 30, '0" h"', "1\u2009|\u200930:00"), ((15, '0" min"'), 30, "0", "0:15\u2009|\u200930")],
)  # fmt: skip
def test_a_pair_that_comes_to_nothing_says_which_cell_to_blank(
    tmp_path, hours, minutes, look, quoted
):
    charged, said = outcome(tmp_path, hours, minutes, look)
    assert charged == "0.00"
    assert f"Hours and Minutes are {quoted}: both" in said
    assert "Blank one of the two cells" in said
