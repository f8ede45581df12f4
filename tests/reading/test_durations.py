"""What is typed for labour and quantities is what is charged (design §15)."""

from datetime import date, datetime, time, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.billing.tables import BLANK
from sheets_sync.reading.meaning.rules import Rules
from tests.reading.sheets import TODAY, decoded, log, row, serial
from tests.reading.spellings import SPELLINGS

HOURLY = [[None, "Call", "h", 60], [None, "Banner", "pc", 50]]
CASES = [
    (typed, locale, becomes)
    for typed, in_english, in_russian in SPELLINGS
    for locale, becomes in (("en", in_english), ("ru", in_russian))
]


def outcome(found):
    """Minutes as text, or the code of the finding that holds the row."""
    if codes := found.codes():
        assert found.states() == (0, 0, 1)
        return codes[0]
    [minutes] = found.book.log["minutes"].tolist()
    return f"{Fraction(minutes, SCALE).numerator / Fraction(minutes, SCALE).denominator:g}"


@pytest.mark.parametrize("cell", [date(1899, 12, 31), datetime(1899, 12, 31, 1, 30)])  # noqa: DTZ001
def test_a_day_that_nobody_typed_is_said_to_be_the_format_s(cell):
    [finding] = decoded(log(row(minutes=cell))).findings
    assert (finding.code, finding.variant, finding.near) == ("BAD_NUMBER", "moment", "")


@pytest.mark.parametrize(("typed", "locale", "becomes"), CASES)
def test_each_spelling_is_what_its_author_meant_or_a_finding(typed, locale, becomes):
    assert outcome(decoded(log(row(minutes=typed)), locale=locale)) == becomes


@pytest.mark.parametrize(
    ("cell", "minutes"),
    [
        (time(1, 30), 90),
        (time(0, 0, 30), 0.5),
        (time(0), 0),
        (timedelta(hours=25), 1500),
        (timedelta(minutes=1, seconds=30), 1.5),
    ],
)
def test_cells_of_time_are_durations(cell, minutes):
    found = decoded(log(row(minutes=cell)))
    assert (found.codes(), found.book.log["minutes"].tolist()) == ([], [minutes * SCALE])


@pytest.mark.parametrize(
    ("key", "variant"), [("minutes", "date"), ("quantity", "date"), ("agreed", "sum_date")]
)
@pytest.mark.parametrize("cell", [date(2026, 5, 1), datetime(2026, 5, 1, 12)])  # noqa: DTZ001 - as calamine reads it
def test_a_day_in_a_column_of_numbers_is_a_finding_that_says_what_happened(key, variant, cell):
    found = decoded(log(row(**{key: cell})))
    [finding] = found.findings
    assert (finding.code, finding.variant, finding.near) == ("BAD_NUMBER", variant, "1.5")
    assert found.states() == (0, 0, 1)


@pytest.mark.parametrize(
    ("cell", "near", "variant"),
    [
        (0.0625, "1:30", None),
        (0.5, "12:00", None),
        (25 / 24, "25:00", None),
        (1.0625, "25:30", None),
        (1.125, "27:00", None),
        (3.9375, "94:30", None),
        (46143, "1.5", "day"),
        (46143.0, "1.5", "day"),
        (serial(TODAY) - 3653, "22.11", "day"),
    ],
)
def test_a_bare_number_that_may_be_a_lost_time_or_day_holds_its_row(cell, near, variant):
    found = decoded(log(row(minutes=cell, quantity=1)))
    [finding] = found.findings
    assert (finding.code, finding.near, finding.variant) == ("LOST_TIME", near, variant)
    assert found.states() == (0, 0, 1)


@pytest.mark.parametrize(
    "cell", [0, 1, 1.5, 1.3333, 24.25, 61 + 1 / 3, 240, 30_000, 60_000, 46143.5, "46143"]
)
def test_other_numbers_count_as_typed(cell):
    found = decoded(log(row(minutes=cell)))
    assert (found.codes(), found.states()) == ([], (1, 0, 0))


@pytest.mark.parametrize(
    ("header", "cell", "variant"),
    [
        ("Minutes", "0.5", "unit"), ("Minutes", "0.0625", "unit"), ("Minutes", "0.125", "unit"), ("Minutes", " 0.25 ", "unit"),
        ("Hours", "0.0625", "unit"), ("Hours", "1.0625", "unit"), ("Minutes", "1.0625", "unit"), ("Hours", "24.5", "over_a_day"), ("Hours", "1,500", "over_a_day"),
    ],
)  # fmt: skip
def test_a_number_as_text_is_in_doubt_where_the_number_is(header, cell, variant):
    snapshot = log(row(minutes=cell))
    snapshot.tabs["Log"].columns[5][0] = header
    found = decoded(snapshot)
    assert [(each.code, each.variant, each.near) for each in found.findings] == [
        ("LOST_TIME", variant, cell.strip())
    ]
    assert found.states() == (0, 0, 1)


