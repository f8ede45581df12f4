"""A blank cell of the hours that clients pay for, beside hours that were worked, does not say how
many of these they pay for: the row waits (design §15)."""

from datetime import time
from typing import Any

import pytest

from tests.sync.agency import QUIET, SHEETS, Agency, day

HEAD = ["Date", "Client", "Service", "Billable", "Hours", "Billable hours"]
PRICES: list[list[Any]] = [["Service", "Unit", "Price"], ["Call", "h", 60], ["Logo", "pc", 500]]
COLUMNS = '[columns]\nlog.quantity = "Billable hours"\n'


def outcome(folder, row: list[Any], language="en", head=HEAD, columns=COLUMNS):
    log = [head, [day(2), "Acme", *row], [day(1), "Acme", "Call", None, 1, 1]]
    quiet = QUIET.replace("[workbook]", f"[workbook]\nlanguage = '{language}'")
    sheets: dict[str, Any] = {**SHEETS, "Prices": PRICES, "Log": log}
    document = Agency(folder, sheets, f"{quiet}{columns}", furnished=False).report()
    charged = {each["client"]: each["charged"] for each in document["clients"]}["Acme"]
    told = [(f["code"], f"{f['message']} {f['hint']}") for f in document["findings"]]
    return told, float(charged) - 60


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("hours", [2, 0.5, "2", "1:30", time(1, 30)])
def test_a_blank_one_waits_and_its_cure_works(tmp_path, hours, language):
    """Found: the worked hours were charged, without a word."""
    [(code, said)], charged = outcome(tmp_path / "held", ["Call", None, hours, None], language)
    assert (code, charged) == ("NO_QUANTITY", 0)
    assert "Billable hours" in said
    assert "log.quantity" in said
    assert outcome(tmp_path / "none", ["Call", None, hours, 0], language) == ([], 0)
    assert outcome(tmp_path / "some", ["Call", None, hours, 1], language) == ([], 60)
    worked = outcome(tmp_path / "all", ["Call", None, hours, None], language, columns="")
    assert worked[1] == pytest.approx(30 if hours == 0.5 else 120 if str(hours) == "2" else 90)


@pytest.mark.parametrize(
    ("row", "charged"),
    [
        (["Call", "no", 2, None], 0), (["Call", None, 0, None], 0), (["Call", None, 2, 2], 120), (["Call", None, None, 2], 120),
        (["Logo", None, 2, None], 500), (["Call", None, "1:30", "0:30"], 30), (["Logo", None, None, None], 500),
    ],
)  # fmt: skip
def test_where_it_says_enough_nothing_waits(tmp_path, row, charged):
    assert outcome(tmp_path, row) == ([], charged)


def test_hours_of_what_is_sold_by_the_piece_wait_and_a_blank_is_one_piece(tmp_path):
    [(code, said)], charged = outcome(tmp_path / "held", ["Logo", None, 2, "1:30"])
    assert (code, charged) == ("BAD_NUMBER", 0)
    assert "in a column of hours, whose numbers are hours, blank the cell" in said
    assert outcome(tmp_path / "cured", ["Logo", None, 2, None]) == ([], 500)


def test_a_quantity_that_is_called_otherwise_is_what_was_worked_where_it_is_blank(tmp_path):
    head = [*HEAD[:-1], "Quantity"]
    assert outcome(tmp_path, ["Call", None, 2, None], head=head, columns="") == ([], 120)
