"""Logs whose begin says the day, too, and such as say their labour now by hours, now by begin and end: the
proposed lines read them (design §15)."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from sheets_sync.use_cases import furnishing
from tests.sync.agency import Agency, day
from tests.sync.test_proposals import lines_of, refused
from tests.sync.test_proposals_of_kept_sheets import charged

KNOWN: dict[str, Any] = {
    "Clients": [["Client"], ["Acme"], ["Bell"]],
    "Prices": [["Service", "Unit", "Price"], ["Call", "min", 1], ["Banner", None, 5]],
}
HEAD = ["Start", "End", "Client", "Service"]


def moment(back: int, hours: float) -> datetime:
    return datetime.combine(day(back), time()) + timedelta(hours=hours)


def sheet(tmp_path, *rows: list[Any]) -> Agency:
    return Agency(tmp_path, {**KNOWN, "Work": [*rows]}, furnished=False)


def test_the_begin_of_work_may_be_its_day(tmp_path):
    """Found: such a sheet was no log to init, which said nothing, and one header could not be two."""
    agency = sheet(
        tmp_path, HEAD,
        [moment(4, 22), moment(3, 1.5), "Acme", "Call"], [moment(2, 9), moment(2, 9.75), "Bell", "Call"],
        ["2026-11-21 09:00:00", "2026-11-21T10:15:00", "Bell", "Call"], ["20.11.2026 09:00", "20.11.2026 9:30", "Bell", "Call"],
    )  # fmt: skip
    assert charged(agency) == ({"Acme": 210, "Bell": 45 + 75 + 30}, [])


@pytest.mark.parametrize(
    ("begin", "end", "order"),
    [("11/{}/2026 10:00 PM", "11/{}/2026 1:30 AM", "m/d/y"), ("{}/11/2026 22:00", "{}/11/2026 1:30", "d/m/y")],
)  # fmt: skip
def test_moments_with_slashes_are_of_the_order_that_is_proposed(tmp_path, begin, end, order):
    agency = sheet(tmp_path, HEAD, *([begin.format(at), end.format(at + 1), "Acme", "Call"] for at in (2, 13)))  # fmt: skip
    assert f'dates = "{order}"' in lines_of(refused(agency))
    assert charged(agency) == ({"Acme": 420, "Bell": 0}, [])


def test_times_alone_are_no_days(tmp_path):
    furnishing.furnish(sheet(tmp_path, HEAD, [time(9), time(10), "Acme", "Call"]).config, None, lambda _: None)  # fmt: skip


def test_days_beside_begin_are_the_days(tmp_path):
    rows = [[day(3), moment(2, 9), moment(2, 10), "Acme", "Call"]]
    assert 'date = "Start"' not in lines_of(refused(sheet(tmp_path, ["Date", *HEAD], *rows)))


@pytest.mark.parametrize(("label", "at"), [("Total", 1), ("Summe:", 2), ("Итого за май", 1), ("Razem", 2)])  # fmt: skip
def test_a_sum_of_hours_whose_label_stands_below_begin_or_end_is_no_row(tmp_path, label, at):
    """Found: a sum of the hours that were typed, labelled beside them, was three findings for ever."""
    total: list[Any] = [None, None, None, None, None, 3.5]
    total[at] = label
    agency = sheet(
        tmp_path, ["Date", "Start", "End", "Client", "Service", "Hours"],
        [day(4), time(9), time(11), "Acme", "Call", 1.5], [day(3), time(9), time(11), "Bell", "Call", 2],
        [day(2), time(9), time(10), "Acme", "Call", None], total,
    )  # fmt: skip
    assert charged(agency) == ({"Acme": 150, "Bell": 120}, [])


def test_hours_that_only_some_rows_have_leave_begin_and_end_to_the_others(tmp_path):
    """Found: only Hours were proposed, and the other rows waited."""
    agency = sheet(
        tmp_path, ["Date", *HEAD, "Hours"],
        [day(3), time(9), time(10), "Acme", "Call", None], [day(2), None, None, "Acme", "Call", 2],
    )  # fmt: skip
    assert charged(agency) == ({"Acme": 180, "Bell": 0}, [])


def test_hours_that_all_rows_have_need_no_begin(tmp_path):
    agency = sheet(tmp_path, ["Date", *HEAD, "Hours"], [day(3), time(9), time(11), "Acme", "Call", 1.5])  # fmt: skip
    assert "begin" not in lines_of(refused(agency))


def test_what_is_counted_beside_what_is_timed_is_told(tmp_path):
    """Two lessons of 90 minutes are charged as two hours, where the price is for an hour."""
    head = ["Datum", "Kunde", "Leistung", "Anzahl", "Dauer"]
    message = refused(sheet(tmp_path, head, [day(3), "Acme", "Call", 2, "90 min"]))
    assert (
        'Where a price is by time, "Anzahl" is charged, in its unit, and "Dauer" is how' in message
    )


@pytest.mark.parametrize("title", [[], [["Jobs of the year"], []]])
def test_what_is_known_of_a_tab_that_is_left_alone_is_said(tmp_path, title):
    """Found: the title above stood there as the header of days, and "…" for a header that is known."""
    head = ["Received", "Customer", "Pair", "Words"]
    rows = [[day(3), "Acme", "Call", 1200], [day(2), "Bell", "Banner", 300]]
    agency = Agency(tmp_path, {**KNOWN, "Work": [*title, head, *rows]}, furnished=False)
    done = furnishing.furnish(agency.config, None, lambda _: None)
    assert '{ client = "Customer", service = "Pair", date = "Received", minutes = "…" }' in done[0]


def test_hours_and_minutes_in_two_columns_are_told_how_to_be_read(tmp_path):
    rows = [[day(3), "Acme", "Call", 1, 30], [day(2), "Acme", "Call", None, 45]]
    head = ["Date", "Client", "Service", "Hrs", "Min"]
    said = furnishing.furnish(sheet(tmp_path, head, *rows).config, None, lambda _: None)[0]
    assert 'hours in "Hrs" and minutes in "Min"' in said
    renamed = sheet(tmp_path / "renamed", [*head[:3], "Hours", "Minutes"], *rows)
    assert charged(renamed) == ({"Acme": 135, "Bell": 0}, [])


@pytest.mark.parametrize(
    "header",
    ["Quarter hours", "Hours (tenths)", "Units (6 min)", "Blocks of 15 min", "Lessons (45 min)", "Half hours", "Viertelstunden", "Unterrichtsstunden", "Академические часы", "Quarts d'heure", "Medias horas", "Kwadranse (min)", "Hours (0.25)", "1/4 h", "½ Std", "15-Minuten-Blöcke"],
)  # fmt: skip
def test_what_is_a_part_of_an_hour_or_a_number_of_minutes_is_no_labour(tmp_path, header):
    """Found: four quarters of an hour were proposed as four hours, a lesson of 45 minutes as a minute."""
    agency = sheet(tmp_path, ["Date", "Client", "Service", header], [day(3), "Acme", "Call", 4])
    done = furnishing.furnish(agency.config, None, lambda _: None)
    assert "is left alone" in done[0]


@pytest.mark.parametrize(
    "header",
    ["Hours 2026", "Hours 11/2026", "Hours 11", "Hours Q4", "Stunden KW 46", "Часы 11.2026", "Hours Team 2", "Hours [1]", "Hours (2 decimals)", "Number of hours", "Man-hours", "Time at work (h)"],
)  # fmt: skip
def test_the_number_of_a_month_a_week_or_a_team_says_nothing_of_hours(tmp_path, header):
    """Found: hours of a month called by its number were proposed no more, and nothing was said."""
    agency = sheet(tmp_path, ["Date", "Client", "Service", header], [day(3), "Acme", "Call", 4])
    assert 'unit = "h"' in lines_of(refused(agency))