@pytest.mark.parametrize("cell", [0.5, "0.5", 0.0625, "0.0625", 1.0625, "1.0625"])
def test_the_config_says_that_parts_of_a_minute_are_meant(monkeypatch, cell):
    rules = Rules("en", "RUB", {}, {}, serial(TODAY), fractional_minutes=True)
    monkeypatch.setattr("tests.reading.sheets.Rules", lambda *_: rules)
    found = decoded(log(row(minutes=cell)))
    assert found.book.log["minutes"].tolist() == [float(cell) * SCALE]


@pytest.mark.parametrize(
    ("cell", "charge"),
    [
        ("1:30", 90_00),
        (time(1, 30), 90_00),
        ("90 min", 90_00),
        ("-0:30", -30_00),
        (0.25, 15_00),
        (1.5, 90_00),
        ("1,500 min", 1500_00),
    ],
)
def test_a_quantity_of_time_may_be_a_duration(cell, charge):
    found = decoded(log(row(minutes=None, quantity=cell), Prices=HOURLY))
    assert (found.codes(), found.charges()) == ([], [charge])


@pytest.mark.parametrize(
    "cell", [1.0625, 2.125, 1.03125, 5430 / 86_400, 0.0628472222, 95_430 / 86_400]
)
def test_a_time_of_more_than_a_day_that_lost_its_format_waits(cell):
    """25:30 is 1.0625: neither an hour and a bit, nor pieces, but where things are sold."""
    of_time = decoded(log(row(minutes=None, quantity=cell), Prices=HOURLY))
    assert (of_time.codes(), of_time.states()) == (["LOST_TIME"], (0, 0, 1))
    pieces = decoded(log(row(service="Banner", quantity=cell), Prices=HOURLY))
    assert (pieces.codes(), pieces.states()) == ([], (1, 0, 0))


@pytest.mark.parametrize("cell", [1 / 3, 5 / 60, 77 / 3600, 4567 / 3600, 0.12345, 2.71828])
def test_hours_that_were_computed_or_typed_so_count(cell):
    found = decoded(log(row(minutes=None, quantity=cell), Prices=HOURLY))
    assert (found.codes(), found.states()) == ([], (1, 0, 0))


@pytest.mark.parametrize(
    ("cell", "said"),
    [(timedelta(hours=-30), "-30:00:00"), (timedelta(minutes=-90), "-1:30:00")],
)
def test_a_negative_duration_is_told_as_people_write_it(cell, said):
    [finding] = decoded(log(row(minutes=cell))).findings
    assert (finding.code, finding.text) == ("BAD_SIGN", said)


@pytest.mark.parametrize("cell", ["1:30", time(1, 30), "90 min"])
def test_a_duration_is_no_quantity_of_pieces(cell):
    found = decoded(log(row(service="Banner", quantity=cell), Prices=HOURLY))
    [finding] = found.findings
    assert (finding.code, finding.field, finding.text) == ("BAD_NUMBER", "quantity", "1:30")
    assert (finding.variant, found.states()) == ("duration", (0, 0, 1))


def test_a_days_number_is_a_quantity_of_pieces_and_none_of_time():
    of_time = decoded(log(row(quantity=46143), Prices=HOURLY))
    assert (of_time.codes(), of_time.states()) == (["LOST_TIME"], (0, 0, 1))
    pieces = decoded(log(row(service="Banner", quantity=46143), Prices=HOURLY))
    assert (pieces.codes(), pieces.states()) == ([], (1, 0, 0))


@pytest.mark.parametrize(
    ("quantity", "minutes", "unit", "labour"),
    [
        (1.5, None, "h", 90),
        ("1:30", None, "h", 90),
        (90, None, "min", 90),
        (1.5, 20, "h", 20),
        (1.5, None, "pc", None),
        (-1, None, "h", None),
        (None, 20, "h", 20),
    ],
)
def test_a_quantity_of_time_is_the_labour_where_minutes_are_blank(quantity, minutes, unit, labour):
    cells = row(quantity=quantity, minutes=minutes)
    found = decoded(log(cells, Prices=[[None, "Call", unit, 60, 2, 1]]))
    expected = BLANK if labour is None else labour * SCALE
    assert (found.codes(), found.accounts.log["labour"].tolist()) == ([], [expected])


@pytest.mark.parametrize(
    ("step", "minutes", "charge"),
    [
        (5 / 60, 5, 8_33),
        (5 / 60, 60, 100_00),
        (5 / 60, 61, 108_33),
        ("0:05", 61, 108_33),
        ("5 min", 61, 108_33),
        (time(0, 5), 61, 108_33),
        (0.25, 61, 125_00),
        ("0.25", 61, 125_00),
    ],
)
def test_terms_of_an_hourly_price_are_minutes_before_they_are_rounded(step, minutes, charge):
    found = decoded(log(row(minutes=minutes), Prices=[[None, "Call", "h", 100, None, step]]))
    assert (found.codes(), found.charges()) == ([], [charge])


