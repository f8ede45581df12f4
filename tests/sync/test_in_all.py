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
