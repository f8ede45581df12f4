"""Headings amid the rows of a sheet that staff keep as they like are nobody's: three findings each, for
ever, were one for a month's name (design §15)."""

from typing import Any

import pytest

from tests.sync.agency import day
from tests.sync.kept_sheet import HEAD, outcome


def amid(tmp_path, *lines: list[Any], **where: str) -> tuple[list[str], float]:
    """What comes of ``lines`` between two rows of work."""
    first, last = ([day(at), "Acme", "Call", long, None] for at, long in ((5, 30), (4, 60)))
    return outcome(tmp_path, HEAD, first, *lines, last, **where)


@pytest.mark.parametrize(
    "text",
    [
        "November 2026", "November", "NOVEMBER", "Ноябрь 2026", "ноябрь 2026 г.", "Week 46", "Неделя 46", "KW 46",
        "Novembre", "Q4 2026", "4 квартал 2026", "Acme", "ACME ", "Bell", "Semaine 46", "May 2026", "Month 11",
    ],
)  # fmt: skip
def test_a_heading_is_nobodys(tmp_path, text):
    assert amid(tmp_path, [text, None, None, None, None]) == ([], 90)


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
    found, charged = amid(tmp_path, line)
    assert found
    assert charged == 90


def test_in_a_tab_of_ours_a_heading_is_told(tmp_path):
    found, _ = amid(tmp_path, ["November 2026", None, None, None, None], config="", tab="Log")
    assert "BAD_DATE" in found
