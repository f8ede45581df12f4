"""Headers once more amid the rows of a sheet that staff keep as they like, or in a second line, are
nobody's: four findings each, for ever, on ordinary sheets (design §15)."""

from typing import Any

import pytest

from sheets_sync.use_cases import furnishing
from tests.sync.agency import QUIET, Agency, day
from tests.sync.kept_sheet import HEAD, KEPT, outcome

WORK = [[day(5), "Acme", "Call", 30, None], [day(4), "Acme", "Call", 60, None]]


@pytest.mark.parametrize(
    "again",
    [HEAD, ["DATE", "client ", "Service", "Minutes", None], ["Date", "Client", "Service", "Hours", "x"], [*HEAD[:3], None, None]],
)  # fmt: skip
def test_the_headers_above_each_month_are_no_work(tmp_path, again):
    assert outcome(tmp_path, HEAD, WORK[0], ["November"], again, WORK[1]) == ([], 90)


def test_headers_of_an_agencys_own_above_each_month_are_no_work(tmp_path):
    head = ["Tag", "Kunde", "Was", "Minuten"]
    named = 'log = { date = "Tag", client = "Kunde", service = "Was", minutes = "Minuten" }'
    config = f"{KEPT}[columns]\n{named}\n"
    work = [each[:4] for each in WORK]
    assert outcome(tmp_path, head, work[0], head, work[1], config=config) == ([], 90)


def test_headers_again_in_the_tab_of_a_client_are_no_work(tmp_path):
    config = '[tabs]\nlog = { tab = "Work", client = "Acme" }\n'
    head, *work = ([each[0], *each[2:]] for each in (HEAD, *WORK))
    assert outcome(tmp_path, head, work[0], head, work[1], config=config) == ([], 90)


def test_headers_again_in_the_tab_of_a_client_and_a_service_are_no_work(tmp_path):
    """Found: Date alone tells of no headers, and with the labour's they were two findings each."""
    config = '[tabs]\nlog = { tab = "Work", client = "Acme", service = "Call" }\n'
    head, *work = ([each[0], *each[3:]] for each in (HEAD, *WORK))
    assert outcome(tmp_path, head, work[0], head, work[1], config=config) == ([], 90)
    odd = ["Date", 30, None]
    assert outcome(tmp_path / "odd", head, work[0], odd, work[1], config=config)[0]


@pytest.mark.parametrize(
    "line",
    [["Date", "Acme", "Call", 15, None], [None, "Client", "Service", "Minutes", None], ["Date", None, None, None, None], ["Date", "Client", "Call", 15, None]],
)  # fmt: skip
def test_what_has_some_of_the_headers_may_be_a_row(tmp_path, line):
    found, charged = outcome(tmp_path, HEAD, WORK[0], line, WORK[1])
    assert found
    assert charged == 90


@pytest.mark.parametrize(
    "line", [[None, None, None, "net", None], [None, None, None, "h:mm", "who, what"], [None, None, None, "мин", None]]
)  # fmt: skip
def test_a_second_line_of_headers_is_no_work(tmp_path, line):
    assert outcome(tmp_path, HEAD, line, *WORK) == ([], 90)


def test_a_second_line_below_the_headers_above_each_month_is_no_work(tmp_path):
    """Found: below the first headers it was nobody's, below those of each month two findings."""
    line = [None, None, None, "net", "who"]
    assert outcome(tmp_path, HEAD, line, WORK[0], HEAD, line, WORK[1]) == ([], 90)
    assert outcome(tmp_path / "a", HEAD, WORK[0], HEAD, [None, None, "Call", "net", None], WORK[1])[
        0
    ]


@pytest.mark.parametrize(
    "line",
    [[None, None, None, 30, None], [None, None, None, "30 min", None], [None, "Acme", None, "net", None], [day(3), None, None, "net", None], [None, None, "Call", "net", None]],
)  # fmt: skip
def test_what_may_be_work_right_below_the_headers_is_told(tmp_path, line):
    assert outcome(tmp_path, HEAD, line, *WORK)[0]


