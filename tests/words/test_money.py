"""Amounts and days as people write them (F73)."""

from fractions import Fraction

import pytest

from sheets_sync.words.speaking import words_of
from tests.notices.cases import TODAY

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("minor", "currency", "language", "text"),
    [
        (123_450, "RUB", "ru", "1 234,50 ₽"),
        (123_450, "USD", "en", "$1,234.50"),
        (123_450, "RUB", "en", "RUB 1,234.50"),
        (-123_450, "RUB", "en", "−RUB 1,234.50"),
        (123_450, "EUR", "ru", "1 234,50 €"),
        (-5, "EUR", "en", "−€0.05"),
        (1_234_567, "JPY", "en", "¥1,234,567"),
        (1_234_567, "KWD", "en", "KWD 1,234.567"),
        (0, "USD", "ru", "0,00 $"),
        (10**12, "RUB", "ru", "10 000 000 000,00 ₽"),
        (123_450, "HUF", "en", "HUF 1,234.50"),
    ],
)
def test_money_is_written_as_the_language_writes_it(minor, currency, language, text):
    assert words_of(language).money(minor, currency).replace(NBSP, " ") == text


def test_days_are_written_as_the_language_writes_them():
    assert words_of("en").day_in_letter(TODAY) == "23 Nov 2026"
    assert words_of("ru").day_in_letter(TODAY) == "23.11.2026"


@pytest.mark.parametrize(
    ("fixed", "language", "text"),
    [
        (15_250_000, "en", "1,525.00"),
        (250_000, "en", "25.00"),
        (12_345_678_125, "en", "1,234,567.8125"),
        (15_250_000, "ru", "1\u202f525,00"),
        (9_995_000, "ru", "999,50"),
    ],
)
def test_a_price_has_its_thousands_apart(fixed, language, text):
    assert words_of(language).price(fixed) == text


@pytest.mark.parametrize(
    ("currency", "text"),
    [("RUB", "1,525.00"), ("JPY", "1,525"), ("KWD", "1,525.000"), ("", "1,525.00")],
)
def test_a_price_has_the_decimals_of_its_currency(currency, text):
    assert words_of("en").price(15_250_000, currency) == text
    assert words_of("en").price(15_250_500, "JPY") == "1,525.05"


@pytest.mark.parametrize(
    ("share", "english", "russian"),
    [
        (Fraction(-21544, 200), "-10,772%", "-10\u202f772 %"),
        (Fraction(12, 100), "12%", "12 %"),
        (Fraction(-1, 3), "-33%", "-33 %"),
        (Fraction(0), "0%", "0 %"),
        (Fraction(36, 10_000), "0.4%", "0,4 %"),
        (Fraction(-3, 1000), "-0.3%", "-0,3 %"),
        (Fraction(6, 1000), "1%", "1 %"),
    ],
)
def test_per_cents_have_their_thousands_apart_and_a_decimal_where_they_would_be_nothing(
    share, english, russian
):
    assert words_of("en").per_cent(share) == english
    assert words_of("ru").per_cent(share) == russian


@pytest.mark.parametrize(
    ("typed", "english", "russian"),
    [("ч", "h", "ч"), ("hrs", "h", "ч"), ("Часов.", "h", "ч"), ("min", "min", "мин"), ("минута", "min", "мин"),
     ("page", "page", "page"), ("стр.", "стр.", "стр."), ("", "", "")],
)  # fmt: skip
def test_a_unit_of_time_is_written_as_the_language_writes_it(typed, english, russian):
    assert words_of("en").unit(typed) == english
    assert words_of("ru").unit(typed) == russian
