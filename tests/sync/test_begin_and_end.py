"""Begin and end of work are times of day; what is none waits, on .xlsx as in a CSV file (§15)."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from tests.sync.agency import QUIET, SHEETS, Agency, day

COLUMNS = '[columns]\nlog = { begin = "From", end = "To" }\n'
PRICES: list[list[Any]] = [["Service", "Unit", "Price"], ["Call", "min", 1]]


def outcome(tmp_path, rows: list[list[Any]]) -> tuple[list[str], str]:
    lines = [[day(3), "Acme", "Call", *row] for row in rows]
    log = [["Date", "Client", "Service", "From", "To"], *lines]
    document = Agency(
        tmp_path, {**SHEETS, "Prices": PRICES, "Log": log}, f"{QUIET}{COLUMNS}"
    ).report()
    charged = {each["client"]: each["charged"] for each in document["clients"]}["Acme"]
    return [f"{each['message']} {each['hint']}" for each in document["findings"]], charged


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        (9, 10), (9, 18), (9.5, 11), (900, 1030), (0.25, 0.75), (0, 1), (0.5, 0.5), ("9", "10"),
        (time(9), 10), (9, time(10)), (46_000, 46_001), (True, time(10)), (-0.375, 0.375),
        (date(2026, 11, 3), date(2026, 11, 4)), (time(9), timedelta(days=2)), (time(9), 0.5),
        ("2026-11-02", "2026-11-03"), ("2.11.2026", "3.11.2026"), ("2026-11-02 09:00", "2026-11-02T10:30:00+00:00"),
        ("2026-11-02 09:00", "10:30"), ("13 pm", "14:00"), ("24:01", "24:30"), ("9 soon", "10:30"),
    ],
)  # fmt: skip
def test_what_is_no_time_of_day_waits_with_a_cure(tmp_path, begin, end):
    [said], charged = outcome(tmp_path, [[begin, end]])
    assert charged == "0.00"
    assert "Type both as times of day, 9:00 and 10:30" in said


@pytest.mark.parametrize(
    ("begin", "end", "minutes"),
    [
        (time(9), time(10), 60), ("9:00", "10:15", 75), ("9:00 AM", "1:30 PM", 270),
        (0.375, 0.4375, 90), (time(12), 0.5625, 90), (time(23), time(1), 120),
        (datetime.fromisoformat("2026-11-03 22:00"), datetime.fromisoformat("2026-11-04 02:00"), 240),
        (46_329.9375, datetime.fromisoformat("2026-11-04 00:30"), 120), ("9:00", "24:00", 900),
        ("2026-11-02T09:00:00+03:00", "2026-11-02T10:30:00+00:00", 270), ("2026-11-02T09:00Z", "2026-11-02 10:30+0000", 90),
        ("2.11.2026 9:00", "2.11.2026 10:00", 60), ("2 Nov 2026 9:00 AM", "2 Nov 2026, 1:30 PM", 270),
        ("22:00", "0:00", 120), ("23:59", "00:00", 1), ("0:00", "1:00", 60), ("12:00 AM", "1:00 AM", 60), ("10:00 PM", "12 am", 120),
        ("0:00", "24:00", 1440), (time(0), time(12), 720), ("2.11.2026 0:00", "2.11.2026 1:00", 60),
        ("9am", "1 pm", 240), ("9:00\u202fAM", "1:30\u00a0PM", 270), ("\u200e9:00\u200b", "10:30\ufeff", 90), ("9:30am", "10:30 a.m.", 60),
    ],
)  # fmt: skip
def test_times_of_day_count(tmp_path, begin, end, minutes):
    assert outcome(tmp_path, [[begin, end]]) == ([], f"{minutes}.00")


@pytest.mark.parametrize(
    ("begin", "end"),
    [("9:00", "5:00"), (time(9), time(5)), (0.375, time(1)), ("12:30", "1:00"), ("09:00", "8:00"), (time(11), "1:00")],
)  # fmt: skip
def test_an_end_that_may_be_in_the_afternoon_waits(tmp_path, begin, end):
    [said], charged = outcome(tmp_path, [[begin, end]])
    assert charged == "0.00"
    assert "five in the afternoon is 17:00, or 5:00 PM" in said


@pytest.mark.parametrize(
    ("begin", "end", "minutes"),
    [
        ("9:00", "17:00", 480), ("9:00", "5:00 PM", 480), ("9:00 AM", "5:00 AM", 1200), ("9 pm", "5:00", 480),
        ("2026-11-03 9:00", "2026-11-04 5:00", 1200), (time(13), time(5), 960), ("12:30", "0:30", 720), (time(5), time(9), 240),
    ],
)  # fmt: skip
def test_what_says_its_half_of_the_day_does_not(tmp_path, begin, end, minutes):
    findings, charged = outcome(tmp_path, [[begin, end]])
    assert charged == f"{minutes}.00"
    assert not any("five in the afternoon" in each for each in findings)


def test_what_is_missing_is_named(tmp_path):
    messages, charged = outcome(tmp_path, [["9:00", None], [None, time(10, 30)], [None, 10]])
    assert charged == "0.00"
    assert [each.split(", and")[0] for each in messages] == [
        "From is 9:00",
        "To is 10:30",
        "To is 10",
    ]
    assert "To is blank" in messages[0]
    assert "Type into To when it ended" in messages[0]
    assert "From is blank" in messages[1]