def test_a_row_without_its_day_of_somebody_who_works_there_is_told(tmp_path):
    """Found: in a tab of one client and service such a row was left out, and nobody was told."""
    config = '[tabs]\nlog = { tab = "Work", client = "Acme", service = "Call" }\n'
    rows: list[list[Any]] = [
        ["Date", "Minutes", "Staff"],
        [None, "half an hour", "Anna "],
        [day(5), 90, "anna"],
    ]
    assert "MISSING_CELL" in outcome(tmp_path, *rows, config=config)[0]
    second: list[list[Any]] = [rows[0], [None, "h:mm", "name"], rows[2]]
    assert outcome(tmp_path / "line", *second, config=config) == ([], 90)


def test_words_alone_further_down_are_told(tmp_path):
    assert outcome(tmp_path, HEAD, WORK[0], [None, None, None, "net", None], WORK[1])[0]


def test_in_a_tab_of_ours_headers_again_are_told(tmp_path):
    assert "BAD_DATE" in outcome(tmp_path, HEAD, HEAD, *WORK, config="", tab="Log")[0]


def test_no_client_is_made_of_the_headers(tmp_path):
    sheets: dict[str, Any] = {"Clients": [["Client"]], "Prices": [["Service", "Unit", "Price"]], "Work": [HEAD, WORK[0], HEAD, WORK[1]]}  # fmt: skip
    agency = Agency(tmp_path, sheets, f"{QUIET}{KEPT}", furnished=False)
    furnishing.furnish(agency.config, None, lambda _: None, from_log=True)
    assert [each["client"] for each in agency.report()["clients"]] == ["Acme"]


BELOW = ["Date", "Client", "Service", "Hours", None]


@pytest.mark.parametrize("line", [None, [None, None, None, "h", "min"]])
@pytest.mark.parametrize(
    "cells", [[(1, 30), (2, None)], [(None, 45), (1, 0)], [("1", "30"), (2, 5)]]
)
def test_minutes_right_of_hours_below_one_header_are_told(tmp_path, line, cells):
    """Found: an hour and a half in two columns below a merged Time was charged as an hour, in silence."""
    rows = [[day(5), "Acme", "Call", *both] for both in cells]
    found, _ = outcome(tmp_path, BELOW, *([line] if line else []), *rows)
    assert "NEAR_HEADER" in found


@pytest.mark.parametrize(
    "cells",
    [[(1.5, 30)], [(1, 90)], [(1, 2.5)], [(1, "Anna")], [(1, None), (2, None)], [(1, 0)], [(1, "30 EUR")]],
)  # fmt: skip
def test_what_stands_beside_hours_and_is_no_part_of_them_is_nobodys(tmp_path, cells):
    rows = [[day(5), "Acme", "Call", *both] for both in cells]
    assert outcome(tmp_path, BELOW, *rows)[0] == []


SUMS_BESIDE = [(2, None), (3, None), (4, None), (5, None), (6, 17)]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Hours", [(1, 1), (2, None), (3, 1)]), ("Hours", [(1, "by car"), (2, "mail"), (3, 7)]), ("Hours", SUMS_BESIDE),
        ("Minutes", [(10, 12), (20, 13)]), ("Time, min", [(10, 12), (20, 13)]), ("Time", [(90, 12), (10, 13), (45, 14)]),
    ],
)  # fmt: skip
def test_ticks_notes_sums_and_what_stands_beside_minutes_are_nobodys(tmp_path, header, cells):
    """Found: each was told for ever, as if it were minutes of hours."""
    rows = [[day(5), "Acme", "Call", *both] for both in cells]
    named = f'{KEPT}[columns]\nlog.minutes = "{header}"\n' if "Time" in header else KEPT
    assert outcome(tmp_path, [*BELOW[:3], header, None], *rows, config=named)[0] == []


@pytest.mark.parametrize("cells", [[*SUMS_BESIDE[:4], (3, 15)], [*SUMS_BESIDE, (1, 23)]])
def test_minutes_that_few_rows_have_are_told(tmp_path, cells):
    rows = [[day(5), "Acme", "Call", *both] for both in cells]
    assert "NEAR_HEADER" in outcome(tmp_path, BELOW, *rows)[0]


def test_a_header_of_its_own_makes_it_nobodys(tmp_path):
    rows = [[day(5), "Acme", "Call", 1, 30]]
    assert outcome(tmp_path, [*BELOW[:4], "Room"], *rows)[0] == []
