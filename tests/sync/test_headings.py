"""Headings amid the rows of a sheet that staff keep as they like are nobody's: three findings each, for
ever, were one for a month's name (design §15)."""

from typing import Any

import pytest

from tests.sync.agency import QUIET, SHEETS, Agency, day

PRICES: list[list[Any]] = [["Service", "Unit", "Price"], ["Call", "min", 1]]
HEAD = ["Date", "Client", "Service", "Minutes", "Note"]
KEPT = '[tabs]\nlog = { tab = "Work" }\n'


def outcome(tmp_path, *lines: list[Any], config=KEPT, tab="Work") -> tuple[list[str], float]:
    """The codes of the findings, and what Acme is charged."""
    rows = [[day(5), "Acme", "Call", 30, None], *lines, [day(4), "Acme", "Call", 60, None]]
    others = {name: each for name, each in SHEETS.items() if name != "Log"}
    sheets: dict[str, Any] = {**others, "Prices": PRICES, tab: [HEAD, *rows]}
    document = Agency(tmp_path, sheets, f"{QUIET}{config}", furnished=False).report()
    found = [each["code"] for each in document["findings"]]
    charged = {each["client"]: each["charged"] for each in document["clients"]}["Acme"]
    return found, float(charged)


@pytest.mark.parametrize(
    "text",
    [
        "November 2026", "November", "NOVEMBER", "Ноябрь 2026", "ноябрь 2026 г.", "Week 46", "Неделя 46", "KW 46",
        "Novembre", "Q4 2026", "4 квартал 2026", "Acme", "ACME ", "Bell", "Semaine 46", "May 2026", "Month 11",
    ],
)  # fmt: skip
def test_a_heading_is_nobodys(tmp_path, text):
    assert outcome(tmp_path, [text, None, None, None, None]) == ([], 90)


@pytest.mark.parametrize(
    "line",
    [
        ["November 2026", None, None, 30, None], ["November 2026", "Acme", None, None, None], ["Acme", None, "Call", None, None],
        ["Acme", None, None, None, "two hours"], ["Acme 3.11 call 30", None, None, None, None], ["Nobody", None, None, None, None],
        [None, "Acme", None, None, None], [None, None, "Call", None, None], ["Week 99", None, None, None, None], ["soon", None, None, None, None],
        [day(3), None, None, None, None], ["2026", None, None, None, None], ["Call", None, None, None, None],
    ],
)  # fmt: skip
def test_what_may_be_a_row_is_told_as_ever(tmp_path, line):
    found, charged = outcome(tmp_path, line)
    assert found
    assert charged == 90


def test_in_a_tab_of_ours_a_heading_is_told(tmp_path):
    found, _ = outcome(tmp_path, ["November 2026", None, None, None, None], config="", tab="Log")
    assert "BAD_DATE" in found
