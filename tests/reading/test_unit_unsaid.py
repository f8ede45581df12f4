"""Labour under a header that says no unit, named in the config without one, is in minutes; numbers that
look like hours or seconds are told, and the cure settles it (design §15)."""

import re
from datetime import date, timedelta

import pytest

from sheets_sync import reckoning
from sheets_sync.billing.findings import Code
from sheets_sync.config import load
from sheets_sync.showing.wording import describe
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import tab

DAY = date(2026, 11, 20)


def reckoned(folder, said, cells, header="Work", language="en"):
    """What is charged, at 1 a minute, and the cures of NEAR_HEADER."""
    path = folder / "config.toml"
    text = f"[workbook]\nlanguage = '{language}'\n[columns]\nlog.minutes = {said}\n"
    path.write_text(text, encoding="utf-8")
    rows = [[DAY - timedelta(at), "Acme", "Call", cell] for at, cell in enumerate(cells)]
    tabs = {
        "Clients": tab("Clients", [["Client"], ["Acme"]]),
        "Prices": tab("Prices", [["Service", "Unit", "Price"], ["Call", "min", 1]]),
        "Payments": tab("Payments", [["Date", "Client", "Amount"], [DAY, "Acme", 1000]]),
        "Log": tab("Log", [["Date", "Client", "Service", header], *rows]),
    }
    snapshot = Snapshot(tabs, tuple(tabs))
    found = reckoning.reckon(load(path), snapshot, date(2026, 11, 23), flag_future=True)
    words = words_of(language)
    near = [each for each in found.findings if each.code is Code.NEAR_HEADER]
    charge = int(found.accounts.log["charge"].sum()) // 100
    return charge, [describe(each, found.places, found.book, words).hint for each in near]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("cells", [[1.5, 2, 3], ["1.5", "2"], [8, 7, 6, 8, 8, 3, 2, 1, 8, 4]])
def test_numbers_that_look_like_hours_are_told_and_the_cure_charges_hours(
    tmp_path, cells, language
):
    """Found: a header "Work" named without a unit; two hours were two minutes, without a word."""
    cells = [each.replace(".", ",") if language == "ru" and isinstance(each, str) else each for each in cells]  # fmt: skip
    hours = sum(float(str(each).replace(",", ".")) for each in cells)
    charged, [cure] = reckoned(tmp_path, "'Work'", cells, language=language)
    assert charged == int(hours)
    said = re.search(r"`log\.minutes = ({.*?})`", cure)[1]
    assert reckoned(tmp_path, said, cells, language=language) == (60 * hours, [])
    unit = re.findall(r'unit = "(.+?)"', cure)[1]
    in_minutes = f'{{ header = "Work", unit = "{unit}" }}'
    assert reckoned(tmp_path, in_minutes, cells, language=language) == (charged, [])


def test_numbers_that_look_like_seconds_are_told(tmp_path):
    """Found: 5400 of Jira's Time Spent was 5,400 minutes."""
    _, cures = reckoned(tmp_path, "'Time Spent'", [5400, 900, 27000], "Time Spent")
    assert len(cures) == 1
    named = "{ header = 'Time Spent', unit = 'min' }"
    assert reckoned(tmp_path, named, [5400, 900, 27000], "Time Spent") == (33300, [])


@pytest.mark.parametrize(("said", "header", "cells"), [
    ("'Work'", "Work", [30, 15, 1.5]), ("'Work'", "Work", [5, 10, 20]), ("'Work'", "Work", [12, 7, 3]),
    ("'Work'", "Work", ["1:30", "90 min", "1.5 h"]), ("'Work'", "Work", [None, 0]), ("'Work'", "Work", []),
    ("'Work'", "Work", [60, 120, 480]), ("'Work'", "Work", [1500, 45, 30]),
    ("'Work, min'", "Work, min", [1.5, 2, 3]), ("'Spent (min)'", "Spent (min)", [5400, 900, 27000]),
    ("'Минуты работы'", "Минуты работы", [1.5, 2, 3]), ("'Minutes'", "Minutes", [1.5, 2, 3]),
])  # fmt: skip
def test_minutes_are_nobodys_matter(tmp_path, said, header, cells):
    assert reckoned(tmp_path, said, cells, header)[1] == []


CLOCKS = [1.30, 0.45, 2.15, 0.20, 1]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("cells", [CLOCKS, ["1.30", "0.45", "2.00"], ["0.15", "0.30", 1]])
def test_hours_that_look_like_a_clocks_are_told_and_either_cure_settles_it(
    tmp_path, cells, language
):
    """Found: 1.30 of an hour and a half, 0.45 of three quarters were 78 and 27 minutes, in silence."""
    cells = [each.replace(".", ",") if language == "ru" and isinstance(each, str) else each for each in cells]  # fmt: skip
    charged, [cure] = reckoned(tmp_path, "'Hours'", cells, "Hours", language)
    said = re.search(r"`log\.minutes = ({.*?})`", cure)[1]
    assert reckoned(tmp_path, said, cells, "Hours", language) == (charged, [])
    assert reckoned(tmp_path, "'Hours'", ["1:30", "0:45", "2:15"], "Hours", language) == (270, [])


@pytest.mark.parametrize("cells", [
    [1.3, 0.45, 2.5], [1.25, 0.15, 0.45], [0.75, 0.30, 0.45], [8, 7, 1], [1.3, 2.3, 0.3], [1.1, 1.3, 0.2], [0.1, 0.15],
    [1.3333, 0.15, 0.45], [0.33, 0.15, 0.45], ["1:30", "0:45"], ["1.30 h", "0.45 h"], [0.6, 0.3, 0.45], [], [None],
    [0.05, 0.3, 1.2],
])  # fmt: skip
def test_decimal_hours_are_nobodys_matter(tmp_path, cells):
    assert reckoned(tmp_path, "'Hours'", cells, "Hours")[1] == []


@pytest.mark.parametrize("header", ["Hours (decimal)", "Decimal hours", "Stunden (dezimal)"])
def test_a_header_that_says_decimals_is_believed(tmp_path, header):
    assert reckoned(tmp_path, f"'{header}'", CLOCKS, header)[1] == []


def test_minutes_are_no_clock(tmp_path):
    assert reckoned(tmp_path, "'Minutes'", [1.30, 0.45, 2.15], "Minutes")[1] == []
