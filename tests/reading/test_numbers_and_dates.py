"""Cells that hold numbers and dates, typed or as text, in either locale (design §4)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.currency import LIMIT
from sheets_sync.billing.findings import Code
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.reading.meaning.dates import read_day
from sheets_sync.reading.meaning.numbers import Number, own_currency, read_number
from sheets_sync.reading.meaning.rules import Rules
from tests.reading.sheets import TODAY, decoded, log, row, serial

BAD = Code.BAD_NUMBER
BOTH = ("en", "ru")
NUMBERS = [
    (5, BOTH, 50_000), (0, BOTH, 0), (-5, BOTH, -50_000), (2.5, BOTH, 25_000),
    (0.1 + 0.2, BOTH, 3_000), (1 / 3, BOTH, 3_333), (2 / 3, BOTH, 6_667), (0.00005, BOTH, 1),
    (-0.00005, BOTH, -1), (2.67565, BOTH, 26_757), (1e-9, BOTH, 0),
    ("5", BOTH, 50_000), (" 5 ", BOTH, 50_000), ("+5", BOTH, 50_000), ("−5", BOTH, -50_000),
    ("-5", BOTH, -50_000), ("007", BOTH, 70_000),
    ("1 234", BOTH, 12_340_000), ("1\u00a0234", BOTH, 12_340_000), ("1\u202f234", BOTH, 12_340_000),
    ("1\u2009234\u2009567", BOTH, 12_345_670_000),
    ("1 234,50", ("ru",), 12_345_000), ("1 234,50", ("en",), BAD), ("1,234.50", ("en",), 12_345_000),
    ("1,234.50", ("ru",), BAD), ("1,234", ("en",), 12_340_000), ("1,234", ("ru",), BAD),
    ("1.234", ("ru",), BAD), ("1.234", ("en",), BAD), ("1.500 €", BOTH, BAD), ("0.125", ("en",), 1_250),
    ("1 234.500", ("en",), 12_345_000), ("1234.500", ("en",), 12_345_000), ("1.2340", ("en",), 12_340), ("1234.5", ("en",), 12_345_000),
    ("1234,5", ("ru",), 12_345_000), ("12,34", ("en",), BAD), ("1,23,456", ("en",), BAD),
    ("1 23", BOTH, BAD), ("1 234 56", BOTH, BAD), ("1,234 567", ("en",), BAD),
    ("1.23456", ("en",), BAD), ("1,23456", ("ru",), BAD), ("1.2345", ("en",), 12_345),
    ("1.23450", ("en",), BAD), ("0,500", ("en",), BAD), ("0,500", ("ru",), 5_000), ("0 500", BOTH, BAD),
    ("012,345", ("en",), BAD), ("-0.5", ("en",), -5_000),
    ("1e5", BOTH, BAD), ("NaN", BOTH, BAD), ("inf", BOTH, BAD), ("12-05", BOTH, BAD),
    ("10%", BOTH, BAD), ("(5)", BOTH, BAD), ("5-", BOTH, BAD), ("--5", BOTH, BAD), (".5", BOTH, BAD),
    ("5.", BOTH, BAD), ("five", BOTH, BAD), ("٥", BOTH, BAD), ("0x10", BOTH, BAD), ("1_000", BOTH, BAD),
    ("5 5 ₽ ₽", BOTH, BAD), ("₽", BOTH, BAD), ("5 zz", BOTH, BAD),
    (True, BOTH, BAD), (False, BOTH, BAD), (date(2026, 5, 12), BOTH, BAD),
    (datetime(2026, 5, 12), BOTH, BAD), (time(1, 30), BOTH, BAD), (timedelta(hours=30), BOTH, BAD),  # noqa: DTZ001
    (float("nan"), BOTH, BAD), (float("inf"), BOTH, BAD), (1e300, BOTH, Code.TOO_LARGE),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "locales", "expected"), NUMBERS)
def test_numbers(cell, locales, expected):
    for locale in locales:
        found = read_number(cell, locale, 4)
        assert (found.value if isinstance(found, Number) else found) == expected


ELSEWHERE = [
    # what somebody writes whose locale is neither, and what it can only be
    ("1500", 15_000_000), ("1 500", 15_000_000), ("1'500", 15_000_000), ("1 500,50", 15_005_000),
    ("1'500.50", 15_005_000), ("1.500,00", 15_000_000), ("1,500.00", 15_000_000), ("1.500,5", 15_005_000),
    ("1.234.567", 12_345_670_000), ("1,234,567", 12_345_670_000), ("1.234.567,5", 12_345_675_000),
    ("1,5", 15_000), ("1.5", 15_000), ("1,50", 15_000), ("1.2500", 12_500), ("0,500", 5_000), ("0.500", 5_000),
    ("1500,250", 15_002_500), ("-1,5", -15_000), ("1.500", BAD), ("1,500", BAD), ("999.999", BAD), ("1.500 €", BAD),
    ("1.500.00", BAD), ("1,50,000", BAD), ("1.500'00", BAD), ("1,500,00", BAD), ("1.5.", BAD), ("1 500 00", BAD),
    ("1.234.567.5", BAD),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "expected"), ELSEWHERE)
def test_numbers_of_a_locale_that_is_neither(cell, expected):
    found = read_number(cell, "other", 4)
    assert (found.value if isinstance(found, Number) else found) == expected


@pytest.mark.parametrize(("cell", "value", "currency"), [
    ("1 234,50 ₽", 123_450, "RUB"), ("1234,5 руб.", 123_450, "roubles"), ("5 р.", 500, "roubles"), ("5 RUR", 500, "RUB"),
    ("5₽", 500, "RUB"), ("5 RUB", 500, "RUB"), ("5 eur", 500, "EUR"), ("5 €", 500, "EUR"),
    ("£5", 500, "GBP"), ("-€5,10", -510, "EUR"), ("$5", 500, "$"), ("5\u00a0₽", 500, "RUB"),
])  # fmt: skip
def test_a_currency_typed_beside_a_number(cell, value, currency):
    assert read_number(cell, "ru", 2) == Number(value, currency)


def test_a_dollar_sign_fits_dollars_only():
    own = partial(own_currency, house="EUR")
    assert [own("$", code) for code in ("USD", "CAD", "RUB")] == [True, True, False]
    assert [own("", "RUB"), own("RUB", "RUB"), own("EUR", "RUB")] == [True, True, False]


@pytest.mark.parametrize(
    ("house", "account", "own"),
    [("BYN", "BYN", True), ("BYN", "RUB", False), ("RUB", "BYN", False), ("EUR", "RUB", True)],
)
def test_roubles_by_a_word_are_those_of_the_house(house, account, own):
    assert own_currency("roubles", account, house) is own
    assert [own_currency("RUB", each, house) for each in ("RUB", "BYN")] == [True, False]


def test_amounts_take_the_decimals_of_their_currency():
    assert read_number(2.675, "en", 2) == Number(268)
    assert read_number(-2.675, "en", 2) == Number(-268)
    assert read_number(1.005, "en", 2) == Number(101)
    assert read_number(0.5, "en", 0) == Number(1)
    assert read_number("0.5", "en", 0) is BAD
    assert read_number("0.125", "en", 3) == Number(125)


@given(
    st.integers(-(10**12), 10**12),
    st.sampled_from(BOTH),
    st.sampled_from(["", " ", "\u00a0", "\u202f"]),
)
def test_a_number_written_in_the_locale_reads_back(minor, locale, gap):
    whole, rest = divmod(abs(minor), 100)
    grouped = f"{whole:,}".replace(",", gap)
    text = f"{'-' if minor < 0 else ''}{grouped}{',' if locale == 'ru' else '.'}{rest:02d}"
    assert read_number(text, locale, 2) == Number(minor)
    assert read_number(minor / 100, locale, 2) == Number(minor)


@given(st.floats() | st.integers(), st.sampled_from([0, 2, 3, 4]))
def test_a_typed_number_is_exact_or_too_large_or_none(cell, decimals):
    found = read_number(cell, "en", decimals)
    if isinstance(found, Number):
        exact = Decimal(repr(cell)).scaleb(decimals)
        assert abs(found.value - exact) <= Decimal("0.5")
    else:
        assert not abs(cell) < LIMIT * SCALE


@given(st.text(max_size=12), st.sampled_from(BOTH))
def test_any_text_is_a_number_or_a_finding(text, locale):
    assert isinstance(read_number(text, locale, 4), Number | Code)


def rules(locale):
    return Rules(locale, "RUB", {}, {}, serial(TODAY))


DATES = [
    (46349, BOTH, date(2026, 11, 23)), (46349.75, BOTH, date(2026, 11, 23)), ("2026-11-23", BOTH, date(2026, 11, 23)),
    (date(2026, 11, 23), BOTH, date(2026, 11, 23)), (datetime(2026, 11, 23, 14), BOTH, date(2026, 11, 23)),  # noqa: DTZ001
    ("23.11.2026", BOTH, date(2026, 11, 23)), ("23.11.26", ("ru",), date(2026, 11, 23)), ("23.11.26", ("en",), None),
    ("3.4.2026", BOTH, date(2026, 4, 3)), ("03/04/2026", BOTH, None), ("01.01.98", BOTH, None), ("01.01.46", ("ru",), date(2046, 1, 1)),
    ("01.01.47", ("ru",), None), ("2026/11/23", BOTH, date(2026, 11, 23)), ("2026/1/2", BOTH, date(2026, 1, 2)),
    ("2026.11.23", BOTH, date(2026, 11, 23)), ("2026-11-23 14:30", BOTH, date(2026, 11, 23)),
    ("2026-11-23T14:30:05", BOTH, date(2026, 11, 23)), ("2026-11-23T23:30:00Z", BOTH, date(2026, 11, 23)),
    ("2026-11-23T23:30:00.123+03:00", BOTH, date(2026, 11, 23)), ("23.11.2026 9:05", BOTH, date(2026, 11, 23)),
    ("23 Nov 2026", BOTH, date(2026, 11, 23)), ("23-Nov-2026", BOTH, date(2026, 11, 23)), ("23rd November 2026", BOTH, date(2026, 11, 23)),
    ("Nov 23, 2026", BOTH, date(2026, 11, 23)), ("SEPT 3 2026", BOTH, date(2026, 9, 3)), ("23 ноября 2026", BOTH, date(2026, 11, 23)),
    ("23 нояб. 2026 г.", BOTH, date(2026, 11, 23)), ("3 мая 2026 года", BOTH, date(2026, 5, 3)), ("1 март 2026", BOTH, date(2026, 3, 1)),
    ("23 Mor 2026", BOTH, None), ("31 Nov 2026", BOTH, None), ("23 Ma 2026", BOTH, None), ("23 Nov 26", BOTH, None),
    ("2026.11.23.", BOTH, date(2026, 11, 23)), ("2026. 11. 3.", BOTH, date(2026, 11, 3)), ("2026. 11. 3. 9:00", BOTH, date(2026, 11, 3)), ("2026.23.11.", BOTH, None), ("26. 11. 3.", ["en"], None),
    ("11/23/2026", BOTH, None), ("23/11/2026", BOTH, None), ("2026-11-23 noon", BOTH, None),
    ("31.02.2026", BOTH, None), ("2026-02-30", BOTH, None), ("2026-13-01", BOTH, None), ("2026-1-2", BOTH, date(2026, 1, 2)),
    ("0206-01-01", BOTH, None), ("1999-12-31", BOTH, None), ("2000-01-01", BOTH, date(2000, 1, 1)),
    ("2100-12-31", BOTH, date(2100, 12, 31)), ("2101-01-01", BOTH, None), (date(1999, 1, 1), BOTH, None),
    (0, BOTH, None), (60, BOTH, None), (-5, BOTH, None), (10**9, BOTH, None), (1e300, BOTH, None), (True, BOTH, None),
    ("soon", BOTH, None), ("", BOTH, None), (time(1), BOTH, None), ("２０２６-11-23", BOTH, None),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "locales", "expected"), DATES)
def test_dates(cell, locales, expected):
    for locale in locales:
        wanted = Code.BAD_DATE if expected is None else serial(expected)
        assert read_day(cell, rules(locale), 2000) == wanted


WEEKDAYS = [
    "Tue 3 Nov 2026", "Tuesday, November 3, 2026", "вт 03.11.2026", "вторник, 3 ноября 2026 г.", "Di, 03.11.2026",
    "Dienstag, 3. November 2026", "mar. 3 nov. 2026", "martes, 3 de noviembre de 2026", "3.11.2026 (вт)", "2026-11-03 Tue",
    "Tue 03.11.2026 10:30", "wt. 3 listopada 2026", "út 3.11.2026", "mardi 3 novembre 2026", "di 3 november 2026", "3. November 2026",
]  # fmt: skip


@pytest.mark.parametrize("cell", WEEKDAYS)
def test_a_day_of_the_week_and_months_of_other_languages_say_what_they_say(cell):
    """Found: a column of Excel's long dates waited whole, "Tuesday, November 3, 2026" is no date."""
    for locale in BOTH:
        assert read_day(cell, rules(locale), 2000) == serial(date(2026, 11, 3))