@pytest.mark.parametrize("step", ["0.0833", 0.0833, "0.0001"])
def test_a_typed_term_that_is_no_whole_tenth_of_a_minute_is_a_finding(step):
    found = decoded(log(row(), Prices=[[None, "Call", "h", 100, None, step]]))
    assert found.found()[0] == ("BAD_NUMBER", "Prices!F2")
    assert found.states() == (0, 1, 0)


@pytest.mark.parametrize("unit", ["pc", None])
@pytest.mark.parametrize("step", ["0:05", time(0, 5), "5 min"])
def test_terms_of_pieces_are_no_durations(unit, step):
    found = decoded(log(row(), Prices=[[None, "Call", unit, 100, None, step]]))
    assert found.codes() == ["BAD_NUMBER", "NO_PRICE"]


@given(
    st.integers(0, 5999),
    st.sampled_from(["{}:{:02d}", "{}h {}m", "{} ч {} мин", "{}h{:02d}", "{}:{:02d}:00"]),
)
def test_whatever_the_duration_its_spellings_agree(minutes, spelling):
    hours, rest = divmod(minutes, 60)
    found = decoded(log(row(minutes=spelling.format(hours, rest))))
    assert (found.codes(), found.book.log["minutes"].tolist()) == ([], [minutes * SCALE])


DAYS = [
    "3 working days", "3 business days", "3 workdays", "3 work-days", "3 man-days", "3 рабочих дня", "3 раб. дн.",
    "3 раб.дня", "3 р.д.", "3 чел.-дн.", "3 Werktage", "3 jours ouvrés", "3 dni robocze", "3 робочих дні",
]  # fmt: skip


def charged(locale, prices, rows):
    """The charge of each row, which has a service of its own; None of one that waits."""
    names = [f"Service {at}" for at, _ in enumerate(rows)]
    listed = [[None, name, *price] for name, price in zip(names, prices, strict=True)]
    lines = [
        row(service=name, **{"minutes": None, **cells})
        for name, cells in zip(names, rows, strict=True)
    ]
    log_ = decoded(log(*lines, Prices=listed), locale=locale).accounts.log
    of = {
        r: c for r, c, s in zip(log_["row"], log_["charge"], log_["state"], strict=True) if s == 0
    }
    return [of.get(at) for at in range(2, len(rows) + 2)]


@pytest.mark.parametrize("locale", ["en", "ru", "other"])
def test_days_of_work_count_where_the_price_is_for_a_day_and_wait_elsewhere(locale):
    many = len(DAYS)
    of_days = [{"quantity": each} for each in DAYS]
    assert charged(locale, [["day", 600]] * many, of_days) == [1800_00] * many
    for blank, comes_to in (([], 1800_00), ([None], 1800_00), ([None, None], 0)):
        terms = [["day", 600, *blank, each] for each in DAYS]
        assert charged(locale, terms, [{"quantity": 1}] * many) == [comes_to] * many
    for unit in ("h", "min", "pc"):
        assert charged(locale, [[unit, 600]] * many, of_days) == [None] * many
        terms = [[unit, 600, each] for each in DAYS]
        assert charged(locale, terms, [{"quantity": 1}] * many) == [None] * many
    assert charged(locale, [["min", 600]] * many, [{"minutes": e} for e in DAYS]) == [None] * many


def test_other_words_wait_at_a_price_for_a_day():
    typed = ["3 calendar days", "3 сут.", "2 weeks", "3 working hours", "3 days off", "3 half days"]
    rows = [{"quantity": each} for each in typed]
    assert charged("en", [["day", 600]] * len(typed), rows) == [None] * len(typed)


MARKS = [
    "\ufdd0",
    "\ufdd1",
    "\ufdd2",
    "\ufdd3",
    "\ufdd4",
    "\ufdd5",
    "\ufdd6",
    "\ue000",
    "\ue001",
    "\ue002",
    "|",
]


@pytest.mark.parametrize("key", ["minutes", "quantity", "agreed"])
def test_what_looks_like_a_mark_of_ours_is_no_number_and_stops_nobody(key):
    """Found: a text with a private character of ours, 20 | 30 before it, ended every run."""
    shapes = ("20{}30", "x{}", "20 | 30{}", "20\u2009{}\u200930", "{}x", "20\u2009x{}")
    typed = [shape.format(mark) for shape in shapes for mark in MARKS]
    found = decoded(log(*(row(**{key: each}) for each in typed)))
    assert found.states() == (0, 0, len(typed))
    assert len({each.row for each in found.findings}) == len(typed)
