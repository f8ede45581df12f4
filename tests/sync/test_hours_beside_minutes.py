"""Hours beside Minutes: what the format of an Hours cell shows is looked at as where Hours stands
alone, and findings name the column that they are about (§15)."""

from typing import Any

import openpyxl
import pytest

from tests.sync.agency import QUIET, SHEETS, Agency, day


def outcome(
    folder, hours: tuple[Any, str], minutes: Any, beside: str = "0", more: str = ""
) -> tuple[str, str]:
    """(charge, what the finding says, or "") of a row of so many hours, shown so, and minutes."""
    head = ["Date", "Client", "Service", "Hours", "Minutes"]
    sheets: dict[str, Any] = {
        **SHEETS,
        "Prices": [["Service", "Unit", "Price"], ["Call", "min", 1]],
        "Log": [head, [day(3), "Acme", "Call", hours[0], minutes]],
    }
    agency = Agency(folder, sheets, QUIET + more, furnished=False)
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


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("hours", [0.0625, 100 / 1440, 1.0625, 5430 / 86400, 46143])
def test_lost_times_wait_whatever_the_language_and_the_decimals(tmp_path, language, hours):
    more = f'language = "{language}"\n[billing]\nrows_over_a_day = true\n'
    charged, said = outcome(tmp_path, (hours, "0.00"), None, more=more)
    assert (charged, said[:3]) == ("0.00", "D2 ")
    assert ("no day holds" in said or "нет в сутках" in said) == (hours > 24)


@pytest.mark.parametrize(
    ("number", "look"),
    [(2, '0" шт."'), (1, '0" day"'), (2, "0%"), (3, '0" ₽"'), (90, "h:mm"), (8, "h:mm"), (90, "0")],
)
@pytest.mark.parametrize("minutes", [None, 0])
def test_hours_that_show_no_time_wait_and_are_named(tmp_path, number, look, minutes):
    charged, said = outcome(tmp_path, (number, look), minutes)
    assert charged == "0.00"
    assert said.startswith("D2 Hours")


@pytest.mark.parametrize(("hours", "minutes"), [(90, 30), (24, 30), (9999, 5)])
def test_hours_that_no_day_holds_wait_whatever_stands_beside_them(tmp_path, hours, minutes):
    charged, said = outcome(tmp_path, (hours, "0"), minutes)
    assert charged == "0.00"
    assert f"Hours and Minutes are {hours}\u2009|\u2009{minutes}: so many hours" in said
    assert "90 min, or 90:30" in said


@pytest.mark.parametrize(("hours", "minutes"), [("90 h", 30), (None, "90:30"), ("90:30", None)])
def test_and_count_where_their_unit_is_said(tmp_path, hours, minutes):
    assert outcome(tmp_path, (hours, "0"), minutes) == ("5430.00", "")


@pytest.mark.parametrize(
    ("hours", "charged"), [(0.0625, "3.75"), (1 / 3, "20.00"), (8.25, "495.00")]
)
def test_the_config_says_that_parts_of_hours_are_meant(tmp_path, hours, charged):
    more = "[billing]\nfractional_minutes = true\n"
    assert outcome(tmp_path, (hours, "0"), None, more=more) == (charged, "")


def test_fewer_hours_wait_with_those_that_are_most_likely_minutes(tmp_path):
    head = ["Date", "Client", "Service", "Hours", "Minutes"]
    rows = [[day(at), "Acme", "Call", hours, None] for at, hours in ((3, 15), (4, 90), (5, 45))]
    agency = Agency(tmp_path, {**SHEETS, "Log": [head, *rows]}, QUIET, furnished=False)
    found = agency.report()["findings"]
    assert [(each["code"], each["cell"]) for each in found] == [
        ("LOST_TIME", "D2"), ("LOST_TIME", "D3"), ("LOST_TIME", "D4"),
    ]  # fmt: skip


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


TEXTS = [
    # Hours, Minutes as text; what they come to in an English workbook, and in a Russian one
    ("1,5", None, "waits", "90.00"), ("1.5", None, "90.00", "waits"), ("1,5", "0", "waits", "90.00"),
    ("1,500", None, "waits", "waits"), ("1.500", None, "waits", "waits"), ("1,500", "30", "waits", "waits"),
    ("2", "1,500", "waits", "waits"), ("2", "1.500", "waits", "waits"), ("2", "1,500 min", "waits", "waits"),
    ("1,500 h", "30", "waits", "waits"), ("1,500 h", None, "90000.00", "90.00"), ("1,30", None, "waits", "78.00"),
    ("2", None, "120.00", "120.00"), ("1,5", "90", "90.00", "90.00"), ("20 | 30", None, "waits", "waits"),
    (None, "20 | 30", "waits", "waits"), ("2", "20 | 30", "waits", "waits"),
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(("hours", "minutes", "en", "ru"), TEXTS)
def test_texts_are_read_as_where_hours_stand_alone_or_wait(
    tmp_path, language, hours, minutes, en, ru
):
    """1,5 was an hour and a half in every workbook, 1,500 hours were as many minutes, and hours beside
    "1,500" were left out."""
    charged, said = outcome(tmp_path, (hours, "0"), minutes, more=f'language = "{language}"\n')
    becomes = en if language == "en" else ru
    assert (charged, bool(said)) == (("0.00", True) if becomes == "waits" else (becomes, False))


def test_a_pair_waits_with_those_that_are_most_likely_minutes(tmp_path):
    head = ["Date", "Client", "Service", "Hours", "Minutes"]
    rows = [[day(at), "Acme", "Call", hours, 30] for at, hours in ((3, 20), (4, 90), (5, 45))]
    agency = Agency(tmp_path, {**SHEETS, "Log": [head, *rows]}, QUIET, furnished=False)
    document = agency.report()
    assert [each["code"] for each in document["findings"]] == ["LOST_TIME"] * 3
    assert document["rows"]["charged"] == 0