@pytest.mark.parametrize(
    "cell",
    ["Wed 3 Nov 2026", "вс 03.11.2026", "Tue", "Tue 3 Nov", "вт", "Tue 31.02.2026", "mar 2026", "Tue 3/11/2026", "Tuesdays 3.11.2026",
     "3. Novembro 26", "Tue (3.11.2026)"],
)  # fmt: skip
def test_another_day_of_the_week_or_none_of_the_month_is_no_date(cell):
    for locale in BOTH:
        assert read_day(cell, rules(locale), 2000) == Code.BAD_DATE


def test_march_is_no_tuesday():
    assert read_day("Mar 3, 2026", rules("en"), 2000) == serial(date(2026, 3, 3))


@pytest.mark.parametrize("year", [1900, 2026, 2027, 2027.0, 2100])
def test_a_bare_year_is_no_day_of_1905(year):
    """Found: 2027 as Valid from was 19 July 1905, and the next year's price in force."""
    found = decoded(log(row(), Prices=[[None, "Call", "min", 90, None, None, None, year]]))
    assert ("BAD_DATE", "Prices!H2") in found.found()


def test_valid_from_may_be_old_but_not_of_excels_false_leap_year():
    assert read_day(date(1900, 3, 1), rules("en"), 1900) == 61
    assert read_day(61, rules("en"), 1900) == 61
    assert read_day(60, rules("en"), 1900) is Code.BAD_DATE
    assert read_day("1899-12-31", rules("en"), 1900) is Code.BAD_DATE


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_day_reads_back_however_it_is_written(day):
    forms = [day, serial(day), float(serial(day)), day.isoformat(), f"{day:%d.%m.%Y}"]
    assert {read_day(form, rules("ru"), 2000) for form in forms} == {serial(day)}
