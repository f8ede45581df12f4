"""What typing makes of text. [R] marks what gspread's recordings show; the rest is assumed."""

import datetime as dt

import pytest

from ..cells import CellError, Formula
from ..language.display import shown
from ..language.entry import Entry, entered

GROUPED = {"type": "NUMBER", "pattern": "#,##0.00"}


@pytest.mark.parametrize(
    ("typed", "value", "pattern", "shows"),
    [
        ("2,000,000.01", 2000000.01, "#,##0.00", "2,000,000.01"),  # [R]
        ("0042", 42, None, "42"),  # [R]
        ("Non-numeric value", "Non-numeric value", None, "Non-numeric value"),  # [R]
        ("Артур", "Артур", None, "Артур"),  # [R]
        ("2020-01-01", 43831, "yyyy-mm-dd", "2020-01-01"),  # [R]
        ("1999-01-02", 36162, "yyyy-mm-dd", "1999-01-02"),
        (" 42 ", 42, None, "42"),
        ("-5", -5, None, "-5"),
        ("+7", 7, None, "7"),
        ("(5)", -5, None, "-5"),
        (".5", 0.5, None, "0.5"),
        ("1,234", 1234, "#,##0", "1,234"),
        ("1,23", "1,23", None, "1,23"),
        ("5%", 0.05, "0%", "5%"),
        ("5.5%", 0.055, "0.00%", "5.50%"),
        ("$5", 5, '"$"#,##0', "$5"),
        ("-$1234.5", -1234.5, '"$"#,##0.00', "-$1,234.50"),
        ("€5", 5, "[$€]#,##0", "€5"),
        ("1e5", 100000, "0.00E+00", "1.00E+05"),
        ("1e400", "1e400", None, "1e400"),
        ("8085807e40000000", "8085807e40000000", None, "8085807e40000000"),
        ("12/31/2024", 45657, "mm/dd/yyyy", "12/31/2024"),
        ("31/12/2024", "31/12/2024", None, "31/12/2024"),
        ("31.12.2024", "31.12.2024", None, "31.12.2024"),
        ("01/02/20", 43832, "mm/dd/yy", "01/02/20"),
        ("Jan 2, 2020", 43832, "mmm d, yyyy", "Jan 2, 2020"),
        ("2-January-2020", 43832, "d-mmmm-yyyy", "2-January-2020"),
        ("2020-02-30", "2020-02-30", None, "2020-02-30"),
        ("10:30", 0.4375, "hh:mm", "10:30"),
        ("9:05:30 pm", 0.8788194444444445, "h:mm:ss am/pm", "9:05:30 PM"),
        ("5 pm", 17 / 24, "h am/pm", "5 PM"),
        ("25:30", 1.0625, "[h]:mm:ss", "25:30:00"),
        ("2020-01-01 10:30", 43831.4375, "yyyy-mm-dd hh:mm", "2020-01-01 10:30"),
        ("2020-01-01T10:30:00Z", "2020-01-01T10:30:00Z", None, "2020-01-01T10:30:00Z"),
        ("TRUE", True, None, "TRUE"),
        ("false", False, None, "FALSE"),
        ("#N/A", CellError("N_A", "#N/A"), None, "#N/A"),
        ("'0042", "0042", None, "0042"),
        ("'=1+1", "=1+1", None, "=1+1"),
        ("=", "=", None, "="),
        ("- item", "- item", None, "- item"),
        ("A" * 1000, "A" * 1000, None, "A" * 1000),  # [R]
        ("two\nlines", "two\nlines", None, "two\nlines"),
    ],
)
def test_typing_in_en_us(typed, value, pattern, shows):
    entry = entered(typed, "en_US")
    assert (entry.value, type(entry.value)) == (value, type(value))
    assert (entry.number_format or {}).get("pattern") == pattern
    assert shown(entry.value, entry.number_format, "en_US") == shows


@pytest.mark.parametrize(
    ("typed", "value", "shows"),
    [
        ("1,5", 1.5, "1,5"),
        ("1 000,50", 1000.5, "1\u00a0000,50"),
        ("1\u00a0000", 1000, "1\u00a0000"),
        ("2,000,000.01", "2,000,000.01", "2,000,000.01"),
        ("1000.5", "1000.5", "1000.5"),
        ("31.12.2024", 45657, "31.12.2024"),
        ("2024-12-31", 45657, "2024-12-31"),
        ("31/12/24", 45657, "31/12/24"),
        ("31 декабря 2024", 45657, "31 декабря 2024"),
        ("12/31/2024", "12/31/2024", "12/31/2024"),
        ("5,5%", 0.055, "5,50%"),
        ("1500 ₽", 1500, "1\u00a0500 ₽"),
        ("1500,5 р.", 1500.5, "1\u00a0500,50 ₽"),
        ("истина", True, "ИСТИНА"),
        ("TRUE", True, "ИСТИНА"),
    ],
)
def test_typing_in_ru_ru(typed, value, shows):
    entry = entered(typed, "ru_RU")
    assert (entry.value, type(entry.value)) == (value, type(value))
    assert shown(entry.value, entry.number_format, "ru_RU") == shows


def test_a_price_with_a_point_becomes_a_day_of_this_year_in_ru_ru():
    entry = entered("1.5", "ru_RU")
    may = dt.date(dt.datetime.now(tz=dt.UTC).year, 5, 1)
    assert entry.value == (may - dt.date(1899, 12, 30)).days
    assert shown(entry.value, entry.number_format, "ru_RU") == "1.5"


def test_german_points_group_thousands():
    assert entered("1.234,50", "de_DE") == Entry(1234.5, GROUPED)
    assert shown(1234.5, GROUPED, "de_DE") == "1.234,50"


def test_formulas_are_kept_to_be_computed():
    assert entered("= 1 / 1024", "en_US") == Entry(Formula("= 1 / 1024"))  # [R]
    assert entered("+7 999 123-45-67", "en_US").value == Formula("=+7 999 123-45-67")


@pytest.mark.parametrize("number", [42, 42.01, True, False, 0])
def test_json_values_are_what_they_are(number):
    entry = entered(number, "ru_RU")
    assert (entry.value, type(entry.value)) == (number, type(number))


def test_whole_floats_become_ints_and_nothing_becomes_blank():
    assert type(entered(2.0, "en_US").value) is int
    assert entered("", "en_US") == Entry(None)


def test_a_plain_text_cell_takes_everything_as_text():
    plain = {"type": "TEXT", "pattern": "@"}
    assert entered("=1+1", "en_US", plain) == Entry("=1+1")
    assert entered("0042", "en_US", plain) == Entry("0042")


def test_whoever_asks_gets_a_number_format_of_his_own():
    entered("2,000.01", "en_US").number_format.clear()
    assert entered("2,000.01", "en_US").number_format == GROUPED
