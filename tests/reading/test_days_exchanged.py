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


EUROPEAN = [
    date(2026, 3, 11),
    date(2026, 5, 11),
    date(2026, 10, 11),
    "13/11/2026",
    "14/11/2026",
    "20/11/2026",
]


@pytest.mark.parametrize("locale", ["en_US", "ja_JP", ""])
def test_days_of_an_ordinary_log_that_may_be_the_other_ones_wait(locale):
    """Found: staff of Europe type 3/11/2026 into a spreadsheet of en_US, as new ones are; it was
    charged on 11 March, in silence, and only 13/11/2026 was told."""
    slashes = "BAD_DATE.slashes"
    found = charged(EUROPEAN, locale=locale)
    assert found == [*["BAD_DATE.exchanged"] * 3, *[slashes] * 3]
    assert charged([serial(each) if isinstance(each, date) else each for each in EUROPEAN], locale=locale) == found  # fmt: skip


@pytest.mark.parametrize(("dates", "locale"), [
    # a spreadsheet whose own order the texts have: they are texts for another reason
    (EUROPEAN, "de_DE"),
    # days that no other order makes: a text strayed in
    ([date(2026, 11, 3), date(2026, 11, 14), "13/11/2026"], "en_US"),
    ([date(2026, 11, 3), date(2026, 11, 20), date(2026, 11, 21), "13/11/2026", "14/11/2026"], ""),
    # the other way about they are of another time
    ([date(2026, 11, 3), "13/11/2026"], "en_US"),
    # texts of both orders, and such as tell nothing
    ([date(2026, 3, 11), "13/11/2026", "11/13/2026"], "en_US"),
    ([date(2026, 3, 11), "11/12/2026"], "en_US"),
    ([date(2026, 3, 11), "soon"], "en_US"),
])  # fmt: skip
def test_days_of_an_ordinary_log_count_where_no_text_tells_otherwise(dates, locale):
    found = charged(dates, locale=locale)
    real = [each for each in zip(dates, found, strict=True) if isinstance(each[0], date)]
    assert [day for _, day in real] == [serial(each) for each, _ in real]


@pytest.mark.parametrize("month", [1, 3, 5, 11])
@pytest.mark.parametrize(("locale", "text"), [("en_US", "13/{:02}/2026"), ("", "13/{:02}/2026"), ("en_GB", "{}/13/2026")])  # fmt: skip
def test_the_first_days_of_a_month_beside_a_text_of_another_hand_count(month, locale, text):
    """Found: a text of the 13th held the 2nd, 3rd and 4th of a month that was typed as it is."""
    days = [date(2026, month, day) for day in range(2, 13)]
    found = charged([*days, text.format(month)], locale=locale)
    assert found == [*map(serial, days), "BAD_DATE.slashes"]


@pytest.mark.parametrize("month", range(1, 12))
def test_the_first_days_of_a_month_that_were_all_typed_the_other_way_about_wait(month):
    real = [date(2026, day, month) for day in range(1, 13) if day != month]
    found = charged([*real, f"13/{month:02}/2026"], locale="en_US")
    near = [at for at, day in enumerate(real) if abs(day.replace(month=day.day, day=day.month) - date(2026, month, 13)).days <= 62]  # fmt: skip
    assert {found[at] for at in near} == {"BAD_DATE.exchanged"}


def test_days_typed_anew_resolve_it():
    """The cure, to the letter."""
    mended = ["2026-11-03", "2026-11-05", "2026-11-10", *["2026-11-13", "2026-11-14", "2026-11-20"]]
    assert charged(mended, locale="en_US") == [serial(date.fromisoformat(each)) for each in mended]
