import pytest

from sheets_sync.billing.currency import MINOR_DIGITS, currency_code


@pytest.mark.parametrize(
    ("text", "code"),
    [("RUB", "RUB"), (" rub ", "RUB"), ("₽", "RUB"), ("€", "EUR"), ("£", "GBP"), ("eur", "EUR")],
)
def test_a_currency_is_named_by_code_or_sign(text, code):
    assert currency_code(text) == code


@pytest.mark.parametrize("text", ["", "$", "¥", "RUR", "XXX", "XAU", "HRK", "DEM", "rubles"])
def test_signs_of_many_and_codes_out_of_use_name_none(text):
    assert currency_code(text) is None


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        ("RUB", 2),
        ("USD", 2),
        ("JPY", 0),
        ("ISK", 0),
        ("KWD", 3),
        ("TND", 3),
        ("CLF", 4),
        ("UZS", 2),
    ],
)
def test_decimals_are_those_of_iso_4217(code, digits):
    assert MINOR_DIGITS[code] == digits
