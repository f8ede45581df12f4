"""An export pasted where days are written the other way about: the spreadsheet makes other days of
those that fit both orders, and leaves the rest as texts (design §15)."""

from datetime import date

import pytest

from sheets_sync.reading.sources.sought import Sought
from sheets_sync.spreadsheet.protocol import Snapshot
from tests.reading.sheets import decoded, log, row, serial, tab

HEAD = ["Date", "Client", "Service", "Minutes"]


def charged(dates, order="", preset="", locale=""):
    """Each cell of Date, and what becomes of its row: the day that it counts on, or a code."""
    book = log(row())
    rows = [[cell, "Acme", "Call", 10 + at] for at, cell in enumerate(dates)]
    tabs = {**book.tabs, "Log": tab("Log", [HEAD, *rows])}
    sought = Sought("Log", dates=order, preset=preset)
    found = decoded(Snapshot(tabs, tuple(tabs), locale=locale), log=[sought])
    days = dict(zip(found.book.log["row"].tolist(), found.book.log["day"].tolist(), strict=True))
    told = {each.row: f"{each.code}.{each.variant}" for each in found.findings}
    return [days.get(at) or told[at] for at in range(2, len(dates) + 2)]


@pytest.mark.parametrize("settled", [{"preset": "clockify"}, {"order": "m/d/y"}])
@pytest.mark.parametrize("real", [date(2026, 2, 11), serial(date(2026, 2, 11))])
def test_a_day_that_may_be_the_other_one_waits(settled, real):
    """Found: 11/02/2026 of an American export was charged on 11 February."""
    same, later = date(2026, 11, 11), date(2026, 10, 13)
    days = charged([real, "11/13/2026", same, later, "2026-11-02"], **settled)
    known = [serial(date(2026, 11, 13)), serial(same), serial(later), serial(date(2026, 11, 2))]
    assert days == ["BAD_DATE.exchanged", *known]


def test_where_no_text_tells_of_another_order_days_are_days():
    real, text = date(2026, 2, 11), "11/02/2026"
    assert charged([real, text], "d/m/y") == [serial(real), serial(date(2026, 2, 11))]
    assert charged([real, date(2026, 2, 13)], "d/m/y") == [serial(real), serial(date(2026, 2, 13))]


def test_one_text_that_strayed_in_leaves_real_days_alone():
    """Found: a single 13/11/2026 that was typed as text held every real day up to the 12th."""
    november = [date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 14), date(2026, 9, 30)]
    known = [serial(each) for each in november]
    text, typed = "13/11/2026", serial(date(2026, 11, 13))
    assert charged([*november, text], "d/m/y") == [*known, typed]
    waits = "BAD_DATE.exchanged"
    assert charged([date(2026, 11, 3), text], "d/m/y") == [waits, typed]  # no other days tell
    assert charged([*november, date(2026, 11, 10), text], "d/m/y") == [*known, waits, typed]
    export = [date(2026, 2, 11), date(2026, 3, 11)]  # of 2 and 3 November
    short = charged([*november, *export, date(2026, 9, 29), "11/13/26", "01/15/2026"], "m/d/y")
    assert short[4:6] == [waits, waits], "years of two digits tell of their time, too"
    assert charged([*november, "13/11/26"], "d/m/y") == [*known, typed]
    found = charged([*november, *export, "11/13/2026"], "m/d/y")
    assert found == [*known, waits, waits, typed]


@pytest.mark.parametrize(("locale", "order", "waits"), [("en_GB", "d/m/y", False), ("de_DE", "d/m/y", False), ("en_US", "m/d/y", False), ("en_US", "d/m/y", True), ("en_GB", "m/d/y", True), ("ja_JP", "m/d/y", True)])  # fmt: skip
def test_a_spreadsheet_whose_own_order_is_the_settled_one_exchanges_nothing(locale, order, waits):
    text = "13/11/2026" if order == "d/m/y" else "11/13/2026"
    first = charged([date(2026, 11, 3), text], order, locale=locale)[0]
    assert first == ("BAD_DATE.exchanged" if waits else serial(date(2026, 11, 3)))
