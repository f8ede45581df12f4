"""A bare 90 where hours are typed may be minutes: in a log of days it waits, in one of weeks it counts
(design §15)."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from sheets_sync.billing.long_rows import DAY, are_usual
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.spreadsheet.protocol import Snapshot
from tests.reading.sheets import TODAY, Decoded, decoded, log, row, serial

HOURLY = {"Prices": [[None, "Call", "h", 10], [None, "Banner", "pc", 50]]}


def in_hours(*rows, **more) -> Snapshot:
    snapshot = log(*rows, **{**HOURLY, **more})
    snapshot.tabs["Log"].columns[5][0] = "Hours"
    return snapshot


def outcome(found: Decoded) -> tuple[list[str], list[int]]:
    return found.codes(), [charge for charge in found.charges() if charge]


@pytest.mark.parametrize("typed", [90, 90.5, "90", "90.5", 24.25, 2000])
def test_a_bare_number_over_a_day_waits_in_a_column_of_hours(typed):
    found = decoded(in_hours(row(minutes=typed), row(minutes=2)))
    assert outcome(found) == (["LOST_TIME"], [20_00])


@pytest.mark.parametrize(
    ("column", "waiting"),
    [
        ([15, 20, 90, 45], 4),
        (["15", "20", "90", "45"], 4),
        ([15, "20 min", 90, 45], 3),
        ([1.5, 2, 90, 45], 3),
        ([8, 8, 90], 1),
        ([8, 8, 8, 8, 8, 8, 8, 90, 45], 2),
        ([8, "1:30", 40, 45], 3),
    ],
)
def test_whole_numbers_beside_many_that_are_over_a_day_wait_with_them(column, waiting):
    """Found: 15 and 20 of a column of minutes headed Hours were 15 and 20 hours."""
    found = decoded(in_hours(*(row(minutes=each, order=n) for n, each in enumerate(column))))
    assert found.codes() == ["LOST_TIME"] * waiting
    assert found.states()[0] == len(column) - waiting


@pytest.mark.parametrize(
    ("typed", "charge"), [("90 min", 15_00), ("90 h", 900_00), ("90:00", 900_00), (24, 240_00), (8.5, 85_00)]
)  # fmt: skip
def test_what_says_its_unit_counts_and_so_does_a_day(typed, charge):
    assert outcome(decoded(in_hours(row(minutes=typed)))) == ([], [charge])


@pytest.mark.parametrize(
    ("quantity", "minutes", "service", "becomes"),
    [
        (90, None, "Call", (["LOST_TIME"], [])),
        ("90", None, "Call", (["LOST_TIME"], [])),
        (90, 90, "Call", (["LOST_TIME"], [])),
        (90, 5400, "Call", (["IMPLAUSIBLE"], [900_00])),
        ("90 h", None, "Call", (["IMPLAUSIBLE"], [900_00])),
        ("90 min", None, "Call", ([], [15_00])),
        (90, 45, "Banner", ([], [4500_00])),
        (24, None, "Call", ([], [240_00])),
    ],
)
def test_a_quantity_of_hours_over_a_day_waits_unless_minutes_bear_it_out(
    quantity, minutes, service, becomes
):
    found = decoded(log(row(service=service, quantity=quantity, minutes=minutes), **HOURLY))
    codes = [code for code in found.codes() if code != "IMPLAUSIBLE"]
    assert (codes, outcome(found)[1]) == ([c for c in becomes[0] if c != "IMPLAUSIBLE"], becomes[1])


def weeks(hours: float, *, by: int, staff: int = 2) -> list[list[object]]:
    first = TODAY - timedelta(200)
    return [
        row(date_=first + timedelta(by * at), minutes=hours, staff=f"Staff {who}", order=f"{at} {who}")
        for at in range(12) for who in range(staff)
    ]  # fmt: skip


def test_in_a_log_of_weeks_hours_over_a_day_count():
    found = decoded(in_hours(*weeks(40, by=7)))
    assert outcome(found) == ([], [400_00] * 24)


def test_in_a_log_of_days_they_are_no_hours_however_many_there_are():
    found = decoded(in_hours(*weeks(90, by=1)))
    assert outcome(found) == (["LOST_TIME"] * 24, [])


def test_a_few_rows_of_weeks_are_not_enough_to_tell():
    found = decoded(in_hours(*weeks(40, by=7, staff=1)))
    assert outcome(found) == (["LOST_TIME"] * 12, [])


def test_the_config_says_that_rows_are_so_long(monkeypatch):
    rules = Rules("en", "RUB", {}, {}, serial(TODAY))
    monkeypatch.setattr(
        "tests.reading.sheets.Rules", lambda *_: replace(rules, rows_over_a_day=True)
    )
    found = decoded(in_hours(row(minutes=40), row(quantity=30, minutes=None)))
    assert outcome(found) == ([], [400_00, 300_00])


@pytest.mark.parametrize("typed", [1.25, "1.25", 1.3, "1.30", 8.45, 23.75])
def test_minutes_that_look_like_hours_wait(typed):
    assert outcome(decoded(log(row(minutes=typed)))) == (["LOST_TIME"], [])


@pytest.mark.parametrize("typed", [1, 1.5, 7.5, 24.25, 2.3333333, "1.5", "1.25 min"])
def test_other_parts_of_a_minute_count(typed):
    assert decoded(log(row(minutes=typed))).codes() == []


def test_a_day_of_two_members_of_staff_is_two_days():
    day = np.array([5, 5, 5], np.int32)
    staff = np.array([0, 1, -1], np.int32)
    labour = np.array([DAY + 1] * 3)
    assert not are_usual(day, staff, labour, labour > DAY)
    day, staff, labour = (np.tile(each, 10) for each in (day, staff, labour))
    nth = np.arange(30, dtype=np.int32) // 3
    assert not are_usual(day + nth, staff, labour, labour > DAY)
    assert are_usual(day + nth * 2, staff, labour, labour > DAY)


@pytest.mark.parametrize(
    "typed", ["9:00 PM", "9 pm", "9:00 p.m.", "12:30 AM", "21:00 Uhr", "9:00 утра"]
)
@pytest.mark.parametrize("column", ["minutes", "quantity"])
def test_a_time_of_day_is_no_duration(column, typed):
    found = decoded(log(row(**{"minutes": None, column: typed}), **HOURLY))
    assert outcome(found) == (["BAD_NUMBER"], [])


def test_a_day_without_a_day_is_nobodys():
    found = decoded(
        in_hours(row(date_="soon", minutes=90), row(date_=date(2026, 11, 2), minutes=1))
    )
    assert outcome(found) == (["BAD_DATE", "LOST_TIME"], [10_00])


@pytest.mark.parametrize(
    ("key", "typed", "held"),
    [
        ("step", 15, True), ("step", 5, True), ("step", "30", True), ("step", 60, True), ("minimum", 10, True),
        ("minimum", 30, True), ("step", 46143, True), ("step", 0.25, False), ("step", 1, False), ("step", 4, False),
        ("step", 8, False), ("minimum", 8, False), ("minimum", 2, False), ("step", "15 min", False),
        ("step", "15 h", False), ("included", 90, False),
    ],
)  # fmt: skip
def test_a_step_or_minimum_of_very_many_hours_waits_for_its_unit(key, typed, held):
    place = {"minimum": 4, "step": 5, "included": 6}[key]
    terms: list[object] = [None] * 3
    terms[place - 4] = typed
    found = decoded(log(row(minutes=10), Prices=[[None, "Call", "h", 60, *terms]]))
    assert found.codes() == (["LOST_TIME", "NO_PRICE"] if held else [])


@pytest.mark.parametrize("unit", ["min", "pc", "day"])
def test_in_other_units_they_are_as_typed(unit):
    found = decoded(log(row(minutes=10), Prices=[[None, "Call", unit, 60, 15, 15]]))
    assert found.codes() == []
