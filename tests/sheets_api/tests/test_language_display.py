"""What cells show. [R] marks what gspread's recordings show; the rest is assumed."""

import pytest

from ..cells import CellError, Formula
from ..language.display import is_moment, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1 / 1024, "0.0009765625"),  # [R]
        (42, "42"),  # [R]
        (42.01, "42.01"),  # [R]
        (1.45, "1.45"),  # [R]
        (0.4, "0.4"),  # [R]
        (2.0, "2"),
        (1 / 3, "0.3333333333"),
        (-100 / 3, "-33.33333333"),
        (0.1 + 0.2, "0.3"),
        (0.00012345678912, "0.0001234567891"),
        (123456789012345, "123456789012345"),
        (1234567890123456, "1.23457E+15"),
        (10**15, "1E+15"),
        (1e100, "1E+100"),
        (1.5e-7, "0.00000015"),
        (-1.23456789e-12, "-1.23457E-12"),
        (0, "0"),
        (None, ""),
        ("text", "text"),
        (True, "TRUE"),
        (CellError("N_A", "#N/A"), "#N/A"),
        (Formula("=1+1", 2), "2"),  # [R]
        (Formula("=SPARKLINE(A1:B2)"), ""),
    ],
)
def test_without_a_format(value, text):
    assert shown(value, None, "en_US") == text


@pytest.mark.parametrize(
    ("number", "pattern", "text"),
    [
        (2000000.01, "#,##0.00", "2,000,000.01"),  # [R]
        (999, "#,##0", "999"),
        (1.005, "0.00", "1.01"),
        (-0.001, "0.00", "0.00"),
        (2.5, "0", "3"),
        (0.5, "#.##", ".5"),
        (1, "0.##", "1."),
        (12, "00000", "00012"),
        (5551234, "000-0000", "555-1234"),
        (1234567, "#,##0,", "1,235"),
        (1234567, '0.0,,"M"', "1.2M"),
        (-1234.5, "#,##0.00;[Red](#,##0.00)", "(1,234.50)"),
        (0, "0;-0;none", "none"),
        (5, "[<10]0.0;0", "5.0"),
        (50, "[<10]0.0;0", "50"),
        (7, ";;", ""),
        (1500, "#,##0.00[$ ₽-419]", "1,500.00 ₽"),
        (0.055, "0.00%", "5.50%"),
        (99999, "0.0E+0", "1.0E+5"),
        (0.00012, "0.00E+00", "1.20E-04"),
        (43831, "yyyy-mm-dd", "2020-01-01"),  # [R]
        (43831, "dddd, d mmmm yyyy", "Wednesday, 1 January 2020"),
        (43831.4375, "m/d/yyyy h:mm:ss am/pm", "1/1/2020 10:30:00 AM"),
        (43831.123456, "hh:mm:ss.000", "02:57:46.598"),
        (1.0625, "[h]:mm", "25:30"),
        (5, "@", "5"),
        (5, "General", "5"),
    ],
)
def test_with_a_pattern(number, pattern, text):
    assert shown(number, {"type": "NUMBER", "pattern": pattern}, "en_US") == text


@pytest.mark.parametrize(
    ("kind", "english", "russian"),
    [
        ("DATE", "1/1/2020", "01.01.2020"),
        ("TIME", "12:00:00 PM", "12:00:00"),
        ("DATE_TIME", "1/1/2020 12:00:00", "01.01.2020 12:00:00"),
        ("NUMBER", "43,831.50", "43\u00a0831,50"),
        ("CURRENCY", "$43,831.50", "43\u00a0831,50 ₽"),
        ("PERCENT", "4383150.00%", "4383150,00%"),
        ("TEXT", "43831.5", "43831,5"),
    ],
)
def test_a_type_without_a_pattern_shows_as_the_locale_has_it(kind, english, russian):
    assert shown(43831.5, {"type": kind}, "en_US") == english
    assert shown(43831.5, {"type": kind}, "ru_RU") == russian


def test_text_keeps_clear_of_number_formats():
    assert shown("n/a", {"type": "NUMBER", "pattern": "#,##0.00"}, "en_US") == "n/a"
    assert shown("n/a", {"type": "TEXT", "pattern": '"<"@">"'}, "en_US") == "<n/a>"


def test_only_dates_and_times_are_moments():
    assert is_moment({"type": "DATE", "pattern": "yyyy-mm-dd"})
    assert not is_moment({"type": "NUMBER"})
    assert not is_moment(None)
