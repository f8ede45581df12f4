"""What begin and end of work come to stands beside them as well: where it says otherwise, that is
told (design §15)."""

from datetime import time, timedelta
from typing import Any

import pytest

from tests.sync.agency import QUIET, SHEETS, Agency, day
from tests.sync.test_begin_and_end import COLUMNS, PRICES


def found(tmp_path, header: str, said: list[Any], *more: str, cells: tuple[Any, ...] = ()):
    """The columns that are told, of rows from 9:00 to 17:00 with ``said`` below ``header``."""
    log: list[list[Any]] = [["Date", "Client", "Service", "From", "To", header, *more]]
    for back, each in enumerate(said, start=1):
        log.append([day(back), "Acme", "Call", time(9), time(17), each, *cells])
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": log}
    document = Agency(tmp_path, sheets, f"{QUIET}{COLUMNS}", furnished=False).report()
    codes = {each["code"] for each in document["findings"]}
    assert codes <= {"NEAR_HEADER"}
    return [each["cell"] for each in document["findings"]]


@pytest.mark.parametrize(
    "header",
    ["Total hours", "Total (h)", "Hrs", "Total time", "Stunden gesamt", "Gesamt", "Итого часов", "Всего", "Total heures", "Razem"],
)  # fmt: skip
@pytest.mark.parametrize(
    "said", [[8, 7.5], ["8:00", "7:30"], [timedelta(hours=8), time(7, 30)], [1 / 3, 0.3125]]
)
def test_another_time_in_all_is_told_at_its_header(tmp_path, header, said):
    """Found: the break that only the total knows of was charged, in silence."""
    assert found(tmp_path, header, said) == ["F1"]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("Total hours", [8, 8.0]), ("Total hours", [8, None]), ("Total", [8, timedelta(hours=8)]), ("Gesamt", ["8:00", "8,0"]), ("Total", [480.5, 960]),
        ("Total", ["480 €", None]), ("Total hours", [None, None]), ("Total hours", [1 / 3, 8]),
    ],
)  # fmt: skip
def test_the_same_once_more_and_sums_are_not(tmp_path, header, said):
    assert found(tmp_path, header, said) == []


def test_a_break_that_is_read_is_in_the_total(tmp_path):
    assert found(tmp_path, "Total hours", [7.5, 7.5], "Break", cells=("30 min",)) == []
    assert found(tmp_path / "not", "Total hours", [8, 8], "Break", cells=("30 min",)) == ["F1"]


DAYS = [(day(4), 9, 12), (day(4), 13, 17), (day(3), 9, 11), (day(3), 12, 16)]


def told_of_days(tmp_path, header: str, said: list[Any], more: tuple[Any, ...] = ()):
    """The columns that are told, of two days of two rows each with ``said`` below ``header``."""
    head = ["Date", "Client", "Service", "From", "To", header, "Staff"]
    who = more or ("Anna",) * 4
    log: list[list[Any]] = [head]
    for (when, begin, end), each, name in zip(DAYS, said, who, strict=True):
        log.append([when, "Acme", "Call", time(begin), time(end), each, name])
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": log}
    document = Agency(tmp_path, sheets, f"{QUIET}{COLUMNS}", furnished=False).report()
    return [each["cell"] for each in document["findings"]]


@pytest.mark.parametrize(
    "header", ["Total hours", "Daily total", "Итого за день", "Stunden gesamt"]
)
@pytest.mark.parametrize(
    "said",
    [
        [None, 7, None, 6], [7, None, 6, None], [7, 7, 6, 6], [3, 7, 2, 6], [None, None, None, 13], [3, 7, 9, 13], [None, "7:00", None, timedelta(hours=6)],
        [None, None, 9, 4], ["-", 4, "see note", 4],
    ],
)  # fmt: skip
def test_the_sum_of_a_day_or_a_week_is_no_other_time(tmp_path, header, said):
    """Found: it was told, in every run: there was nothing to mend."""
    assert told_of_days(tmp_path, header, said) == []


@pytest.mark.parametrize(
    "said", [[None, 6.5, None, 6], [None, 7, None, 5.5], [None, None, None, 12], [3, 3.5, 2, 4]]
)
def test_a_sum_that_lacks_a_break_is(tmp_path, said):
    """One row that is the same, or a header that says hours, and one that is no sum of any."""
    assert told_of_days(tmp_path, "Total hours", said) == ["F1"]


def test_the_days_of_each_are_their_own(tmp_path):
    who = ("Anna", "Boris", "Anna", "Boris")
    assert told_of_days(tmp_path, "Total hours", [3, 4, 2, 4], who) == []
    assert told_of_days(tmp_path / "not", "Total hours", [3, 6, 2, 4], who) == ["F1"]
